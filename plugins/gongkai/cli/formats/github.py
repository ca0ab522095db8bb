"""``--format github``: annotations in GitHub Actions, by workflow commands on standard output.

GitHub shows ten annotations of a kind and step, so ten are given and the worst come first; all
problems stand in the job summary.
"""

from __future__ import annotations

from gongkai.checks.problems import Problem
from gongkai.cli.formats.labels import SEVERITIES
from gongkai.cli.formats.repository import Repository
from gongkai.cli.formats.text import summary
from gongkai.cli.run import CheckRun
from gongkai.issues import ISSUE_CODES, Severity
from gongkai.located_yaml import visible

MOST_ANNOTATIONS = 10

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(run: CheckRun) -> str:
    """The annotations, the worst first, and the counts."""
    repository = Repository.around(run.root)
    ranked = worst_first(run)
    lines = [_annotation(run, each, repository) for each in ranked[:MOST_ANNOTATIONS]]
    if rest := len(ranked) - len(lines):
        lines.append(f"另有 {rest} 处没有注出，全部问题见作业摘要，或用 --format text。")
    return "\n".join([*lines, *summary(run), ""])


def worst_first(run: CheckRun) -> list[Problem]:
    """Errors, then warnings, then hints; each in order of place."""
    order = list(Severity)
    return sorted(run.problems, key=lambda each: order.index(each.issue.severity))


def title_of(run: CheckRun, code: str) -> str:
    """What a code means, in a few words."""
    rule = run.rules.get(code)
    return rule.title if rule else ISSUE_CODES[code].title


def _annotation(run: CheckRun, problem: Problem, repository: Repository) -> str:
    return annotation(problem, title_of(run, problem.issue.code), repository)


def annotation(problem: Problem, title: str, repository: Repository) -> str:
    """A problem as the workflow command that puts it beside its line; ``title`` is its code's."""
    issue = problem.issue
    properties = {
        "file": repository.path(issue.location.path),
        "line": str(issue.location.line),
        "col": str(issue.location.column),
        "title": f"{SEVERITIES[issue.severity]} {issue.code}：{title}",
    }
    shown = ",".join(
        f"{name}={visible(value).translate(_PROPERTY)}" for name, value in properties.items()
    )
    text = "\n".join(map(visible, told(problem))).translate(_DATA)
    return f"::{_COMMANDS[issue.severity]} {shown}::{text}"


def told(problem: Problem) -> list[str]:
    """The message of a problem, what it stands for, and the advice; a line each."""
    parts = [f"{each.code} {each.message}" for each in problem.issues] if problem.is_group else []
    advice = [f"改法：{problem.issue.hint}"] if problem.issue.hint else []
    return [problem.issue.message, *parts, *advice]

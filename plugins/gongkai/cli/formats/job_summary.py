"""The summary of a job in GitHub Actions: every problem in one Markdown table.

Text from data is escaped, so that it is never markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.checks.problems import Problem
from gongkai.cli.formats.github import told, worst_first
from gongkai.cli.formats.labels import SEVERITIES
from gongkai.cli.formats.repository import Repository
from gongkai.cli.formats.text import summary
from gongkai.cli.run import CheckRun
from gongkai.located_yaml import visible
from gongkai.render.html import escape_markdown

# GitHub refuses a summary beyond 1 MiB.
MOST_BYTES = 1_000_000


def job_summary(run: CheckRun) -> str:
    """The counts and the table, as far as it fits."""
    head = ["## 年报核对", "", *(f"- {escape_markdown(line)}" for line in summary(run)), ""]
    problems = worst_first(run)
    if problems:
        repository = Repository.around(run.root)
        head += ["| 程度 | 位置 | 代码 | 问题和改法 |", "| --- | --- | --- | --- |"]
        rows = (_row(each, repository) for each in problems)
        head += _fitting(rows, len(problems), MOST_BYTES - _size(head))
    return "\n".join([*head, ""])


def _row(problem: Problem, repository: Repository) -> str:
    issue = problem.issue
    place = issue.location
    path = f"{repository.path(place.path)}:{place.line}:{place.column}"
    text = "<br>".join(_escaped(line) for line in told(problem))
    cells = (SEVERITIES[issue.severity], _escaped(path), _escaped(issue.code), text)
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return escape_markdown(visible(text))


def _fitting(rows: Iterable[str], count: int, room: int) -> list[str]:
    """The rows that fit, and how many do not."""
    kept: list[str] = []
    for row in rows:
        room -= len(row.encode()) + 1
        if room < 0:
            return [*kept, "", f"另有 {count - len(kept)} 处放不下，用 gongkai check 查看。"]
        kept.append(row)
    return kept


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)

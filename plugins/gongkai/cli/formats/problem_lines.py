"""One problem as lines for a terminal: where and what, the place in the file, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from gongkai.checks.model import CheckResult
from gongkai.checks.problems import Problem, lapsed_entry
from gongkai.checks.wording import advice_lines
from gongkai.cli.formats.excerpt import Mark, excerpt
from gongkai.cli.formats.sources import Sources
from gongkai.cli.wrapping import wrap
from gongkai.issues import Issue, Severity
from gongkai.located_yaml import visible

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}

_INDENT = 2


@dataclass(frozen=True, slots=True)
class ProblemPrinter:
    """Prints problems; text from data reaches the terminal with control characters escaped."""

    console: Console
    sources: Sources

    def print(self, problem: Problem) -> None:
        """All that is to be said of a problem; a hint without its place in the file."""
        issue = problem.issue
        self.head(issue)
        if issue.severity is not Severity.HINT:
            colour = COLOURS[issue.severity]
            for line in excerpt(self.sources, _marks(problem), self.console.width, colour):
                self.line(line)
        for each in problem.issues if problem.is_group else ():
            self.detail("其中", f"{each.code} {each.message}")
        self._advice(problem)
        for place in issue.related:
            self.detail("另见", str(place))
        if issue.severity is not Severity.HINT:
            self._entries(problem)

    def head(self, issue: Issue) -> None:
        """``file:line:column: code: message``, always one line."""
        place = visible(str(issue.location))
        line = Text(f"{place}: {issue.code}: {visible(issue.message)}")
        line.stylize("bold", 0, len(place))
        start = len(place) + 2
        line.stylize(COLOURS[issue.severity], start, start + len(issue.code))
        self.line(line)

    def detail(self, label: str, text: str) -> None:
        """A line below the head, one long line where it is piped."""
        head = f"{label}：" if label else " " * cell_len("改法：")
        hang = _INDENT + cell_len(head)
        text = visible(text)
        width = max(self.console.width - hang - 1, 20)
        first, *more = wrap(text, width) if self.console.is_terminal else [text]
        self.line(Text.assemble(" " * _INDENT, (head, "bold"), first))
        for each in more:
            self.line(Text(" " * hang + each))

    def line(self, text: Text) -> None:
        self.console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)

    def _advice(self, problem: Problem) -> None:
        if problem.part is None or problem.checks is None:
            if problem.issue.hint:
                self.detail("改法", problem.issue.hint)
            return
        first, *options = advice_lines(problem.part, problem.checks.report)
        self.detail("改法", first)
        for option in options:
            self.detail("", option)

    def _entries(self, problem: Problem) -> None:
        """The YAML that would explain the failures, in unbroken lines that can be copied."""
        if problem.checks is None:
            return
        told = ""
        for result in (each for each in problem.results if each.at):
            lapsed = lapsed_entry(problem.checks, result)
            where = f"把第 {lapsed.line} 行的说明改为" if lapsed else "在 discrepancies: 下加"
            if where != told:
                self.detail("原文如此", where)
            told = where
            self.line(Text(f"{'':>{2 * _INDENT}}{_entry(result)}"))


def _marks(problem: Problem) -> list[Mark]:
    """The one change that would mend everything, else where the issue stands."""
    return _changes(problem) or [Mark(problem.issue.location)]


def _changes(problem: Problem) -> list[Mark]:
    part, checks = problem.part, problem.checks
    if part is None or checks is None or len(part.explanations) != 1:
        return []
    places = checks.report.locations
    marks = [
        Mark(places[str(edit.address)], f"{edit.printed} → {edit.needed}")
        for edit in part.explanations[0].edits
        if str(edit.address) in places
    ]
    return sorted(marks, key=lambda mark: mark.location)


def _entry(result: CheckResult) -> str:
    """The line of YAML that would explain a failure; a rule has two figures, one, or none."""
    sides = (("left", result.left), ("right", result.right))
    figures = "".join(f", {side}: {figure}" for side, figure in sides if figure is not None)
    return f"- {{check: {result.rule.short_id}, at: {result.at}{figures}, note: 〈原因〉}}"

"""Issues and counts on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click
from rich.console import Console
from rich.text import Text

from gongkai.checks.book import CheckBook
from gongkai.checks.model import Outcome
from gongkai.issues import Issue, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_OUTCOMES = {
    Outcome.HOLDS: "成立",
    Outcome.NOT_EVALUATED: "未能判断",
    Outcome.FAILS: "不成立",
}
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}


def print_issues(issues: Iterable[Issue]) -> None:
    """One line an issue, sorted by place; colours on a terminal only."""
    console = Console(soft_wrap=True, highlight=False)
    for issue in sorted(issues, key=lambda each: (each.location, each.code)):
        line = Text(str(issue))
        line.stylize("bold", 0, len(str(issue.location)))
        start = len(str(issue.location)) + 2
        line.stylize(_COLOURS[issue.severity], start, start + len(issue.code))
        console.print(line)


def print_summary(issues: Iterable[Issue], files: int) -> None:
    """How many issues of each severity there are."""
    counts = Counter(issue.severity for issue in issues)
    shown = "、".join(f"{counts[each]} 处{_NAMES[each]}" for each in Severity)
    click.echo(f"核对了 {files} 份年报：{shown}。")


def print_tally(book: CheckBook) -> None:
    """How the identities of the form came out, over all reports."""
    tally = book.tally()
    if not tally:
        return
    shown = "，".join(f"{name} {tally[outcome]}" for outcome, name in _OUTCOMES.items())
    explained = f"（已说明 {book.explained()}）" if book.explained() else ""
    click.echo(f"表内勾稽关系 {tally.total()} 处：{shown}{explained}。")

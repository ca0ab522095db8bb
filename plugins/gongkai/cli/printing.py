"""Issues of files and counts on the terminal, for commands that check no figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console

from gongkai.checks.problems import Problem
from gongkai.cli.formats.labels import counted
from gongkai.cli.formats.problem_lines import ProblemPrinter
from gongkai.cli.formats.sources import Sources
from gongkai.issues import Issue


def print_issues(issues: Iterable[Issue]) -> None:
    """Every issue with its place, sorted by place; colours on a terminal only."""
    printer = ProblemPrinter(Console(), Sources(Path.cwd()))
    for issue in sorted(issues, key=lambda each: (each.location, each.code)):
        printer.print(Problem(issue, (issue,)))


def print_summary(issues: Iterable[Issue], files: int) -> None:
    """How many issues of each severity there are."""
    click.echo(f"核对了 {files} 份年报：{counted(Counter(each.severity for each in issues))}。")

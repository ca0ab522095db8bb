"""``--format text``: for people, the worst first, with the place in the file."""

from __future__ import annotations

import io
from itertools import groupby

from rich.console import Console
from rich.text import Text

from gongkai.checks.wording import counts
from gongkai.cli.formats.labels import SEVERITIES, counted
from gongkai.cli.formats.problem_lines import COLOURS, ProblemPrinter
from gongkai.cli.formats.result_lines import print_results
from gongkai.cli.formats.sources import Sources
from gongkai.cli.run import CheckRun
from gongkai.issues import Severity

PLAIN_WIDTH = 100


def text(run: CheckRun) -> str:
    """The report without colours, as it is written to a file."""
    file = io.StringIO()
    print_text(run, Console(file=file, width=PLAIN_WIDTH, color_system=None))
    return file.getvalue()


def print_text(run: CheckRun, console: Console) -> None:
    """The report on a console: problems, all results if they are asked for, and the counts."""
    printer = ProblemPrinter(console, Sources(run.root))
    for severity in Severity:
        _print_problems(run, severity, printer)
    if run.tells_all:
        for checks in run.reports:
            print_results(checks, printer)
            console.print()
    for line in summary(run):
        printer.line(Text(line))


def summary(run: CheckRun) -> list[str]:
    """The counts, a line each; the last says whether the run passes."""
    lines = []
    identities = run.identities()
    entries = list(run.explained())
    if identities:
        known = sum(checks.explained() for checks in run.reports)
        lines.append(f"表内勾稽关系 {identities.total()} 处：{counts(identities, known)}。")
    if entries:
        more = "" if run.tells_all else "，加 --all 列出"
        lines.append(f"已说明的不一致 {len(entries)} 处{more}。")
    if not run.files:
        lines.append("没有年报可核对：年报写在 reports/〈机关标识〉/〈年份〉.yaml。")
    verdict = "通过" if run.passes else "未通过"
    return [*lines, f"核对了 {run.files} 份年报：{counted(run.severities())}。{verdict}。"]


def _print_problems(run: CheckRun, severity: Severity, printer: ProblemPrinter) -> None:
    """The problems of one severity, file by file."""
    found = [each for each in run.problems if each.issue.severity is severity]
    if not found:
        return
    heading = f"{SEVERITIES[severity]}（{len(found)} 处）"
    printer.line(Text(heading, style=f"bold {COLOURS[severity]}"))
    for _, of_file in groupby(found, key=lambda each: each.issue.location.path):
        for problem in of_file:
            printer.print(problem)
            if severity is not Severity.HINT:
                printer.line(Text())
    if severity is Severity.HINT:
        printer.line(Text())

"""The report of ``gongkai verify``: every finding, then how much was read and whether it agrees."""

from __future__ import annotations

import json
from importlib.metadata import version
from itertools import groupby

from rich.console import Console
from rich.text import Text

from gongkai.located_yaml import visible
from gongkai.verification.findings import Finding
from gongkai.verification.run import Verification

VERSION = 1
_MOST_SHOWN = 20  # findings of one kind in one file; the others are counted


def print_text(found: Verification, console: Console) -> None:
    """The findings by file and kind, what to do once for each kind, then the counts."""
    for _, group in groupby(found.findings, key=lambda each: (each.file, each.code)):
        _print_group(list(group), console)
    _line(console, Text(summary(found)))


def _print_group(group: list[Finding], console: Console) -> None:
    for each in group[:_MOST_SHOWN]:
        where = visible(each.where)
        line = Text(f"{where}: {each.code}: {visible(each.message)}")
        line.stylize("bold", 0, len(where))
        line.stylize("red", len(where) + 2, len(where) + 2 + len(each.code))
        _line(console, line)
    if len(group) > _MOST_SHOWN:
        _line(console, Text(f"  同类的还有 {len(group) - _MOST_SHOWN} 处，见 --format json"))
    _line(console, Text.assemble("  ", ("改法：", "bold"), group[0].hint))


def _line(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)


def summary(found: Verification) -> str:
    """How much was read, and whether it agrees with the data."""
    sampled = f"逐格核对 {found.sampled} 份" if found.sampled < found.reports else "全部逐格核对"
    verdict = "相符" if found.passes else f"不符 {len(found.findings)} 处"
    return (
        f"核对了 {found.files} 个文件：网页 {found.pages} 页、下载 {found.downloads} 个；"
        f"年报 {found.reports} 份，{sampled}。{verdict}。"
    )


def json_text(found: Verification) -> str:
    """Everything as data; members are only ever added within a version."""
    told = {
        "version": VERSION,
        "gongkai": version("gongkai"),
        "passes": found.passes,
        "read": {
            "files": found.files,
            "pages": found.pages,
            "downloads": found.downloads,
            "reports": found.reports,
            "sampled": found.sampled,
        },
        "findings": [_finding(each) for each in found.findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _finding(each: Finding) -> dict[str, str | None]:
    return {
        "code": each.code,
        "file": each.file,
        "place": each.place or None,
        "subject": each.subject or None,
        "stands": each.stands,
        "should": each.should,
        "message": each.message,
        "hint": each.hint,
    }

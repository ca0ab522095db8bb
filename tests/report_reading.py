"""Reports out of texts, as tests write them down."""

from __future__ import annotations

from pathlib import Path

from gongkai.forms.model import Editions
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report

SHOWN = "reports/example/x.yaml"
IssuePlace = tuple[str, int, int]
"""Code, line and column of an issue."""


def read_report(
    text: str, folder: Path, editions: Editions, stem: str = "2021"
) -> tuple[Report | None, list[IssuePlace]]:
    """What the reader makes of a file with this text, and what it finds wrong."""
    path = folder / f"{stem}.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_report(path, editions, "example", SHOWN)
    assert {each.location.path for each in loaded.issues} <= {SHOWN}
    return loaded.value, [
        (each.code, each.location.line, each.location.column) for each in loaded.issues
    ]


def sound_report(text: str, folder: Path, editions: Editions, stem: str = "2021") -> Report:
    """The report in a faultless text."""
    report, issues = read_report(text, folder, editions, stem)
    assert issues == []
    assert report is not None
    return report

"""What reports and their cells are called in a site: in paths, and in downloads."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.reports.model import Report


class Key(NamedTuple):
    """A cell by its report, as downloads name it, and its address."""

    report: str
    address: str

    def __str__(self) -> str:
        return f"{self.report}:{self.address}"


def key_of(report: Report, address: str) -> Key:
    return Key(id_of(report), address)


def id_of(report: Report) -> str:
    """What downloads call a report."""
    return f"{report.agency}-{report.year}"


def folder_of(report: Report) -> str:
    """The folder of a report's page and downloads."""
    return f"reports/{report.agency}/{report.year}"


def page_of(report: Report) -> str:
    """The file of a report's page."""
    return f"{folder_of(report)}/index.html"

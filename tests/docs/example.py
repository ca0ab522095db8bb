"""The guide's example: a body, a report to fill in, and the same with slips in it."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from click.testing import CliRunner

from gongkai.cli import main as gongkai
from gongkai.forms.loader import load_editions
from gongkai.forms.model import FormEdition
from gongkai.reports.skeleton import skeleton as report_skeleton

# The skeleton of this year's edition bears it.
EXAMPLE_YEAR = 2024
EXAMPLE_FOLDER = "reports/my-bureau"
AGENCY_YAML = "name: 某某市某某局\nkind: department\nlevel: city\n"


def skeleton(edition: FormEdition) -> str:
    """The report file of an edition that the guide tells to copy."""
    current = load_editions().value.for_year(EXAMPLE_YEAR)
    year = EXAMPLE_YEAR if edition == current else edition.from_year
    copy = "复制为 reports/〈机关标识〉/〈年份〉.yaml，把 year 改成那一年，照原文填数。"
    return report_skeleton(edition, year, "某某市某某局", copy)


# --- an example of issues ---------------------------------------------------------------------

_ROW = "[~, ~, ~, ~, ~, ~, ~]"

# What a clerk mistypes: a date, a thousands separator that splits a cell, full-width digits, two
# digits of a total.
_SLIPS = {
    f"# published: {EXAMPLE_YEAR + 1}-01-21": f"published: {EXAMPLE_YEAR + 1}-1-21",
    "administrative_normative_documents: [~, ~, ~]": (
        "administrative_normative_documents: [1,200, 33, 440]"
    ),
    "licensing: [~]": "licensing: [４５２９]",
    f"new_received:{'':32}{_ROW}": "new_received: [80, 1, 0, 0, 0, 0, 18]",
    f"carried_in:{'':34}{_ROW}": "carried_in: [0, 0, 0, 0, 0, 0, 0]",
    f"results.total:{'':31}{_ROW}": "results.total: [80, 1, 0, 0, 0, 0, 81]",
    f"carried_forward:{'':29}{_ROW}": "carried_forward: [0, 0, 0, 0, 0, 0, 0]",
}


def example_project(folder: Path, report: str) -> None:
    """Writes the one body of the guide with one report below a folder."""
    reports = folder / EXAMPLE_FOLDER
    reports.mkdir(parents=True)
    (reports / "agency.yaml").write_text(AGENCY_YAML, encoding="utf-8")
    (reports / f"{EXAMPLE_YEAR}.yaml").write_text(report, encoding="utf-8")


def example_issues() -> str:
    """What ``gongkai check`` says of the example with some slips in it."""
    edition = load_editions().value.for_year(EXAMPLE_YEAR)
    if edition is None:
        raise LookupError(EXAMPLE_YEAR)
    report = skeleton(edition)
    for right, wrong in _SLIPS.items():
        if right not in report:
            raise LookupError(right)
        report = report.replace(right, wrong)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        example_project(Path(folder), report)
        return f"```text\n{CliRunner().invoke(gongkai, ['check']).stdout.rstrip()}\n```"

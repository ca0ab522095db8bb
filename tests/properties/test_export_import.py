"""What is exported and imported again is the same report, down to the YAML, in every format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from gongkai.exporters import FORMATS
from gongkai.exporters.layout import Layout, layout_of
from gongkai.forms.loader import load_editions
from gongkai.importers.outcome import Wish, import_document
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report, Source, Status
from gongkai.reports.writer import dump_report
from tests.full_reports import full_reports

EDITIONS = load_editions().value
FEW, MANY = 7, 500  # reports of a format; seven are all years of a body, on both forms
SEEDS = {name: number for number, name in enumerate(FORMATS)}
# What may be told of a document that was read for certain: rows that it leaves out.
TOLD = frozenset({"import.missing_row"})


def held(report: Report, data: bytes, name: str) -> Report:
    """The report as far as a document holds it. This is all that does not come back, and why."""
    return replace(
        report,
        source=Source(title=name, sha256=hashlib.sha256(data).hexdigest()),  # the document itself
        published=None,  # states the portal, not the document that goes there
        status=Status.PUBLISHED,  # a document does not say whether the public may see it
        discrepancies=(),  # the project's remarks on the document, none of its words
        corrections=(),
    )


def written(name: str, report: Report) -> bytes:
    """The report in a format."""
    if report.edition is None or report.title is None:
        raise LookupError(report.file)
    write: Callable[[Layout], bytes] = import_module(FORMATS[name].module).write
    return write(layout_of(report, report.edition, report.title))


def assert_comes_back(name: str, report: Report) -> None:
    file = f"年报.{name}"
    data = written(name, report)
    outcome = import_document(data, file, Wish(EDITIONS, agency=report.agency))
    assert outcome.message == ""
    assert outcome.yaml == dump_report(held(report, data, file), outcome.body)
    assert outcome.doubts == ()
    assert [each for each in outcome.remarks if each.code not in TOLD] == []


def test_the_reports_hold_what_may_be_lost() -> None:
    reports = list(full_reports(EDITIONS, 70, 0))
    cells = [cell for report in reports for _, cell in report.cells()]
    assert {each.edition.id for each in reports if each.edition} == {each.id for each in EDITIONS}
    for state in ("number", "blank", "na", "text"):
        assert any(cell.state == state for cell in cells), state
    assert any(cell.unit for cell in cells)
    assert any(cell.printed.startswith("+") for cell in cells)
    assert any(cell.value is not None and "（" in cell.printed for cell in cells)
    assert any("results.other_handling" in each.tables["requests"] for each in reports)
    places = [note.at for each in reports for note in each.notes]
    for shape in (r"\w+\.[\w.]+/[\w.]+", r"\w+\.[\w.]+", r"\w+/[\w.]+", r"art20_\d", r"overview"):
        assert any(re.fullmatch(shape, place) for place in places), shape
    keys = {key.split(".")[0] for each in reports for key in each.printed_labels}
    assert {"sections", "requests"} <= keys


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_report_comes_back(name: str) -> None:
    for report in full_reports(EDITIONS, FEW, SEEDS[name]):
        assert_comes_back(name, report)


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_real_report_comes_back(name: str, reports_folder: Path) -> None:
    path = reports_folder / "changzhi-sme/2019.yaml"
    report = load_report(path, EDITIONS, "changzhi-sme").value
    assert report is not None
    assert_comes_back(name, report)


@pytest.mark.long
@pytest.mark.parametrize("name", list(FORMATS))
def test_many_reports_come_back(name: str) -> None:
    for report in full_reports(EDITIONS, MANY, SEEDS[name]):
        assert_comes_back(name, report)

"""Laws of the reader: whatever the bytes, it ends, raises nothing and points into the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.forms.loader import load_edition, load_editions
from gongkai.issues import Issue
from gongkai.located_yaml import parse_yaml
from gongkai.reports.agency import load_agency
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report
from gongkai.reports.writer import dump_report
from tests import strategies

EDITIONS = load_editions().value
ROOT = Path(__file__).parents[2]
REPORT = (ROOT / "reports" / "changzhi-sme" / "2019.yaml").read_text(encoding="utf-8")
AGENCY = (ROOT / "reports" / "changzhi-sme" / "agency.yaml").read_text(encoding="utf-8")
EDITION = (ROOT / "plugins/gongkai/forms/editions/2021.yaml").read_text(encoding="utf-8")

yaml_bytes = st.lists(strategies.tokens, max_size=20).map("".join).map(str.encode) | st.binary()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the broken files stand."""
    return tmp_path_factory.mktemp("broken")


def _assert_inside(data: bytes, issues: tuple[Issue, ...]) -> None:
    """Every issue stands on a line of the file, at most one column behind its last character."""
    lines = re.split("\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
    for issue in issues:
        place = issue.location
        assert 1 <= place.line <= len(lines), issue
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, issue
        assert str(issue).isprintable(), issue


@given(yaml_bytes)
@settings(max_examples=500)
def test_any_bytes_are_a_document_or_located_issues(data: bytes) -> None:
    loaded = parse_yaml(data, "x.yaml")
    assert loaded.value is not None or loaded.issues
    _assert_inside(data, loaded.issues)


@given(strategies.slips(REPORT))
@settings(max_examples=300)
def test_a_report_with_slips_is_a_report_or_located_issues(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    path = folder / "2019.yaml"
    path.write_bytes(data)
    loaded = load_report(path, EDITIONS, "changzhi-sme")
    assert loaded.value is not None or loaded.issues
    _assert_inside(data, loaded.issues)


@given(strategies.slips(AGENCY))
def test_an_agency_with_slips_is_an_agency_or_located_issues(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    path = folder / "agency.yaml"
    path.write_bytes(data)
    loaded = load_agency(path, "changzhi-sme")
    assert loaded.value is not None or loaded.issues
    _assert_inside(data, loaded.issues)


@given(strategies.slips(EDITION))
def test_an_edition_with_slips_is_an_edition_or_located_issues(folder: Path, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    path = folder / "edition.yaml"
    path.write_bytes(data)
    loaded = load_edition(path)
    assert loaded.value is not None or loaded.issues
    _assert_inside(data, loaded.issues)


@given(st.data())
@settings(max_examples=100)
def test_random_reports_with_slips_are_reports_or_located_issues(
    folder: Path, data: st.DataObject
) -> None:
    report: Report = data.draw(strategies.reports(EDITIONS))
    text = data.draw(strategies.slips(dump_report(report)))
    content = text.encode("utf-8", "surrogatepass")
    path = folder / f"{report.year}.yaml"
    path.write_bytes(content)
    loaded = load_report(path, EDITIONS, "example")
    assert loaded.value is not None or loaded.issues
    _assert_inside(content, loaded.issues)

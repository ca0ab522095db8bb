"""Indicators: the worked values, why there is none, and that no blank is ever a zero."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks.book import CheckBook, ReportChecks
from gongkai.checks.run import check_corpus
from gongkai.corpus import load_corpus
from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress, Editions
from gongkai.indicators.catalogue import BUILTIN_INDICATORS, builtin_catalogue, load_catalogue
from gongkai.indicators.values import Count, NoValue, Rate, Reason, Value, value_of
from gongkai.reports.model import BLANK, Cell, CellState, Report
from tests import strategies
from tests.unit.checks.building import with_cells

EDITIONS = load_editions().value
RATES = [each for each in builtin_catalogue() if each.is_rate]


@pytest.fixture(scope="module")
def book() -> CheckBook:
    root = Path(__file__).parents[2]
    return check_corpus(load_corpus(root / "reports", EDITIONS).value)


def value(book: CheckBook, year: int, indicator_id: str, agency: str = "pingtan") -> Value:
    indicator = builtin_catalogue().get(indicator_id)
    assert indicator is not None
    return value_of(indicator, book.by_report[agency, year])


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        (2019, (23, 0, 23, 0)),
        (2020, (21, 0, 21, 0)),
        (2023, (81, 0, 81, 0)),
        (2025, (154, 0, 148, 6)),
    ],
)
def test_counts_are_as_printed_also_where_sums_fail(
    book: CheckBook, year: int, counts: tuple[int, ...]
) -> None:
    report = book.by_report["pingtan", year].report
    ids = ("new_requests", "handled", "open_at_year_end")
    found = [value(book, year, each) for each in ids]
    carried = report.cell(CellAddress("requests", "carried_in", "total")).value
    assert carried == counts[1]
    assert [each.value for each in found if isinstance(each, Count)] == [
        counts[0],
        counts[2],
        counts[3],
    ]
    handle = value(book, year, "to_handle")
    assert isinstance(handle, Count)
    assert handle.value == counts[0] + counts[1]


@pytest.mark.parametrize(
    ("year", "indicator_id", "part", "whole", "shown", "small"),
    [
        (2023, "disclosure_rate", 42, 81, "51.9", False),
        (2023, "substantive_disclosure_rate", 42, 47, "89.4", False),
        (2023, "completion_rate", 81, 81, "100.0", False),
        (2023, "other_rate", 2, 81, "2.5", False),
        (2025, "disclosure_rate", 71, 148, "48.0", False),
        (2025, "substantive_disclosure_rate", 71, 82, "86.6", False),
        (2025, "completion_rate", 148, 154, "96.1", False),
        (2025, "unable_rate", 53, 148, "35.8", False),
        (2019, "disclosure_rate", 8, 23, "34.8", True),
        (2019, "substantive_disclosure_rate", 8, 8, "100.0", True),
        (2019, "completion_rate", 23, 23, "100.0", True),
        (2019, "other_rate", 0, 23, "0.0", True),
    ],
)
def test_worked_values(
    book: CheckBook, year: int, indicator_id: str, part: int, whole: int, shown: str, small: bool
) -> None:
    found = value(book, year, indicator_id)
    assert isinstance(found, Rate)
    assert (found.part, found.whole, str(found.per_hundred), found.is_small) == (
        part,
        whole,
        shown,
        small,
    )


@pytest.mark.parametrize("indicator_id", [each.id for each in RATES if "review" not in each.id])
def test_no_rate_where_the_figures_contradict_each_other(
    book: CheckBook, indicator_id: str
) -> None:
    """平潭 2020: 总计 of the results fails."""
    found = value(book, 2020, indicator_id)
    assert isinstance(found, NoValue)
    if indicator_id in ("suits_corrected_rate", "pending_share"):
        assert found.reason is Reason.NOTHING_BELOW
    else:
        assert found.reason is Reason.CONTRADICTED
        rows = {address.row for address in found.cells}
        assert rows & {"results.total", "results.granted", "results.partial"}


@pytest.mark.parametrize("indicator_id", ["disclosure_rate", "refusal_rate", "to_handle"])
def test_nothing_is_reckoned_with_a_blank(book: CheckBook, indicator_id: str) -> None:
    """长治 2019 leaves nearly all of table 三 blank."""
    found = value(book, 2019, indicator_id, "changzhi-sme")
    if isinstance(found, NoValue):
        assert found.reason is Reason.NOT_FILLED
        report = book.by_report["changzhi-sme", 2019].report
        assert all(report.cell(each).state is CellState.BLANK for each in found.cells)
    else:
        assert indicator_id == "to_handle"


def test_a_denominator_of_zero_is_no_rate(book: CheckBook) -> None:
    report = with_cells(
        book.by_report["pingtan", 2023].report,
        {CellAddress("requests", "results.total", "total"): Cell(CellState.NUMBER, 0, "0")},
    )
    indicator = builtin_catalogue().get("disclosure_rate")
    assert indicator is not None
    found = value_of(indicator, ReportChecks(report, None, ()))
    assert isinstance(found, NoValue)
    assert found.reason is Reason.NOTHING_BELOW


@given(data=st.data(), report=strategies.reports(EDITIONS))
@settings(max_examples=60)
def test_a_blank_in_any_cell_takes_the_value_away(data: st.DataObject, report: Report) -> None:
    """Whatever the report: with one of its cells blank an indicator has no value."""
    for indicator in builtin_catalogue():
        found = value_of(indicator, ReportChecks(report, None, ()))
        if isinstance(found, NoValue):
            continue
        address = data.draw(st.sampled_from(found.cells))
        without = with_cells(report, {address: BLANK})
        lost = value_of(indicator, ReportChecks(without, None, ()))
        assert isinstance(lost, NoValue)
        assert lost.reason is Reason.NOT_FILLED
        assert address in lost.cells


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_rounded_half_up_without_floats(part: int, whole: int) -> None:
    shown = Rate(part, whole, ()).per_hundred
    assert shown == Decimal((2000 * part + whole) // (2 * whole)) / 10


# --- the catalogue -----------------------------------------------------------------------------


def test_every_cell_of_every_indicator_is_in_every_form(editions: Editions) -> None:
    """The addresses are common to all editions, so that a series has no break."""
    for indicator in builtin_catalogue():
        for term in (*indicator.of, *indicator.over):
            for edition in editions:
                table = edition.table(term.table)
                assert table is not None
                assert table.row(term.row) is not None, (indicator.id, term)
                assert table.column_number(term.column) is not None, (indicator.id, term)


def test_ids_are_unique_and_what_must_be_seen_together_exists() -> None:
    ids = [each.id for each in builtin_catalogue()]
    assert len(set(ids)) == len(ids)
    assert {other for each in builtin_catalogue() for other in each.beside} <= set(ids)
    assert all(each.unit for each in builtin_catalogue() if not each.is_rate)


@pytest.mark.parametrize("damage", ["id: new_requests", "of: [requests.new_received/total]"])
def test_a_missing_field_is_an_issue(tmp_path: Path, damage: str) -> None:
    text = BUILTIN_INDICATORS.read_text(encoding="utf-8").replace(damage, f"no_{damage}", 1)
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_catalogue(path).issues


def test_what_is_no_address_is_an_issue(tmp_path: Path) -> None:
    text = BUILTIN_INDICATORS.read_text(encoding="utf-8")
    path = tmp_path / "indicators.yaml"
    path.write_text(text.replace("[requests.new_received/total]", "[total]", 1), encoding="utf-8")
    assert [each.code for each in load_catalogue(path).issues] == ["form.file"]
    assert yaml.safe_load(text)["schema_version"] == 1

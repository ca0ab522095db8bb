"""Indicators: the worked values, why there is none, and that no blank is ever a zero."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks.book import CheckBook, ReportChecks
from gongkai.checks.run import check_corpus
from gongkai.corpus import load_corpus
from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress, Editions
from gongkai.forms.series import series_of
from gongkai.indicators.catalogue import (
    BUILTIN_INDICATORS,
    Indicator,
    builtin_catalogue,
    load_catalogue,
)
from gongkai.indicators.families import parts_of
from gongkai.indicators.measures import Told, filling_of
from gongkai.indicators.values import Count, IndicatorSeries, NoValue, Rate, Reason, Value
from gongkai.reports.model import BLANK, Cell, CellState, Report
from tests import strategies
from tests.unit.checks.building import with_cells

EDITIONS = load_editions().value
SINGLE = [each for each in builtin_catalogue() if not each.is_family]
FAMILIES = [each for each in builtin_catalogue() if each.is_family]
RATES = [each for each in SINGLE if each.is_rate]
PARTS = [part.indicator for each in FAMILIES for part in parts_of(each, EDITIONS)]
ALL_SERIES = [IndicatorSeries(each, EDITIONS) for each in (*SINGLE, *PARTS)]


@pytest.fixture(scope="module")
def book() -> CheckBook:
    root = Path(__file__).parents[2]
    return check_corpus(load_corpus(root / "reports", EDITIONS).value)


def value(book: CheckBook, year: int, indicator_id: str, agency: str = "pingtan") -> Value:
    indicator = builtin_catalogue().get(indicator_id)
    assert indicator is not None
    return IndicatorSeries(indicator, EDITIONS).value(book.by_report[agency, year])


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
    found = IndicatorSeries(indicator, EDITIONS).value(ReportChecks(report, None, ()))
    assert isinstance(found, NoValue)
    assert found.reason is Reason.NOTHING_BELOW


@given(data=st.data(), report=strategies.reports(EDITIONS))
@settings(max_examples=60)
def test_a_blank_in_any_cell_takes_the_value_away(data: st.DataObject, report: Report) -> None:
    """Whatever the report: with one of its cells blank an indicator has no value."""
    for series in ALL_SERIES:
        found = series.value(ReportChecks(report, None, ()))
        if not isinstance(found, Count | Rate):
            continue
        address = data.draw(st.sampled_from(found.cells))
        without = with_cells(report, {address: BLANK})
        lost = series.value(ReportChecks(without, None, ()))
        assert isinstance(lost, NoValue)
        assert lost.reason is Reason.NOT_FILLED
        assert address in lost.cells


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_rounded_half_up_without_floats(part: int, whole: int) -> None:
    shown = Rate(part, whole, ()).per_hundred
    assert shown == Decimal((2000 * part + whole) // (2 * whole)) / 10


# --- the catalogue -----------------------------------------------------------------------------


def test_every_cell_of_every_indicator_is_in_a_form(editions: Editions) -> None:
    for indicator in builtin_catalogue():
        for term in (*indicator.of, *indicator.over, *indicator.less_last_year):
            address = CellAddress(term.table, term.row, term.column)
            assert series_of(address, editions).cells, (indicator.id, term)
        assert not indicator.is_family or parts_of(indicator, editions)


def test_ids_are_unique_and_what_must_be_seen_together_exists() -> None:
    ids = [each.id for each in builtin_catalogue()]
    assert len(set(ids)) == len(ids)
    assert {other for each in builtin_catalogue() for other in each.beside} <= set(ids)
    counts = [each for each in SINGLE if not each.is_rate and each.measure is None]
    assert all(each.unit for each in counts)


@pytest.mark.parametrize(
    "damage",
    [
        ("id: new_requests", "no_id: new_requests"),
        ("of: [requests.new_received/total]", "no_of: []"),
        ("measure: on_time", "measure: in_time"),
        ("measure: on_time", "measure: on_time\n        of: [requests.new_received/total]"),
        ("[requests.new_received/total]", "[total]"),
        ("[requests.new_received/total]", "[requests.new_received]"),
    ],
)
def test_what_is_wrong_in_the_file_is_an_issue(tmp_path: Path, damage: tuple[str, str]) -> None:
    text = BUILTIN_INDICATORS.read_text(encoding="utf-8")
    assert damage[0] in text
    path = tmp_path / "indicators.yaml"
    path.write_text(text.replace(*damage, 1), encoding="utf-8")
    issues = load_catalogue(path).issues
    assert issues
    assert all(each.location.line for each in issues)


# --- families ----------------------------------------------------------------------------------


def family(name: str) -> Indicator:
    found = builtin_catalogue().get(name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["outcome_share", "refusal_ground_share", "applicant_share"])
def test_the_parts_of_a_whole_make_it_up(book: CheckBook, name: str) -> None:
    """平潭 2023: of one edition, no row is both in its group and counted once more."""
    checks = book.by_report["pingtan", 2023]
    parts = parts_of(family(name), EDITIONS)
    leaves = [each.indicator for each in parts if each.labels[-1] != "合计"]
    values = [IndicatorSeries(each, EDITIONS).value(checks) for each in leaves]
    rates = [each for each in values if isinstance(each, Rate)]
    assert len(rates) == len(values)
    assert sum(each.part for each in rates) == rates[0].whole


def test_a_row_that_was_split_goes_on_as_a_sum(book: CheckBook) -> None:
    parts = parts_of(family("outcome_share"), EDITIONS)
    (itself,) = [each for each in parts if each.labels == ("（六）其他处理", "合计")]
    rows = [each for each in parts if each.labels[0] == "（六）其他处理"]
    assert rows[0] is itself
    assert len(rows) == 4
    series = IndicatorSeries(itself.indicator, EDITIONS)
    shares = {year: series.value(book.by_report["pingtan", year]) for year in (2019, 2023)}
    assert [(each.part, each.whole) for each in shares.values() if isinstance(each, Rate)] == [
        (0, 23),
        (2, 81),
    ]
    for each in rows[1:]:
        before = IndicatorSeries(each.indicator, EDITIONS).value(book.by_report["pingtan", 2019])
        assert isinstance(before, NoValue)
        assert before.reason is Reason.NOT_IN_FORM


def test_a_statistic_that_follows_another_goes_on_with_a_break(book: CheckBook) -> None:
    """规范性文件: 新制作 until 2020, 制发 from 2021 on."""
    part = parts_of(family("rules_issued"), EDITIONS)[1]
    assert part.labels == ("行政规范性文件",)
    series = IndicatorSeries(part.indicator, EDITIONS)
    assert series.breaks == {"2021"}
    reports = {year: book.by_report["pingtan", year] for year in (2020, 2021, 2022)}
    old = series.value(reports[2020])
    assert isinstance(old, Count)
    assert [str(each) for each in old.cells] == ["art20_1.normative_documents/new_made"]
    assert series.is_broken(reports[2020].report, reports[2021].report)
    assert not series.is_broken(reports[2021].report, reports[2022].report)
    for name in ("new_requests", "open_at_year_end", "disclosure_rate"):
        assert IndicatorSeries(family(name), EDITIONS).breaks == frozenset()


def test_what_only_older_forms_have_ends() -> None:
    labels = {
        each.id: [part.labels for part in parts_of(each, EDITIONS)]
        for each in FAMILIES
        if each.id in ("decisions", "procurement", "items")
    }
    assert labels["decisions"] == [
        ("行政许可",),
        ("行政处罚",),
        ("行政强制",),
        ("其他对外管理服务事项",),
    ]
    assert labels["procurement"] == [("采购项目数量",), ("采购总金额",)]
    assert labels["items"][:2] == [("行政许可", "上一年项目数量"), ("行政许可", "本年增/减")]


def test_a_family_has_no_value_of_its_own() -> None:
    with pytest.raises(ValueError, match="outcome_share"):
        IndicatorSeries(family("outcome_share"), EDITIONS)


# --- two years, and the report itself ------------------------------------------------------------


def test_the_gap_between_two_years(book: CheckBook) -> None:
    gaps = {year: value(book, year, "carry_gap") for year in range(2019, 2026)}
    first = gaps.pop(2019)
    assert isinstance(first, NoValue)
    assert first.reason is Reason.NO_LAST_YEAR
    for year, gap in gaps.items():
        now = book.by_report["pingtan", year].report
        last = book.by_report["pingtan", year - 1].report
        carried = now.cell(CellAddress("requests", "carried_in", "total")).value
        left = last.cell(CellAddress("requests", "carried_forward", "total")).value
        assert carried is not None
        assert left is not None
        assert isinstance(gap, Count)
        assert gap.value == carried - left


@pytest.mark.parametrize(
    ("year", "agency", "name", "told"),
    [
        (2020, "pingtan", "consistency", "成立 38，不成立 2（已说明 2），未能判断 0"),
        (2023, "pingtan", "on_time", "无法定期限"),
        (2019, "changzhi-sme", "on_time", "未载明"),
    ],
)
def test_what_is_told_of_a_report(
    book: CheckBook, year: int, agency: str, name: str, told: str
) -> None:
    found = value(book, year, name, agency)
    assert isinstance(found, Told)
    assert found.text == told


def test_a_blank_is_not_filled_a_zero_and_a_stroke_are(book: CheckBook) -> None:
    report = book.by_report["pingtan", 2023].report
    address = CellAddress("requests", "new_received", "total")
    full = filling_of(report)
    assert full.all == 200
    blank = filling_of(with_cells(report, {address: BLANK}))
    assert blank.filled == full.filled - 1
    stroke = Cell(CellState.NOT_APPLICABLE, None, "/")
    stroked = filling_of(with_cells(report, {address: stroke}))
    assert (stroked.filled, stroked.stroked) == (full.filled, full.stroked + 1)
    zero = filling_of(with_cells(report, {address: Cell(CellState.NUMBER, 0, "0")}))
    assert zero.filled == full.filled

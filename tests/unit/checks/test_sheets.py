"""Shapes and sheets: which number a cell has, and what stands there."""

from __future__ import annotations

import random
from dataclasses import replace

from gongkai.checks.sheets import NO_SHAPE, Shape, pick, shape_of, sheet_of
from gongkai.forms.model import CellAddress, Editions, FormEdition
from gongkai.reports.model import BLANK, NOT_PRINTED, Report
from tests.unit.checks.building import balanced_report, with_cells

GROUP = ("requests", "results.other_handling")


def newest(editions: Editions) -> FormEdition:
    return max(editions, key=lambda each: each.from_year)


def test_every_cell_stands_at_its_number(editions: Editions) -> None:
    for edition in editions:
        report = balanced_report(random.Random(1), edition)
        sheet = sheet_of(report)
        assert sheet.shape.addresses == list(edition.addresses())
        for number, address in enumerate(edition.addresses()):
            assert sheet.shape.number(address) == number
            assert sheet.cells[number] == report.cell(address)
            assert sheet.figures[number] == report.cell(address).value
        assert not sheet.is_complete  # the other tables are not printed
        assert sheet.cells[-1] == NOT_PRINTED


def test_a_sheet_of_numbers_is_complete(editions: Editions) -> None:
    edition = newest(editions)
    only = replace(edition, tables=tuple(t for t in edition.tables if t.id == "requests"))
    report = replace(balanced_report(random.Random(1), edition), edition=only)
    assert sheet_of(report).is_complete
    blank = with_cells(report, {CellAddress("requests", "carried_in", "total"): BLANK})
    assert not sheet_of(blank).is_complete


def test_tables_and_rows_stand_where_a_shape_says(editions: Editions) -> None:
    shape = Shape(newest(editions), ())
    for table, span in shape.tables:
        assert shape.addresses[span] == list(table.addresses())
        for path in shape.rows(table.id):
            assert [each.row for each in shape.addresses[shape.row(table.id, path)]] == [
                path
            ] * len(table.column_leaves)


def test_a_collapsed_group_takes_the_place_of_its_rows(editions: Editions) -> None:
    edition = newest(editions)
    whole, collapsed = Shape(edition, ()), Shape(edition, (GROUP,))
    below = [path for path in whole.rows("requests") if path.startswith(f"{GROUP[1]}.")]
    assert len(below) == 3
    left = [path for path in whole.rows("requests") if path not in below]
    assert [path for path in collapsed.rows("requests") if path != GROUP[1]] == left
    assert GROUP[1] not in whole.rows("requests")
    assert collapsed.number(CellAddress("requests", below[0], "total")) is None
    assert collapsed.number(CellAddress(*GROUP, "total")) is not None


def test_a_group_is_collapsed_in_its_own_table_only(editions: Editions) -> None:
    edition = newest(editions)
    table = edition.table("requests")
    assert table is not None
    twice = replace(edition, tables=(table, replace(table, id="again")))
    assert GROUP[1] not in Shape(twice, (GROUP,)).rows("again")


def test_reports_of_one_shape_share_it(editions: Editions) -> None:
    edition = newest(editions)
    one, other = (balanced_report(random.Random(seed), edition) for seed in (1, 2))
    assert shape_of(one) is shape_of(other)
    assert shape_of(one).collapsed == ()
    rows = {GROUP[1]: one.tables["requests"]["carried_in"]}
    collapsed = replace(one, tables={"requests": rows})
    assert shape_of(collapsed).collapsed == (GROUP,)
    assert shape_of(collapsed) is not shape_of(one)
    assert (
        sheet_of(collapsed).figure(*GROUP, "total")
        == one.cell(CellAddress("requests", "carried_in", "total")).value
    )


def test_what_cannot_be_printed_has_no_number(editions: Editions) -> None:
    shape = Shape(newest(editions), ())
    for address in (
        CellAddress("requests", "carried_in", "organisation"),
        CellAddress("requests", "results", "total"),
        CellAddress("nothing", "carried_in", "total"),
    ):
        assert shape.number(address) is None


def test_without_a_report_or_a_form_there_are_no_cells() -> None:
    for report in (None, Report("body", 2017, None)):
        sheet = sheet_of(report)
        assert (sheet.shape, sheet.cells, sheet.figures) == (NO_SHAPE, [], ())
        assert sheet.report is report
        assert sheet.figure("requests", "carried_in", "total") is None


def test_figures_are_picked_as_a_sequence_however_many() -> None:
    figures = (10, 11, None, 13)
    assert pick([])(figures) == ()
    assert pick([3])(figures) == (13,)
    assert pick(iter([2, 0]))(figures) == (None, 10)

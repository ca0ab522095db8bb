"""Tables as they are written: every cell as plainly as it can be, in columns, with labels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.forms.model import FormEdition, Header, Table, ValueKind
from gongkai.reports.model import BLANK, Cell, CellState, Report
from gongkai.reports.writer import dump_report

COUNT, CHANGE, AMOUNT = ValueKind.COUNT, ValueKind.CHANGE, ValueKind.DECIMAL


def _number(value: int | Decimal, printed: str, unit: str | None = None) -> Cell:
    return Cell(CellState.NUMBER, value, printed, unit)


def _table(columns: int, value: ValueKind = COUNT, rows: str = "ab") -> Table:
    """A table with rows ``a`` and ``b`` and columns ``c0``, ``c1`` …."""
    return Table(
        id="t",
        section="s",
        caption=None,
        stub_label=None,
        corner_note=None,
        columns_label=None,
        value=value,
        unit=None,
        columns=tuple(Header(f"c{n}", f"c{n}", f"列{n}") for n in range(columns)),
        rows=tuple(Header(row, row, f"行{row}") for row in rows),
    )


def _written(table: Table, rows: dict[str, tuple[Cell, ...]]) -> str:
    form = FormEdition("x", 2000, "表", "文", (), (table,))
    text = dump_report(Report("example", 2015, form, tables={"t": rows}))
    return text.partition("tables:\n")[2]


@pytest.mark.parametrize(
    ("kind", "cell", "written"),
    [
        (COUNT, BLANK, "~"),
        (COUNT, _number(12, "12"), "12"),
        (COUNT, _number(12, "１２"), '{value: 12, printed: "１２"}'),
        (COUNT, _number(2, "+2"), '{value: 2, printed: "+2"}'),
        (COUNT, _number(2, "2", "件"), '{value: 2, printed: "2", unit: 件}'),
        (CHANGE, _number(2, "+2"), "+2"),
        (CHANGE, _number(0, "-0"), "-0"),
        (CHANGE, _number(-2, "减2"), '{value: -2, printed: "减2"}'),
        (AMOUNT, _number(Decimal("0.10"), "0.10"), "0.10"),
        (AMOUNT, _number(Decimal("0.1"), "0.10"), '{value: 0.1, printed: "0.10"}'),
        (AMOUNT, _number(Decimal("1E-7"), "x"), '{value: 0.0000001, printed: "x"}'),
        (COUNT, Cell(CellState.NOT_APPLICABLE, None, "/"), '"/"'),
        (COUNT, Cell(CellState.NOT_APPLICABLE, None, "—"), "—"),
        (COUNT, Cell(CellState.TEXT, None, "无"), "无"),
        (COUNT, Cell(CellState.TEXT, None, "0351"), '"0351"'),
        (COUNT, Cell(CellState.TEXT, None, "~"), '"~"'),
        (COUNT, Cell(CellState.TEXT, None, "a\n"), '"a\\n"'),
    ],
)
def test_a_cell_is_written_as_plainly_as_it_can(kind: ValueKind, cell: Cell, written: str) -> None:
    assert _written(_table(1, kind, "a"), {"a": (cell,)}) == (
        f"  t:   # 列0\n    a: [{written}] # 行a\n"
    )


def test_comments_stand_in_one_column() -> None:
    """A Chinese character is two columns wide."""
    wide, narrow = Cell(CellState.TEXT, None, "无"), _number(12345, "12345")
    assert _written(_table(1), {"b": (narrow,), "a": (wide,)}) == (
        "  t:   # 列0\n    a: [无]    # 行a\n    b: [12345] # 行b\n"
    )


@pytest.mark.parametrize(("columns", "by_cell"), [(10, False), (11, True)])
def test_one_long_row_is_written_cell_by_cell(columns: int, by_cell: bool) -> None:
    text = _written(_table(columns, rows="a"), {"a": (BLANK,) * columns})
    assert (text.splitlines()[:2] == ["  t:", "    a: # 行a"]) is by_cell
    assert ("      c10: ~ # 列10\n" in text) is by_cell


def test_several_long_rows_are_written_row_by_row() -> None:
    text = _written(_table(11), {"a": (BLANK,) * 11})
    assert text.splitlines()[1] == f"    a: [{', '.join('~' * 11)}] # 行a"


def test_a_table_without_rows_is_kept() -> None:
    assert _written(_table(1), {}) == "  t: {}\n"


def test_a_row_without_a_label_has_no_comment() -> None:
    table = replace(_table(1), rows=(Header("a", "a", ""),))
    assert _written(table, {"a": (BLANK,)}) == "  t:   # 列0\n    a: [~]\n"

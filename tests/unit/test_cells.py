"""Cells and rows: a number, a blank, words as printed, or an issue that says what to write."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from gongkai.forms.model import Editions, Header, Table, ValueKind
from gongkai.located_yaml import Node, Scalar, parse_yaml
from gongkai.reports.cells import MAX_DIGITS, CellReader, number_cell, plain_number, text_cell
from gongkai.reports.model import BLANK, Cell, CellState
from tests.marks import unmark

COUNT, CHANGE, DECIMAL = ValueKind.COUNT, ValueKind.CHANGE, ValueKind.DECIMAL
MOST = "9" * MAX_DIGITS

ODD_COUNTS = (
    *(
        "0355",
        "00",
        "1_000",
        "1e3",
        "1E+3",
        "１２",
        "１，０００",
        "+2",
        "-2",
        "−2",
        "-0",
        "5.0",
        "5.",
    ),
    *("5.0", "5.", ".5", "1.5", "12:30", "1:30:00", ".nan", ".inf", "-.INF", "0x1F", "0o17", "0b1"),
    *("1 000", "1'000", "1，000", "1\u3000000", "①", "no", "Off", "TRUE", "y", "N", "Null"),
)


def _reader(text: str) -> tuple[CellReader, Node]:
    """A reader of the document ``a: <text>`` and the node of its value."""
    loaded = parse_yaml(f"a: {text}\n".encode(), "x.yaml")
    assert loaded.value is not None
    return CellReader(loaded.value), loaded.value.root.entries["a"]


def _places(reader: CellReader) -> list[tuple[str, int, int]]:
    return [(each.code, each.location.line, each.location.column) for each in reader.issues]


def _number(value: int | Decimal, printed: str, unit: str | None = None) -> Cell:
    return Cell(CellState.NUMBER, value, printed, unit)


@pytest.mark.parametrize(
    ("kind", "text", "cell"),
    [
        (COUNT, "0", _number(0, "0")),
        (COUNT, "12", _number(12, "12")),
        (COUNT, MOST, _number(int(MOST), MOST)),
        (CHANGE, "0", _number(0, "0")),
        (CHANGE, "-18", _number(-18, "-18")),
        (CHANGE, "+2", _number(2, "+2")),
        (DECIMAL, "0", _number(Decimal(0), "0")),
        (DECIMAL, "0.10", _number(Decimal("0.10"), "0.10")),
        (DECIMAL, "75394432.52", _number(Decimal("75394432.52"), "75394432.52")),
        (COUNT, "~", BLANK),
        (COUNT, '"/"', Cell(CellState.NOT_APPLICABLE, None, "/")),
        (COUNT, "/", Cell(CellState.NOT_APPLICABLE, None, "/")),
        (COUNT, "—", Cell(CellState.NOT_APPLICABLE, None, "—")),
        (COUNT, '"-"', Cell(CellState.NOT_APPLICABLE, None, "-")),
        (COUNT, "不适用", Cell(CellState.NOT_APPLICABLE, None, "不适用")),
        (COUNT, "无", Cell(CellState.TEXT, None, "无")),
        (COUNT, '"~"', Cell(CellState.TEXT, None, "~")),
        (COUNT, '"0355"', Cell(CellState.TEXT, None, "0355")),
        (COUNT, '"1,000"', Cell(CellState.TEXT, None, "1,000")),
        (COUNT, '"5.0"', Cell(CellState.TEXT, None, "5.0")),
        (COUNT, "22件", Cell(CellState.TEXT, None, "22件")),
        (COUNT, "二十", Cell(CellState.TEXT, None, "二十")),
        (
            COUNT,
            '{value: 22, printed: "22（其中修订 16 件）"}',
            _number(22, "22（其中修订 16 件）"),
        ),
        (COUNT, '{value: 1000, printed: "1,000"}', _number(1000, "1,000")),
        (COUNT, '{value: 2, printed: "+2"}', _number(2, "+2")),
        (
            DECIMAL,
            '{value: 251000, printed: "251000元", unit: 元}',
            _number(Decimal(251000), "251000元", "元"),
        ),
        (COUNT, '{printed: "５", value: 5}', _number(5, "５")),
    ],
)
def test_a_cell_is_what_was_printed(kind: ValueKind, text: str, cell: Cell) -> None:
    reader, node = _reader(text)
    found = reader.cell(node, kind)
    assert found == cell
    assert found is not None
    assert type(found.value) is type(cell.value)
    assert str(found.value) == str(cell.value)
    assert reader.issues == []


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (COUNT, "‸null", "value.blank"),
        (COUNT, '‸""', "value.blank"),
        (COUNT, "‸'  '", "value.blank"),
        (COUNT, '‸"\\u3000"', "value.blank"),
        *((COUNT, f"‸{text}", "value.count") for text in ODD_COUNTS),
        (COUNT, f"‸{MOST}9", "value.count"),
        (COUNT, "‸" + "9" * 5000, "value.count"),
        (COUNT, '‸"12"', "value.count"),
        (CHANGE, "‸−2", "value.change"),
        (CHANGE, "‸+02", "value.change"),
        (CHANGE, '‸"-2"', "value.change"),
        (DECIMAL, "‸-5", "value.decimal"),
        (DECIMAL, "‸+5", "value.decimal"),
        (DECIMAL, "‸.5", "value.decimal"),
        (DECIMAL, "‸5.", "value.decimal"),
        (DECIMAL, "‸05.0", "value.decimal"),
        (DECIMAL, "‸1e3", "value.decimal"),
        (DECIMAL, "‸１.５", "value.decimal"),
        (COUNT, "‸[1]", "shape.type"),
        (COUNT, "‸{value: 5}", "shape.missing_key"),
        (COUNT, '‸{printed: "5"}', "shape.missing_key"),
        (COUNT, '{value: ‸1_000, printed: "1,000"}', "value.count"),
        (COUNT, '{value: ‸~, printed: "x"}', "shape.empty"),
        (COUNT, "{value: 5, printed: ‸~}", "shape.empty"),
        (COUNT, '{value: 5, printed: "5", unit: ‸[件]}', "shape.type"),
        (COUNT, '{value: 5, printed: "5", ‸units: 件}', "shape.unknown_key"),
    ],
)
def test_a_wrong_cell_is_an_issue_at_its_value(kind: ValueKind, text: str, code: str) -> None:
    plain, places = unmark(f"a: {text}")
    reader, node = _reader(plain.removeprefix("a: "))
    cell = reader.cell(node, kind)
    assert cell is None or code in {"shape.unknown_key", "shape.type"}
    assert _places(reader) == [(code, *place) for place in places]


def test_nothing_at_all_is_no_way_to_write_a_blank() -> None:
    reader, node = _reader("")
    assert reader.cell(node, COUNT) is None
    assert _places(reader) == [("value.blank", 1, 3)]


@pytest.mark.parametrize(
    ("text", "kind", "suggested"),
    [
        ("1_000", COUNT, "1000"),
        ("1,000", COUNT, "1000"),
        ("1e3", COUNT, "1000"),
        ("１２", COUNT, "12"),
        ("5.0", COUNT, "5"),
        ("0355", COUNT, "355"),
        ("+2", COUNT, "2"),
        ("−18", CHANGE, "-18"),
        ("１.５", DECIMAL, "1.5"),
    ],
)
def test_an_issue_says_what_to_write(text: str, kind: ValueKind, suggested: str) -> None:
    reader, node = _reader(text)
    reader.cell(node, kind)
    (issue,) = reader.issues
    assert suggested in issue.hint.replace("，", " ").replace("；", " ").replace("}", " ").split()


@pytest.mark.parametrize("text", ["1.5", "-5", "12:30", "no", ".nan", "9" * 30, "1 2 3 x"])
def test_no_figure_is_suggested_where_none_is_certain(text: str) -> None:
    reader, node = _reader(text)
    reader.cell(node, COUNT)
    assert all("printed:" not in issue.hint for issue in reader.issues)


@pytest.mark.parametrize("text", ["1\u202f000", "1\u00a0000", "0\u3000"])
def test_a_suggestion_can_be_seen(text: str) -> None:
    """A space that nobody sees is shown as its code point."""
    reader, node = _reader(text + "0")
    reader.cell(node, COUNT)
    assert [str(issue).isprintable() for issue in reader.issues] == [True]


@pytest.mark.parametrize("text", ["1" * 10_000 + "x", "1:" * 10_000 + "x", "," * 10_000 + "x"])
def test_a_long_cell_is_read_in_linear_time(text: str) -> None:
    reader, node = _reader(f"x{text}")
    assert isinstance(node, Scalar)
    start = time.process_time()
    reader.cell(Scalar(text, plain=True, line=1, column=4), COUNT)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("5", COUNT, 5),
        ("5", DECIMAL, Decimal(5)),
        ("-5", CHANGE, -5),
        ("-5", COUNT, None),
        ("05", COUNT, None),
        ("٣", COUNT, None),
        ("", COUNT, None),
        ("5\n", COUNT, None),
    ],
)
def test_only_plain_digits_are_a_number(
    text: str, kind: ValueKind, value: int | Decimal | None
) -> None:
    assert plain_number(text, kind) == value
    assert number_cell(text, kind) == (None if value is None else _number(value, text))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        *((text, CellState.NOT_APPLICABLE) for text in ("/", " / ", "-", "—", "——", "／")),
        *((text, CellState.TEXT) for text in ("无", "//", "0/0", "N/A", "- -")),
    ],
)
def test_words_are_not_applicable_or_text(text: str, state: CellState) -> None:
    assert text_cell(text) == Cell(state, None, text)


# --- rows -------------------------------------------------------------------------------------


@pytest.fixture
def services(editions: Editions) -> tuple[Table, Header]:
    """A row of a count, a change and a count."""
    edition = editions.get("2019")
    table = edition.table("art20_5") if edition else None
    assert table is not None
    return table, table.row_leaves[0]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[1, -2, 3]", ["1", "-2", "3"]),
        ("[1, ~, /]", ["1", "", "/"]),
        ("{items_change: +2}", ["", "+2", ""]),
        ("{decisions: 3, items_previous_year: 1}", ["1", "", "3"]),
        ("{}", ["", "", ""]),
        ("\n  - 1\n  - 2\n  - 3", ["1", "2", "3"]),
    ],
)
def test_a_row_has_a_cell_for_every_column(
    text: str, printed: list[str], services: tuple[Table, Header]
) -> None:
    reader, node = _reader(text)
    row = reader.row(node, *services)
    assert row is not None
    assert [cell.printed for cell in row] == printed
    assert reader.issues == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("‸[1, 2]", "table.row_length"),
        ("‸[1, 2, 3, 4]", "table.row_length"),
        ("‸[]", "table.row_length"),
        ("‸5", "shape.type"),
        ("‸~", "shape.type"),
        ("{‸change: 1}", "form.unknown_row"),
        ("[1, 2, ‸-3]", "value.count"),
        ("[‸1_000, 2, 3]", "value.count"),
        ("[‸5.0, ‸1.5, 3]", ""),
    ],
)
def test_a_wrong_row_is_located(text: str, code: str, services: tuple[Table, Header]) -> None:
    plain, places = unmark(f"a: {text}")
    reader, node = _reader(plain.removeprefix("a: "))
    reader.row(node, *services)
    codes = [code] if code else ["value.count", "value.change"]
    assert _places(reader) == [(each, *place) for each, place in zip(codes, places, strict=True)]

"""The rules of reading, one by one: values, torn tables, odd headers, what is left in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from gongkai.forms.model import CellAddress, Editions, FormEdition, ValueKind
from gongkai.importers.documents import read_document
from gongkai.importers.recognition import Recognition, recognize
from gongkai.importers.values import read_value
from gongkai.reports.model import CellState
from tests.importing.drawing import Printed, different, draw
from tests.importing.layout import expanded
from tests.importing.styles import Style, glued, parts, word_html

COUNT, CHANGE, DECIMAL = ValueKind.COUNT, ValueKind.CHANGE, ValueKind.DECIMAL


@pytest.mark.parametrize(
    ("text", "kind", "value", "printed", "unit"),
    [
        ("0", COUNT, 0, "0", None),
        ("\u00a0 12 \u200b", COUNT, 12, "12", None),
        ("1,234", COUNT, 1234, "1,234", None),
        ("１２", COUNT, 12, "１２", None),
        ("5.0", COUNT, 5, "5.0", None),
        ("3件", COUNT, 3, "3件", "件"),
        ("22（其中修订 16 件）", COUNT, 22, "22（其中修订 16 件）", None),
        ("+1036", CHANGE, 1036, "+1036", None),
        ("-18", CHANGE, -18, "-18", None),
        ("－18", CHANGE, -18, "－18", None),
        ("251000元", DECIMAL, Decimal(251000), "251000元", "元"),
        ("24252.311082", DECIMAL, Decimal("24252.311082"), "24252.311082", None),
        ("1,234.50万元", DECIMAL, Decimal("1234.50"), "1,234.50万元", "万元"),
    ],
)
def test_a_number_keeps_its_print(
    text: str, kind: ValueKind, value: object, printed: str, unit: str | None
) -> None:
    reading = read_value(text, kind)
    cell = reading.cell
    assert (cell.value, cell.printed, cell.unit) == (value, printed, unit)
    assert not reading.doubt


@pytest.mark.parametrize(
    ("text", "state"),
    [("", "blank"), ("\u00a0", "blank"), ("/", "na"), ("—", "na"), ("无", "text")],
)
def test_what_is_no_number_stays_what_it_is(text: str, state: str) -> None:
    assert read_value(text, COUNT).cell.state is CellState(state)


@pytest.mark.parametrize("text", ["007", "00", "3/5", "约5", "12,34", "-3", "2.5", "1" * 30])
def test_an_unclear_figure_is_in_doubt(text: str) -> None:
    reading = read_value(text, COUNT)
    assert reading.doubt
    assert reading.cell.value is None


# --- whole documents ------------------------------------------------------------------------------

Change = Callable[[str], str]


def _form(editions: Editions, name: str) -> FormEdition:
    form = editions.get(name)
    assert form is not None
    return form


def _read(printed: Printed, change: Change, editions: Editions) -> Recognition:
    page = change(word_html(printed).decode())
    return recognize(read_document(page.encode(), "a.html"), editions)


def _unread(printed: Printed, found: Recognition) -> set[CellAddress]:
    return set(different(printed, dict(found.report.cells())))


def _torn(page: str, before: str) -> str:
    """A page break before the row of a label: the table ends and begins again."""
    at = page.rindex("<tr>", 0, page.index(before))
    return f"{page[:at]}</table><p>- 2 -</p><table>{page[at:]}"


@pytest.fixture
def printed(editions: Editions) -> Printed:
    return draw(_form(editions, "2021"), Random(5))


@pytest.mark.parametrize(
    "label",
    [
        "二、上年结转",
        "5.属于三类内部",
        "1.信访举报",
        "（七）总计",
        "行政处罚",
        "商业企业",
        "未经复议",
    ],
)
def test_a_table_torn_by_a_page_break_is_one(
    label: str, printed: Printed, editions: Editions
) -> None:
    found = _read(printed, lambda page: _torn(page, label), editions)
    assert not _unread(printed, found)


def test_a_header_above_joined_otherwise_than_the_figures(
    printed: Printed, editions: Editions
) -> None:
    def widen(page: str) -> str:
        """The second column is wide in the header, the first in the row."""
        head = page.index("本年废止件数")
        at = page.rindex("<td", 0, head)
        page = page[:at] + page[at:].replace('colspan="1"', 'colspan="2"', 1)
        first = page.index("<td", page.index("规章"))
        return page[:first] + page[first:].replace('colspan="1"', 'colspan="2"', 1)

    assert not _unread(printed, _read(printed, widen, editions))


def test_a_collapsed_group_is_one_row(printed: Printed, editions: Editions) -> None:
    def collapse(page: str) -> str:
        start = page.rindex("<tr>", 0, page.index("（六）其他处理"))
        end = page.rindex("<tr>", 0, page.index("（七）总计"))
        row = "<tr><td colspan=2>（六）其他处理</td>" + "<td>3</td>" * 7 + "</tr>"
        return (page[:start] + row + page[end:]).replace('rowspan="22"', 'rowspan="20"')

    found = _read(printed, collapse, editions)
    rows = found.report.tables["requests"]
    assert [cell.value for cell in rows["results.other_handling"]] == [3] * 7
    assert not [path for path in rows if path.startswith("results.other_handling.")]


def test_a_form_is_told_by_its_labels_not_by_its_year(editions: Editions) -> None:
    late = replace(draw(_form(editions, "2019"), Random(5)), year=2023)
    found = _read(late, str, editions)
    assert found.report.edition is _form(editions, "2019")
    assert found.report.edition_stated
    assert found.report.year == 2023


def test_columns_that_changed_places_are_read_by_their_labels(
    printed: Printed, editions: Editions
) -> None:
    def swap(page: str) -> str:
        return page.replace("自然人", "\0").replace("总计", "自然人", 1).replace("\0", "总计", 1)

    found = _read(printed, swap, editions)
    cells = dict(found.report.cells())
    for row in ("new_received", "carried_forward"):
        one = cells[CellAddress("requests", row, "natural_person")]
        assert one == printed.cells[CellAddress("requests", row, "total")]


def test_a_row_that_the_form_lacks_is_told(printed: Printed, editions: Editions) -> None:
    extra = "<tr><td>其他主动公开文件</td><td>7</td><td>8</td><td>9</td></tr>"

    def add(page: str) -> str:
        at = page.index("<tr>", page.index("规章"))
        return page[:at] + extra + page[at:]

    found = _read(printed, add, editions)
    assert not _unread(printed, found)
    told = [each.text for each in found.remarks if each.code == "import.unknown_row"]
    assert any("其他主动公开文件 7 8 9" in text for text in told)


def test_a_missing_row_is_told_and_not_printed(printed: Printed, editions: Editions) -> None:
    def drop(page: str) -> str:
        start = page.rindex("<tr>", 0, page.index("2.重复申请"))
        end = page.index("<tr>", start + 1)
        page = page[:start] + page[end:]
        return page.replace('rowspan="22"', 'rowspan="21"')

    found = _read(printed, drop, editions)
    assert "results.not_processed.repeated" not in found.report.tables["requests"]
    assert any(
        each.code == "import.missing_row" and "重复申请" in each.text for each in found.remarks
    )


def test_a_broken_number_is_read_only_where_a_sum_confirms_it(
    printed: Printed, editions: Editions
) -> None:
    total = CellAddress("requests", "results.total", "natural_person")
    permits = CellAddress("art20_5", "licensing", "decisions_in_year")
    texts = printed.texts | {total: " ".join(printed.texts[total]), permits: "1 2"}
    found = _read(replace(printed, texts=texts), str, editions)

    assert dict(found.report.cells())[total].value == printed.cells[total].value
    assert [doubt.address for doubt in found.doubts] == [permits]


def test_joined_cells_may_have_come_apart(printed: Printed, editions: Editions) -> None:
    """Every position a cell of its own, empty where a joined one reached."""

    def row(texts: list[str]) -> str:
        return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"

    page = "".join(
        part if isinstance(part, str) else f"<table>{''.join(map(row, expanded(part)))}</table>"
        for part in (f"<p>{p}</p>" if isinstance(p, str) else p for _, p in parts(printed, str))
    )
    found = recognize(read_document(page.encode(), "a.html"), editions)
    assert not _unread(printed, found)


@pytest.mark.parametrize("style", [word_html, glued])
def test_labels_may_lack_their_numbers(style: Style, printed: Printed, editions: Editions) -> None:
    numbers = re.compile(r"^(?:（[一-七]）|[一-四]、|[0-9]\.)")
    data = style(printed, lambda label: numbers.sub("", label))
    found = recognize(read_document(data, "a"), editions)
    assert _unread(printed, found) == {doubt.address for doubt in found.doubts}


def test_a_title_may_be_in_traditional_characters(printed: Printed, editions: Editions) -> None:
    found = _read(printed, lambda page: page.replace("工作年度报告", "工作年度報告"), editions)
    assert found.report.year == printed.year
    assert found.body == "某某市测试局"

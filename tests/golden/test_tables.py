"""render_table on small tables of the three shapes that forms have."""

from __future__ import annotations

from gongkai.forms.model import Header
from gongkai.render.table import CellHtml, TableLayout, render_table
from tests.golden.golden import assert_golden

Tree = dict[str, "str | Tree"]


def headers(tree: Tree, above: str = "") -> tuple[Header, ...]:
    """Headers by id; a group is given by what it holds and bears its id as label."""
    found = []
    for own, below in tree.items():
        path = f"{above}{own}"
        children = headers(below, f"{path}.") if isinstance(below, dict) else ()
        label = own.upper() if isinstance(below, dict) else below
        found.append(Header(id=own, path=path, label=label, children=children))
    return tuple(found)


def _cell(row: Header, column: Header) -> CellHtml:
    address = f"t.{row.path}/{column.path}"
    return CellHtml(f"{row.path} × {column.path}", id=address)


def test_one_level() -> None:
    layout = TableLayout(
        id="t",
        caption="两行 & 两列",
        columns=headers({"a": "甲", "b": "乙"}),
        rows=headers({"x": "子", "y": "丑"}),
        corner="项目",
        unit="件",
    )
    assert_golden("tables/one_level.html", render_table(layout, _cell) + "\n")


def test_three_levels() -> None:
    layout = TableLayout(
        id="t",
        caption="三层",
        columns=headers({"a": "甲", "g": {"b": "乙", "h": {"c": "丙", "d": "丁"}}}),
        rows=headers({"x": "子", "k": {"y": "丑", "m": {"z": "寅", "w": "卯"}}}),
        columns_label="总栏",
        corner="（勾稽关系）",
        hide_caption=True,
        css="own",
        column_css=lambda column: "gov-break" if column.id == "c" else "",
    )
    assert_golden("tables/three_levels.html", render_table(layout, _cell) + "\n")


def test_single_row_without_label() -> None:
    layout = TableLayout(
        id="t",
        caption="一行",
        columns=headers({"g": {"a": "甲", "b": "乙"}, "c": "丙"}),
        rows=headers({"cases": ""}),
    )
    assert_golden("tables/single_row.html", render_table(layout, _cell) + "\n")

"""A table with headers of several levels as accessible HTML.

Every data cell names all headers above and beside it (``headers``), since ``scope`` alone does not
reach through three levels; every top row is a row group of its own. Source: W3C, tables with
multi-level headers; HTML, forming relationships between data cells and header cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.forms.model import Header, leaves
from gongkai.render.header_tree import DEEP_STUB, breadth, chains, levels, stub_depth
from gongkai.render.html import attribute_list, element, escape


@dataclass(frozen=True, slots=True)
class CellHtml:
    """The finished inside of a data cell, with its class and its id where it can be linked.

    Both are names of ours, which no attribute has to escape.
    """

    content: str
    css: str = ""
    id: str = ""


def plain_label(header: Header) -> str:
    """The label of a header as HTML, with nothing added."""
    return escape(header.label)


def no_css(_: Header) -> str:
    """No class."""
    return ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What a table prints around its cells.

    ``id`` begins every HTML id in it. ``row_label`` and ``column_label`` make the HTML of
    a header's label, ``column_css`` the class of a leaf column's header and cells, ``row_css`` that
    of a leaf row. ``search`` says what the search index takes the table for.
    """

    id: str
    caption: str
    columns: tuple[Header, ...]
    rows: tuple[Header, ...]
    columns_label: str | None = None
    corner: str | None = None
    unit: str | None = None
    hide_caption: bool = False
    css: str = ""
    search: str = ""
    row_label: Callable[[Header], str] = plain_label
    column_label: Callable[[Header], str] = plain_label
    column_css: Callable[[Header], str] = no_css
    row_css: Callable[[Header], str] = no_css


CellOf = Callable[[Header, Header], CellHtml]


def render_table(layout: TableLayout, cell: CellOf) -> str:
    """The table in its scrolling region, as one block of HTML without blank lines."""
    columns = tuple(leaves(layout.columns))
    return table_frame(layout).fill(
        cell(row, column) for row in leaves(layout.rows) for column in columns
    )


@dataclass(frozen=True, slots=True)
class TableFrame:
    """A table without its data cells, for many tables that differ in nothing else.

    ``texts`` stand around the cells, which lie in ``slots`` in reading order.
    """

    texts: tuple[str, ...]
    slots: tuple[_Slot, ...]

    def fill(self, cells: Iterable[CellHtml]) -> str:
        """The table with these cells, row by row; ValueError for too few or too many."""
        filled = [
            text + _data_cell(cell, slot)
            for text, cell, slot in zip(self.texts[:-1], cells, self.slots, strict=True)
        ]
        return "".join([*filled, self.texts[-1]])


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a data cell has from its column and row: a class, and the finished list of headers."""

    css: str
    headers: str


# Stands for a data cell in a frame; no text can hold it, since the reader refuses it.
_CELL = "\0"


def table_frame(layout: TableLayout) -> TableFrame:
    """The layout's table with a slot for every cell."""
    stub = stub_depth(layout.rows)
    columns = tuple((each, _column_ids(layout, each)) for each in leaves(layout.columns))
    body = _Body(layout, stub, columns)
    table = _around(layout, stub, (_row_group(body, row) for row in layout.rows))
    return TableFrame(tuple(table.split(_CELL)), tuple(_slots(body)))


def _around(layout: TableLayout, stub: int, groups: Iterable[str]) -> str:
    """The whole table with finished groups of rows."""
    parts = [
        _caption(layout),
        *_colgroups(layout, stub),
        "<thead>",
        *_head(layout, stub),
        "</thead>",
        *groups,
    ]
    table = element("table", "\n".join(["", *parts, ""]), class_=f"gov {layout.css}".strip())
    return element(
        "div",
        f"\n{table}\n",
        class_="gov-table",
        id=f"{layout.id}.region",
        role="region",
        aria_labelledby=f"{layout.id}.caption",
        tabindex=0,
        data_gk=layout.search,
    )


def relabel(
    headers: Sequence[Header], labels: Mapping[str, str], prefix: str
) -> tuple[Header, ...]:
    """The headers with the labels that a report prints otherwise, by ``prefix.path``."""
    return tuple(
        replace(
            header,
            label=labels.get(f"{prefix}.{header.path}", header.label),
            children=relabel(header.children, labels, prefix),
        )
        for header in headers
    )


def _caption(layout: TableLayout) -> str:
    unit = element("span", f"单位：{escape(layout.unit)}", class_="gov-unit") if layout.unit else ""
    text = element("span", escape(layout.caption)) + unit
    css = "gk-sr" if layout.hide_caption else None
    return element("caption", text, id=f"{layout.id}.caption", class_=css)


def _colgroups(layout: TableLayout, stub: int) -> Iterator[str]:
    """One colgroup for the stub and one for each top column: ``scope=colgroup`` needs them."""
    if stub:
        yield f'<colgroup span="{stub}"></colgroup>'
    for column in layout.columns:
        yield f'<colgroup span="{breadth(column)}"></colgroup>'


# --- column headers ---------------------------------------------------------------------------


def _head(layout: TableLayout, stub: int) -> Iterator[str]:
    lines = levels(layout.columns)
    rows = [
        "".join(_column_header(layout, *header, len(lines) - level) for header in headers)
        for level, headers in enumerate(lines)
    ]
    if layout.columns_label:
        rows.insert(0, _columns_label(layout))
    rows[0] = _corner(layout, stub, len(rows)) + rows[0]
    yield from (element("tr", row) for row in rows)


def _columns_label(layout: TableLayout) -> str:
    breadth = sum(1 for _ in leaves(layout.columns))
    label = escape(layout.columns_label or "")
    scope = "colgroup"
    return element("th", label, id=_columns_label_id(layout), scope=scope, colspan=breadth)


def _corner(layout: TableLayout, stub: int, height: int) -> str:
    if not stub:
        return ""
    content = escape(layout.corner or "")
    spans = {"colspan": _span(stub), "rowspan": _span(height)}
    return element("td", content, class_="gov-corner", **spans)


def _column_header(
    layout: TableLayout, column: Header, above: tuple[Header, ...], height: int
) -> str:
    spans: dict[str, str | int | None] = (
        {"scope": "colgroup", "colspan": breadth(column)}
        if column.children
        else {"scope": "col", "rowspan": _span(height)}
    )
    ids = [_columns_label_id(layout)] if layout.columns_label else []
    ids += [f"{layout.id}/{group.path}" for group in above]
    own = f"{layout.id}/{column.path}"
    css = "" if column.children else layout.column_css(column)
    label = layout.column_label(column)
    return element("th", label, id=own, class_=css, headers=" ".join(ids), **spans)


# --- rows -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Body:
    """What every row needs: its leaf columns with the ids above them, and the width of its stub."""

    layout: TableLayout
    stub: int
    columns: tuple[tuple[Header, str], ...]


def _row_group(body: _Body, top: Header) -> str:
    """One top row and everything below it."""
    rows = [_row(body, chain, opened) for chain, opened in chains((top,))]
    return element("tbody", "\n".join(["", *rows, ""]))


def _row(body: _Body, chain: tuple[Header, ...], opened: int) -> str:
    """A row: the headers that begin in it, from level ``opened`` on, then its cells."""
    layout, row, stub = body.layout, chain[-1], body.stub
    opening = [_row_header(layout, chain[: n + 1], stub) for n in range(opened, len(chain))]
    # Without a printed label there is no header to carry the row's id.
    row_id = None if stub else f"{layout.id}.{row.path}"
    content = "".join([*(opening if stub else ()), _CELL * len(body.columns)])
    return element("tr", content, id=row_id, class_=layout.row_css(row))


def _slots(body: _Body) -> Iterator[_Slot]:
    layout = body.layout
    for top in layout.rows:
        for chain, _ in chains((top,)):
            named = [f" {layout.id}.{header.path}" for header in chain] if body.stub else ()
            row_ids = "".join(named)
            for column, column_ids in body.columns:
                headers = attribute_list(headers=column_ids + row_ids)
                yield _Slot(layout.column_css(column), headers)


def _row_header(layout: TableLayout, chain: tuple[Header, ...], stub: int) -> str:
    header, above = chain[-1], chain[:-1]
    spans: dict[str, str | int | None] = (
        {"scope": "rowgroup" if not above else "row", "rowspan": _span(breadth(header))}
        if header.children
        else {"scope": "row", "colspan": _span(stub - len(above))}
    )
    is_spine = header.children and not above and stub >= DEEP_STUB
    return element(
        "th",
        layout.row_label(header),
        id=f"{layout.id}.{header.path}",
        headers=" ".join(f"{layout.id}.{group.path}" for group in above),
        class_="gov-spine" if is_spine else ("gov-group" if header.children else None),
        **spans,
    )


def _data_cell(cell: CellHtml, slot: _Slot) -> str:
    css = f"{cell.css} {slot.css}".strip()
    own_id = f' id="{cell.id}"' if cell.id else ""
    own_css = f' class="{css}"' if css else ""
    return f"<td{own_id}{own_css}{slot.headers}>{cell.content}</td>"


def _column_ids(layout: TableLayout, column: Header) -> str:
    """The ids of all headers above a leaf column, from the top."""
    parts = column.path.split(".")
    paths = [".".join(parts[: n + 1]) for n in range(len(parts))]
    known = {header.path for top in layout.columns for header in top.walk()}
    ids = [_columns_label_id(layout)] if layout.columns_label else []
    return " ".join([*ids, *(f"{layout.id}/{path}" for path in paths if path in known)])


def _columns_label_id(layout: TableLayout) -> str:
    return f"{layout.id}.columns_label"


def _span(count: int) -> int | None:
    """A span attribute, left out where it would be 1."""
    return count if count > 1 else None

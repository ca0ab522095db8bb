"""A report as HTML to paste into the column of a portal: no class, no script, styles inline.

It begins with the encoding, so that the file also opens well by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.exporters.grid import Box, Grid, Role
from gongkai.exporters.layout import Block, Heading, Kind, Layout, Paragraph
from gongkai.render.html import element, lines

_BORDER = "border:1px solid #000;padding:4px;"
_STYLES = {
    Kind.BODY: "text-indent:2em;line-height:1.8;",
    Kind.CAPTION: "text-align:center;",
    Kind.UNIT: "text-align:right;",
    Kind.NOTE: "font-size:smaller;",
    Kind.SIGNATURE: "text-align:right;",
}


def write(layout: Layout) -> bytes:
    """The fragment in UTF-8."""
    title = element("h1", lines(layout.title), style="text-align:center;")
    blocks = [title, *(_block(each) for each in layout.blocks())]
    body = element("div", "\n".join(["", *blocks, ""]), lang="zh-CN")
    return f'<meta charset="utf-8">\n{body}\n'.encode("utf-8", errors="backslashreplace")


def _block(block: Block) -> str:
    match block:
        case Heading():
            return element("h2" if block.is_part else "h3", lines(block.text))
        case Paragraph():
            return element("p", lines(block.text), style=_style(block))
        case Grid():
            return _table(block)


def _style(paragraph: Paragraph) -> str:
    """No indentation where the author has typed one."""
    is_indented = paragraph.kind is Kind.BODY and paragraph.text[:1].isspace()
    return "line-height:1.8;" if is_indented else _STYLES[paragraph.kind]


def _table(grid: Grid) -> str:
    rows: list[list[str]] = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        rows[box.row].append(_cell(box))
    columns = element("colgroup", "".join(_columns(grid)))
    body = "\n".join(["", columns, *(element("tr", "".join(row)) for row in rows), ""])
    style = "border-collapse:collapse;width:100%;text-align:center;"
    table = element("table", body, border=1, cellspacing=0, cellpadding=4, style=style)
    return element("div", table, style="overflow-x:auto;")


def _columns(grid: Grid) -> Iterator[str]:
    """How wide each column is, in hundredths of the table."""
    for weight in grid.weights:
        yield f'<col style="width:{100 * weight / sum(grid.weights):.2f}%">'


def _cell(box: Box) -> str:
    spans: dict[str, str | int | None] = {
        "colspan": box.width if box.width > 1 else None,
        "rowspan": box.height if box.height > 1 else None,
    }
    content = lines(box.text) + "".join(_marks(box))
    scope = _scope(box)
    if scope is None:
        return element("td", content, style=_BORDER, **spans)
    side = "text-align:left;" if scope == "row" else "text-align:center;"
    style = f"{_BORDER}{side}font-weight:normal;"
    return element("th", content, scope=scope, style=style, **spans)


def _scope(box: Box) -> str | None:
    """What a label is the header of."""
    match box.role:
        case Role.COLUMN:
            return "colgroup" if box.width > 1 else "col"
        case Role.ROW:
            return "rowgroup" if box.height > 1 else "row"
        case _:
            return None


def _marks(box: Box) -> Iterator[str]:
    yield from (element("sup", f"注{number}") for number in box.marks)

"""Built HTML as its readers meet it, through a real HTML parser: text, speech, ids, grids.

Nothing here knows how the pages are made, so that a test may hold them against the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Only screen readers get the first, only the mouse the second.
SPOKEN_CLASS = "gk-sr"
_UNSEEN = frozenset({SPOKEN_CLASS, "headerlink"})


def parse(html: str) -> LexborHTMLParser:
    """The tree that a browser would make of a page."""
    return LexborHTMLParser(html)


def read(path: Path) -> LexborHTMLParser:
    """The tree of a page on disk."""
    return parse(path.read_text(encoding="utf-8"))


# --- attributes -------------------------------------------------------------------------------


def attribute(node: LexborNode, name: str) -> str:
    """The value of an attribute, "" where it is missing or has none."""
    return node.attributes.get(name) or ""


def classes(node: LexborNode) -> set[str]:
    return set(attribute(node, "class").split())


def ids(tree: LexborHTMLParser) -> list[str]:
    """Every id of a page in document order, also those that stand twice."""
    return [attribute(node, "id") for node in tree.css("[id]")]


def by_id(tree: LexborHTMLParser) -> dict[str, LexborNode]:
    return {attribute(node, "id"): node for node in tree.css("[id]")}


def targets(tree: LexborHTMLParser) -> set[str]:
    """What a fragment may name on a page."""
    return {*ids(tree), *(attribute(node, "name") for node in tree.css("a[name]"))}


def fragment(address: str) -> str:
    """The id that the fragment of an address names."""
    return unquote(address.partition("#")[2])


# --- text -------------------------------------------------------------------------------------


def seen(node: LexborNode) -> str:
    """The text that eyes meet, line breaks included."""
    return "".join(_seen(node))


def figure(cell: LexborNode) -> str:
    """What a cell shows but for the signs of footnotes and checks behind it."""
    marks = "".join(seen(mark) for mark in cell.css("sup.gk-mark"))
    return seen(cell).removesuffix(marks)


def _seen(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield child.text_content or ""
        elif child.tag == "br":
            yield "\n"
        elif child.tag != "-comment" and not classes(child) & _UNSEEN:
            yield from _seen(child)


def spoken(node: LexborNode) -> str:
    """The text that only screen readers meet."""
    return "".join(each.text() for each in node.css(f".{SPOKEN_CLASS}"))


def squeezed(text: str) -> str:
    """Text with its white space as a browser shows it."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


# --- tables -----------------------------------------------------------------------------------


def header_texts(node: LexborNode, nodes: dict[str, LexborNode]) -> list[str]:
    """The texts of the headers that a cell names, in its order."""
    return [seen(nodes[each]) for each in attribute(node, "headers").split()]


def grid(table: LexborNode) -> list[list[LexborNode]]:
    """The cells by row and column as a browser lays them out; ValueError for a hole or an overlap.

    A cell that spans several places stands at each of them.
    """
    rows: list[list[LexborNode]] = []
    for group in table.iter():
        if group.tag in {"thead", "tbody", "tfoot"}:
            rows += _group_grid(group)
    if len({len(row) for row in rows}) > 1:
        raise ValueError("rows differ in width")
    return rows


def _group_grid(group: LexborNode) -> list[list[LexborNode]]:
    rows = [row for row in group.iter() if row.tag == "tr"]
    placed: dict[tuple[int, int], LexborNode] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iter():
            while (number, column) in placed:
                column += 1
            _place(cell, number, column, placed)
    if any(number >= len(rows) for number, _ in placed):
        raise ValueError("a cell reaches beyond its group of rows")
    return [_filled_row(placed, number) for number in range(len(rows))]


def _place(
    cell: LexborNode, row: int, column: int, placed: dict[tuple[int, int], LexborNode]
) -> None:
    height, width = (int(attribute(cell, name) or 1) for name in ("rowspan", "colspan"))
    for place in ((row + y, column + x) for y in range(height) for x in range(width)):
        if place in placed:
            raise ValueError(f"two cells at {place}")
        placed[place] = cell


def _filled_row(placed: dict[tuple[int, int], LexborNode], row: int) -> list[LexborNode]:
    width = 1 + max((x for y, x in placed if y == row), default=-1)
    if not width or any((row, column) not in placed for column in range(width)):
        raise ValueError(f"a hole in row {row}")
    return [placed[row, column] for column in range(width)]

"""Word files (.docx): paragraphs and tables of the text as it stands when all changes are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from gongkai.importers.raw import Block, Paragraph, Place, RawDocument, Span, lay_out
from gongkai.importers.readers.package import Package

# Elements that only wrap what they hold; strict and transitional files differ in namespace alone.
_WRAPPERS = frozenset(
    ["sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir"]
)
_DROPPED = frozenset(
    ["del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "tblGrid", "Fallback"]
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_MOST_DEPTH = 60

_MOST_DIGITS = 3  # of a span


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of the main text; pictures, notes and comments are not read."""
    package = Package.open(data)
    root = package.xml("word/document.xml")
    body = next((each for each in root if _tag(each) == "body"), root)
    return RawDocument(name, tuple(_Walk().blocks(body, 0)))


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name."""
    if element is None:
        return ""
    found = (str(value) for key, value in element.attrib.items() if key.endswith(f"}}{name}"))
    return next(found, "")


def _first(element: etree._Element, *path: str) -> etree._Element | None:
    """The descendant that local names lead to."""
    found: etree._Element | None = element
    for name in path:
        found = (
            next((each for each in found if _tag(each) == name), None)
            if found is not None
            else None
        )
    return found


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of a name, also those in wrappers."""
    for each in element:
        tag = _tag(each)
        if tag in names:
            yield each
        elif tag in _WRAPPERS:
            yield from _children(each, *names)


class _Walk:
    """Counts tables and paragraphs on the way."""

    def __init__(self) -> None:
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        if depth > _MOST_DEPTH:
            return
        for each in _children(parent, "p", "tbl"):
            if _tag(each) == "tbl":
                yield from self._table(each, depth)
            else:
                yield from self._paragraph(each, depth)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        """A paragraph, and then what stands in text boxes at it."""
        boxes: list[etree._Element] = []
        text = text_of(paragraph, boxes).strip()
        if text:
            self._paragraphs += 1
            yield Paragraph(text, Place(paragraph=self._paragraphs))
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """A grid; a table that holds tables, or has no cells beside each other, is layout."""
        rows = [list(_children(row, "tc")) for row in _children(table, "tr")]
        cells = [cell for row in rows for cell in row]
        is_layout = any(any(_children(cell, "tbl")) for cell in cells)
        if is_layout or not any(len(row) > 1 for row in rows):
            for cell in cells:
                yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        yield lay_out(_spans(table, self._tables), Place(table=self._tables))


def text_of(element: etree._Element, boxes: list[etree._Element]) -> str:
    """The text of a paragraph; text boxes in it are put aside."""
    parts: list[str] = []
    for each in element:
        tag = _tag(each)
        if tag == "t":
            parts.append(each.text or "")
        elif tag in _BREAKS:
            parts.append("" if _attribute(each, "type") == "page" else _BREAKS[tag])
        elif tag == "txbxContent":
            boxes.append(each)
        elif tag not in _DROPPED and not _is_hidden(each):
            parts.append(text_of(each, boxes))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    vanish = _first(run, "rPr", "vanish") if _tag(run) == "r" else None
    return vanish is not None and _attribute(vanish, "val") not in ("0", "false")


# --- tables -----------------------------------------------------------------------------------


def _spans(table: etree._Element, number: int) -> Iterable[list[Span]]:
    """The rows of a table; cells that go on from above are counted to those they belong to."""
    rows = [list(_cells(row)) for row in _children(table, "tr")]
    starts = [{column: cell for column, _, cell in row} for row in rows]
    for place, row in enumerate(rows):
        yield [
            Span(
                "" if cell is None else _cell_text(cell),
                _height(starts, place, column),
                width,
                Place(table=number, row=place + 1, column=order),
            )
            for order, (column, width, cell) in enumerate(row, start=1)
            if not (_continues(cell) and place and _has_above(starts, place, column))
        ]


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element | None]]:
    """Each cell with its first column and width; columns left out in front are an empty cell."""
    column = _number(_first(row, "trPr", "gridBefore"), 0)
    if column:
        yield 0, column, None
    for cell in _children(row, "tc"):
        width = max(1, _number(_first(cell, "tcPr", "gridSpan"), 1))
        yield column, width, cell
        column += width


def _number(element: etree._Element | None, default: int) -> int:
    text = _attribute(element, "val")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else default


def _continues(cell: etree._Element | None) -> bool:
    """Whether a cell belongs to the one above it."""
    merge = _first(cell, "tcPr", "vMerge") if cell is not None else None
    return merge is not None and _attribute(merge, "val") != "restart"


def _has_above(starts: list[dict[int, etree._Element | None]], row: int, column: int) -> bool:
    above = starts[row - 1].get(column)
    return above is not None and _first(above, "tcPr", "vMerge") is not None


def _height(starts: list[dict[int, etree._Element | None]], row: int, column: int) -> int:
    """How many rows a cell covers."""
    cell = starts[row].get(column)
    if cell is None or _first(cell, "tcPr", "vMerge") is None:
        return 1
    end = row + 1
    while end < len(starts) and _continues(starts[end].get(column)):
        end += 1
    return end - row


def _cell_text(cell: etree._Element) -> str:
    """The text of a cell, its paragraphs on lines of their own."""
    lines = (text_of(each, []).strip() for each in _children(cell, "p"))
    return "\n".join(line for line in lines if line)

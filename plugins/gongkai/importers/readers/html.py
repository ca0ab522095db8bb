"""Saved web pages and fragments of them: what a reader of the page sees, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import lxml.html
from lxml import etree

from gongkai.importers.dates import find_date
from gongkai.importers.raw import Block, Grid, Paragraph, Place, RawDocument, Span, lay_out
from gongkai.importers.readers.decoding import decode
from gongkai.importers.refusal import Refused

_UNSEEN = frozenset(
    [
        *("script", "style", "template", "noscript", "head", "title", "meta", "link", "object"),
        *("iframe", "svg", "select", "button", "input", "textarea", "nav"),
    ]
)
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins"),
        *("kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "st1", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_DEPTH = 200
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of a page; a table that holds tables is taken as layout."""
    text = _CONTROLS.sub("", _XML_DECLARATION.sub("", decode(data, declares=True)))
    if not text.strip():
        raise Refused("文件是空的")
    root = parse_html(text)
    return RawDocument(
        name,
        tuple(_Walk().blocks(root)),
        title=_meta(root, "ArticleTitle"),
        published=_published(root),
        url=_url(root),
    )


def parse_html(text: str) -> lxml.html.HtmlElement:
    """The tree of a page or a fragment; nothing is fetched, no entity expanded."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        return lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("网页读不出内容", "在浏览器里打开，另存为网页后再导入") from error


def html_blocks(text: str) -> Iterator[Block]:
    """The blocks of a piece of HTML inside another document."""
    return _Walk().blocks(parse_html(text))


def _meta(root: lxml.html.HtmlElement, name: str) -> str | None:
    """What a page's tag states, in whatever case it is written."""
    for each in root.iter("meta"):
        if str(each.get("name", "")).lower() == name.lower():
            return " ".join(str(each.get("content", "")).split()) or None
    return None


def _published(root: lxml.html.HtmlElement) -> date | None:
    return find_date(_meta(root, "PubDate") or "")


def _url(root: lxml.html.HtmlElement) -> str | None:
    stated = _meta(root, "Url") or ""
    for each in root.iter("link"):
        if each.get("rel") == "canonical":
            stated = stated or str(each.get("href", ""))
    return stated if stated.startswith(("http://", "https://")) else None


class _Walk:
    """Walks the tree once; ``_text`` collects the paragraph that is open."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, root: lxml.html.HtmlElement) -> Iterator[Block]:
        yield from self._inside(root, 0)
        yield from self._flush()

    def _inside(self, element: lxml.html.HtmlElement, depth: int) -> Iterator[Block]:
        self._text.append(element.text or "")
        for child in element:
            yield from self._child(child, depth + 1)
            self._text.append(child.tail or "")

    def _child(self, element: lxml.html.HtmlElement, depth: int) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not _is_seen(element) or depth > _MOST_DEPTH:
            return
        if tag == "table" and _is_grid(element):
            yield from self._flush()
            self._tables += 1
            yield _grid(element, self._tables)
        elif tag in _INLINE:
            yield from self._inside(element, depth)
        else:
            yield from self._flush()
            yield from self._inside(element, depth)
            yield from self._flush()

    def _flush(self) -> Iterator[Paragraph]:
        """The open paragraph, if it has words."""
        text = squeezed("".join(self._text))
        self._text = []
        if text:
            self._paragraphs += 1
            yield Paragraph(text, Place(paragraph=self._paragraphs))


def _is_grid(table: lxml.html.HtmlElement) -> bool:
    """Whether a table has cells beside each other; others only lay out what they hold."""
    if table.find(".//table") is not None:
        return False
    rows = ([each for each in row if each.tag in ("td", "th")] for row in table.iter("tr"))
    return any(len(row) > 1 for row in rows)


def _is_seen(element: lxml.html.HtmlElement) -> bool:
    is_element = isinstance(element.tag, str) and element.tag not in _UNSEEN
    return is_element and not _HIDDEN.search(element.get("style") or "")


def squeezed(text: str) -> str:
    """A text with single spaces, as a browser shows it."""
    return " ".join(text.split())


# --- tables -----------------------------------------------------------------------------------


def _grid(table: lxml.html.HtmlElement, number: int) -> Grid:
    rows = [row for row in table.iter("tr") if _is_seen(row)]
    spans = [list(_row(row, number, place)) for place, row in enumerate(rows, start=1)]
    return lay_out(_within(spans), Place(table=number))


def _within(rows: list[list[Span]]) -> Iterator[list[Span]]:
    """Rows whose cells do not reach below the table."""
    for number, row in enumerate(rows):
        left = len(rows) - number
        yield [
            Span(each.text, min(each.rowspan or left, left), each.colspan, each.place)
            for each in row
        ]


def _row(row: lxml.html.HtmlElement, table: int, number: int) -> Iterator[Span]:
    cells = [each for each in row if each.tag in ("td", "th") and _is_seen(each)]
    for column, cell in enumerate(cells, start=1):
        place = Place(table=table, row=number, column=column)
        yield Span(cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan") or 1, place)


def _span(cell: lxml.html.HtmlElement, name: str) -> int:
    """A span as written; 0, which for rows means down to the end, and 1 where it is no number."""
    text = (cell.get(name) or "1").strip()
    return min(int(text), 9999) if text.isascii() and text.isdigit() else 1


def cell_text(cell: lxml.html.HtmlElement) -> str:
    """The text of a cell, its paragraphs on lines of their own."""
    parts: list[str] = []
    _collect(cell, parts, 0)
    lines = (squeezed(line) for line in "".join(parts).split("\x1e"))
    return "\n".join(line for line in lines if line)


def _collect(element: lxml.html.HtmlElement, parts: list[str], depth: int) -> None:
    if depth > _MOST_DEPTH:
        return
    parts.append(element.text or "")
    for child in element:
        if _is_seen(child):
            is_inline = child.tag in _INLINE
            parts.append("" if is_inline else "\x1e")
            _collect(child, parts, depth + 1)
            parts.append("" if is_inline else "\x1e")
        parts.append(child.tail or "")

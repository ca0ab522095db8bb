"""The blocks of text of a built page, and the facts it states of itself.

Whoever built the page, its HTML says by attributes what it is:

- ``data-gk="report"`` on any element marks a page for the index: all that this element's parent
  holds is read. Its other ``data-gk-…`` attributes are the page's facts, such as its year.
- ``data-gk="form"``: a table or heading of a form, whose labels are the same on every page of that
  form.
- ``data-gk="skip"``: nothing in it belongs to the page's own text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from html.parser import HTMLParser

MARK = "data-gk"

Attributes = Sequence[tuple[str, str | None]]

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl"),
        *("dt", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    )
)
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    )
)
_SILENT = frozenset({"button", "noscript", "script", "style", "svg", "template"})
# What only screen readers meet, marks of footnotes, and the theme's links to headings.
_SILENT_CLASSES = frozenset({"gk-mark", "gk-sr", "headerlink"})


class Part(Enum):
    """What kind of text a block is."""

    PROSE = "prose"
    FORM = "form"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that no phrase leaves.

    ``anchor`` is the id that leads to it, "" if there is none; of a cell without an id of its own
    that of its row. ``headers`` are the ids of a cell's headers, ``scope`` what a header is for.
    """

    text: str
    tag: str
    part: Part
    anchor: str = ""
    scope: str = ""
    headers: tuple[str, ...] = ()


def read_page(page: str) -> tuple[Sequence[Block], Mapping[str, str]] | None:
    """The blocks and facts of a page; None if it is not marked for the index."""
    if f'{MARK}="report"' not in page:
        return None
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return (reader.blocks, reader.facts) if reader.is_marked else None


@dataclass(slots=True)
class _Element:
    """An element that is open, and what holds inside it."""

    tag: str
    part: Part
    first_block: int
    named: Mapping[str, str | None] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects the blocks of the element around the marked one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.facts: dict[str, str] = {}
        self._open = [_Element("", Part.PROSE, 0)]
        self._pieces: list[str] = []
        # How many elements are open around the page's text; 0 as long as that is not known.
        self._body_depth = 0
        self._is_over = False

    @property
    def is_marked(self) -> bool:
        return self._body_depth > 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._is_over:
            return
        named = dict(attrs)
        if tag in _BLOCKS:
            self._end_block()
        elif tag == "br":
            self._pieces.append(" ")
        if named.get(MARK) == "report":
            self._begin(named)
        if tag not in _VOID:
            self._open.append(_Element(tag, self._part(tag, named), len(self.blocks), named))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._is_over or tag in _VOID or all(each.tag != tag for each in self._open):
            return
        if tag in _BLOCKS:
            self._end_block()
        while self._open.pop().tag != tag:
            pass
        self._is_over = len(self._open) < self._body_depth

    def handle_data(self, data: str) -> None:
        if not self._is_over and self._open[-1].part is not Part.SKIP:
            self._pieces.append(data)

    def _begin(self, named: Mapping[str, str | None]) -> None:
        """The page's text is what the parent of this element holds."""
        prefix = f"{MARK}-"
        self.facts = {
            name.removeprefix(prefix): value or ""
            for name, value in named.items()
            if name.startswith(prefix)
        }
        self.blocks = self.blocks[self._open[-1].first_block :]
        self._body_depth = len(self._open)

    def _part(self, tag: str, named: Mapping[str, str | None]) -> Part:
        """The part that an element belongs to: what it says itself, else that of its parent."""
        above = self._open[-1].part
        is_silent = tag in _SILENT or not _SILENT_CLASSES.isdisjoint(_classes(named))
        if above is Part.SKIP or is_silent or named.get(MARK) == Part.SKIP.value:
            return Part.SKIP
        return Part.FORM if named.get(MARK) == Part.FORM.value else above

    def _end_block(self) -> None:
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        if not text:
            return
        around = next(each for each in reversed(self._open) if each.tag in _BLOCKS or not each.tag)
        named = around.named
        self.blocks.append(
            Block(
                text,
                around.tag,
                around.part,
                anchor=named.get("id") or self._row_id(around.tag),
                scope=named.get("scope") or "",
                headers=tuple((named.get("headers") or "").split()),
            )
        )

    def _row_id(self, tag: str) -> str:
        row = self._open[-2] if tag == "td" and len(self._open) > 1 else None
        return (row.named.get("id") or "") if row else ""


def _classes(named: Mapping[str, str | None]) -> list[str]:
    return (named.get("class") or "").split()

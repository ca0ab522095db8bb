"""What stands in the cells of tables, and in the links in them, as they are read."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.verification.markup import Tag

# Only screen readers get the first; the others are signs behind a figure.
_SPOKEN = "gk-sr"
_MARK = "gk-mark"
# A table whose figures are those of reports, one column a year.
_YEARS = "gov-years"
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    )
)


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in a table's cell: what eyes meet without signs, and what is only spoken."""

    shown: str
    spoken: str


class CellDraft:
    """A cell while it is read."""

    def __init__(self, address: str) -> None:
        self.id = address
        self._shown: list[str] = []
        self._spoken: list[str] = []
        # Where the text goes, by element that is open: None is nowhere.
        self._into: list[list[str] | None] = [self._shown]

    def text(self, text: str) -> None:
        into = self._into[-1]
        if into is not None:
            into.append(text)

    def start(self, tag: Tag) -> None:
        if tag.name == "br":
            self.text("\n")
        if tag.name in _VOID:
            return
        classes = tag.classes()
        into = self._into[-1]
        if into is None or _MARK in classes:
            into = None
        elif _SPOKEN in classes:
            into = self._spoken
        self._into.append(into)

    def end(self) -> None:
        if len(self._into) > 1:
            self._into.pop()

    def finished(self) -> CellText:
        return CellText("".join(self._shown), "".join(self._spoken))


class LinkDraft:
    """The links in tables of years side by side, each with its text, while a page is read."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._in_years = self._in_cell = False
        self._address = ""
        self._text: list[str] = []

    def start(self, tag: Tag) -> None:
        if tag.name == "table":
            self._in_years = _YEARS in tag.classes()
        elif tag.name == "td":
            self._in_cell = self._in_years
        elif tag.name == "a" and self._in_cell:
            self._address = tag.attributes.get("href", "")
            self._text = []

    def text(self, text: str) -> None:
        if self._address:
            self._text.append(text)

    def end(self, name: str) -> None:
        if name == "td":
            self._in_cell = False
        elif name == "a" and self._address:
            self.found.append((self._address, "".join(self._text)))
            self._address = ""

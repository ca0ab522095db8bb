"""What one page states: its ids, links, cells, and everything in it that a browser would run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from gongkai.verification.markup import MOST_KEPT, End, Odd, Raw, Scanner, Tag

# Only screen readers get the first; the others are signs behind a figure.
_SPOKEN = "gk-sr"
_MARK = "gk-mark"
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    )
)
_EMBEDS = frozenset(
    (
        *("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "base"),
        # What is in these is text to some readers and markup to others.
        *("noembed", "noframes", "plaintext", "xmp", "math", "template", "foreignobject"),
    )
)
_LED_TO = ("href", "cite")
_LOADED = ("src", "poster", "background", "data", "action", "formaction", "xlink:href")
# Relations of a link element that a browser does not fetch.
_UNFETCHED = frozenset({"canonical", "alternate", "edit", "prev", "next", "search"})
_AROUND = "".join(map(chr, range(33)))
_INSIDE = {ord(char): None for char in "\t\n\r"}
_RUNS = re.compile(r"(?:java|vb|live)script:", re.IGNORECASE)
_DATA_DOCUMENT = re.compile(r"data:(?!image/(?:png|gif|jpeg|webp|svg\+xml)\b)", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in a table's cell: what eyes meet without signs, and what is only spoken."""

    shown: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Something that may run, or show another document: the code of the finding, and what it is."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    ``path`` is that of its file. ``links`` are the addresses that it leads to, ``loads`` those that
    a browser fetches for it, each once. ``named`` are its meta tags. ``text`` is all that stands
    between its tags, without white space, and ``cells`` are the cells whose id is an address; both
    are empty where they were not asked for.
    """

    path: str
    language: str
    title: str
    named: Mapping[str, str]
    canonical: str | None
    ids: Sequence[str]
    links: frozenset[str]
    loads: frozenset[str]
    scripts: Sequence[str]
    unsafe: Sequence[Unsafe]
    odd: Sequence[Odd]
    text: str = field(repr=False)
    cells: Mapping[str, CellText] = field(repr=False)


class PageReader:
    """Reads pages of one site; what it has understood of a tag it keeps for the next page."""

    def __init__(self) -> None:
        self._scanner = Scanner()
        self._told: dict[Tag, _Told] = {}

    def read(self, path: str, page: str, *, with_text: bool = True) -> Page:
        """What a page states; its text and cells only if they are asked for."""
        draft = _Draft(with_text=with_text)
        for token in self._scanner.tokens(page, only_tags=not with_text):
            if isinstance(token, Tag):
                draft.start(token)
            elif isinstance(token, str):
                draft.text(token)
            elif isinstance(token, End):
                draft.end(token.name)
            elif isinstance(token, Raw):
                draft.raw(token)
            else:
                draft.odd.append(token)
        for tag, count in Counter(draft.tags).items():
            draft.tell(self._tell(tag), count)
        return draft.page(path)

    def _tell(self, tag: Tag) -> _Told:
        told = self._told.get(tag)
        if told is None:
            told = _told(tag)
            if len(self._told) < MOST_KEPT:
                self._told[tag] = told
        return told


# --- one tag ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """What a tag adds to its page."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    unsafe: tuple[Unsafe, ...]


def _told(tag: Tag) -> _Told:
    attributes = tag.attributes
    names = ("id", "name") if tag.name == "a" else ("id",)
    ids = dict.fromkeys(attributes[name] for name in names if attributes.get(name))
    loads = [_address(attributes[name]) for name in _LOADED if name in attributes]
    loads += _candidates(attributes.get("srcset", ""))
    loads += css_addresses(attributes.get("style", ""))
    links = [_address(attributes[name]) for name in _LED_TO if name in attributes]
    if _is_fetched(tag):
        links, loads = [], [*loads, *links]
    return _Told(tuple(ids), tuple(links), tuple(loads), tuple(_unsafe(tag, [*links, *loads])))


def _address(value: str) -> str:
    """An address as a browser takes it, which leaves out line breaks and white space around it."""
    return value.strip(_AROUND).translate(_INSIDE)


def _is_fetched(tag: Tag) -> bool:
    """Whether a browser fetches what ``href`` names."""
    relations = tag.attributes.get("rel", "").lower().split()
    return tag.name in {"use", "image"} or (tag.name == "link" and _UNFETCHED.isdisjoint(relations))


def _candidates(srcset: str) -> list[str]:
    return [each.split()[0] for each in srcset.split(",") if each.strip()]


def css_addresses(text: str) -> list[str]:
    """The addresses that a style sheet names."""
    return [(one or other).strip() for one, other in _CSS_ADDRESS.findall(text)]


def _unsafe(tag: Tag, addresses: Sequence[str]) -> Iterator[Unsafe]:
    if tag.name in _EMBEDS:
        yield Unsafe("page.embed", f"<{tag.name}>")
    for name in tag.attributes:
        if name.startswith("on") or name == "srcdoc":
            yield Unsafe("script.event", f"<{tag.name} {name}>")
    for each in addresses:
        if _RUNS.match(each) or _DATA_DOCUMENT.match(each):
            yield Unsafe("script.link", each)
    if tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "refresh":
        yield Unsafe("script.link", tag.attributes.get("content", ""))


def squeezed(text: str) -> str:
    """A text without its white space, which a page may set otherwise."""
    return "".join(text.split())


# --- one page ---------------------------------------------------------------------------------


class _Draft:
    """A page while it is read."""

    def __init__(self, *, with_text: bool) -> None:
        self.odd: list[Odd] = []
        self.tags: list[Tag] = []
        self._with_text = with_text
        self._language = self._title = ""
        self._canonical: str | None = None
        self._named: dict[str, str] = {}
        self._ids: list[str] = []
        self._links: set[str] = set()
        self._loads: set[str] = set()
        self._scripts: list[str] = []
        self._texts: list[str] = []
        self._unsafe: list[Unsafe] = []
        self._cells: dict[str, CellText] = {}
        self._cell: _CellDraft | None = None

    def tell(self, told: _Told, count: int) -> None:
        """Adds what a tag says of itself that stands so many times on the page."""
        self._ids += told.ids * count
        if told.links:
            self._links.update(told.links)
        if told.loads:
            self._loads.update(told.loads)
        self._unsafe += told.unsafe

    def text(self, text: str) -> None:
        self._texts.append(text)
        if self._cell is not None:
            self._cell.text(text)

    def start(self, tag: Tag) -> None:
        self.tags.append(tag)
        if self._cell is not None:
            self._cell.start(tag)
        elif self._with_text and tag.name == "td" and "/" in tag.attributes.get("id", ""):
            self._cell = _CellDraft(tag.attributes["id"])
        elif tag.name == "html":
            self._language = tag.attributes.get("lang", "")
        elif tag.name == "meta" and "name" in tag.attributes:
            name = tag.attributes["name"].lower()
            self._named.setdefault(name, tag.attributes.get("content", ""))
        elif tag.name == "link" and tag.attributes.get("rel") == "canonical":
            self._canonical = tag.attributes.get("href")

    def end(self, name: str) -> None:
        if self._cell is None:
            return
        if name == "td":
            self._cells.setdefault(self._cell.id, self._cell.finished())
            self._cell = None
        else:
            self._cell.end()

    def raw(self, raw: Raw) -> None:
        self.tags.append(raw.tag)
        name, kind = raw.tag.name, raw.tag.attributes.get("type", "").lower()
        if name == "title" and not self._title:
            self._title = raw.content.strip()
        elif name == "style":
            self._loads.update(css_addresses(raw.content))
        elif name == "script" and "src" not in raw.tag.attributes and kind not in _DATA_BLOCKS:
            self._scripts.append(raw.content)

    def page(self, path: str) -> Page:
        """The page as far as it was read."""
        return Page(
            path=path,
            language=self._language,
            title=self._title,
            named=MappingProxyType(self._named),
            canonical=self._canonical,
            ids=self._ids,
            links=frozenset(self._links),
            loads=frozenset(self._loads),
            scripts=self._scripts,
            unsafe=self._unsafe,
            odd=self.odd,
            text=squeezed("".join(self._texts)),
            cells=MappingProxyType(self._cells),
        )


class _CellDraft:
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

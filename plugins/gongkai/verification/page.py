"""What one page states: its ids, links, cells, and everything in it that a browser would run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from gongkai.verification.cell_text import CellDraft, CellText, LinkDraft
from gongkai.verification.markup import MOST_KEPT, End, Odd, Raw, Scanner, Tag
from gongkai.verification.tag_facts import (
    UNFETCHED,
    TagFacts,
    Unsafe,
    css_addresses,
    tag_facts,
)

_POLICY = "content-security-policy"
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    ``path`` is that of its file. ``scripts`` run in it, ``data`` stand in blocks of data. ``links``
    are the addresses that it leads to, ``loads`` those that a browser fetches for it, each once.
    ``named`` are its meta tags. ``policy`` is what it says of what may run in it, before anything
    that could; "" where it says nothing. ``text`` is all that stands between its tags, without
    white space, ``cells`` are the cells whose id is an address, and ``linked`` the links in tables
    of years with their texts; the three are empty where they were
    not asked for.
    """

    path: str
    language: str
    title: str
    named: Mapping[str, str]
    canonical: str | None
    policy: str
    ids: Sequence[str]
    links: frozenset[str]
    loads: frozenset[str]
    scripts: Sequence[str]
    data: Sequence[str]
    unsafe: Sequence[Unsafe]
    odd: Sequence[Odd]
    text: str = field(repr=False)
    cells: Mapping[str, CellText] = field(repr=False)
    linked: Sequence[tuple[str, str]] = field(repr=False)


class PageReader:
    """Reads pages of one site; what it has understood of a tag it keeps for the next page."""

    def __init__(self) -> None:
        self._scanner = Scanner()
        self._told: dict[Tag, TagFacts] = {}

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

    def _tell(self, tag: Tag) -> TagFacts:
        told = self._told.get(tag)
        if told is None:
            told = tag_facts(tag)
            if len(self._told) < MOST_KEPT:
                self._told[tag] = told
        return told


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
        self._policy: str | None = None
        self._named: dict[str, str] = {}
        self._ids: list[str] = []
        self._links: set[str] = set()
        self._loads: set[str] = set()
        self._scripts: list[str] = []
        self._data: list[str] = []
        self._texts: list[str] = []
        self._unsafe: list[Unsafe] = []
        self._cells: dict[str, CellText] = {}
        self._cell: CellDraft | None = None
        self._linked = LinkDraft()

    def tell(self, told: TagFacts, count: int) -> None:
        """Adds what a tag says of itself that stands so many times on the page."""
        self._ids += told.ids * count
        if told.links:
            self._links.update(told.links)
        if told.loads:
            self._loads.update(told.loads)
        self._unsafe += told.unsafe

    def text(self, text: str) -> None:
        self._texts.append(text)
        self._linked.text(text)
        if self._cell is not None:
            self._cell.text(text)

    def start(self, tag: Tag) -> None:
        self.tags.append(tag)
        if self._with_text:
            self._linked.start(tag)
        if self._cell is not None:
            self._cell.start(tag)
        elif self._with_text and tag.name == "td" and "/" in tag.attributes.get("id", ""):
            self._cell = CellDraft(tag.attributes["id"])
        elif tag.name == "html":
            self._language = tag.attributes.get("lang", "")
        elif tag.name == "meta" and "name" in tag.attributes:
            name = tag.attributes["name"].lower()
            self._named.setdefault(name, tag.attributes.get("content", ""))
        elif tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == _POLICY:
            self._govern(tag.attributes.get("content", ""))
        elif tag.name == "link":
            self._link(tag)

    def _link(self, tag: Tag) -> None:
        relation = tag.attributes.get("rel", "")
        if relation == "canonical":
            self._canonical = tag.attributes.get("href")
        elif relation not in UNFETCHED:
            self._govern("")

    def _govern(self, policy: str) -> None:
        """The policy counts only where nothing has come before it that it is about."""
        if self._policy is None:
            self._policy = policy

    def end(self, name: str) -> None:
        self._linked.end(name)
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
        if name in {"script", "style"}:
            self._govern("")
        if name == "title" and not self._title:
            self._title = raw.content.strip()
        elif name == "style":
            self._loads.update(css_addresses(raw.content))
        elif name == "script" and "src" not in raw.tag.attributes:
            (self._data if kind in _DATA_BLOCKS else self._scripts).append(raw.content)

    def page(self, path: str) -> Page:
        """The page as far as it was read."""
        return Page(
            path=path,
            language=self._language,
            title=self._title,
            named=MappingProxyType(self._named),
            canonical=self._canonical,
            policy=self._policy or "",
            ids=self._ids,
            links=frozenset(self._links),
            loads=frozenset(self._loads),
            scripts=self._scripts,
            data=self._data,
            unsafe=self._unsafe,
            odd=self.odd,
            text=squeezed("".join(self._texts)),
            cells=MappingProxyType(self._cells),
            linked=self._linked.found,
        )

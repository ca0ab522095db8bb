"""Printed labels found in an edition: exactly, by a variant, or by the least of slips.

A label is compared in Simplified characters and by its words alone: blanks, kinds of brackets and
marks are no difference, and a number in front (``1.``, ``（一）``) may be missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from gongkai.forms.labels import normal_label, without_tail
from gongkai.forms.model import FormEdition, Header, Table, walk
from gongkai.importers.distance import distance
from gongkai.search.simplified import simplify


class Kind(StrEnum):
    """What a label names."""

    ROW = "row"
    COLUMN = "column"
    CAPTION = "caption"
    FRAME = "frame"  # stub, corner note, heading over all columns


@dataclass(frozen=True, slots=True)
class Node:
    """A label's place in the form; ``order`` counts the headers of its tree from the top."""

    kind: Kind
    table: Table
    header: Header | None = None
    order: int = 0

    @property
    def path(self) -> str:
        return self.header.path if self.header else ""

    @property
    def is_leaf(self) -> bool:
        return self.header is not None and not self.header.children

    @property
    def key(self) -> str:
        """How ``printed_labels`` of a report names it."""
        if self.kind is Kind.CAPTION:
            return f"{self.table.id}.caption"
        return f"{self.table.id}.{self.kind}s.{self.path}"

    @property
    def place(self) -> str:
        """How ``notes`` of a report name it."""
        match self.kind:
            case Kind.ROW:
                return f"{self.table.id}.{self.path}"
            case Kind.COLUMN:
                return f"{self.table.id}/{self.path}"
            case _:
                return self.table.id


@dataclass(frozen=True, slots=True)
class Match:
    """The nodes that a printed label may mean; ``slips`` counts what is mistyped in it."""

    nodes: tuple[Node, ...]
    slips: int = 0

    def rows(self) -> list[Node]:
        return [node for node in self.nodes if node.kind is Kind.ROW]

    def columns(self) -> list[Node]:
        return [node for node in self.nodes if node.kind is Kind.COLUMN]


_NUMBER = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\(?[0-9]{1,2}[.)])"
)
_MARKS = re.compile(r"[^\w]|_")
NO_MATCH = Match(())
_SLIPS = (4, 8, 16)  # lengths from which a label may have one slip more
_LONGEST = 80


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A label as it is compared: its number and words, without any marks."""
    return _MARKS.sub("", simplify(normal_label(text)))


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """The same without the number in front; empty if nothing else is there."""
    return _MARKS.sub("", _NUMBER.sub("", simplify(normal_label(text))))


def slips_allowed(length: int) -> int:
    """How many characters may be mistyped in a label of a length: none in a short one."""
    return bisect_right(_SLIPS, length)


class Labels:
    """All labels of an edition."""

    def __init__(self, edition: FormEdition) -> None:
        self.edition = edition
        self._exact: dict[str, list[Node]] = {}
        self._cores: dict[str, list[Node]] = {}
        self._found: dict[str, Match] = {}
        for node, label in _nodes(edition):
            for form in _forms(label):
                _note(self._exact, folded(form), node)
                _note(self._cores, core(form), node)

    def find(self, text: str) -> Match:
        """What a printed label means: nothing for blanks, figures and words of no label."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> Match:
        whole = folded(text)
        if not whole or whole.isdigit():
            return NO_MATCH
        for form in (text, without_tail(normal_label(text))):
            exact, bare = folded(form), core(form)
            nodes = [
                *self._exact.get(exact, ()),
                *(self._cores.get(bare, ()) if exact == bare else ()),
            ]
            if nodes:
                return Match(tuple(dict.fromkeys(nodes)))
        for form in (text, without_tail(normal_label(text))):
            if nodes := self._cores.get(core(form), []):
                return Match(tuple(nodes), slips=1)  # another number in front
        return self._nearest(whole)

    def _nearest(self, text: str) -> Match:
        """The one label from which the fewest slips lead here."""
        best = slips_allowed(len(text))
        nodes: list[Node] = []
        if not best or len(text) > _LONGEST:
            return NO_MATCH
        for known, named in self._exact.items():
            slips = distance(text, known, min(best, slips_allowed(len(known))))
            if slips is None:
                continue
            if slips < best or not nodes:
                best, nodes = slips, list(named)
            else:
                nodes += [node for node in named if node not in nodes]
        return Match(tuple(nodes), best) if len({node.path for node in nodes}) == 1 else NO_MATCH

    def spellings(self) -> Iterator[tuple[str, tuple[Node, ...]]]:
        """Every folded label with and without its number, for reading running text."""
        for table in (self._exact, self._cores):
            yield from ((text, tuple(nodes)) for text, nodes in table.items() if text)


def _note(table: dict[str, list[Node]], text: str, node: Node) -> None:
    nodes = table.setdefault(text, [])
    if text and node not in nodes:
        nodes.append(node)


def _forms(label: Iterable[str]) -> Iterator[str]:
    for each in label:
        yield each
        yield without_tail(normal_label(each))


def _nodes(edition: FormEdition) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Every label of an edition with its variants."""
    for table in edition.tables:
        if table.caption:
            yield Node(Kind.CAPTION, table), (table.caption,)
        for frame in (table.stub_label, table.corner_note, table.columns_label):
            if frame:
                yield Node(Kind.FRAME, table), (frame,)
        for kind, headers in ((Kind.ROW, table.rows), (Kind.COLUMN, table.columns)):
            for order, header in enumerate(walk(headers)):
                if header.label:
                    yield Node(kind, table, header, order), (header.label, *header.label_variants)

"""Labels of the form in running text: where each stands, and which of them are rows in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.forms.labels import normal_label
from gongkai.forms.model import Header, Table
from gongkai.importers.distance import distance
from gongkai.importers.labels import Kind, Labels, Node, slips_allowed
from gongkai.search.simplified import simplify


@dataclass(frozen=True, slots=True)
class Landmark:
    """A label in the text: from ``start`` up to ``end``."""

    nodes: tuple[Node, ...]
    start: int
    end: int
    slips: int = 0

    def of(self, kind: Kind, table: Table) -> Iterator[Node]:
        """What it may mean in a table."""
        return (node for node in self.nodes if node.kind is kind and node.table.id == table.id)


@dataclass(frozen=True, slots=True)
class RowMark:
    """A landmark that is taken for a row."""

    mark: Landmark
    node: Node

    @property
    def row(self) -> Header:
        if self.node.header is None:
            raise LookupError(self.node)
        return self.node.header


class LabelFinder:
    """Finds the labels of an edition in text."""

    def __init__(self, labels: Labels) -> None:
        spellings: dict[str, tuple[Node, ...]] = {}
        for text, nodes in labels.spellings():
            spellings[text] = tuple(dict.fromkeys((*spellings.get(text, ()), *nodes)))
        self._by_first: dict[str, list[tuple[str, tuple[Node, ...]]]] = {}
        for text in sorted((text for text in spellings if len(text) > 1), key=len, reverse=True):
            self._by_first.setdefault(text[0], []).append((text, spellings[text]))

    def landmarks(self, text: str, tables: Sequence[Table]) -> list[Landmark]:
        """Every label of the tables in the text, the longest at each place, none in another."""
        wanted = {table.id for table in tables}
        chars = _characters(text)
        joined = "".join(char for char, _ in chars)
        found: list[Landmark] = []
        at = 0
        while at < len(joined):
            label = self._label_at(joined, at, wanted)
            if label is None:
                at += 1
                continue
            end = at + label[0]
            found.append(Landmark(label[1], chars[at][1], chars[end - 1][1] + 1))
            at = end
        return found

    def _label_at(
        self, joined: str, at: int, wanted: set[str]
    ) -> tuple[int, tuple[Node, ...]] | None:
        for spelling, nodes in self._by_first.get(joined[at], ()):
            kept = tuple(node for node in nodes if node.table.id in wanted)
            if kept and joined.startswith(spelling, at):
                return len(spelling), kept
        return None


def rows_in_order(marks: Sequence[Landmark], table: Table) -> list[RowMark]:
    """The rows of a table: the longest chain of labels that keeps the order of the form.

    A group counts only where it may be printed as one row and none of its own rows is there.
    """
    chain = _longest([RowMark(mark, node) for mark in marks for node in mark.of(Kind.ROW, table)])
    paths = [each.node.path for each in chain]
    return [
        each
        for each in chain
        if each.node.is_leaf
        or (
            each.row.collapsible
            and not any(path.startswith(f"{each.node.path}.") for path in paths)
        )
    ]


def _longest(steps: Sequence[RowMark]) -> list[RowMark]:
    """The longest sequence in the order of text and form; of equal ones the last in the text."""
    lengths: list[int] = []
    before: list[int] = []
    for number, step in enumerate(steps):
        best, previous = 1, -1
        for other in range(number):
            earlier = steps[other]
            follows = earlier.node.order < step.node.order and earlier.mark.end <= step.mark.start
            if follows and lengths[other] >= best:
                best, previous = lengths[other] + 1, other
        lengths.append(best)
        before.append(previous)
    chain: list[RowMark] = []
    at = max(range(len(steps)), key=lambda each: lengths[each], default=-1)
    while at >= 0:
        chain.append(steps[at])
        at = before[at]
    return chain[::-1]


def mistyped_rows(text: str, rows: Sequence[RowMark], table: Table) -> Iterator[Landmark]:
    """The labels that were not found: each sought between its neighbours with the fewest slips."""
    ends = {each.node.order: each.mark.end for each in rows}
    starts = {each.node.order: each.mark.start for each in rows}
    for node in _leaves(table):
        if node.order in ends:
            continue
        start = max((end for order, end in ends.items() if order < node.order), default=0)
        end = min((at for order, at in starts.items() if order > node.order), default=len(text))
        mark = _nearest(text, start, end, node)
        if mark is not None:
            ends[node.order], starts[node.order] = mark.end, mark.start
            yield mark


def _leaves(table: Table) -> Iterator[Node]:
    headers = (header for top in table.rows for header in top.walk())
    for order, header in enumerate(headers):
        if not header.children and header.label:
            yield Node(Kind.ROW, table, header, order)


def _nearest(text: str, start: int, end: int, node: Node) -> Landmark | None:
    """The stretch between two places that is a label but for a few slips."""
    chars = _characters(text[start:end])
    joined = "".join(char for char, _ in chars)
    wanted = "".join(char for char, _ in _characters(node.header.label if node.header else ""))
    most = slips_allowed(len(wanted))
    best: tuple[int, int, int] | None = None
    for at in _likely_starts(joined, wanted) if most else ():
        for length in range(len(wanted) - most, min(len(wanted) + most, len(joined) - at) + 1):
            slips = distance(joined[at : at + length], wanted, most)
            if slips is not None and (best is None or slips < best[0]):
                best = slips, at, length
    if best is None:
        return None
    slips, at, length = best
    return Landmark((node,), start + chars[at][1], start + chars[at + length - 1][1] + 1, slips)


def _likely_starts(joined: str, wanted: str) -> Iterator[int]:
    """Where the first or the second character of a label stands in its place."""
    for at, char in enumerate(joined):
        if char == wanted[0] or joined[at + 1 : at + 2] == wanted[1:2]:
            yield at


def _characters(text: str) -> list[tuple[str, int]]:
    """What labels are compared by, each with its place in the text; marks are left out."""
    return [
        (char, at)
        for at, printed in enumerate(text)
        for char in simplify(normal_label(printed))
        if char.isalnum()
    ]

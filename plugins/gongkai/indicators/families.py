"""Families: indicators that share a definition and a page, one for each cell that they list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.forms.model import CellAddress, Editions, FormEdition, leaves
from gongkai.forms.series import cell_labels, series_of
from gongkai.indicators.catalogue import Indicator, Term

WHOLE = "合计"
"""The label of a sum that stands before the rows that it adds up."""


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of a family; ``labels`` are those of its cell from the outermost group.

    What all parts have in common is left out of them.
    """

    indicator: Indicator
    labels: tuple[str, ...]


def parts_of(family: Indicator, editions: Editions) -> tuple[Part, ...]:
    """The parts of a family in the order of the newest form, then those that only older forms had.

    A row that a newer form splits goes on as the sum of the rows below it, and stands before them.
    A cell that is all of the denominator is no part of it.
    """
    found: list[tuple[Term, tuple[str, ...]]] = []
    reached: set[tuple[str, CellAddress]] = set()
    for edition in reversed(list(editions)):
        for address in _cells(family.each, edition):
            if (edition.id, address) in reached:
                continue
            series = series_of(address, editions)
            reached |= set(series.cells.items())
            term = Term(address.table, address.row, address.column, below=True)
            if term not in {replace(each, below=True) for each in family.over}:
                _insert(found, term, _labels(edition, address))
    labels = _without_common([each for _, each in found])
    return tuple(
        Part(_indicator(family, number, term), shown)
        for number, ((term, _), shown) in enumerate(zip(found, labels, strict=True), start=1)
    )


def _indicator(family: Indicator, number: int, term: Term) -> Indicator:
    return replace(family, id=f"{family.id}.{number}", of=(term,), each=())


def _cells(terms: Iterable[Term], edition: FormEdition) -> Iterator[CellAddress]:
    """The leaf cells of an edition that terms mean."""
    for term in terms:
        table = edition.table(term.table)
        if table is None:
            continue
        rows = _expanded(term.row, [each.path for each in table.row_leaves], is_group=term.below)
        columns = [each.path for each in leaves(table.columns)]
        for row in rows:
            for column in _expanded(term.column, columns, is_group=term.across):
                yield CellAddress(term.table, row, column)


def _expanded(path: str, known: Sequence[str], *, is_group: bool) -> list[str]:
    """Of the leaves, that at a path, or all below it."""
    if not is_group:
        return [each for each in known if each == path]
    return [each for each in known if not path or f"{each}.".startswith(f"{path}.")]


def _labels(edition: FormEdition, address: CellAddress) -> tuple[str, ...]:
    table = edition.table(address.table)
    return cell_labels(table, address) if table else ()


def _insert(found: list[tuple[Term, tuple[str, ...]]], term: Term, labels: tuple[str, ...]) -> None:
    """Adds a part; a row that is split in a newer form stands before the rows it was split into."""
    for position, (other, shown) in enumerate(found):
        if other.table == term.table and other.row.startswith(f"{term.row}."):
            depth = next(n for n, each in enumerate(shown) if each not in labels)
            found.insert(position, (term, (*shown[:depth], WHOLE, *shown[depth + 1 :])))
            return
    found.append((term, labels))


def _without_common(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The labels without those that begin all or end all; each keeps one."""
    shortest = min(map(len, paths), default=0)
    start = 0
    while start < shortest - 1 and len({path[start] for path in paths}) == 1:
        start += 1
    end = 0
    while end < shortest - start - 1 and len({path[-1 - end] for path in paths}) == 1:
        end += 1
    left = [path[start : len(path) - end] for path in paths]
    above = [path[:-1] for path in left]
    # Groups of one: their name says it all.
    return above if all(above) and len(set(above)) == len(above) else left

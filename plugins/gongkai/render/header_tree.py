"""How trees of headers lie in a grid: which header begins in which line, how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.forms.model import Header

# From this depth on, the outermost group of rows is narrow and printed upright.
DEEP_STUB = 3


def depth(header: Header) -> int:
    """How many levels a header has, itself included."""
    return 1 + max((depth(child) for child in header.children), default=0)


def breadth(header: Header) -> int:
    """How many leaves it spans."""
    return sum(1 for _ in header.leaves())


def stub_depth(rows: Sequence[Header]) -> int:
    """How many columns the row labels take; none where no row has a label."""
    labelled = any(header.label for row in rows for header in row.walk())
    return max((depth(row) for row in rows), default=0) if labelled else 0


def levels(columns: Sequence[Header]) -> list[list[tuple[Header, tuple[Header, ...]]]]:
    """For each line of column headers those that begin in it, each with the groups above it."""
    count = max((depth(column) for column in columns), default=0)
    return [list(_level(columns, level)) for level in range(count)]


def _level(
    columns: Sequence[Header], level: int, above: tuple[Header, ...] = ()
) -> Iterator[tuple[Header, tuple[Header, ...]]]:
    for column in columns:
        if level == 0:
            yield column, above
        else:
            yield from _level(column.children, level - 1, (*above, column))


def chains(
    rows: Sequence[Header], above: tuple[Header, ...] = (), opened: int = 0
) -> Iterator[tuple[tuple[Header, ...], int]]:
    """Each leaf row with its groups, and at which level its first new header stands."""
    for position, row in enumerate(rows):
        level = opened if position == 0 else len(above)
        if row.children:
            yield from chains(row.children, (*above, row), level)
        else:
            yield (*above, row), level

"""Which cells take part in the sums that an edition prescribes, at every place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.checks.model import Operand, SumPlace
from gongkai.checks.sheets import Shape
from gongkai.forms.model import Carry, CellAddress, Identity, Table, Term


def identity_places(rule: Identity, table: Table, shape: Shape) -> Iterator[SumPlace]:
    """One place for every column that a rule on rows is summed in, and the other way round.

    Where a group stands as one row, that row takes the place of its leaves.
    """
    for at in _axis(rule.for_each, table, shape):
        left, right = (
            tuple(
                Operand(_address(table, rule.for_each, at, path))
                for term in terms
                for path in _expand(rule.for_each, table, term, shape)
            )
            for terms in (rule.left, rule.right)
        )
        yield SumPlace(at, left, right)


def carry_places(carry: Carry, table: Table) -> Iterator[SumPlace]:
    """One place for every column, or row, in which two years have to join."""
    leaves = table.column_leaves if carry.for_each == "column" else table.row_leaves
    for leaf in leaves:
        left, right = (
            tuple(_term(carry, table, leaf.path, term) for term in terms)
            for terms in (carry.left, carry.right)
        )
        yield SumPlace(leaf.path, left, right)


def _axis(for_each: str, table: Table, shape: Shape) -> Iterable[str]:
    if for_each == "column":
        return [column.path for column in table.column_leaves]
    return shape.rows(table.id)


def _expand(for_each: str, table: Table, term: str, shape: Shape) -> Sequence[str]:
    if for_each == "row":
        return table.expand_columns(term)
    group = term.removesuffix(".*")
    return (group,) if (table.id, group) in shape.collapsed else table.expand_rows(term)


def _term(carry: Carry, table: Table, at: str, term: Term) -> Operand:
    address = _address(table, carry.for_each, at, term.path)
    return Operand(address, years_back=1 if term.last_year else 0)


def _address(table: Table, for_each: str, at: str, path: str) -> CellAddress:
    row, column = (path, at) if for_each == "column" else (at, path)
    return CellAddress(table.id, row, column)

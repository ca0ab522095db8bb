"""The sums that the form states, as far as they lie in one row, and whether cells keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.forms.model import CellAddress, FormEdition, Identity, Table
from gongkai.importers.findings import Findings


@dataclass(frozen=True, slots=True)
class SumCheck:
    """The columns by number that add up to another."""

    parts: tuple[int, ...]
    total: int


def sums_of(edition: FormEdition, table: Table) -> tuple[SumCheck, ...]:
    """The sums within each row of a table."""
    found = []
    for rule in edition.identities:
        if rule.table == table.id and rule.for_each == "row":
            left, right = (_numbers(table, side) for side in (rule.left, rule.right))
            if len(right) == 1:
                found.append(SumCheck(left, right[0]))
    return tuple(found)


def _numbers(table: Table, terms: tuple[str, ...]) -> tuple[int, ...]:
    paths = (path for term in terms for path in table.expand_columns(term))
    numbers = (table.column_number(path) for path in paths)
    return tuple(number for number in numbers if number is not None)


def row_terms(findings: Findings, table: Table, terms: tuple[str, ...]) -> list[str]:
    """The rows that terms of a sum name; a group printed as one row stands for those below."""
    paths: list[str] = []
    for term in terms:
        leaves = table.expand_rows(term)
        group = term.removesuffix(".*")
        printed = any((table.id, leaf) in findings.rows for leaf in leaves)
        paths += leaves if printed or (table.id, group) not in findings.rows else [group]
    return paths


def is_confirmed(findings: Findings, address: CellAddress) -> bool:
    """Whether some sum with this cell can be made, and all that can hold."""
    outcomes = [
        left == right
        for left, right in _sides(findings, address)
        if left is not None and right is not None
    ]
    return bool(outcomes) and all(outcomes)


def _sides(
    findings: Findings, address: CellAddress
) -> Iterator[tuple[Decimal | int | None, Decimal | int | None]]:
    for rule in findings.edition.identities:
        table = findings.edition.table(rule.table)
        if table is None or rule.table != address.table:
            continue
        sides = tuple(
            _addresses(findings, table, rule, side, address) for side in (rule.left, rule.right)
        )
        if any(address in side for side in sides):
            yield _sum(findings, sides[0]), _sum(findings, sides[1])


def _addresses(
    findings: Findings, table: Table, rule: Identity, terms: tuple[str, ...], at: CellAddress
) -> list[CellAddress]:
    if rule.for_each == "row":
        paths = (path for term in terms for path in table.expand_columns(term))
        return [CellAddress(table.id, at.row, path) for path in paths]
    rows = row_terms(findings, table, terms)
    return [CellAddress(table.id, path, at.column) for path in rows]


def _sum(findings: Findings, addresses: list[CellAddress]) -> Decimal | int | None:
    values = [findings.cell(each).value for each in addresses]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None

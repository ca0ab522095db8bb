"""Readings of several rows that fit together: those with which the sums over rows hold.

Each row has a few possible readings. Rows are added up one after the other, and only sums that can
still come out even are kept; so what is left is found without trying every combination.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.forms.model import Table
from gongkai.importers.findings import Findings
from gongkai.importers.sums import row_terms

Figures: TypeAlias = tuple[int, ...]
_State: TypeAlias = tuple[int, ...]

_MOST_STATES = 30_000


@dataclass(frozen=True, slots=True)
class _Balance:
    """One sum over rows in one column: what each open row counts in it, and the figures known."""

    column: int
    signs: Mapping[str, int]
    known: int


def fitting(
    findings: Findings, table: Table, rows: Mapping[str, Sequence[Figures]]
) -> Mapping[str, list[Figures]] | None:
    """For each row the readings that take part in some choice with which all sums hold.

    No readings are left where nothing fits; None where there is too much to try.
    """
    balances = _balances(findings, table, rows)
    order = sorted(rows, key=lambda path: (_first_sign(balances, path), len(rows[path])))
    layers: list[set[_State]] = [{tuple(each.known for each in balances)}]
    right_side = sum(_first_sign(balances, path) < 0 for path in order)
    for number, path in enumerate(order):
        reached = {
            _next(state, balances, path, reading) for state in layers[-1] for reading in rows[path]
        }
        if number >= right_side:
            reached = {state for state in reached if max(state, default=0) <= 0}
        if len(reached) > _MOST_STATES:
            return None
        layers.append(reached)
    return _backwards(balances, order, rows, layers)


def _backwards(
    balances: Sequence[_Balance],
    order: Sequence[str],
    rows: Mapping[str, Sequence[Figures]],
    layers: Sequence[set[_State]],
) -> Mapping[str, list[Figures]]:
    """The readings on the ways that end with every sum even."""
    wanted = layers[-1] & {(0,) * len(balances)}
    kept: dict[str, list[Figures]] = {}
    for path, before in zip(reversed(order), reversed(layers[:-1]), strict=True):
        earlier: set[_State] = set()
        used: dict[Figures, None] = {}
        for state in before:
            for reading in rows[path]:
                if _next(state, balances, path, reading) in wanted:
                    earlier.add(state)
                    used[reading] = None
        kept[path] = list(used)
        wanted = earlier
    return kept


def _next(state: _State, balances: Sequence[_Balance], path: str, reading: Figures) -> _State:
    return tuple(
        sum_ + each.signs.get(path, 0) * reading[each.column]
        for sum_, each in zip(state, balances, strict=True)
    )


def _first_sign(balances: Sequence[_Balance], path: str) -> int:
    """Right sides first: then the others can only bring a sum up to zero."""
    return min((each.signs.get(path, 0) for each in balances), default=0)


def _balances(
    findings: Findings, table: Table, rows: Mapping[str, Sequence[Figures]]
) -> list[_Balance]:
    """The sums of which every figure is known or open."""
    found: list[_Balance] = []
    for rule in findings.edition.identities:
        if rule.table != table.id or rule.for_each != "column":
            continue
        signs: dict[str, int] = {}
        for sign, side in ((1, rule.left), (-1, rule.right)):
            signs |= dict.fromkeys(row_terms(findings, table, side), sign)
        for number in range(len(table.column_leaves)):
            known = _known(findings, table, signs, rows, number)
            if known is not None:
                found.append(_Balance(number, signs, known))
    return found


def _known(
    findings: Findings,
    table: Table,
    signs: Mapping[str, int],
    rows: Mapping[str, Sequence[Figures]],
    number: int,
) -> int | None:
    """What the settled figures of a sum come to; None if one is neither settled nor open."""
    total = 0
    for path, sign in signs.items():
        if path not in rows:
            value = findings.value(table, path, number)
            if value is None:
                return None
            total += sign * int(value)
    return total

"""Figures that are many times, or a small part, of last year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.across_years import (
    CHECK_BOTH,
    NO_YEAR_BEFORE,
    in_one_unit_as_before,
    last_form,
)
from gongkai.checks.model import Basis, CheckResult, Figure, Rule
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import PerEdition, verdict
from gongkai.checks.wording import cell_label
from gongkai.forms.model import CellAddress, FormEdition, Header, Table, walk
from gongkai.issues import Severity
from gongkai.reports.model import Report, Row

JUMP = Rule(
    "plausible.jump",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "与上年相差五倍以上",
    "同一格两年都大于 0、较大的不小于 30、相差 5 倍以上。左：本年的数；右：上年的数。由 0 增加、"
    "减少到 0 不算；口径改变（表式改版）的不比；单位没有载明或两年不同的金额不比。多数属实，"
    "宜在正文说明原因。",
)
RULES = (JUMP,)

JUMP_RATIO = 5
JUMP_FLOOR = 30  # the larger figure of a jump is at least this


@dataclass(frozen=True, slots=True)
class _Common:
    """What a table has in two forms without a break.

    ``columns`` are paths with where they stand in this year's form and in last year's.
    """

    table: Table
    rows: frozenset[str]
    columns: tuple[tuple[str, int, int], ...]


def check(subject: Subject) -> Iterator[CheckResult]:
    edition, before = subject.report.edition, subject.before
    if edition is None or last_form(subject) is None:
        return
    if before is None or before.edition is None:
        yield subject.not_evaluated(JUMP, message=NO_YEAR_BEFORE)
        return
    found: list[CellAddress] = []
    judged = False
    for common in _COMMON.of(edition, before.edition):
        for path, row, last in _rows(common, subject.report, before):
            judged = judged or _has_figures(common, row, last)
            found += _jumps(common, path, row, last)
    failures = [_jump(subject, each) for each in found if in_one_unit_as_before(subject, each)]
    yield from verdict(subject, JUMP, failures, judged)


def _rows(common: _Common, report: Report, before: Report) -> Iterator[tuple[str, Row, Row]]:
    """Every row that both years print, this year's and last year's."""
    printed = before.rows(common.table)
    for path, row in report.rows(common.table).items():
        if path in printed and path in common.rows:
            yield path, row, printed[path]


def _has_figures(common: _Common, row: Row, last: Row) -> bool:
    """Whether some cell has a number in both years."""
    return any(
        row[number].value is not None and last[other].value is not None
        for _, number, other in common.columns
    )


def _jumps(common: _Common, path: str, row: Row, last: Row) -> list[CellAddress]:
    found = []
    for column, number, other in common.columns:
        left = row[number].value
        if left and (right := last[other].value) and left != right and _is_jump(left, right):
            found.append(CellAddress(common.table.id, path, column))
    return found


def _is_jump(left: Figure, right: Figure) -> bool:
    small, large = (left, right) if left < right else (right, left)
    return small > 0 and large >= JUMP_FLOOR and large > JUMP_RATIO * small


def _jump(subject: Subject, address: CellAddress) -> CheckResult:
    place = (address.table, address.row, address.column)
    left, right = subject.figure(*place), subject.figure_before(*place)
    label = cell_label(subject.report, address)
    message = f"“{label}”上年 {right}，本年 {left}，相差 {JUMP_RATIO} 倍以上"
    return subject.fails(
        JUMP, str(address), message, hint=CHECK_BOTH, left=left, right=right, cells=(address,)
    )


def _common(edition: FormEdition, last: FormEdition) -> tuple[_Common, ...]:
    return tuple(
        common
        for table in edition.tables
        if (other := last.table(table.id)) is not None
        and (common := _common_table(table, other)).columns
    )


def _common_table(table: Table, other: Table) -> _Common:
    rows = (row.path for row in walk(table.rows) if _goes_on(row, table, other))
    columns = [
        (column.path, number, place)
        for number, column in enumerate(table.column_leaves)
        if _goes_on(column, table, other)
        and (place := other.column_number(column.path)) is not None
    ]
    return _Common(table, frozenset(rows), tuple(columns))


def _goes_on(header: Header, table: Table, other: Table) -> bool:
    """Whether a header means the same in two forms; one that follows another is a break."""
    return table is other or header.follows is None


_COMMON = PerEdition(_common)

"""Figures that are many times, or a small part, of last year's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.checks.across_years import (
    CHECK_BOTH,
    NO_YEAR_BEFORE,
    in_one_unit_as_before,
    last_form,
)
from gongkai.checks.model import Basis, CheckResult, Figure, Rule
from gongkai.checks.sheets import PLANS, Pick, Shape, pick
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict
from gongkai.checks.wording import cell_label
from gongkai.forms.model import CellAddress, Header, Table
from gongkai.issues import Severity

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


def check(subject: Subject) -> Iterator[CheckResult]:
    edition, before = subject.report.edition, subject.before
    if edition is None or last_form(subject) is None:
        return
    if before is None or before.edition is None:
        yield subject.not_evaluated(JUMP, message=NO_YEAR_BEFORE)
        return
    cells, pick_now, pick_last = _shared(subject.now.shape, subject.last.shape)
    now, last = pick_now(subject.now.figures), pick_last(subject.last.figures)
    judged = any(None not in pair for pair in zip(now, last, strict=True))
    found = [
        cell
        for cell, left, right in zip(cells, now, last, strict=True)
        if left and right and left != right and _is_jump(left, right)
    ]
    failures = [_jump(subject, each) for each in found if in_one_unit_as_before(subject, each)]
    yield from verdict(subject, JUMP, failures, judged)


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


@lru_cache(maxsize=PLANS)
def _shared(shape: Shape, last: Shape) -> tuple[tuple[CellAddress, ...], Pick, Pick]:
    """The cells that two years' forms share without a break, and how to pick their figures."""
    cells = tuple(_shared_cells(shape, last))
    now, before = (
        pick(number for cell in cells if (number := each.number(cell)) is not None)
        for each in (shape, last)
    )
    return cells, now, before


def _shared_cells(shape: Shape, last: Shape) -> Iterator[CellAddress]:
    for table, span in shape.tables:
        other = last.edition.table(table.id) if last.edition else None
        if other is None:
            continue
        for cell in shape.addresses[span]:
            headers = (table.row(cell.row), table.column(cell.column))
            if last.number(cell) is not None and all(
                _goes_on(header, table, other) for header in headers
            ):
                yield cell


def _goes_on(header: Header | None, table: Table, other: Table) -> bool:
    """Whether a header means the same in two forms; one that follows another is a break."""
    return header is not None and (table is other or header.follows is None)

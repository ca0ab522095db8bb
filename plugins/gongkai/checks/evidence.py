"""What else speaks for or against a figure: last year's and next year's report, prose, blanks.

The sums inside a report can leave several answers; a figure that another document states can tell
them apart. It is still no proof of which figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from gongkai.checks.model import CheckResult, Figure, Operand
from gongkai.checks.slips import Edit
from gongkai.forms.model import CellAddress
from gongkai.reports.model import Report

_LAST_YEAR = "与上年的报告衔接"
_NEXT_YEAR = "与下年的报告衔接"
_PROSE = "与正文所写的数一致"
_ZEROS = "空格若都是 0，另有算式也成立"


@dataclass(frozen=True, slots=True)
class Weight:
    """How many statements an explanation would make true, less those it would make false.

    ``stated`` counts what other documents and the prose state, ``guessed`` the identities that
    only blanks keep from being evaluated. ``labels`` name what speaks for it.
    """

    stated: int = 0
    guessed: int = 0
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sum that ought to be zero: the signs of its cells in this report, and what it comes to."""

    label: str
    signs: Mapping[CellAddress, int]
    residual: Figure

    def verdict(self, edits: Iterable[Edit]) -> int:
        """1 if only the edits make it true, -1 if they make it false, else 0."""
        after = self.residual + sum(self.signs.get(edit.address, 0) * edit.change for edit in edits)
        return (after == 0) - (self.residual == 0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statements about the cells of one report that its evaluated identities do not make.

    ``before`` is last year's report.
    """

    stated: tuple[_Statement, ...] = ()
    guessed: tuple[_Statement, ...] = ()
    before: Report | None = None

    def weigh(self, edits: tuple[Edit, ...]) -> Weight:
        """What speaks for an explanation, less what speaks against it."""
        stated, guessed = (
            [(each.label, each.verdict(edits)) for each in statements]
            for statements in (self.stated, self.guessed)
        )
        labels = dict.fromkeys(label for label, verdict in (*stated, *guessed) if verdict > 0)
        return Weight(
            sum(verdict for _, verdict in stated),
            sum(verdict for _, verdict in guessed),
            tuple(labels),
        )

    def without_guesses(self) -> Evidence:
        """Only what is stated, for those that take blanks as zeros anyway."""
        return replace(self, guessed=())


def gather(
    report: Report,
    results: Sequence[CheckResult],
    next_year: Iterable[CheckResult] = (),
    before: Report | None = None,
) -> Evidence:
    """The evidence in all results of a report, and in those of the carries out of it."""
    stated = (
        *_carried(results, 0, _LAST_YEAR),
        *_carried(next_year, 1, _NEXT_YEAR),
        *_told(report, results),
    )
    return Evidence(stated, tuple(_blank(report, results)), before)


def gap_with_zeros(report: Report, result: CheckResult) -> Figure:
    """Left minus right of an identity, empty cells counting as zero."""
    signs = _signs(result, 0)
    return sum((report.cell(a).value or 0) * sign for a, sign in signs.items())


def _carried(results: Iterable[CheckResult], years_back: int, label: str) -> Iterator[_Statement]:
    """What carries state of this report's cells, which lie so many years back in them."""
    for each in results:
        if each.rule.id.startswith("carry.") and None not in (each.left, each.right):
            yield _Statement(label, _signs(each, years_back), _residual(each))


def _told(report: Report, results: Iterable[CheckResult]) -> Iterator[_Statement]:
    """What the prose states otherwise than the table; where they agree, no cell is named."""
    for each in results:
        if each.rule.id.startswith("narrative.") and each.fails:
            signs = dict.fromkeys(_compared(report, each), -1)
            yield _Statement(_PROSE, signs, _residual(each))


def _compared(report: Report, result: CheckResult) -> tuple[CellAddress, ...]:
    """The cells whose sum the prose was held against: the first ones, as many as make it up.

    After them come those of other accepted readings.
    """
    sums = accumulate(report.cell(address).value or 0 for address in result.cells)
    lengths = [length for length, total in enumerate(sums, start=1) if total == result.right]
    return result.cells[: max(lengths, default=0)]


def _blank(report: Report, results: Iterable[CheckResult]) -> Iterator[_Statement]:
    """The identities that would hold, or not, if blanks were zeros."""
    for each in results:
        if each.if_blank_is_zero is not None and each.rule.id.startswith("identity."):
            yield _Statement(_ZEROS, _signs(each, 0), gap_with_zeros(report, each))


def _residual(result: CheckResult) -> Figure:
    return (result.left or 0) - (result.right or 0)


def _signs(result: CheckResult, years_back: int) -> dict[CellAddress, int]:
    """The cells of one of the two years in a sum: 1 on the left, -1 on the right."""
    sides: tuple[tuple[tuple[Operand, ...], int], ...] = ()
    if result.place is not None:
        sides = ((result.place.left, 1), (result.place.right, -1))
    return {
        operand.address: sign
        for side, sign in sides
        for operand in side
        if operand.years_back == years_back
    }

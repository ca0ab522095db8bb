"""What else speaks for or against a figure: last year's and next year's report, prose, blanks.

The sums inside a report can leave several answers; a figure that another document states can tell
them apart. It is still no proof of which figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from gongkai.checks.model import CheckResult, Figure, SumPlace
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

    stated: int
    guessed: int
    labels: tuple[str, ...]


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


def gap_with_zeros(report: Report, place: SumPlace) -> Figure:
    """Left minus right of an identity, empty cells counting as zero."""
    return sum((report.cell(a).value or 0) * sign for a, sign in place.signs().items())


def _carried(results: Iterable[CheckResult], years_back: int, label: str) -> Iterator[_Statement]:
    """What carries state of this report's cells, which lie so many years back in them."""
    for each in results:
        if each.place and each.rule.id.startswith("carry.") and None not in (each.left, each.right):
            yield _Statement(label, each.place.signs(years_back), each.difference)


def _told(report: Report, results: Iterable[CheckResult]) -> Iterator[_Statement]:
    """What the prose states of cells that are named, which are those that it contradicts."""
    for each in results:
        if each.rule.id.startswith("narrative."):
            signs = dict.fromkeys(_compared(report, each), -1)
            yield _Statement(_PROSE, signs, each.difference)


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
        is_identity = each.rule.id.startswith("identity.")
        if each.place and is_identity and each.if_blank_is_zero is not None:
            yield _Statement(_ZEROS, each.place.signs(), gap_with_zeros(report, each.place))

"""The wrong-cell finder: which figures, if they were others, would make every identity agree.

One wrong figure is looked for first, then two, then one whole row or column; more than that could
explain almost anything. An answer is arithmetic, not evidence of what happened, and never a
correction.

Identities with blanks take no part. They could not help either: a blank cell lies in no identity
that was evaluated, so whatever makes those agree does it without blank cells, and the search over
the evaluated ones has found it. What blanks do is keep identities from being evaluated at all;
``guess`` asks what would make these agree if blanks were zeros, and never mixes with ``locate``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from gongkai.checks.equations import Change, Equation, Equations, Residuals
from gongkai.checks.evidence import Evidence, gap_with_zeros
from gongkai.checks.model import CheckResult, Figure, Outcome
from gongkai.checks.sheets import shape_of
from gongkai.checks.slips import Edit, Slip, shift_of, slip_of
from gongkai.checks.units import kind_of
from gongkai.forms.model import CellAddress, ValueKind
from gongkai.reports.model import Report

SHOWN = 5
LINE = 3  # edits of so many cells or more lie in one row or column and are told as that line's
NO_EVIDENCE = Evidence()
_AGREE = 2  # identities that a guess has to mend at once before it is worth saying

_Search: TypeAlias = Callable[[Residuals], Iterator[tuple[Change, ...]]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Edits that together make every identity of a part hold.

    Three edits or more lie in one row or one column. ``slips`` names usual slips, ``supports``
    what else speaks for the needed figures.
    """

    edits: tuple[Edit, ...]
    slips: tuple[str, ...]
    supports: tuple[str, ...]
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Identities that share cells and do not hold, and everything that explains them.

    ``explanations`` are all those of the fewest edits, the most plausible first; empty if neither
    one figure nor two nor one row or column explain the failures. Of a guess, ``failing`` are
    identities that were not evaluated and would not hold if blanks were zeros.
    """

    failing: tuple[CheckResult, ...]
    explanations: tuple[Explanation, ...]


def locate(
    report: Report, results: Sequence[CheckResult], evidence: Evidence = NO_EVIDENCE
) -> tuple[Part, ...]:
    """The parts of a report's failing identities with their explanations.

    ``results`` are the identities of the report; those that were not evaluated take no part.
    """
    equations = Equations(
        [
            Equation(each, each.difference)
            for each in results
            if each.outcome is not Outcome.NOT_EVALUATED
        ]
    )
    finder = _Finder(report, equations, evidence)
    for part in equations.parts():
        finder.explain(part, equations.singles, equations.pairs)
    # Two errors that cancel in the identity they share leave two parts that no cell joins.
    for one, other in combinations(finder.unsolved(), 2):
        finder.explain_together((one, other), equations.pairs)
    for part in finder.unsolved():
        finder.explain(part, equations.lines)
    # So does a row whose figures changed places: its own sum holds.
    finder.explain_together(finder.unsolved(), equations.lines)
    return finder.parts()


def guess(
    report: Report, results: Sequence[CheckResult], evidence: Evidence = NO_EVIDENCE
) -> tuple[Part, ...]:
    """What would make identities agree that only blanks keep from being evaluated.

    Only where one figure, or one row or column, mends several of them: that is why it is worth
    saying. Identities that fail as printed are left out with all that share cells with them.
    """
    if sum(each.if_blank_is_zero is False for each in results) < _AGREE:
        return ()
    numbered = list(_with_zeros(report, results))
    equations = Equations(numbered)
    failing = {number for number, each in enumerate(numbered) if each.result.fails}
    finder = _Finder(report, equations, evidence.without_guesses())
    for part in equations.parts():
        if len(part) >= _AGREE and not part & failing:
            finder.explain(part, equations.singles, equations.lines)
    return tuple(part for part in finder.parts() if part.explanations)


def _with_zeros(report: Report, results: Iterable[CheckResult]) -> Iterator[Equation]:
    """The identities that can be judged if empty cells are zeros."""
    for each in results:
        has_words = each.outcome is Outcome.NOT_EVALUATED and each.if_blank_is_zero is None
        if each.place and not has_words:
            yield Equation(each, gap_with_zeros(report, each.place))


class _Finder:
    """Explains parts of the equations, and keeps for each what was found."""

    def __init__(self, report: Report, equations: Equations, evidence: Evidence) -> None:
        self._report, self._equations, self._evidence = report, equations, evidence
        self._found: dict[frozenset[int], tuple[Explanation, ...]] = {}

    def explain(self, part: frozenset[int], *searches: _Search) -> None:
        """Notes what the first search that finds anything finds for a part."""
        answers = (self._answers(search, part) for search in searches)
        self._found[part] = next((each for each in answers if each), ())

    def explain_together(self, parts: Sequence[frozenset[int]], search: _Search) -> None:
        """Makes one part of several, as long as all are unsolved, if a search explains them."""
        if not set(parts) <= set(self.unsolved()):
            return
        together = frozenset[int]().union(*parts)
        if explanations := self._answers(search, together):
            for part in parts:
                del self._found[part]
            self._found[together] = explanations

    def unsolved(self) -> list[frozenset[int]]:
        return [part for part, explanations in self._found.items() if not explanations]

    def parts(self) -> tuple[Part, ...]:
        """The parts in the order of the rules that fail."""
        return tuple(
            Part(self._equations.results(part), explanations)
            for part, explanations in sorted(self._found.items(), key=lambda each: min(each[0]))
        )

    # --- explanations -------------------------------------------------------------------------

    def _answers(self, search: _Search, part: frozenset[int]) -> tuple[Explanation, ...]:
        """What a search finds, the most plausible first."""
        found: dict[frozenset[Edit], tuple[Edit, ...]] = {}
        for changes in search(self._equations.residuals(part)):
            edits = tuple(_edit(self._report, *change) for change in changes)
            if all(_is_allowed(self._report, edit) for edit in edits):
                found.setdefault(frozenset(edits), edits)
        explanations = [self._explanation(edits) for edits in found.values()]
        return tuple(sorted(explanations, key=lambda each: each.rank))

    def _explanation(self, edits: tuple[Edit, ...]) -> Explanation:
        """Ranked by what else speaks for it, how usual its slips are, and its place in the form."""
        slips = self._slips(edits)
        weight = self._evidence.weigh(edits)
        rarity = sum(slip.rarity for slip in slips)
        rank = (-weight.stated, -weight.guessed, rarity, *_order(self._report, edits))
        labels = dict.fromkeys(slip.label for slip in slips if slip.label)
        return Explanation(edits, tuple(labels), weight.labels, rank)

    def _slips(self, edits: tuple[Edit, ...]) -> list[Slip]:
        if len(edits) >= LINE:
            return [shift_of(self._report, edits)]
        before = self._evidence.before
        return [slip_of(self._report, edit, edits, before) for edit in edits]


def _edit(report: Report, address: CellAddress, change: Figure) -> Edit:
    printed = report.cell(address).value
    return Edit(address, printed, (printed or 0) + change)


def _is_allowed(report: Report, edit: Edit) -> bool:
    """A count or an amount is never negative."""
    edition = report.edition
    kind = kind_of(edition, edit.address) if edition else None
    return edit.needed >= 0 or kind is ValueKind.CHANGE


def _order(report: Report, edits: tuple[Edit, ...]) -> Iterator[int]:
    """Where the cells stand in the form, so that equal answers keep one order."""
    shape = shape_of(report)
    return (shape.number(edit.address) or 0 for edit in edits)

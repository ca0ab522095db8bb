"""What a check says: a rule, a place, one of three outcomes, and the figures behind it.

A failure says what the *document* says. It does not say which number is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from gongkai.forms.model import CellAddress
from gongkai.issues import Severity
from gongkai.reports.model import Discrepancy

Figure: TypeAlias = int | Decimal


class Outcome(StrEnum):
    """Not evaluated is never counted as passed."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_EVALUATED = "not_evaluated"


class Basis(StrEnum):
    """Why a rule may be expected to hold."""

    OFFICIAL = "official"  # printed in the form
    STRUCTURAL = "structural"  # follows from a label 总计
    CROSS_YEAR = "cross_year"  # two years of one body must join; printed nowhere
    PLAUSIBILITY = "plausibility"  # a reason to look, never proof


BASIS_LABELS = {
    Basis.OFFICIAL: "表式印明",
    Basis.STRUCTURAL: "由“总计”之名而来",
    Basis.CROSS_YEAR: "跨年衔接的惯例",
    Basis.PLAUSIBILITY: "供核对的线索",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``id`` is its issue code and its address, for ever.

    ``title`` says it in one Chinese line, ``meaning`` more fully, with the causes known to be
    innocent.
    """

    id: str
    severity: Severity
    basis: Basis
    title: str
    meaning: str = ""

    @property
    def short_id(self) -> str:
        """The id as ``discrepancies`` names it: identities and carries without their first word."""
        kind, _, rest = self.id.partition(".")
        return rest if kind in ("identity", "carry") else self.id


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell that takes part in a sum; ``years_back`` is 1 for a cell of last year's report."""

    address: CellAddress
    years_back: int = 0


@dataclass(frozen=True, slots=True)
class SumPlace:
    """One place at which two sums are compared; ``at`` is its row or column path."""

    at: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        return (*self.left, *self.right)

    def signs(self, years_back: int = 0) -> dict[CellAddress, int]:
        """The cells of one of the years in left minus right: 1 on the left, -1 on the right."""
        return {
            operand.address: sign
            for side, sign in ((self.left, 1), (self.right, -1))
            for operand in side
            if operand.years_back == years_back
        }


@dataclass(frozen=True, slots=True)
class Implied:
    """What the only blank cell of a sum would have to be; said, never stored."""

    operand: Operand
    value: Figure


class CheckResult(NamedTuple):
    """The outcome of one rule at one place of one report.

    A named tuple, since a report has some seventy of them, most of which say that all is well: a
    frozen dataclass of as many fields takes five times as long to make.

    ``left`` and ``right`` are the two figures of the rule, None where it was not evaluated or has
    none. ``missing`` names the cells that kept it from being evaluated; ``if_blank_is_zero`` says
    whether it would hold with them as zeros, None where words or an unprinted row forbid to ask.
    ``message`` and ``hint`` are Chinese; sums spell their figures from ``place``. ``cells`` are
    where a reader should look; where that is no cell, ``where`` names it as the report's
    ``locations`` do. ``discrepancy`` is the entry that explains a failure.
    """

    rule: Rule
    agency: str
    year: int
    at: str
    outcome: Outcome
    left: Figure | None = None
    right: Figure | None = None
    place: SumPlace | None = None
    missing: tuple[Operand, ...] = ()
    if_blank_is_zero: bool | None = None
    implied: Implied | None = None
    message: str = ""
    hint: str = ""
    cells: tuple[CellAddress, ...] = ()
    where: str = ""
    discrepancy: Discrepancy | None = None

    @property
    def difference(self) -> Figure:
        """Left minus right; 0 without figures."""
        return (self.left or 0) - (self.right or 0)

    @property
    def fails(self) -> bool:
        return self.outcome is Outcome.FAILS

    @property
    def is_open(self) -> bool:
        """A failure that nothing explains."""
        return self.fails and self.discrepancy is None

"""Percentages of counts as the prose prints them: Decimal, never binary floats."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from gongkai.checks.model import Figure

_MORE_PLACES = 2


def share(number: Figure, whole: Figure) -> Decimal:
    """The percentage that a number is of a whole, which is not 0."""
    return Decimal(100) * number / whole


def is_share(number: Figure, whole: Figure, printed: str) -> bool:
    """Whether a printed percentage is the share, rounded or cut in its last printed digit."""
    return bool(whole) and Decimal(printed) in _forms(number, whole, printed)


def expected(number: Figure, whole: Figure, printed: str) -> str:
    """What the share is with as many digits as are printed: 22.4%, or 49.0% 或 48.9% cut."""
    return " 或 ".join(f"{form}%" for form in dict.fromkeys(_forms(number, whole, printed)))


def exact_share(number: Figure, whole: Figure, printed: str) -> Decimal:
    """The share with two digits more than are printed."""
    return share(number, whole).quantize(_step(printed, _MORE_PLACES), ROUND_HALF_UP)


def _forms(number: Figure, whole: Figure, printed: str) -> list[Decimal]:
    exact, step = share(number, whole), _step(printed)
    modes = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
    return [exact.quantize(step, mode) for mode in modes]


def _step(printed: str, more: int = 0) -> Decimal:
    return Decimal(1).scaleb(-len(printed.partition(".")[2]) - more)

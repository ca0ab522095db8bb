"""Counts as the prose prints them, and shares of them: Decimal, never binary floats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from gongkai.checks.model import Figure
from gongkai.checks.narrative.prose import EXACT, NUMBER, Sentence

UNIT = "(?:件次|件|条|份|宗|起|例|次|个|篇|项|封|期|则|部|场|人次|人)"
COUNT = re.compile(rf"{EXACT}(\d{{1,12}}){UNIT}")

_MARKER = "(?:其中|包括|分别)"
_WHOLE = re.compile(rf"{NUMBER}{UNIT}[^\d;]{{0,12}}?[,;:(]?{_MARKER}[为是有]?[,:]?")
_WHOLE_BEFORE = re.compile(rf"{NUMBER}{UNIT}[^\d]{{0,12}}$")
_OPENS_WITH_PARTS = re.compile("其中[,:]?")
_ABOUT = re.compile(rf"[约近超逾]\d|\d[余多万]|\d{UNIT}(?:以上|左右)")


@dataclass(frozen=True, slots=True)
class Whole:
    """A total that 其中 divides: its number, where its parts begin, and the text before them."""

    number: int
    parts_at: int
    text: str


def stated_whole(sentence: Sentence, end: int) -> Whole | None:
    """The last total that is divided before a place, None if there is none or it is not exact.

    A sentence that opens with 其中 divides the last number of the sentence before it.
    """
    found = next(reversed(list(_WHOLE.finditer(sentence.text, 0, end))), None)
    if found is not None:
        return Whole(int(found["n"]), found.end(), sentence.text[:end])
    opening = _OPENS_WITH_PARTS.match(sentence.text)
    before = _WHOLE_BEFORE.search(sentence.before) if opening else None
    if opening is None or before is None:
        return None
    return Whole(int(before["n"]), opening.end(), sentence.before + sentence.text[:end])


def counts(text: str) -> list[int]:
    """Every number with a unit; none at all where one of them is only about so many."""
    return [] if _ABOUT.search(text) else [int(number) for number in COUNT.findall(text)]


def is_about(text: str) -> bool:
    """Whether a text has a number that is no exact count."""
    return _ABOUT.search(text) is not None


def share(number: Figure, whole: Figure) -> Decimal:
    """The percentage that a number is of a whole, which is not 0."""
    return Decimal(100) * number / whole


def is_share(number: Figure, whole: Figure, printed: str) -> bool:
    """Whether a printed percentage is the share, rounded or cut in its last printed digit."""
    if not whole:
        return False
    exact, value = share(number, whole), Decimal(printed)
    modes = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
    return any(exact.quantize(value, mode) == value for mode in modes)


def exact_share(number: Figure, whole: Figure, printed: str) -> Decimal:
    """The share with two digits more than are printed."""
    places = len(printed.partition(".")[2]) + 2
    return share(number, whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

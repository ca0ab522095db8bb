"""What a sentence states: a number and what it counts, as far as its words leave no doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.prose import Paragraph, Sentence
from gongkai.checks.narrative.writing import chinese_marks

_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of the prose: ``kind`` says what it counts, ``phrase`` quotes its clause.

    ``count`` is None for a zero that is said in words: 未收到申请.

    A ``doubtful`` one may agree with the table but is never held against it. So is one ``of_new``,
    which divides the requests received, wherever others were answered too.
    """

    kind: str
    number: int
    phrase: str
    sentence: Sentence
    doubtful: bool = False
    of_new: bool = False
    count: Count | None = None


def claim(
    kind: str, sentence: Sentence, count: Count, *, doubtful: bool = False, of_new: bool = False
) -> Claim:
    """The claim that a count makes."""
    return Claim(kind, count.number, quote(sentence, count), sentence, doubtful, of_new, count)


def quote(sentence: Sentence, count: Count) -> str:
    """The clause of a count as printed, shortened where it is long."""
    number = sentence.text[count.start : count.end]
    before, after = count.before.strip("、"), count.after.strip("、")
    room = _LONGEST_QUOTE - len(number)
    if len(before) > room:
        before = f"……{before[-room:]}"
    if len(after) > room:
        after = f"{after[:room]}……"
    return chinese_marks(f"{before}{number}{after}")


Reader = Callable[[Paragraph, Author], Iterator[Claim]]
"""Finds the claims of one topic in a paragraph."""

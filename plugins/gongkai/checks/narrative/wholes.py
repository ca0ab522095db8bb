"""What a percentage may be of: a total of the table, or a number that the prose names before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.checks.narrative.bounds import Bounds, of_rows, total
from gongkai.checks.narrative.claims import Claim
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.divisions import Division, divisions
from gongkai.checks.narrative.percentages import REQUESTS, RESULTS, shares_are_whole
from gongkai.checks.narrative.prose import Sentence
from gongkai.reports.model import Report

Claims = Mapping[tuple[Sentence, int], Claim]
"""What is claimed in a report, by sentence and place."""

_OF_ALL = ("received", "handled", "processed")
_RECEIVED = re.compile("(?:收到|接到|新收|受理)[^#]*申请[^#]*#")
_OF_APPLYING = re.compile("申请|网|信函|信件|邮|当面|现场|窗口|线上|线下|传真|自然人|法人")


def in_table(report: Report, of: str) -> list[Bounds]:
    """The totals that rates are of: （七）总计, or the requests where the prose says so."""
    handled = of_rows(report, "requests", ["results.total"])
    if of != REQUESTS:
        found = [handled]
    else:
        new, carried = (
            of_rows(report, "requests", [row]) for row in ("new_received", "carried_in")
        )
        found = [new, total((new, carried)), handled]
    return [each for each in found if each is not None and each.is_exact]


def named_before(sentence: Sentence, count: Count) -> list[int]:
    """Every number before a count that it may be a share of, the last first."""
    before = sentence.before.counts if sentence.before else ()
    earlier = [*before, *(each for each in sentence.counts if each.end <= count.start)]
    return [each.number for each in reversed(earlier) if each.exact and not each.is_compared]


def _divided(sentence: Sentence, division: Division) -> list[int]:
    if division.whole is None:
        return []
    if not shares_are_whole(sentence, division.parts):
        return [division.whole]
    return [division.whole, sum(part.number for part in division.parts)]


@dataclass(frozen=True, slots=True)
class Wholes:
    """Finds the whole that a sentence makes clear, by what else it claims."""

    claims: Claims

    def of_part(self, sentence: Sentence, count: Count) -> list[int]:
        """The number of which a count is said to be a part, none if that is not clear.

        Where all parts have shares of 100 in all, they may be right and the total wrong: their sum
        is a second number.
        """
        for division in divisions(sentence):
            if count in division.parts:
                return _divided(sentence, division)
        return self._stated(sentence, count)

    def _stated(self, sentence: Sentence, count: Count) -> list[int]:
        """The requests of which a sentence counts ways or applicants, though it says no 其中."""
        earlier = [each for each in sentence.counts if each.end <= count.start]
        wholes = [each for each in earlier if self._counts_requests(sentence, each)]
        if wholes[:1] != earlier[:1] or len(wholes) != 1 or count.number > wholes[0].number:
            return []
        between = sentence.text[wholes[0].end : count.end]
        return [wholes[0].number] if _OF_APPLYING.search(between) else []

    def are_requests(self, sentence: Sentence, count: Count, of: str) -> bool:
        """Whether 申请总数 or 答复总数 are those of the form: of what else is spoken nearby."""
        if not self.speaks_of_requests(sentence):
            return False
        return of == RESULTS or _OF_APPLYING.search(count.words) is not None

    def speaks_of_requests(self, sentence: Sentence) -> bool:
        """Whether a sentence or the one before it counts requests as a whole."""
        near = [sentence, *([sentence.before] if sentence.before else [])]
        return any(self._counts_requests(one, each) for one in near for each in one.counts)

    def _counts_requests(self, sentence: Sentence, count: Count) -> bool:
        claim = self.claims.get((sentence, count.start))
        if claim is None:
            return _RECEIVED.search(count.words) is not None
        return claim.kind in _OF_ALL and not claim.doubtful

"""The counts of a sentence: each number with a unit, and the words of its clause around it.

A sentence falls into clauses at its marks, and at an enumeration mark after a count. A clause with
several counts gives each the words that belong to it: those before it, as in 收到 12 件办结 11 件,
or those after it, as in 9 件予以公开、3 件不予公开.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

PLACE = "#"
"""Stands for the number and its unit among the words around it."""

_UNIT = "(?:件次|人次|[件条份宗起例次篇项封期则部场人批家户页册个])"
_NOT_COUNTED = "(?!工作日|自然日|百分点|月|小时|年|点)"
# Not 第3件, and no end of a longer number; 3至5件 and 约3件 are counts, but not exact.
_COUNT = re.compile(
    r"(?P<about>约|近|超过?|逾|接近|至少|不少于|不足|[\d件条]至|[-~～—])?"
    r"(?<![第.\d])(?P<n>\d{1,12})(?P<more>(?:\.\d+)?(?:余|多|来|千|万|亿)*)"
    rf"(?:(?P<unit>{_UNIT}){_NOT_COUNTED}(?P<over>以上|以下|左右|上下)?|(?=[,(]?占))"
)
_EDGE = re.compile(r"[,;:()]")
_LISTED = re.compile(rf"(?:\d{_UNIT}|%)(、)")
_SHARE = re.compile("占.*$")
_COMPARED = re.compile("较|比|同期|(?<!新)增|减|上升|下降")
# Several words for one unit: what they count can be added up.
_SAME_UNIT = {"件次": "件", "宗": "件", "起": "件", "例": "件", "份": "件"}


@dataclass(frozen=True, slots=True)
class Count:
    """One number: from ``start`` to ``end`` in the sentence, its clause beginning at ``clause``.

    ``exact`` is false for about so many; ``aside`` true inside brackets. The unit is empty where a
    share follows the bare number: 部分公开 67,占 4.61%.
    """

    number: int
    unit: str
    start: int
    end: int
    clause: int
    before: str = ""
    after: str = ""
    exact: bool = True
    aside: bool = False

    @property
    def words(self) -> str:
        """The words of the count with its place among them: 共收到#政府信息公开申请."""
        return f"{self.before}{PLACE}{self.after}"

    @property
    def is_compared(self) -> bool:
        """Whether it says how much more or less there was of something."""
        return _COMPARED.search(self.words) is not None

    def same_unit(self, other: Count) -> bool:
        """Whether both count things that may be one kind of thing."""
        one, two = (_SAME_UNIT.get(each.unit, each.unit) for each in (self, other))
        return one == two or not one or not two


def counts_in(text: str) -> tuple[Count, ...]:
    """The counts of a plain sentence, in order."""
    matches = list(_COUNT.finditer(text))
    if not matches:
        return ()
    return tuple(_with_words(text, [_count(match) for match in matches]))


def is_inside(text: str, place: int) -> bool:
    """Whether a place of a text lies within brackets."""
    return text.count("(", 0, place) > text.count(")", 0, place)


def _count(match: re.Match[str]) -> Count:
    exact = not (match["about"] or match["more"] or match["over"])
    return Count(
        int(match["n"]), match["unit"] or "", match.start("n"), match.end(), 0, exact=exact
    )


def _with_words(text: str, counts: list[Count]) -> Iterator[Count]:
    edges = sorted(
        {match.start() for match in _EDGE.finditer(text)}
        | {match.start(1) for match in _LISTED.finditer(text)}
    )
    at = 0
    for start, end in zip([-1, *edges], [*edges, len(text)], strict=True):
        inside = []
        while at < len(counts) and counts[at].start < end:
            inside.append(counts[at])
            at += 1
        yield from _of_clause(text, start + 1, end, inside)


def _of_clause(text: str, start: int, end: int, counts: list[Count]) -> Iterator[Count]:
    """The counts of one clause, each with its own of the words between them."""
    aside = is_inside(text, start)
    before = text[start : counts[0].start] if counts else ""
    for number, count in enumerate(counts):
        is_last = number + 1 == len(counts)
        gap = text[count.end : end if is_last else counts[number + 1].start]
        after, following = (gap, "") if is_last else _shared(gap, before)
        own = _SHARE.sub("", after)
        yield replace(count, clause=start, before=before, after=own, aside=aside)
        before = following


def _shared(gap: str, before: str) -> tuple[str, str]:
    """What of the words between two counts goes with the first, and what with the second.

    The first has no need of them if there are words ``before`` it.
    """
    left, mark, right = gap.partition("、")
    if mark:
        return left, right
    return ("", gap) if before else (gap, "")

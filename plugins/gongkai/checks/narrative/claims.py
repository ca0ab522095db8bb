"""Numbers that a sentence states, with what they count; no number whose meaning is in doubt.

A pattern finds the words and the number. Whether the number means what the words say is judged by
the clause around it: comparisons, other years and months, other things are left alone. Where only
the extent is in doubt (a part, other bodies), the number is kept as doubtful: it may agree with the
table, but it is never held against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.checks.narrative.prose import Sentence
from gongkai.checks.narrative.years import leading_year

# Between words and number: no other number, no mark, nothing that makes the number approximate.
GAP = r"[^\d,;:()%约近超逾第]"

_EDGES = ",;:()"
_EDGE = re.compile(f"[{_EDGES}]")
_WHOLE_YEAR = re.compile(
    r"(?:20\d\d年)?1月1日起?[至到—~-]+(?:20\d\d年)?12月31日止?|截[至止](?:20\d\d年)?12月31日"
)
_COMPARED = re.compile("较|比上|比去|比前|同比|环比|增加|减少|增长|下降|多收|少收|上升|净增|率|均")
_ELSEWHEN = re.compile(
    r"上一?年|去年|前年|往年|同期|以来|历年|上半年|下半年|季度|\d月|月份|目前为止"
)
_OTHER_THINGS = re.compile(
    "建议|提案|留言|咨询|投诉|举报|信访|来信|来电|工单|诉求|热线|微信|微博|公众号|会议|培训|解读|意见"
    "|许可|备案|救助|补贴|查阅"
)
_PART = re.compile(
    "各部门|各单位|各乡|各镇|各街|各级|下属|所属|系统|指导|督促|协助|协办|交办|转办|牵头|其中|通过|网上|网络"
    "|信函|当面|现场|邮寄|邮件|传真|平台|网站|按期|按时|提前|当年"
)
_ALL_WAYS = re.compile("等(?:多种|各种|各类)?(?:渠道|方式|途径|形式)")
_ABOUT = re.compile("以上|以下|左右|上下|余|多")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of the prose: ``kind`` says what it counts, ``phrase`` quotes it."""

    kind: str
    number: int
    phrase: str
    section: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A match inside its sentence: ``head`` is its clause up to the number, ``tail`` the rest."""

    sentence: Sentence
    match: re.Match[str]
    start: int
    head: str
    tail: str

    @property
    def clause(self) -> str:
        return self.head + self.tail

    @property
    def earlier(self) -> str:
        """The sentence before the clause."""
        return self.sentence.text[: self.start]

    def claim(self, kind: str, *, doubtful: bool = False) -> Claim:
        number = int(self.match["n"])
        return Claim(kind, number, self.match[0].strip("、"), self.sentence.section, doubtful)


def spots(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[Spot]:
    """Every place where a pattern with a group ``n`` matches, with its clause."""
    text = sentence.text
    for match in pattern.finditer(text):
        start = max(text.rfind(edge, 0, match.start()) for edge in _EDGES) + 1
        end = _EDGE.search(text, match.end())
        tail = text[match.end("n") : end.start() if end else None]
        yield Spot(sentence, match, start, text[start : match.start("n")], tail)


def is_clear(spot: Spot, year: int, *, last_year: bool = False) -> bool:
    """Whether the number is exact and the year's own; ``last_year``: last year is the topic."""
    head = _WHOLE_YEAR.sub("", spot.head)
    if _COMPARED.search(head) or _ABOUT.match(spot.tail, len(_unit(spot))):
        return False
    if not last_year and _ELSEWHEN.search(head):
        return False
    stated = leading_year(spot.sentence, spot.match.start("n"), year)
    return stated in (None, year) or (last_year and stated == year - 1)


def is_of_requests(spot: Spot) -> bool:
    """Whether nothing in the clause speaks of letters, proposals, reviews or the like."""
    return not _OTHER_THINGS.search(spot.clause) and not re.search("复议|诉讼", spot.clause)


def is_part(clause: str) -> bool:
    """Whether a clause may be about a part of the requests, or about other bodies too."""
    return bool(_PART.search(clause)) and not _ALL_WAYS.search(clause)


def _unit(spot: Spot) -> str:
    groups = spot.match.groupdict()
    return groups.get("unit") or ""


Extractor = Callable[[Sentence, int], Iterator[Claim]]
"""Finds the claims of one topic in a sentence of a report on a year."""

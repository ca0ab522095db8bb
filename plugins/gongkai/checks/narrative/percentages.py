"""Printed shares in a sentence: which number each belongs to, and of what it says it is a share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.prose import Sentence
from gongkai.checks.narrative.results import WHERE_LABEL

REQUESTS, RESULTS = "requests", "results"
# Of what the share is: nothing, the total, the requests or the results; nothing else is known.
_TOTAL = "(?:总件数|总数|总量|总计|件数|数量|量|数)?"
_OF = (
    rf"(?:(?:总|总比|比|比例|比重)?{_TOTAL}的?(?:比例|比重|比)?"
    rf"|(?P<requests>(?:(?:全部|所有|全年)?(?:收到|受理|新收)?(?:政府信息公开)?申请|收到|受理|新收){_TOTAL})的?(?:比例|比重)?"
    rf"|(?P<results>已?(?:答复|办结|办理|处理|办理结果|处理结果){_TOTAL})的?(?:比例|比重)?)[为达是]?"
)
_PERCENT = r"(?P<p>\d{1,4}(?:\.\d{1,6})?)%"
_AFTER = re.compile(rf"(?:\([^()]*\))?[,(、]?占{_OF}{_PERCENT}")
_RATE = re.compile(rf"(?P<label>{WHERE_LABEL})(?:的|件|申请|类){{0,3}}[,(]?占{_OF}{_PERCENT}")
_EACH = re.compile(rf"分别占{_OF}(?P<shares>\d[\d.%、,和及]*%)")
_WHOLE = (Decimal("99.5"), Decimal("100.5"))
_AND = ("和", "及", "与")
_ONE = re.compile(r"\d{1,4}(?:\.\d{1,6})?(?=%)")


@dataclass(frozen=True, slots=True)
class Percentage:
    """``printed`` is the percentage of ``count``; of a result that is not counted, of ``label``.

    ``of`` is requests, results, or empty for the total that the sentence is about. ``joined`` are
    the counts of one list before ``count``, the last first, that have no share of their own: it may
    be theirs too, as in 予以公开 5 件、部分公开 1 件，占 60%.
    """

    printed: str
    of: str
    quote: str
    count: Count | None = None
    label: str = ""
    joined: tuple[Count, ...] = ()

    @property
    def numbers(self) -> list[int]:
        """The numbers that it may be the share of."""
        counts = [self.count, *self.joined] if self.count else []
        return list(accumulate(count.number for count in counts))


def after_count(sentence: Sentence, count: Count) -> re.Match[str] | None:
    """The share printed right after a count."""
    return _AFTER.match(sentence.text, count.end)


def shares_are_whole(sentence: Sentence, parts: Sequence[Count]) -> bool:
    """Whether all parts have shares that add up to 100 but for their rounding."""
    shares = [after_count(sentence, part) for part in parts]
    low, high = _WHOLE
    total = sum(Decimal(share["p"]) for share in shares if share is not None)
    return None not in shares and low <= total <= high


def percentages(sentence: Sentence) -> Iterator[Percentage]:
    """Every share of a sentence that says clearly of what it is."""
    text = sentence.text
    joined: list[Count] = []
    for count in sentence.counts:
        if sentence.mark_before(count) != "、" and count.before[:1] not in _AND:
            joined = []
        found = after_count(sentence, count)
        if found is not None and count.exact:
            quote = f"{count.before.strip('、')}{text[count.start : found.end()]}"
            yield Percentage(found["p"], _of(found), quote, count, joined=tuple(joined))
        joined = [] if found else [count, *joined]
    for found in _RATE.finditer(text):
        yield Percentage(found["p"], _of(found), found[0], label=found["label"])
    for found in _EACH.finditer(text):
        yield from _each(sentence, found)


def _each(sentence: Sentence, found: re.Match[str]) -> Iterator[Percentage]:
    """480 件、128 件，分别占 79%、21%: as many counts before as there are shares."""
    shares = _ONE.findall(found["shares"])
    counts = [count for count in sentence.counts if count.end <= found.start()][-len(shares) :]
    if len(counts) == len(shares) and all(count.exact for count in counts):
        for count, printed in zip(counts, shares, strict=True):
            number = sentence.text[count.start : count.end]
            yield Percentage(printed, _of(found), f"{number}……占{printed}%", count)


def _of(found: re.Match[str]) -> str:
    if found["requests"]:
        return REQUESTS
    return RESULTS if found["results"] else ""

"""Percentages in prose, recomputed from the numbers they are printed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.model import CheckResult, Figure
from gongkai.checks.narrative.bounds import Bounds, of_rows, total
from gongkai.checks.narrative.claims import Spot, spots
from gongkai.checks.narrative.numbers import (
    UNIT,
    counts,
    exact_share,
    is_about,
    is_share,
    stated_whole,
)
from gongkai.checks.narrative.prose import NUMBER, PERCENT, Sentence
from gongkai.checks.narrative.readings import meaning_of
from gongkai.checks.narrative.results import LABEL, groups, kind_of
from gongkai.checks.narrative.rules import PERCENT as RULE
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict
from gongkai.forms.model import CellAddress

# Of what the share is: nothing but the requests, results or items that the sentence is about.
_OF = (
    "(?:比|总比)?(?:申请|受理|收到|答复|办结|办理|处理|公开|全部|总)?(?:结果|件|申请|信息)?"
    "(?:总数|总量|总计|总件数|数量|量)?的?(?:比例|比重)?[为达是]?"
)
_PAIR = re.compile(
    rf"(?P<label>[^\d,;:。、()%]{{0,24}}){NUMBER}{UNIT}?(?:\([^()]*\))?[,(]?占(?P<of>{_OF})"
    rf"{PERCENT}"
)
_RATE = re.compile(rf"{LABEL}(?:的|件|申请|类){{0,3}}[,(]?(?P<n>)占(?P<of>{_OF}){PERCENT}")
_HINT = "核对件数和百分比；分母不是上述总数的，在文中写明"


@dataclass(frozen=True, slots=True)
class Share:
    """A printed percentage: ``numbers`` it may be of, ``wholes`` to divide by, likeliest first."""

    section: str
    phrase: str
    printed: str
    numbers: tuple[Figure, ...]
    wholes: tuple[Figure, ...]
    cells: tuple[CellAddress, ...] = ()

    def agrees(self) -> bool:
        return any(is_share(n, whole, self.printed) for n in self.numbers for whole in self.wholes)


def check_shares(subject: Subject, prose: Iterable[Sentence]) -> Iterator[CheckResult]:
    """A failure for every percentage that no reading gives."""
    found = [
        share
        for sentence in prose
        if "%" in sentence.text and "占" in sentence.text
        for share in shares(subject, sentence)
    ]
    failures = [_failure(subject, share) for share in found if not share.agrees()]
    yield from verdict(subject, RULE, failures, len(found), "文中没有可以重算的百分比")


def shares(subject: Subject, sentence: Sentence) -> Iterator[Share]:
    """The percentages of a sentence for which both number and whole are known."""
    kinds = {spot.match.start("n"): kind for spot, kind in groups(sentence)}
    for spot in spots(_PAIR, sentence):
        kind = kinds.get(spot.match.start("n"), "")
        yield from _share(subject, spot, kind, [int(spot.match["n"])])
    for spot in spots(_RATE, sentence):
        if "申请" in sentence.context and (kind := kind_of(spot)):
            yield from _share(subject, spot, kind, [])


def _share(subject: Subject, spot: Spot, kind: str, numbers: list[Figure]) -> Iterator[Share]:
    wholes = _stated(spot)
    cells: tuple[CellAddress, ...] = ()
    if kind:
        readings = [each.bounds for each in meaning_of(kind, subject.report).readings]
        numbers += [each.low for each in readings if each and each.is_exact]
        denominators = _totals(subject, spot.match["of"])
        wholes = [*(each.low for each in denominators), *wholes]
        cells = tuple(cell for each in denominators for cell in each.cells)
    usable = tuple(dict.fromkeys(whole for whole in wholes if whole))
    if numbers and usable:
        phrase, printed = spot.match[0].strip("、和及"), spot.match["p"]
        yield Share(spot.sentence.section, phrase, printed, tuple(numbers), usable, cells)


def _stated(spot: Spot) -> list[Figure]:
    """The total that the sentence divides, and every other count before, which it may mean."""
    whole = stated_whole(spot.sentence, spot.match.start("n"))
    if whole is None or is_about(whole.text):
        return []
    return [whole.number, *counts(whole.text)]


def _totals(subject: Subject, of: str) -> list[Bounds]:
    """What a rate of results is of: （七）总计, or the requests where the prose says so."""
    report = subject.report
    handled = of_rows(report, "requests", ["results.total"])
    found = [handled]
    if "申请" in of or "受理" in of or "收到" in of:
        new = of_rows(report, "requests", ["new_received"])
        found += [new, total((new, of_rows(report, "requests", ["carried_in"])))]
    return [each for each in found if each is not None and each.is_exact]


def _failure(subject: Subject, share: Share) -> CheckResult:
    number, whole = share.numbers[0], share.wholes[0]
    exact = exact_share(number, whole, share.printed)
    others = "、".join(str(each) for each in share.wholes[1:])
    tried = f"；分母取 {others} 也不符" if others else ""
    computed = f"{number}/{whole}＝{exact}%，四舍五入或舍去末位都不是 {share.printed}%"
    message = f"“{share.phrase}”：{computed}{tried}"
    return subject.fails(
        RULE,
        share.section,
        message,
        hint=_HINT,
        left=Decimal(share.printed),
        right=exact,
        cells=share.cells,
    )

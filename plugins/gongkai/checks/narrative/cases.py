"""Claims on reviews and lawsuits over the disclosure of information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.narrative.claims import Claim, is_clear, spots
from gongkai.checks.narrative.prose import NUMBER, Sentence
from gongkai.checks.narrative.years import leading_year

_UNIT = "(?P<unit>件次|件|起|宗|例|次|项|个)"
_FILLER = "(?:案件|案|申请|事项|情况|的|共|计|有|发生|为|:|数量|件数|总数|合计)*"
_CASES = re.compile(rf"(?:行政)?(?P<what>复议|诉讼){_FILLER}{NUMBER}{_UNIT}")
_BEFORE = re.compile(
    rf"(?:发生|引发|产生|收到|涉及|引起|引起的|有|办结|被提起|被申请|了){NUMBER}{_UNIT}"
    rf"(?:政府信息公开|信息公开|因|由|的|案件|类|有关|相关){{0,6}}行政(?P<what>复议|诉讼)"
)
_EACH = re.compile(
    rf"复议(?:案件)?[、和及与](?:被)?(?:提起)?(?:行政)?诉讼(?:案件)?分别(?:为|有|是|发生)?"
    rf"{NUMBER}{_UNIT}[、,和及](?P<m>\d{{1,12}})(?:件次|件|起|宗|例|次)"
)
_BOTH_ZERO = re.compile(
    r"复议(?:案件)?[、和及与或](?:被)?(?:提起)?(?:行政)?诉讼(?:案件)?(?:数量|件数)?[均都]?[为是]?0"
)
_JOINED = re.compile("(?:复议|诉讼)(?:案件|申请)?[、和及与或](?:被)?(?:提起)?(?:行政)?$")
_NONE = re.compile(
    r"(?:未|没有|无|尚无)(?P<before>[^,;:()\d]{0,50}?)(?P<what>(?:行政)?(?:复议|诉讼).*)$"
)
_BARE = re.compile(
    "(?:政府信息公开|信息公开|申请|提起|行政|复议|诉讼|申诉|案件|案例|案|事项|情况|情形|事件|现象|问题|发生|被"
    "|因|的|和|及|、|或|与|以|者|等)+"
)
_TOPIC = re.compile("信息公开|政务公开|依申请|申请公开")
_REQUESTS = re.compile("依申请|申请公开|公开申请")
_OTHER_CASES = re.compile("审理|审结|受理行政|办理行政|决定书|裁判|文书|应诉|复议后|经复议|直接")
_KINDS = {"复议": "review", "诉讼": "litigation"}


def cases(sentence: Sentence, year: int) -> Iterator[Claim]:
    """What a sentence says of reviews and lawsuits over the disclosure of information."""
    if "复议" not in sentence.text and "诉讼" not in sentence.text:
        return
    each = [spot for spot in spots(_EACH, sentence) if is_clear(spot, year)]
    for spot in each:
        yield spot.claim("review")
        yield Claim("litigation", int(spot.match["m"]), spot.match[0], sentence.section)
    if not each:
        yield from _counted(sentence, year)
        yield from _none(sentence, year)


def _counted(sentence: Sentence, year: int) -> Iterator[Claim]:
    for pattern in (_CASES, _BEFORE):
        for spot in spots(pattern, sentence):
            joined = _JOINED.search(sentence.text[: spot.match.start("what")])
            if is_clear(spot, year) and not joined and not _OTHER_CASES.search(spot.clause):
                yield spot.claim(_KINDS[spot.match["what"]], doubtful=_off_topic(sentence))


def _none(sentence: Sentence, year: int) -> Iterator[Claim]:
    """Zero for what a clause denies: 未发生行政复议、行政诉讼; not where it denies more of it."""
    for found in _BOTH_ZERO.finditer(sentence.text):
        if not sentence.text[found.end() :].startswith(tuple("0123456789.%")):
            yield from (Claim(kind, 0, found[0], sentence.section) for kind in _KINDS.values())
    for clause in re.split("[,;:()]", sentence.text):
        denied = _NONE.search(clause)
        if denied is None or not _BARE.fullmatch(denied["what"]) or "正当" in denied["before"]:
            continue
        if leading_year(sentence, sentence.text.index(clause), year) not in (None, year):
            continue
        for what, kind in _KINDS.items():
            if what in denied["what"]:
                yield Claim(kind, 0, denied[0], sentence.section, _off_topic(sentence))


def _off_topic(sentence: Sentence) -> bool:
    """Whether the cases may be about anything: nothing near says they are over information."""
    return not _TOPIC.search(sentence.text) and not _REQUESTS.search(sentence.context)

"""Claims on requests: how many were received, carried over and answered, and with what result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.narrative.claims import (
    GAP,
    Claim,
    Spot,
    is_clear,
    is_of_requests,
    is_part,
    spots,
)
from gongkai.checks.narrative.prose import NUMBER, REQUEST_UNITS, Sentence
from gongkai.checks.narrative.years import leading_year

_N = rf"{NUMBER}(?P<unit>{REQUEST_UNITS})"
_YEAR_AFTER = r"(?:(?:下|次|明)一?年度?|(?P<next>20\d\d)年度?)"
_YEAR_BEFORE = r"(?:上一?年度?|去年度?|(?P<last>20\d\d)年度?)"
_CARRIED = "(?:结转|转结|顺延|延期|转接|转入|转至|转到|转)"

_CARRIED_OVER = re.compile(_CARRIED)

_RECEIVED = re.compile(rf"(?<![未有])(?:收到|接到|接收|收悉|新收|受理){GAP}{{0,45}}?{_N}")
_NOT_RECEIVED = re.compile(
    r"(?:(?:未|没有)(?:曾|再)?(?:收到|接到|接收到?|受理|产生|发生)过?|无(?=(?:依申请|(?:政府)?信息公开申请)))"
    r"(?P<what>[^,;:()\d]{0,45})$"
)
_OTHERWISE = re.compile(
    "复议|诉讼|许可|收费|费用|投诉|举报|责任|败诉|纠|自然人|网上|网络|信函|当面"
)
_OBJECT = re.compile(
    "(?:公开申请|依申请公开(?:的?(?:政府)?信息|件|事项|申请)?|申请(?:公开)?(?:政府)?信息公开事项|申请公开)$"
)
_HANDLED = re.compile(
    rf"(?P<verb>办结|答复|完成|办理|处理)(?!率|时间|期限|程序|情况){GAP}{{0,45}}?{_N}"
)
# Number first: 1646 件已在法定期限内答复, but not 收到 12 件、答复 11 件.
_ALONE = r"(?:(?![、和及与并])[^\d,;:()%])"
_HANDLED_AFTER = re.compile(rf"{_N}{_ALONE}{{0,20}}?(?P<verb>办结|答复)(?!率|{_ALONE}{{0,6}}\d)")
_CARRIED_IN = (
    re.compile(rf"{_YEAR_BEFORE}的?(?:{_CARRIED}|遗留|结余)(?!率){GAP}{{0,20}}?{_N}"),
    re.compile(rf"{_CARRIED}{_YEAR_BEFORE}{GAP}{{0,12}}?{_N}"),
    re.compile(rf"{_N}(?:申请)?[为系是属于]{{1,2}}{_YEAR_BEFORE}的?{_CARRIED}"),
)
_CARRIED_FORWARD = (
    re.compile(rf"{_CARRIED}[至到入]?{_YEAR_AFTER}{GAP}{{0,16}}?{_N}"),
    re.compile(rf"{_N}{_ALONE}{{0,30}}?{_CARRIED}[至到入]?{_YEAR_AFTER}(?!{_ALONE}{{0,8}}\d)"),
)
_NONE_CARRIED = re.compile(r"(?:无|没有)(?P<which>上年|上一年|去年|下年|下一年|次年)度?的?结转")
_RESULT = re.compile("(?:予以|部分|不予)公开|无法提供|不予处理|其他处理")
_SHORT = re.compile(r"[了完的共计已为件申请:]*")
_APPLICANT = re.compile(
    rf"(?<!公民、)(?<!公民和)(?P<who>自然人|法人(?:或|和|及|、)其他组织)(?:申请人?|提出|提交|政府信息公开|的|共|为|有|:)*{_N}"
)

APPLICANTS = {"自然": "natural_person", "法人": "organisation"}


def requests(sentence: Sentence, year: int) -> Iterator[Claim]:
    """What a sentence says of the requests as a whole."""
    text = sentence.text
    if "申请" not in sentence.context:
        return
    if "收" in text or "受理" in text or "接" in text or "无" in text:
        yield from _received(sentence, year)
    if "办" in text or "答复" in text or "处理" in text or "完成" in text:
        yield from _handled(sentence, year)
    if "转" in text or "顺延" in text or "延期" in text or "遗留" in text:
        yield from _carried(sentence, year)


# --- received ---------------------------------------------------------------------------------


def _received(sentence: Sentence, year: int) -> Iterator[Claim]:
    stated = False
    for spot in spots(_RECEIVED, sentence):
        if _is_received(spot, year) and not (stated and "其中" in spot.earlier + spot.head):
            stated = True
            yield spot.claim("received", doubtful=is_part(spot.clause))
    if stated:
        yield from _of_applicants(sentence)
    elif "未" in sentence.text or "没有" in sentence.text or "无" in sentence.text:
        yield from _none_received(sentence, year)


def _is_received(spot: Spot, year: int) -> bool:
    words = spot.match[0] + spot.tail
    if "申请" not in words or re.search("[后并]", spot.match[0]):
        return False
    return is_clear(spot, year) and is_of_requests(spot)


def _none_received(sentence: Sentence, year: int) -> Iterator[Claim]:
    """未收到政府信息公开申请: none, where nothing follows that the 未 may be about instead."""
    for clause in re.split("[,;:()]", sentence.text):
        found = _NOT_RECEIVED.search(clause)
        if found is None or not _means_requests(found["what"]):
            continue
        if leading_year(sentence, sentence.text.index(clause) + found.start(), year) in (
            None,
            year,
        ):
            yield Claim("received", 0, found[0], sentence.section)


def _means_requests(what: str) -> bool:
    if re.search(
        "复议|诉讼|许可|收费|费用|投诉|举报|责任|败诉|纠|自然人|网上|网络|信函|当面", what
    ):
        return False
    return bool(
        re.search(r"(?:公开申请|依申请公开(?:的?(?:政府)?信息|件|事项|申请)?|申请公开)$", what)
    )


def _of_applicants(sentence: Sentence) -> Iterator[Claim]:
    """其中自然人 72 件: of what was received, unless the answers come in between."""
    for spot in spots(_APPLICANT, sentence):
        answered = re.search("办结|答复|结转", spot.earlier)
        column = next(
            each for name, each in APPLICANTS.items() if spot.match["who"].startswith(name)
        )
        yield spot.claim(f"received/{column}", doubtful=answered is not None)


# --- handled ----------------------------------------------------------------------------------


def _handled(sentence: Sentence, year: int) -> Iterator[Claim]:
    for spot in spots(_HANDLED, sentence):
        if _is_handled(spot, year):
            loose = spot.match["verb"] in ("办理", "处理", "完成")
            kind = "processed" if loose and "答复" not in spot.match[0] else "handled"
            yield spot.claim(kind, doubtful=_is_part_of_handled(spot))
    for spot in spots(_HANDLED_AFTER, sentence):
        if _is_handled(spot, year) and not re.search("[不未拟正尚转]|顺延", spot.match[0]):
            yield spot.claim("handled", doubtful=_is_part_of_handled(spot))


def _is_handled(spot: Spot, year: int) -> bool:
    before = spot.sentence.text[: spot.match.start()]
    result = re.search("(?:不予|其他|(?<!申请)公开|未)$", before)
    own = spot.head + spot.tail.partition("、")[0]
    if result or _RESULT.search(spot.match[0]) or _CARRIED_OVER.search(own):
        return False
    if not is_clear(spot, year) or not is_of_requests(spot):
        return False
    return "申请" in spot.clause or _speaks_of_requests(spot)


def _speaks_of_requests(spot: Spot) -> bool:
    """Whether 答复 12 件 can only be about requests: what comes before speaks of nothing else."""
    words = spot.match[0].partition(spot.match["verb"])[2].partition(spot.match["n"])[0]
    if spot.match["verb"] not in ("办结", "答复") or not _SHORT.fullmatch(words):
        return False
    if re.search("留言|建议|提案|咨询|热线|信访|工单|来信|诉求", spot.sentence.text):
        return False
    return "申请" in spot.earlier or "申请" in spot.sentence.before


def _is_part_of_handled(spot: Spot) -> bool:
    """其中 11 件办结 may leave others out, unless the sentence tells where the rest is."""
    divided = _CARRIED_OVER.search(spot.sentence.text)
    words = spot.clause.replace("其中", "") if divided else spot.clause
    return is_part(words)


# --- carried ----------------------------------------------------------------------------------


def _carried(sentence: Sentence, year: int) -> Iterator[Claim]:
    for kind, patterns in (("carried_in", _CARRIED_IN), ("carried_forward", _CARRIED_FORWARD)):
        for pattern in patterns:
            for spot in spots(pattern, sentence):
                if _is_carried(spot, year):
                    yield spot.claim(kind)
    for found in _NONE_CARRIED.finditer(sentence.text):
        if not re.search("复议|诉讼", sentence.text):
            kind = "carried_forward" if found["which"][0] in "下次" else "carried_in"
            yield Claim(kind, 0, found[0], sentence.section)


def _is_carried(spot: Spot, year: int) -> bool:
    """Whether the years named fit, and reviews and suits are not what was carried over."""
    named = spot.match.groupdict()
    if named.get("last") not in (None, str(year - 1)):
        return False
    if named.get("next") not in (None, str(year + 1)):
        return False
    if re.search("复议|诉讼", spot.earlier + spot.clause):
        return False
    return is_clear(spot, year, last_year=True)

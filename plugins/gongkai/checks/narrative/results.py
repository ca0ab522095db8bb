"""Claims on results: requests by the groups of the form, 予以公开 to 其他处理."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.narrative.claims import Claim, Spot, is_clear, spots
from gongkai.checks.narrative.prose import NUMBER, Sentence

_AND = "(?:或者?|和|及|与|以及|、)者?"
LABEL = (
    rf"(?P<label>予以公开(?:{_AND}(?:予以)?部分公开)?|部分(?:予以)?公开"
    "|不予公开|无法提供|不予处理|其他处理)"
)
_WORDS = r"(?:的|答复|决定|申请|政府|信息|类|情形|情况|共|计|为|有|:|件数|结果)*"
# A unit may be missing where a share follows: 部分公开67,占4.61%.
_GROUP = re.compile(
    rf"{LABEL}{_WORDS}{NUMBER}(?:(?P<unit>件次|件|条|宗|份|起|例|次|个)|(?=[,(]?占))"
)
# Number first: 9 件予以公开, but not 办结 12 件,予以公开 5 件.
_GROUP_AFTER = re.compile(
    rf"{NUMBER}(?P<unit>件次|件|条|宗|份)(?:申请)?(?:已|为|属于?|依法)?{LABEL}(?!{_WORDS}\d)"
)
_REASON = re.compile(
    "因|由于|属于|属|涉及|不掌握|不存在|没有现成|补正|重复|信访|理由|内部|过程性|秘密"
)
_NOT_HELD = re.compile("不掌握|不存在|未制作|未获取")
_LISTED = re.compile("(?:公开|提供|处理)[、和及与或]$")
_ITEM = re.compile(r"\d+[^\d、]{0,2}、")
KINDS = {
    "予以公开": "granted",
    "部分公开": "partial",
    "部分予以公开": "partial",
    "不予公开": "refused",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "其他处理": "other_handling",
}


def results(sentence: Sentence, year: int) -> Iterator[Claim]:
    """What a sentence says of the results of requests."""
    for spot, kind in groups(sentence):
        if is_clear(spot, year) and "主动" not in spot.head:
            yield spot.claim(kind)


def groups(sentence: Sentence) -> Iterator[tuple[Spot, str]]:
    """The counted groups of a sentence about requests, with what each label means there."""
    text = sentence.text
    if ("公开" in text or "提供" in text or "处理" in text) and "申请" in sentence.context:
        for pattern in (_GROUP, _GROUP_AFTER):
            for spot in spots(pattern, sentence):
                if kind := kind_of(spot):
                    yield spot, kind


def kind_of(spot: Spot) -> str:
    """The group that a label means here; empty where a reason narrows it to an unknown part."""
    label = spot.match["label"]
    before = _ITEM.split(spot.sentence.text[spot.start : spot.match.start("label")])[-1]
    if _LISTED.search(before):
        return ""
    if label not in KINDS:
        return "granted_or_partial"
    kind = KINDS[label]
    if _REASON.search(before) and "等" not in before:
        return "unable_not_held" if kind == "unable" and _NOT_HELD.search(before) else ""
    if kind == "granted" and "部分" not in spot.sentence.text:
        return "granted_alone"
    return kind

"""Claims on documents: 规章 and 规范性文件 made in the year, and in force at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.narrative.claims import Claim, Spot, is_clear, spots
from gongkai.checks.narrative.prose import NUMBER, Sentence
from gongkai.checks.narrative.years import leading_year

_MADE = "(?:制定|制发|出台|印发)(?:出台|发布|印发|并|了|公布|公开|实施)*"
_OWNER = "(?:的|行政|部门|市|区|县|镇|局|政府|本级|共|新|:)*"
_DOCUMENT = "(?P<what>规章|规范性文件)"
_COUNT = rf"(?:共|计|为|有|:|数量|总数|件数)*{NUMBER}(?P<unit>件|个|部|份)"
_COUNTED = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("issued", rf"{_MADE}{_OWNER}{_DOCUMENT}{_COUNT}"),
        ("issued", rf"{_MADE}{NUMBER}(?P<unit>件|个|部|份){_OWNER}{_DOCUMENT}"),
        ("issued", rf"{_MADE}{_OWNER}规章\d{{1,12}}[件个部][、,和及]{_OWNER}{_DOCUMENT}{_COUNT}"),
        (
            "in_force",
            rf"(?:现行|继续|保留|仍然)有效{_OWNER}(?P<what>规章|规范性文件|文件){_COUNT}",
        ),
        ("in_force", rf"{_DOCUMENT}(?:现行有效|继续有效|保留有效)的?{_COUNT}"),
    )
)
_NONE = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("issued", rf"(?:未|没有)(?:新|再)?{_MADE}(?:过|任何|新的|行政|的)*{_DOCUMENT}(?=$|[,;])"),
        ("issued", rf"无(?:新增)?(?:行政)?{_DOCUMENT}(?:出台|制发|制定)(?=情况|$|[,;及])"),
        ("in_force", rf"无现行有效的?(?:行政)?{_DOCUMENT}(?=$|[,;])"),
    )
)
# Only some may be meant: 集中公开现行有效规范性文件 15 件.
_OF_SOME = {
    "issued": re.compile("其中|牵头|代|清理|修改|解读"),
    "in_force": re.compile("公开|公布|发布|集中|清理|修改|解读|其中"),
}
_DOCUMENT_KINDS = {"规章": "regulations", "规范性文件": "documents", "文件": "documents"}


def documents(sentence: Sentence, year: int) -> Iterator[Claim]:
    """What a sentence says of 规章 and 规范性文件 made in the year or in force."""
    text = sentence.text
    if "规章" not in text and "规范性文件" not in text:
        return
    for name, pattern in _COUNTED:
        for spot in spots(pattern, sentence):
            if is_clear(spot, year) and not _is_listed(spot):
                kind = f"{name}/{_DOCUMENT_KINDS[spot.match['what']]}"
                yield spot.claim(kind, doubtful=bool(_OF_SOME[name].search(spot.head)))
    for name, pattern in _NONE:
        for found in pattern.finditer(text):
            if leading_year(sentence, found.start(), year) in (None, year):
                kind = f"{name}/{_DOCUMENT_KINDS[found['what']]}"
                yield Claim(kind, 0, found[0], sentence.section)


def _is_listed(spot: Spot) -> bool:
    """Whether the number counts 规章 and 规范性文件 together."""
    before = spot.sentence.text[: spot.match.start("what")]
    return spot.match["n"] != "0" and bool(re.search("规章[、和及与或](?:行政)?$", before))

"""The prose of a report as sentences that can be searched: one way to write digits and marks.

Only the form of writing is changed, never a number: full-width digits become ordinary ones, blanks
go, Chinese numerals before a unit become digits where they can mean one number only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.render.prose import split_blocks
from gongkai.reports.model import Report

# A number of at most twelve digits, all of it, and not only about so many.
EXACT = r"(?<![约近超逾第.\d])"
NUMBER = rf"{EXACT}(?P<n>\d{{1,12}})"
PERCENT = r"(?P<p>\d{1,4}(?:\.\d{1,6})?)%"
REQUEST_UNITS = "(?:件次|件|条|份|宗|起|例|次|封|项|个)"

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}
_HAS_WIDE = re.compile("[\uff10-\uff19\uff05\uff0e]")
_HAS_BLANK = re.compile(r"[^\S\n]")
_MARKS = (("，", ","), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")"), ("！", "!"), ("？", "?"))
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_SPACED = re.compile(r"(?<!\d)\d(?:[^\S\n]\d)+(?![^\S\n]?\d)")
# A blank between two numbers stays: gluing them would make a third one.
_BLANKS = re.compile(r"(?<!\d)[^\S\n]+|[^\S\n]+(?!\d)")
# Not 第三件, 几十件, 一件事; the look behind stands second so that the search is for numerals only.
_NUMERAL = re.compile(
    r"[一二两三四五六七八九十百](?<![第每某零〇一二两三四五六七八九十百千万几数].)[一二两三四五六七八九十百]{0,4}"
    r"(?=(?:件次?|宗|份|条|起)(?![件事份条宗套龙]))"
)
_VALID = re.compile(
    "(?:(?P<h>[一二两三四五六七八九])百零?)?(?:(?P<t>[一二三四五六七八九])?(?P<ten>十))?"
    "(?P<u>[一二两三四五六七八九])?"
)
_SENTENCE = re.compile(r"[^。!?\n]+")
# Longer ones are no sentences; a limit keeps the time for odd files short.
_LONGEST_SENTENCE, _LONGEST_CONTEXT = 2000, 5000
_SAYS_HOW_MANY = re.compile(r"[0-9未无]|没有")
_VALUES = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a section.

    ``context`` is its paragraph with the sub-heading above it, ``before`` the sentence before it in
    the same paragraph.
    """

    section: str
    text: str
    context: str
    before: str = ""


def plain_sections(report: Report) -> list[tuple[str, str]]:
    """Every section with its plain prose, that before its tables and that after them apart."""
    return [
        (section, plain(text))
        for section, narrative in (report.narratives or {}).items()
        for text in (narrative.before, narrative.after)
        if text.strip()
    ]


def plain_preface(report: Report) -> tuple[str, str] | None:
    """The plain text before the first section, under that section: it has no place of its own."""
    sections = report.edition.sections if report.edition else ()
    return (sections[0].id, plain(report.preface)) if report.preface and sections else None


def sentences(texts: Iterable[tuple[str, str]]) -> Iterator[Sentence]:
    """The sentences of plain texts by section that say how many there are of something, or none."""
    for section, text in texts:
        heading = ""
        for block in split_blocks(text):
            # A heading may be all there is: （二）依申请公开：收到申请 3 件.
            heading = "" if block.is_heading else heading
            yield from _of_paragraph(section, heading, block.text)
            heading = block.text if block.is_heading else heading


def _of_paragraph(section: str, heading: str, paragraph: str) -> Iterator[Sentence]:
    context = f"{heading}\n{paragraph}"[:_LONGEST_CONTEXT]
    before = ""
    for text in _SENTENCE.findall(paragraph):
        if len(text) <= _LONGEST_SENTENCE and _SAYS_HOW_MANY.search(text):
            yield Sentence(section, text, context, before)
        before = text[-_LONGEST_SENTENCE:]


def plain(text: str) -> str:
    """A text in one way of writing, its lines kept."""
    if _HAS_WIDE.search(text):
        text = text.translate(_WIDE)
    if "," in text:
        text = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), text)
    for wide, narrow in _MARKS:
        text = text.replace(wide, narrow)
    if _HAS_BLANK.search(text):
        text = _SPACED.sub(lambda match: "".join(match[0].split()), text)
        text = _BLANKS.sub("", text)
    return _NUMERAL.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    """The digits of a Chinese numeral up to 999; the numeral itself if it is none."""
    valid = _VALID.fullmatch(match[0])
    if valid is None:
        return match[0]
    tens = _VALUES[valid["t"] or "一"] if valid["ten"] else 0
    return str(100 * _VALUES[valid["h"] or "零"] + 10 * tens + _VALUES[valid["u"] or "零"])

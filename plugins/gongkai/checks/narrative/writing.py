"""Text in one way of writing: one kind of digits, marks and numerals, and no idle blanks.

Only the form of writing is changed, never a number: full-width digits become ordinary ones, blanks
go, Chinese numerals before a unit become digits where they can mean one number only.
"""

from __future__ import annotations

import re

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
_VALUES = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}


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


def chinese_marks(text: str) -> str:
    """A part of a plain text with Chinese marks again, for quoting it."""
    for wide, narrow in _MARKS:
        text = text.replace(narrow, wide)
    return text


def _digits(match: re.Match[str]) -> str:
    """The digits of a Chinese numeral up to 999; the numeral itself if it is none."""
    valid = _VALID.fullmatch(match[0])
    if valid is None:
        return match[0]
    tens = _VALUES[valid["t"] or "一"] if valid["ten"] else 0
    return str(100 * _VALUES[valid["h"] or "零"] + 10 * tens + _VALUES[valid["u"] or "零"])

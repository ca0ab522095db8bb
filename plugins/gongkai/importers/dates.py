"""Days as reports print them: 2020年1月23日, 2020-01-23, 二〇二〇年一月二十三日."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {
    **{c: str(n) for n, c in enumerate("〇一二三四五六七八九")},
    "零": "0",
    "○": "0",
    "\uff2f": "0",
}
_ARABIC = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s*[-年/.]\s*([0-9]{1,2})\s*[-月/.]\s*([0-9]{1,2})(?![0-9])"
)
_CHINESE = re.compile(
    r"([一二][〇零○\uff2f一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*日"
)
_YEAR = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?![0-9])\s*年?|(二[〇零○\uff2f][〇零○\uff2f一二三四五六七八九]{2})\s*年"
)


def find_date(text: str) -> date | None:
    """The first day that a text states."""
    arabic, chinese = _ARABIC.search(text), _CHINESE.search(text)
    if arabic and (not chinese or arabic.start() < chinese.start()):
        return _day(*(int(part) for part in arabic.groups()))
    if chinese:
        year = int("".join(_DIGITS[char] for char in chinese[1]))
        return _day(year, _number(chinese[2]), _number(chinese[3]))
    return None


def is_date(text: str) -> bool:
    """Whether a text is a day and nothing else."""
    text = text.strip(" 　()（）")
    return any(pattern.fullmatch(text.removesuffix("日")) for pattern in (_ARABIC,)) or bool(
        _CHINESE.fullmatch(text)
    )


def find_year(text: str) -> int | None:
    """The first year from 2000 on that a text names."""
    found = _YEAR.search(text)
    if found is None:
        return None
    return int(found[1] or "".join(_DIGITS[char] for char in found[2]))


def _number(text: str) -> int:
    """A number below a hundred in Chinese digits."""
    tens, has_ten, ones = text.rpartition("十")
    units = int(_DIGITS[ones]) if ones else 0
    return units + (10 * (int(_DIGITS[tens]) if tens else 1) if has_ten else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

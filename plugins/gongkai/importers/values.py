"""The text of a printed cell as a cell: blank, number, number with words, words, or in doubt.

Nothing is guessed: what may be read in two ways stays as it is printed, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from gongkai.forms.model import ValueKind
from gongkai.reports.cells import MAX_DIGITS, number_cell, plain_number, text_cell
from gongkai.reports.model import BLANK, Cell, CellState


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell and, where it is doubtful, why; ``unsure`` readings want a sum that confirms them."""

    cell: Cell
    doubt: str = ""
    unsure: str = ""


_UNITS = "亿元|万元|千元|百元|元|亿|万|件次|人次|件|条|项|个|份|次|宗|起|例|人|户|部|篇|类|种"
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_WITH_UNIT = re.compile(rf"({_NUMBER.pattern})\s*({_UNITS})")
_WITH_REMARK = re.compile(rf"({_NUMBER.pattern})\s*({_UNITS})?\s*(?:\(.*\)|[*※#]+|\[[0-9]+\])")
_BROKEN = re.compile(r"[+-]?[0-9]+(?:[ \n][0-9]+)+(?:\.[0-9]+)?")
_MARKS = re.compile(r"(?:[\[〔（(]?注\s*[0-9]{1,2}[\])〕）]?\s*)+$")
_DIGITS = re.compile(r"[0-9]+")
_DASHES = str.maketrans(
    {"\N{MINUS SIGN}": "-", "–": "-", "—": "-", "﹣": "-", "－": "-", "＋": "+"}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """A text without what nobody sees: zero-width marks, control characters, outer blanks."""
    seen = (" " if unicodedata.category(char) == "Zs" else char for char in text)
    kept = "".join(c for c in seen if c == "\n" or not unicodedata.category(c).startswith("C"))
    return _INVISIBLE.sub("", kept).strip()


def split_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the marks of footnotes (``注1``) at its end, and their numbers."""
    marks = _MARKS.search(text)
    if marks is None:
        return text, ()
    return text[: marks.start()], tuple(int(number) for number in _DIGITS.findall(marks[0]))


def read_value(text: str, kind: ValueKind) -> Reading:
    """What a printed cell holds."""
    printed = " ".join(clean(text).split(" "))
    if not printed:
        return Reading(BLANK)
    if (cell := number_cell(printed, kind)) is not None:
        return Reading(cell)
    shape = unicodedata.normalize("NFKC", printed).replace("\n", " ").strip()
    signed = shape.translate(_DASHES) if any(char.isdigit() for char in shape) else shape
    printed = " ".join(printed.split())
    for pattern in (_NUMBER, _WITH_UNIT, _WITH_REMARK):
        if found := pattern.fullmatch(signed):
            unit = found[2] if pattern.groups > 1 else None
            number = found[1] if pattern.groups else found[0]
            return _number(number, printed, unit, kind)
    if _BROKEN.fullmatch(signed):
        joined = _number(signed.replace(" ", ""), printed, None, kind)
        return Reading(joined.cell, joined.doubt, "" if joined.doubt else "数字中间有空格或换行")
    if any(char.isdigit() for char in signed):
        return Reading(_words(printed, kind), "不是单独一个数")
    return Reading(_words(printed, kind))


def _number(number: str, printed: str, unit: str | None, kind: ValueKind) -> Reading:
    """A number in its plain digits, with the print kept where it is another."""
    digits = number.replace(",", "")
    sign, digits = (digits[0], digits[1:]) if digits[0] in "+-" else ("", digits)
    if len(digits) > MAX_DIGITS:
        return Reading(_words(printed, kind), "数字太长")
    whole, point, rest = digits.partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        return Reading(_words(printed, kind), "数字以 0 开头，可能是几格连在一起")
    if kind is not ValueKind.DECIMAL and point:
        if rest.strip("0"):
            return Reading(_words(printed, kind), "件数不是整数")
        digits = whole
    if sign == "-" and kind is not ValueKind.CHANGE:
        return Reading(_words(printed, kind), "这一格不能是负数")
    plain = plain_number(("-" if sign == "-" else "") + digits, kind)
    if plain is None:
        return Reading(_words(printed, kind), "不是这一格能填的数")
    return Reading(Cell(CellState.NUMBER, plain, printed, unit))


def _words(printed: str, kind: ValueKind) -> Cell:
    """Words as printed; what a data file would read back as a number cannot stand as words."""
    return BLANK if number_cell(printed, kind) is not None else text_cell(printed)


def is_value_like(text: str) -> bool:
    """Whether a text could stand in a cell of figures: blank, a number, a stroke."""
    shape = unicodedata.normalize("NFKC", clean(text)).replace("\n", " ").translate(_DASHES).strip()
    if not shape or shape in {"/", "-", "--", "无", "不适用", "\\", "*"}:
        return True
    patterns = (_NUMBER, _WITH_UNIT, _WITH_REMARK, _BROKEN)
    return any(pattern.fullmatch(shape) for pattern in patterns)

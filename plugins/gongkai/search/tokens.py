"""Text as the tokens of the search index: each character with the one that follows it.

``theme/assets/search/tokens.js`` cuts what a reader types by the same rules, and a test holds the
two together. A phrase of such pairs is an exact substring of the text wherever a reader cuts it,
and a pair is rarer than a character, so that a search loads less of the index.

- Characters are letters, digits and Han characters in their plain form. ``公开了`` is cut into
  ``公开 开了 了``: the last stands alone, so that no phrase reaches into the next block of text.
- A run of digits is framed, so that a whole number can be told from a part of a longer one, and
  keeps its decimal point: ``共2.5件`` is ``共α α2 2δ δ5 5ω ω件 件``. A comma in it is left out.
- Marks are glued to a neighbour, where Pagefind ignores them: they are for those who read an
  excerpt. White space inside a block becomes the mark SPACE, the end of a block BLOCK_END.
"""

# ruff: noqa: RUF001 - the odd characters are what this is about

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

NUMBER_START, NUMBER_END, POINT = "α", "ω", "δ"
SPACE = "␣"
PAIR = 2  # characters of a token
LONG = 5  # digits of a number that is also a token as a whole
BLOCK_END, HEADING_END = "¶", "§"

_OPENING = frozenset("（《〈“‘(「『【[{〔［｛＜<￥¥$#＃@")
_UNIT = re.compile(r"(\s+)|([0-9](?:[0-9]|[,.．](?=[0-9]))*)|(\w)|(.)")
_RESERVED = frozenset((SPACE, BLOCK_END, HEADING_END))


class _Folding(dict[int, str]):
    """How a character is written in the index, worked out at its first use."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if _is_accent(char) or char in _RESERVED:
        return ""
    if unicodedata.category(char) == "Pc":
        return "_"
    # A plain form may come apart into a letter and a mark.
    plain = "".join(each for each in unicodedata.normalize("NFKC", char) if not _is_accent(each))
    return plain if any(each.isalnum() for each in plain) else char


def _is_accent(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text with letters and digits in plain form (full width, ①, ㎡), marks as printed."""
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


@lru_cache(maxsize=10_000)
def to_tokens(text: str, end: str = BLOCK_END) -> tuple[str, ...]:
    """The tokens of a block of text, each with the marks beside it; none if it is all marks."""
    units = list(_units(text))
    if not units:
        return ()
    chars = [char for char, _, _ in units]
    pairs = [a + b for a, b in pairwise(chars)] + chars[-1:]
    tokens = [before + pair + after for pair, (_, before, after) in zip(pairs, units, strict=True)]
    return (*tokens[:-1], tokens[-1] + end)


def _units(text: str) -> list[tuple[str, str, str]]:
    """Each character of the text with the marks before and after it."""
    units: list[tuple[str, str, str]] = []
    opening = ""
    for space, number, letter, mark in _UNIT.findall(fold(text.strip())):
        if number or letter:
            new = _number(number) if number else [(letter, "", "")]
            units += [(new[0][0], opening, new[0][2]), *new[1:]]
            opening = ""
        elif opening or not units or mark in _OPENING:
            opening += SPACE if space else mark
        else:
            char, before, after = units[-1]
            units[-1] = (char, before, after + (SPACE if space else mark))
    if units and opening:
        char, before, after = units[-1]
        units[-1] = (char, before, after + opening)
    return units


def long_numbers(text: str) -> list[str]:
    """The whole numbers of a text that have five digits or more, in their frame, a token each.

    Their pairs are on every page; the number itself is on one or two.
    """
    runs = (number for _, number, _, _ in _UNIT.findall(fold(text)) if len(number) >= LONG)
    numbers = ("".join(char for char, _, _ in _number(run)) for run in runs)
    return [number for number in numbers if sum(map(str.isdigit, number)) >= LONG]


def pairs_in(copy: str) -> Iterator[str]:
    """The tokens of a copy that have no mark beside them, which are nearly all, in lower case."""
    return (token for token in copy.lower().split(" ") if len(token) == PAIR)


def _number(run: str) -> list[tuple[str, str, str]]:
    """The characters of a run of digits with its frame; commas are marks."""
    units = [(NUMBER_START, "", "")]
    for char in run:
        if char == ",":
            units[-1] = (units[-1][0], "", char)
        else:
            units.append((char if char.isdigit() else POINT, "", ""))
    return [*units, (NUMBER_END, "", "")]

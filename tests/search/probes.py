"""Questions drawn from the pages themselves, and which pages are the right answers.

What is right is worked out from the built HTML alone, with another parser and another normal form
than those of the search: a page is right if one block of its text contains what was asked.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborNode

from tests.html_reading import attribute, read

_LEAVES = "h1, h2, h3, h4, p, li, td, th, dt, dd, caption, summary"
_UNSEEN = ".gk-sr, .gk-mark, .headerlink, [data-gk='skip']"
# Words, figures and their decimal points; what else stands between two figures keeps them apart.
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_BETWEEN = re.compile(r"(?<=\d)(?:[^\w.]|\.(?!\d)|_)+(?=\d)")
_OTHER = re.compile(r"(?:[^\w.|]|_)|\.(?!\d)|(?<!\d)\.")

SHORTEST, LONGEST = 2, 12


def normal(text: str) -> str:
    """What counts of a text: letters and digits in plain form, decimal points, gaps of figures."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("|", " ")
    return _OTHER.sub("", _BETWEEN.sub("|", _COMMA.sub("", plain)))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's blocks by kind, as printed, and all of them in normal form."""

    address: str
    agency: str
    title: str
    prose: tuple[str, ...]
    labels: tuple[str, ...]
    figures: tuple[str, ...]
    normal: str

    def contains(self, probe: str) -> bool:
        return normal(probe) in self.normal


def page_texts(site: Path) -> list[PageText]:
    """The texts of all reports of a built site."""
    pages = sorted(site.glob("reports/*/*/index.html"))
    return [_page_text(page, page.parent.relative_to(site).as_posix() + "/") for page in pages]


def _page_text(path: Path, address: str) -> PageText:
    tree = read(path)
    for node in tree.css(_UNSEEN):
        node.decompose()
    article = tree.css_first("article")
    if article is None:
        raise ValueError(path)
    marked = article.css_first("[data-gk='report']")
    blocks = [node for node in article.css(_LEAVES) if node.css_first(_LEAVES) in (None, node)]
    texts = [(node, _text(node)) for node in blocks if _text(node)]
    return PageText(
        address=address,
        agency=attribute(marked, "data-gk-name") if marked else "",
        title=next(text for node, text in texts if node.tag == "h1"),
        prose=tuple(text for node, text in texts if node.tag in {"p", "li", "h2", "h3", "dd"}),
        labels=tuple(text for node, text in texts if node.tag in {"th", "caption"}),
        figures=tuple(text for node, text in texts if node.tag == "td"),
        normal="\n".join(normal(text) for _, text in texts),
    )


def _text(node: LexborNode) -> str:
    return (node.text() or "").strip()


# --- probes -----------------------------------------------------------------------------------


def pieces(text: str, count: int, chance: random.Random) -> Iterator[str]:
    """Pieces of 2 to 12 characters of a text, cut anywhere; none that has too few that count."""
    for _ in range(count * 20):
        if count == 0 or len(text) < SHORTEST:
            return
        length = chance.randint(SHORTEST, min(LONGEST, len(text)))
        start = chance.randrange(len(text) - length + 1)
        piece = text[start : start + length]
        # A space separates terms, and a single digit is a number of its own.
        is_fit = len(normal(piece).replace("|", "")) >= SHORTEST and not re.search(r"\s", piece)
        if is_fit and "|" not in normal(piece[0] + piece[-1]):
            count -= 1
            yield piece


def numbers(page: PageText) -> list[str]:
    """Every number of three digits or more of a page."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", "\n".join([*page.prose, *page.figures]))
    return sorted({each.rstrip(",") for each in found if len(re.sub(r"\D", "", each)) >= 3})


def probes_of(page: PageText, chance: random.Random) -> list[str]:
    """Twenty pieces of a page's title, prose and row labels, and every longer number."""
    sources = [page.title, *page.prose, *page.labels]
    drawn = [piece for _ in range(20) for piece in pieces(chance.choice(sources), 1, chance)]
    return [*drawn, *numbers(page)]


def seeded_probes(pages: Sequence[PageText], count: int, seed: int = 0) -> list[str]:
    """Pieces of prose, titles and row labels, and numbers, of pages drawn by chance."""
    chance = random.Random(seed)
    drawn: list[str] = []
    while len(drawn) < count:
        page = chance.choice(pages)
        kind = chance.choice(("prose", "prose", "title", "label", "number"))
        if kind == "number":
            drawn += chance.sample(numbers(page), min(1, len(numbers(page))))
        else:
            source = {"prose": page.prose, "title": (page.title,), "label": page.labels}[kind]
            drawn += pieces(chance.choice(source), 1, chance) if source else ()
    return drawn


def variants(probe: str, traditional: dict[str, str]) -> dict[str, str]:
    """A probe as others type it: full width, Traditional, in quotes, with a space in it."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in probe)
    middle = len(probe) // 2
    return {
        "full width": wide,
        "traditional": "".join(traditional.get(char, char) for char in probe),
        "quoted": f"“{probe}”",
        "spaced": f"{probe[:middle]} {probe[middle:]}",
    }


# --- measures ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the right pages were found, and how many of the found pages are right."""

    probe: str
    right: int
    found: int
    right_found: int

    @property
    def recall(self) -> float:
        return self.right_found / self.right if self.right else 1.0

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else 1.0


def score(probe: str, found: Sequence[str], pages: Sequence[PageText]) -> Score:
    """How well the found addresses answer a probe."""
    right = {page.address for page in pages if page.contains(probe)}
    return Score(probe, len(right), len(found), len(right & set(found)))

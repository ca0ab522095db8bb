"""The bad texts 37-50 in the index of the site's search, which is shown as text alone."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gongkai.search.copies import index_copy
from gongkai.search.tokens import BLOCK_END, HEADING_END, NUMBER_END, NUMBER_START, POINT
from tests.bad_input import EVERYWHERE, Kept
from tests.bad_texts import TEXTS
from tests.search.probes import normal
from tests.site.building import Build, Project, built

SHOWN = [
    (given, given.expected.shown)
    for given in TEXTS
    if isinstance(given.expected, Kept) and given.expected.where == EVERYWHERE
]
_FRAME = {ord(NUMBER_START): None, ord(NUMBER_END): None, ord(POINT): "."}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site with all of them, each in a report of its own."""
    project = Project(tmp_path_factory.mktemp("index"))
    for number, (given, _) in enumerate(SHOWN):
        given.write(project.root / "reports", f"kept-{number}")
    return built(project.build())


def _first(token: str) -> str:
    """The first letter of a token with the marks around it: what an excerpt shows of it."""
    letters = [n for n, char in enumerate(token) if char.isalnum() or char == "_"]
    return "".join(char for n, char in enumerate(token) if n not in letters[1:])


def _blocks(copy: str) -> list[str]:
    found = re.findall(r"<p>(.*?)</p>", copy)
    texts = ("".join(_first(token) for token in unescape(block).split()) for block in found)
    return [text.translate(_FRAME).strip(BLOCK_END + HEADING_END) for text in texts]


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[str(given) for given, _ in SHOWN])
def test_a_text_is_found_as_typed(number: int, site: Build) -> None:
    page = site.page(f"reports/kept-{number}/2021/").read_text(encoding="utf-8")
    copy = index_copy(page)
    assert copy is not None
    text = normal(SHOWN[number][1])
    blocks = [normal(block) for block in _blocks(copy.html)]
    assert text in blocks[0], "the title"
    # Once in the prose, once in the cell.
    assert sum(text in block for block in blocks[1:]) >= 2


def test_the_copies_hold_paragraphs_and_marks_only(site: Build) -> None:
    """Nothing in a text becomes an element of what Pagefind reads."""
    for path in site.pages():
        copy = index_copy(path.read_text(encoding="utf-8"))
        if copy is not None:
            tags = set(re.findall(r"<(\w+)", copy.html)) | set(re.findall(r"<(\w+)", copy.form))
            assert tags <= {"html", "body", "a", "p"}, path

"""The bad texts 37-50 in the index of the site's search, which shows what it holds as HTML."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from tests.bad_input import EVERYWHERE, Kept
from tests.bad_texts import TEXTS
from tests.html_reading import parse, seen, squeezed
from tests.site.building import Project, built

CUT = "\u200b"  # stands between words, so that the search finds them
SHOWN = [
    (given, given.expected.shown)
    for given in TEXTS
    if isinstance(given.expected, Kept) and given.expected.where == EVERYWHERE
]


class Entry(NamedTuple):
    """The heading of a part of a page, and its text, as HTML."""

    title: str
    text: str


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entry]:
    """What the search of a site with all of them holds, by address."""
    project = Project(tmp_path_factory.mktemp("index"))
    project.configure(plugins=[{"search": {"lang": "en"}}, {"gongkai": {"reports_dir": "reports"}}])
    for number, (given, _) in enumerate(SHOWN):
        given.write(project.root / "reports", f"kept-{number}")
    path = built(project.build()).site / "search" / "search_index.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["docs"]
    return {each["location"]: Entry(each["title"], each["text"]) for each in entries}


def _shown(html: str) -> str:
    return squeezed(seen(parse(f"<main>{html}</main>").css("main")[0]).replace(CUT, ""))


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[str(given) for given, _ in SHOWN])
def test_a_text_is_found_as_typed(number: int, index: dict[str, Entry]) -> None:
    text = squeezed(SHOWN[number][1])
    report = f"reports/kept-{number}/2021/"
    assert _shown(index[f"reports/kept-{number}/"].title) == text
    assert _shown(index[report].title) == text
    own = [_shown(entry.text) for address, entry in index.items() if address.startswith(report)]
    # Once in the prose, once in the cell.
    assert sum(text in each for each in own) >= 2


def test_the_index_holds_text_and_paragraphs_only(index: dict[str, Entry]) -> None:
    for address, entry in index.items():
        assert parse(f"<main>{entry.title}</main>").css("main *") == [], address
        tags = {node.tag for node in parse(f"<main>{entry.text}</main>").css("main *")}
        assert tags <= {"p", "ul", "ol", "li", "code", "pre", "sup"}, address

"""The facts of all indexed pages as one small file, by which the browser filters, counts and sorts.

A browser that has it can count exactly, also with several words, and needs no page for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.search.copies import PageFacts


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """The ids that Pagefind gave to the copies of a page and of its form, and the page's facts."""

    id: str
    form_id: str | None
    facts: PageFacts


def page_table(pages: Iterable[IndexedPage], frequent: Iterable[str] = ()) -> str:
    """The table as JSON: bodies, then a column for each fact, pages in order of body and year.

    ``ids`` lack what all begin with, ``idStart``. ``title`` and ``prose`` are where these parts
    end; ``second`` tells, by number of the page, how much of ``prose`` is its second spelling.
    ``tables`` is a sum of powers of 2, one for each table. ``traditional`` are the Traditional
    characters that stand on the pages. ``frequent`` are the most frequent tokens of the index in
    order, each of two characters: what the index holds of them is much to load.
    """
    pages = sorted(pages, key=lambda page: (_fact(page, "agency"), _fact(page, "year"), page.id))
    agencies = {_fact(page, "agency"): _agency(page.facts.stated) for page in pages}
    number = {agency: n for n, agency in enumerate(agencies)}
    tables = sorted({table for page in pages for table in _tables(page)})
    forms = sorted({page.form_id for page in pages if page.form_id})
    # The language of the index, the same for all.
    start = pages[0].id[: pages[0].id.rfind("_") + 1] if pages else ""
    table = {
        "agencies": list(agencies.values()),
        "tableIds": tables,
        "forms": forms,
        "idStart": start,
        "ids": " ".join(page.id.removeprefix(start) for page in pages),
        "agency": [number[_fact(page, "agency")] for page in pages],
        "year": [int(_fact(page, "year") or 0) for page in pages],
        "form": [forms.index(page.form_id) if page.form_id else -1 for page in pages],
        "tables": [sum(1 << tables.index(each) for each in _tables(page)) for page in pages],
        "title": [page.facts.ends[0] for page in pages],
        "prose": [page.facts.ends[2] for page in pages],
        "second": _second_spellings(pages),
        "traditional": "".join(sorted({char for page in pages for char in page.facts.traditional})),
        "frequent": "".join(frequent),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def _fact(page: IndexedPage, name: str) -> str:
    return page.facts.stated.get(name, "")


def _tables(page: IndexedPage) -> list[str]:
    return _fact(page, "tables").split()


def _agency(stated: Mapping[str, str]) -> list[str]:
    return [stated.get(name, "") for name in ("agency", "name", "kind", "region")]


def _second_spellings(pages: Sequence[IndexedPage]) -> dict[int, int]:
    lengths = {n: page.facts.ends[2] - page.facts.ends[1] for n, page in enumerate(pages)}
    return {n: length for n, length in lengths.items() if length}

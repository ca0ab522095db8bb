"""The search of a served site, asked many questions at a time through its own worker."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_ASK = """async ([base, states, isQuick]) => {
  const worker = new Worker(base + "assets/gongkai/search/worker.js", { type: "module" })
  const ask = (id, state) => new Promise((done, fail) => {
    worker.onmessage = ({ data }) => data.error ? fail(new Error(data.error)) : done(data.result)
    worker.onerror = (event) => fail(new Error(event.message))
    worker.postMessage({ id, method: "find", args: [state, isQuick] })
  })
  const answers = []
  for (const [id, state] of states.entries()) {
    const before = performance.now()
    const { kind, isPartial = false, hits, counts } = await ask(id, state)
    const took = performance.now() - before
    answers.push({ kind, isPartial, counts, took, pages: hits.map(({ page }) => page) })
  }
  worker.terminate()
  return answers
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with filters by group."""

    query: str
    chosen: dict[str, list[str]] = field(default_factory=dict)
    sort: str = "relevance"


@dataclass(frozen=True, slots=True)
class Answer:
    """How the search found what: addresses below the site's root in order, and counts of values.

    ``is_partial``: there may be more pages.
    """

    kind: str
    is_partial: bool
    pages: tuple[str, ...]
    counts: dict[str, dict[str, int]] = field(repr=False)
    milliseconds: float


def addresses(site: Path) -> list[str]:
    """The address of each page by its number in the table of pages."""
    table: dict[str, Any] = json.loads((site / "pagefind/gongkai-pages.json").read_text("utf-8"))
    return [
        f"reports/{table['agencies'][agency][0]}/{year}/"
        for agency, year in zip(table["agency"], table["year"], strict=True)
    ]


def ask(
    page: Page, base: str, site: Path, questions: Iterable[Question], *, is_quick: bool = False
) -> list[Answer]:
    """The answers to questions, asked one after the other in a tab that shows the site.

    ``is_quick`` asks for what can be said at once, if only of some of the pages.
    """
    known = addresses(site)
    states = [{"query": each.query, "chosen": each.chosen, "sort": each.sort} for each in questions]
    return [
        Answer(
            answer["kind"],
            answer["isPartial"],
            tuple(known[number] for number in answer["pages"]),
            {group: dict(values) for group, values in answer["counts"].items()},
            answer["took"],
        )
        for answer in page.evaluate(_ASK, [base, states, is_quick])
    ]

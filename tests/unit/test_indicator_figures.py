"""Every figure of every indicator page, read again; how many bodies it says it knows of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.build import Settings, build_site
from gongkai.checks.run import check_corpus
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress
from gongkai.outputs import indicator_pages
from gongkai.outputs.model import Site
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.model import BLANK, Report
from tests.html_reading import attribute, parse, seen
from tests.unit.checks.building import balanced_report, number, with_cells

ROOT = Path(__file__).parents[2]
EDITIONS = load_editions().value
LINK = re.compile(r"\.\./\.\./reports/([\w-]+)/(\d+)/#(\w+)\.([\w.]+)/([\w.]+)$")
RATE = re.compile(r"([\d.]+)(?:%|件)（(\d+)/(\d+)）")
# What is added up from several cells, and leads to the first of them.
SUMS = ("carry_gap", "to_handle", "refused", "unable")
# One for each id of sections 2 to 5 of the list of indicators; families share a page.
IDS = (
    *("new_requests", "to_handle", "handled", "open_at_year_end"),
    *("completion_rate", "disclosure_rate", "full_disclosure_rate", "substantive_disclosure_rate"),
    *("partial_share", "refusal_rate", "unable_rate", "not_processed_rate"),
    *("other_rate", "outcome_share", "refusal_ground_share", "applicant_share"),
    *("carry_gap", "reviews", "suits_direct", "suits_after_review"),
    *(
        "reviews_per_100_requests",
        "review_upheld_rate",
        "review_corrected_rate",
        "suits_corrected_rate",
    ),
    *("pending_share", "rules_issued", "rules_repealed", "rules_in_force"),
    *("rules_disclosed_total", "decisions", "items", "fees_collected"),
    *("procurement", "completeness", "consistency", "on_time"),
)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    build = build_site(Settings(ROOT / "reports", ROOT))
    found = {each.uri: str(each.content) for each in build.files if each.uri.endswith(".md")}
    return {uri: page for uri, page in found.items() if uri.startswith("indicators/")}


@pytest.fixture(scope="module")
def reports() -> dict[tuple[str, int], Report]:
    corpus = load_corpus(ROOT / "reports", EDITIONS).value
    return {(each.agency, each.year): each for each in corpus.reports}


def test_every_indicator_has_its_page(pages: dict[str, str]) -> None:
    assert {f"indicators/{each}.md" for each in IDS} <= set(pages)


def _linked(page: str) -> Iterator[tuple[str, tuple[str, int], CellAddress]]:
    """The figures of a page's tables with the report and the cell that they lead to."""
    for each in parse(page).css("table td a"):
        match = LINK.match(attribute(each, "href"))
        if match is not None:
            agency, year, *address = match.groups()
            yield seen(each), (agency, int(year)), CellAddress(*address)


def test_every_figure_is_that_of_its_cell(
    pages: dict[str, str], reports: dict[tuple[str, int], Report]
) -> None:
    compared = 0
    for uri, page in pages.items():
        if any(uri == f"indicators/{each}.md" for each in SUMS):
            continue
        for text, report, address in _linked(page):
            if not text.isdecimal():
                continue
            edition = reports[report].edition
            table = edition.table(address.table) if edition else None
            row = table.row(address.row) if table else None
            assert row is not None
            # The sum of rows that an older form had as one leads to the first of them.
            if address.row == "results.other_handling.supplement_overdue":
                continue
            assert text == str(reports[report].cell(address).value), (uri, report, address)
            compared += 1
    assert compared >= 392


def test_every_rate_is_its_numerator_over_its_denominator(pages: dict[str, str]) -> None:
    rates = [match for page in pages.values() for match in RATE.findall(page)]
    assert len(rates) > 60
    for shown, part, whole in rates:
        exact = Decimal(100 * int(part)) / int(whole)
        assert Decimal(shown) == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


# The formulas of the rates of table three, in rows of the file; `x.*` is what is below x.
G, P, TOTAL = "results.granted", "results.partial", "results.total"
RATES = {
    "completion_rate": ((TOTAL,), ("new_received", "carried_in")),
    "disclosure_rate": ((G, P), (TOTAL,)),
    "full_disclosure_rate": ((G,), (TOTAL,)),
    "substantive_disclosure_rate": ((G, P), (G, P, "results.refused.*")),
    "partial_share": ((P,), (G, P)),
    "refusal_rate": (("results.refused.*",), (TOTAL,)),
    "unable_rate": (("results.unable.*",), (TOTAL,)),
    "not_processed_rate": (("results.not_processed.*",), (TOTAL,)),
    "other_rate": (("results.other_handling*",), (TOTAL,)),
}


def _summed(year: int, patterns: tuple[str, ...]) -> int:
    """The totals of rows of 平潭, added up straight from the file."""
    text = (ROOT / f"reports/pingtan/{year}.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["tables"]["requests"]
    found = [row[-1] for name, row in rows.items() if any(fnmatch(name, p) for p in patterns)]
    return sum(int(each["value"] if isinstance(each, dict) else each) for each in found)


@pytest.mark.parametrize("name", RATES)
def test_every_rate_is_made_of_the_figures_of_the_file(pages: dict[str, str], name: str) -> None:
    """平潭 in all years, in the table and in the picture; 2020 contradicts itself."""
    page = pages[f"indicators/{name}.md"]
    (row,) = [r for r in parse(page).css("table tbody tr") if "平潭" in seen(r.css("th")[0])]
    shown = dict(zip(range(2019, 2026), [seen(cell) for cell in row.css("td")], strict=True))
    dots = dict(re.findall(r'data-year="(\d+)" data-value="([\d.]+)"', page))
    part, whole = RATES[name]
    for year, text in shown.items():
        if year == 2020:
            assert "原文数据不一致" in text
            assert "2020" not in dots
            continue
        one, all_ = _summed(year, part), _summed(year, whole)
        assert f"（{one}/{all_}）" in text, year
        assert dots[str(year)] == text.partition("%")[0]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("disclosure_rate", ("34.8%（8/23）", "51.9%（42/81）", "48.0%（71/148）")),
        ("substantive_disclosure_rate", ("100.0%（8/8）", "89.4%（42/47）", "86.6%（71/82）")),
        ("completion_rate", ("100.0%（23/23）", "100.0%（81/81）", "96.1%（148/154）")),
    ],
)
def test_the_worked_values_are_on_their_pages(
    pages: dict[str, str], name: str, values: tuple[str, ...]
) -> None:
    """平潭 2019, 2023 and 2025."""
    shown = seen(parse(pages[f"indicators/{name}.md"]).css("table tbody")[0])
    assert [each for each in values if each not in shown] == []


# --- coverage -----------------------------------------------------------------------------------

BODIES = tuple(Agency(f"b{n}", f"第{n}局", AgencyKind.DEPARTMENT, since=2021) for n in range(4))
NEW = CellAddress("requests", "new_received", "total")
held = st.dictionaries(
    st.tuples(st.sampled_from([each.id for each in BODIES]), st.integers(2021, 2024)),
    st.none() | st.integers(0, 50),
    min_size=1,
)


@given(held)
@settings(max_examples=40, deadline=None)
def test_it_says_right_of_how_many_bodies_it_knows(
    cells: dict[tuple[str, int], int | None],
) -> None:
    """A body whose cells are all blank is not known of; one without a newest report is named."""
    edition = EDITIONS.for_year(2021)
    assert edition is not None
    blank = balanced_report(random.Random(0), edition)
    empty = with_cells(blank, dict.fromkeys((address for address, _ in blank.cells()), BLANK))
    made = [
        replace(
            with_cells(empty, {NEW: BLANK if value is None else number(value)}),
            agency=agency,
            year=year,
        )
        for (agency, year), value in sorted(cells.items())
    ]
    corpus = Corpus(EDITIONS, BODIES, tuple(made))
    site = Site(corpus, check_corpus(corpus))
    uri = "indicators/new_requests.md"
    (page,) = [str(each.content) for each in indicator_pages.build(site) if each.uri == uri]
    known = {agency for (agency, _), value in cells.items() if value is not None}
    assert f"4 个机关中的 {len(known)} 个有此项的数。" in page
    newest = max(year for _, year in cells)
    missing = [each.name for each in BODIES if (each.id, newest) not in cells]
    told = f"{newest} 年度缺年报：{'、'.join(missing)}。" if missing else f"{newest} 年度年报齐全。"
    assert told in page

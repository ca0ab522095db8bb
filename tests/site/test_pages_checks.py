"""What readers are told of figures that disagree: at the cell, on the sheet, on pages."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.build import Settings, check_site
from gongkai.checks.book import CheckBook
from gongkai.checks.model import Outcome
from gongkai.checks.wording import OUTCOMES
from tests.html_reading import attribute, by_id, read, seen, squeezed
from tests.site.building import ROOT, Build

IN_FORCE = "art20_1.administrative_normative_documents/in_force"
STOCK = "carry.art20_1.in_force_stock"
TOTAL = "identity.requests.results_total"
REGULATIONS = "art20_1.regulations/total_disclosed"

# The explained failures of the real reports: rule, the cell that carries the sign, both figures.
SIGNS = {
    "reports/pingtan/2020/": [
        (TOTAL, "requests.results.total/natural_person", "26", "20"),
        (TOTAL, "requests.results.total/total", "27", "21"),
        ("plausible.rulemaking_power", REGULATIONS, "7", "7"),
        ("plausible.disclosed_growth", REGULATIONS, "7", "0"),
    ],
    "reports/pingtan/2023/": [(STOCK, IN_FORCE, "602", "775")],
    "reports/pingtan/2024/": [(STOCK, IN_FORCE, "473", "532")],
    "reports/pingtan/2025/": [(STOCK, IN_FORCE, "591", "498")],
}
TALLIES = {
    "reports/changzhi-sme/2019/": {"成立": 2, "不成立": 0, "未能判断": 38},
    "reports/pingtan/2020/": {"成立": 38, "不成立": 2, "未能判断": 0},
    "reports/pingtan/2025/": {"成立": 42, "不成立": 0, "未能判断": 0},
}


@pytest.fixture(scope="module")
def book() -> CheckBook:
    return check_site(Settings(ROOT / "reports", ROOT)).book


def _reports(site: Build) -> list[str]:
    return [
        f"{path.parent.relative_to(site.site).as_posix()}/"
        for path in site.site.glob("reports/*/*/index.html")
    ]


def _signs(page: LexborHTMLParser) -> dict[str, list[str]]:
    """The flags that the signs in each cell lead to."""
    return {
        attribute(cell, "id"): [attribute(sign, "href") for sign in cell.css(".gk-flag a")]
        for cell in page.css("td[id]")
        if cell.css(".gk-flag")
    }


def _tally(text: str) -> dict[str, int]:
    return {word: int(number) for word, number in re.findall(r"(不?成立|未能判断) (\d+)", text)}


# --- signs ------------------------------------------------------------------------------------


def test_only_the_known_failures_carry_a_sign(real: Build) -> None:
    for address in _reports(real):
        page = read(real.page(address))
        cells = Counter(cell for cell, flags in _signs(page).items() for _ in flags)
        assert cells == Counter(cell for _, cell, _, _ in SIGNS.get(address, ())), address
        assert len(page.css(".gk-flags li")) == cells.total(), address
        assert page.css(".gk-open") == [], address


@pytest.mark.parametrize("address", SIGNS)
def test_a_sign_leads_to_both_figures_and_back(real: Build, address: str) -> None:
    page = read(real.page(address))
    nodes, signs = by_id(page), _signs(page)
    for _, cell, left, right in SIGNS[address]:
        flags = [nodes[each.removeprefix("#")] for each in signs[cell]]
        assert any({left, right} <= _numbers(seen(flag)) for flag in flags)
        assert all(_links(flag) == [f"#{cell}"] for flag in flags)
        assert all("原文如此" in seen(flag) for flag in flags)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def _links(node: LexborNode) -> list[str]:
    return [attribute(link, "href") for link in node.css("a")]


# --- the sheet --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", TALLIES)
def test_the_page_counts_its_sums(real: Build, address: str) -> None:
    page = read(real.page(address))
    (tally,) = page.css(".gk-tally")
    (fact,) = page.css(".gk-facts a[href='#checks']")
    for text in (seen(tally).partition("。")[0], seen(fact)):
        assert _tally(text) == TALLIES[address]


def test_every_place_of_every_sum_is_on_the_sheet(real: Build, book: CheckBook) -> None:
    for (agency, year), checks in book.by_report.items():
        page = read(real.page(f"reports/{agency}/{year}/"))
        folds = page.css("details.gk-check")
        sums = [each for each in checks.results if each.place is not None]
        rules = list(dict.fromkeys(each.rule.id for each in sums))
        assert len(folds) == len(rules) + 1, (agency, year)
        places = sum(len(fold.css("li")) for fold in folds[:-1])
        assert places == len(sums), (agency, year)


def test_every_other_rule_is_on_the_sheet_once(real: Build, book: CheckBook) -> None:
    for (agency, year), checks in book.by_report.items():
        page = read(real.page(f"reports/{agency}/{year}/"))
        links = Counter(_links(page.css("details.gk-check")[-1]))
        expected = {each.rule.id for each in checks.results if each.place is None}
        assert {each.partition("#")[2] for each in links} == expected, (agency, year)


def test_a_blank_is_named_and_never_counted_as_holding(real: Build) -> None:
    page = read(real.page("reports/changzhi-sme/2019/"))
    (fold,) = [
        each
        for each in page.css("details.gk-check")
        if "五类＝总计" in seen(each.css("summary")[0])
    ]
    assert _tally(seen(fold.css("summary")[0])) == {"未能判断": 23}
    first = squeezed(seen(fold.css("li")[0]))
    assert "商业企业" in first
    assert "空格若都是 0 则成立" in first


def test_what_fails_is_open_and_told_with_its_figures(real: Build) -> None:
    page = read(real.page("reports/pingtan/2020/"))
    (fold,) = [each for each in page.css("details.gk-check") if "open" in each.attributes]
    text = seen(fold)
    assert "6 + 6 + 4 + 3 + 3 + 4 = 26 ≠ 20" in text
    assert "7 + 6 + 4 + 3 + 3 + 4 = 27 ≠ 21" in text
    (advice,) = fold.css(".gk-advice")
    assert "有 2 种改法" in seen(advice)
    assert ".yaml" not in seen(advice)


# --- the site's pages -------------------------------------------------------------------------


def test_the_page_of_checks_lists_every_explained_failure(real: Build) -> None:
    page = read(real.page("checks/"))
    rows = page.css("table.gov-findings tbody tr")
    expected = [(address, *each) for address, signs in SIGNS.items() for each in signs]
    assert len(rows) == len(expected)
    for address, rule, _, left, right in expected:
        assert any(
            any(link.startswith(f"../{address}#flag-") for link in _links(row))
            and f"rules/#{rule}" in _links(row)
            and {left, right} <= _numbers(seen(row))
            for row in rows
        ), (address, rule)


def test_the_catalogue_counts_the_reports_that_meet_each_rule(real: Build, book: CheckBook) -> None:
    nodes = by_id(read(real.page("checks/rules/")))
    for rule_id in book.rules:
        facts = _facts_below(nodes[rule_id])
        met = [
            checks
            for checks in book.by_report.values()
            if any(each.rule.id == rule_id for each in checks.results)
        ]
        if met:
            assert f"适用 {len(met)} 份" in facts, rule_id
            failing = sum(
                any(each.fails and each.rule.id == rule_id for each in checks.results)
                for checks in met
            )
            assert f"见到 {failing}" in facts, rule_id


def _facts_below(heading: LexborNode) -> str:
    node = heading.next
    while node is not None and node.tag != "dl":
        node = node.next
    assert node is not None
    return seen(node)


def test_the_home_page_says_how_many_figures_disagree(real: Build) -> None:
    page = read(real.page(""))
    (link,) = page.css(".gk-figures a")
    assert re.findall(r"\d+", seen(link)) == ["7"]
    assert attribute(link, "href") == "checks/#explained"
    assert len(page.css(".gov-matrix .gov-state-explained")) == len(SIGNS)


def test_every_outcome_has_a_word() -> None:
    assert set(OUTCOMES) == set(Outcome)

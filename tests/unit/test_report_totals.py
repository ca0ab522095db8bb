"""Totals opened to their parts: every total of the form, its parts as printed, last year's cell."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.checks.run import check_corpus
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress, FormEdition
from gongkai.outputs.model import Site
from gongkai.outputs.report_totals import links, totals_fold, totals_of
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.model import BLANK, CellState, Report
from tests.html_reading import attribute, by_id, fragment, parse, seen
from tests.unit.checks.building import balanced_report, number, with_cells

EDITIONS = load_editions().value
BODY = Agency("body", "某局", AgencyKind.DEPARTMENT)


@pytest.fixture(scope="module")
def real() -> Site:
    corpus = load_corpus(Path("reports"), EDITIONS).value
    return Site(corpus, check_corpus(corpus))


def _folds(site: Site, report: Report) -> str:
    totals = totals_of(site, report)
    tables = report.edition.tables if report.edition else ()
    return "\n".join(totals_fold(site, report, table, totals) for table in tables)


def _lines(site: Site, report: Report) -> dict[str, str]:
    """The text of each line by the cell that it is about; the first where there are several."""
    found: dict[str, str] = {}
    for each in parse(_folds(site, report)).css("li[id]"):
        first = each.css_first("a")
        assert first is not None
        found.setdefault(fragment(attribute(first, "href")), seen(each))
    return found


def _site(*reports: Report) -> Site:
    corpus = Corpus(EDITIONS, (BODY,), reports)
    return Site(corpus, check_corpus(corpus))


def _report(seed: int, year: int) -> Report:
    edition = EDITIONS.for_year(year)
    assert edition is not None
    balanced = balanced_report(random.Random(seed), edition)
    return replace(balanced, agency=BODY.id, year=year)


LINES = [
    (
        2023,
        "requests.new_received/total",
        "一、本年新收政府信息公开申请数量：81 = 自然人 80 + 商业企业 1（其余 4 项为 0）；上年 74",
    ),
    (
        2020,
        "requests.results.total/natural_person",
        (
            "自然人：20 ≠ 予以公开 6 + 部分公开 6 + 本机关不掌握相关政府信息 4 + "
            "补正后申请内容仍不明确 3 + 重复申请 3 + 其他处理 4（其余 13 项为 0），"
            "分项之和 26，不相符；上年 23"
        ),
    ),
    (
        2021,
        "requests.results.other_handling.other/total",
        "3.其他：1 = 自然人 1（其余 5 项为 0）；上年表式无此项",
    ),
    (
        2025,
        "review_litigation.cases/litigation.after_review.total",
        "行政诉讼·复议后起诉·总计：3 = 结果维持 3（其余 3 项为 0）；上年 19",
    ),
]


@pytest.mark.parametrize(("year", "address", "expected"), LINES)
def test_a_total_tells_its_parts_and_last_years_figure(
    real: Site, year: int, address: str, expected: str
) -> None:
    report = real.corpus.report("pingtan", year)
    assert report is not None
    assert _lines(real, report)[address] == expected


def test_parts_left_blank_are_not_added(real: Site) -> None:
    report = real.corpus.report("changzhi-sme", 2019)
    assert report is not None
    line = _lines(real, report)["requests.new_received/total"]
    assert line == "一、本年新收政府信息公开申请数量：0（分项中 1 项为 0、5 项未填）"
    assert "没有 2018 年的报告，不列上年数。" in seen_text(_folds(real, report))


def seen_text(html: str) -> str:
    return "".join(seen(each) for each in parse(html).css("details"))


def test_a_blank_total_over_figures_is_said_to_be_blank() -> None:
    report = _report(1, 2021)
    address = CellAddress("requests", "new_received", "total")
    site = _site(with_cells(report, {address: BLANK}))
    line = _lines(site, site.corpus.reports[0])[str(address)]
    assert re.match(r"一、本年新收政府信息公开申请数量：未填，分项 自然人 \d+", line)
    assert "=" not in line


# --- every total ------------------------------------------------------------------------------


def _totals_of_form(edition: FormEdition, report: Report) -> set[str]:
    """The cells that identities of the form sum into, read from the form alone."""
    found = set()
    for rule in edition.identities:
        table = edition.table(rule.table)
        assert table is not None
        if len(rule.right) > 1 or table.id not in report.tables:
            continue
        others = table.column_leaves if rule.for_each == "column" else table.row_leaves
        for each in others:
            row, column = (rule.right[0], each.path)
            if rule.for_each == "row":
                row, column = each.path, rule.right[0]
            found.add(f"{table.id}.{row}/{column}")
    return found


def test_no_total_of_the_real_reports_is_left_out(real: Site) -> None:
    for report in real.corpus.reports:
        assert report.edition is not None
        totals = totals_of(real, report)
        assert {str(each.address) for each in totals} == _totals_of_form(report.edition, report)
        text = seen_text(_folds(real, report))
        quiet = [each for each in totals if not each.is_told]
        counted = sum(int(n) for n in re.findall(r"(\d+) 项(?:为 0|未填)，各分项也都", text))
        assert counted == len(quiet)


def _two_years(seed: int) -> tuple[Site, Report, Report]:
    """Two years of a body, some cells of each left blank and up to two of them wrong."""
    rng = random.Random(seed)
    first = rng.choice([2019, 2020, 2021, 2024])
    reports = []
    for year in (first, first + 1):
        report = _report(rng.randrange(10_000), year)
        addresses = [each for each, _ in report.cells()]
        changed = dict.fromkeys(rng.sample(addresses, rng.choice([0, 3, 40])), BLANK)
        changed |= dict.fromkeys(rng.sample(addresses, rng.choice([0, 1, 2])), number(7777))
        reports.append(with_cells(report, changed))
    return _site(*reports), reports[0], reports[1]


@given(st.integers(0, 100_000))
def test_a_line_says_just_what_is_printed(seed: int) -> None:
    site, before, report = _two_years(seed)
    lines = {attribute(each, "id"): seen(each) for each in parse(_folds(site, report)).css("li")}
    for total in totals_of(site, report):
        if not total.is_told:
            continue
        line, parts = lines[total.id], [report.cell(each) for each in total.parts]
        summed = sum(cell.value or 0 for cell in parts)
        figures = [cell for cell in parts if cell.state is CellState.NUMBER]
        whole = report.cell(total.address)
        told = re.search(r"： ?(?:\d+|未填) [=≠] (.*?)(?:（|；|，|$)", line)
        if told:
            assert sum(int(each) for each in re.findall(r" (\d+)(?: \+|$)", told[1])) == summed
        assert (" = " in line) == (
            bool(summed) and whole.value == summed and len(figures) == len(parts)
        )
        last = before.cell(total.address)
        if last.state is CellState.NUMBER:
            assert line.endswith(f"；上年 {last.value}")
        else:
            assert line.endswith(("；上年未填", "；上年表式无此项"))


@given(st.integers(0, 100_000))
def test_figures_lead_to_lines(seed: int) -> None:
    site, _, report = _two_years(seed)
    nodes = by_id(parse(_folds(site, report)))
    for address, target in links(report, totals_of(site, report)).items():
        line = nodes[fragment(target)]
        first = line.css_first("a")
        assert first is not None
        assert attribute(first, "href") == f"#{address}"

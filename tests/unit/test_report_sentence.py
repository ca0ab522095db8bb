"""The sentence at the top of a report: its words, its links, and what it is silent about."""

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
from gongkai.forms.model import Editions, FormEdition, Header, Table
from gongkai.outputs.model import Site
from gongkai.outputs.report_sentence import clauses, description, sentence
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.model import BLANK, Cell, CellState, Report, frozen
from tests.html_reading import attribute, fragment, parse, seen
from tests.unit.checks.building import balanced_report, number, with_cells

EDITIONS = load_editions().value
BODY = Agency("body", "某局", AgencyKind.DEPARTMENT)
FIGURE = re.compile(r"\d+")


def _site(*reports: Report, editions: Editions = EDITIONS) -> Site:
    corpus = Corpus(editions, (BODY,), reports)
    return Site(corpus, check_corpus(corpus))


def _edition(year: int) -> FormEdition:
    edition = EDITIONS.for_year(year)
    assert edition is not None
    return edition


def _said(site: Site, report: Report) -> str:
    paragraphs = parse(sentence(site, report)).css("p")
    return "".join(seen(each) for each in paragraphs)


@pytest.fixture(scope="module")
def real() -> Site:
    corpus = load_corpus(Path("reports"), EDITIONS).value
    return Site(corpus, check_corpus(corpus))


REAL = {
    ("changzhi-sme", 2019): "2019 年没有收到政府信息公开申请。",
    ("pingtan", 2019): (
        "2019 年收到政府信息公开申请 23 件；办理完毕 23 件；予以公开 7 件；部分公开 1 件；"
        "结转下年度继续办理 0 件。"
    ),
    ("pingtan", 2020): (
        "2020 年收到政府信息公开申请 21 件，比上年少 2 件；办理完毕 21 件；予以公开 7 件；"
        "部分公开 6 件；结转下年度继续办理 0 件。其中“办理完毕”、“予以公开”、“部分公开”的数"
        "与原表其他数不相符，见校验单。"
    ),
    ("pingtan", 2021): (
        "2021 年收到政府信息公开申请 70 件，比上年多 49 件；办理完毕 69 件；予以公开 30 件；"
        "部分公开 5 件；结转下年度继续办理 1 件；因政府信息公开被申请行政复议 3 件；"
        "未经复议直接被起诉 12 件；复议后被起诉 0 件。"
    ),
    ("pingtan", 2022): (
        "2022 年收到政府信息公开申请 74 件，比上年多 4 件；办理完毕 75 件；"
        "予以公开 21 件，比上年少 9 件；部分公开 9 件；结转下年度继续办理 0 件；"
        "因政府信息公开被申请行政复议 2 件；未经复议直接被起诉 1 件；复议后被起诉 0 件。"
    ),
    ("pingtan", 2023): (
        "2023 年收到政府信息公开申请 81 件，比上年多 7 件；办理完毕 81 件；"
        "予以公开 22 件，比上年多 1 件；部分公开 20 件；结转下年度继续办理 0 件；"
        "因政府信息公开被申请行政复议 2 件；未经复议直接被起诉 5 件；复议后被起诉 2 件。"
    ),
    ("pingtan", 2024): (
        "2024 年收到政府信息公开申请 218 件，比上年多 137 件；办理完毕 218 件；"
        "予以公开 71 件，比上年多 49 件；部分公开 29 件；结转下年度继续办理 0 件；"
        "因政府信息公开被申请行政复议 7 件；未经复议直接被起诉 0 件；复议后被起诉 19 件。"
    ),
    ("pingtan", 2025): (
        "2025 年收到政府信息公开申请 154 件，比上年少 64 件；办理完毕 148 件；"
        "予以公开 33 件，比上年少 38 件；部分公开 38 件；结转下年度继续办理 6 件；"
        "因政府信息公开被申请行政复议 36 件；未经复议直接被起诉 6 件；复议后被起诉 3 件。"
    ),
}


@pytest.mark.parametrize(("agency", "year"), REAL)
def test_every_real_report_has_its_sentence(real: Site, agency: str, year: int) -> None:
    report = real.corpus.report(agency, year)
    assert report is not None
    assert _said(real, report) == REAL[agency, year]


def test_no_real_report_is_left_out(real: Site) -> None:
    assert {(each.agency, each.year) for each in real.corpus.reports} == set(REAL)


# --- what it is silent about ------------------------------------------------------------------


def _new(edition: FormEdition) -> int:
    return next(n for n, each in enumerate(edition.sentence) if each.compares)


def _pair(year: int, before: int, now: Cell, *, last: Cell) -> tuple[Site, Report]:
    """A body's reports on two years whose first compared figures are given, all else blank."""
    reports = []
    for each, cell in ((before, last), (year, now)):
        edition = _edition(each)
        blank = balanced_report(random.Random(1), edition)
        address = edition.sentence[_new(edition)].address
        cells = dict.fromkeys((address for address, _ in blank.cells()), BLANK)
        report = with_cells(blank, cells | {address: cell})
        reports.append(replace(report, agency=BODY.id, year=each))
    return _site(*reports), reports[1]


TEXT = Cell(CellState.TEXT, None, "无")


@pytest.mark.parametrize(
    ("year", "before", "now", "last", "expected"),
    [
        (2022, 2021, number(5), number(3), "2022 年收到政府信息公开申请 5 件，比上年多 2 件。"),
        (2022, 2021, number(5), number(5), "2022 年收到政府信息公开申请 5 件，与上年相同。"),
        (2022, 2021, number(0), number(4), "2022 年没有收到政府信息公开申请，比上年少 4 件。"),
        (2022, 2021, number(0), number(0), "2022 年没有收到政府信息公开申请。"),
        (2022, 2021, number(5), BLANK, "2022 年收到政府信息公开申请 5 件。"),
        (2022, 2021, number(5), TEXT, "2022 年收到政府信息公开申请 5 件。"),
        (2021, 2020, number(5), number(3), "2021 年收到政府信息公开申请 5 件，比上年多 2 件。"),
        (2023, 2021, number(5), number(3), "2023 年收到政府信息公开申请 5 件。"),
        (2022, 2021, BLANK, number(3), ""),
        (2022, 2021, TEXT, number(3), ""),
    ],
)
def test_it_tells_what_is_printed_and_no_more(
    year: int, before: int, now: Cell, last: Cell, expected: str
) -> None:
    site, report = _pair(year, before, now, last=last)
    assert _said(site, report) == expected


def test_a_row_that_was_not_printed_is_not_told() -> None:
    report = replace(balanced_report(random.Random(3), _edition(2021)), agency=BODY.id)
    rows = dict(report.tables["requests"])
    address = report.edition.sentence[0].address if report.edition else None
    assert address is not None
    del rows[address.row]
    without = replace(report, tables=frozen({"requests": frozen(rows)}))
    assert "收到" in _said(_site(report), report)
    assert "收到" not in _said(_site(without), without)


def test_last_years_sums_that_fail_forbid_a_comparison() -> None:
    site, report = _pair(2022, 2021, number(5), last=number(3))
    before = site.corpus.reports[0]
    full = replace(balanced_report(random.Random(5), _edition(2021)), agency=BODY.id, year=2021)
    address = _edition(2021).sentence[0].address
    wrong = with_cells(full, {address: number(9999)})
    assert before.edition is wrong.edition
    assert "比上年" in _said(_site(full, report), report)
    assert "比上年" not in _said(_site(wrong, report), report)


def test_a_row_that_follows_another_is_not_compared() -> None:
    """A made-up form whose first row counts otherwise than the same row before."""
    site, report = _pair(2022, 2021, number(5), last=number(3))
    old = _edition(2021)
    tables = tuple(_after_a_break(table) for table in old.tables)
    new = replace(old, id="2022", from_year=2022, tables=tables)
    report = replace(report, edition=new)
    editions = Editions((*EDITIONS, new))
    broken = _site(site.corpus.reports[0], report, editions=editions)
    assert _said(broken, report) == "2022 年收到政府信息公开申请 5 件。"


def _after_a_break(table: Table) -> Table:
    rows: tuple[Header, ...] = table.rows
    if table.id != "requests":
        return table
    return replace(table, rows=(replace(rows[0], follows="requests.new_received"), *rows[1:]))


def test_a_form_without_a_sentence_has_none() -> None:
    edition = replace(_edition(2021), sentence=())
    report = replace(balanced_report(random.Random(2), edition), agency=BODY.id)
    site = _site(report)
    assert sentence(site, report) == ""
    assert description(site, report) == (
        "某局2021年度政府信息公开工作年度报告：原文、统计表和来源，统计表 200 格中 175 格有内容。"
    )


# --- properties -------------------------------------------------------------------------------


def _two_years(seed: int) -> tuple[Site, Report, Report]:
    """Two years of a body, some cells of each left blank."""
    rng = random.Random(seed)
    first = rng.choice([2019, 2020, 2021, 2024])
    reports = []
    for year in (first, first + 1):
        edition = _edition(year)
        report = balanced_report(rng, edition)
        addresses = [each for each, _ in report.cells()] + [edition.sentence[0].address] * 20
        blank = dict.fromkeys(rng.sample(addresses, rng.choice([0, 3, 60])), BLANK)
        reports.append(replace(with_cells(report, blank), agency=BODY.id, year=year))
    return _site(*reports), reports[0], reports[1]


@given(st.integers(0, 100_000))
def test_every_number_is_a_cell_or_the_difference_of_two(
    seed: int,
) -> None:
    site, before, report = _two_years(seed)
    for clause in clauses(site, report):
        address = clause.statement.address
        assert report.cell(address).value == clause.figure
        if clause.difference is not None:
            last = before.cell(address).value
            assert last is not None
            assert clause.difference == clause.figure - last


@given(st.integers(0, 100_000))
def test_every_number_links_to_its_cell(seed: int) -> None:
    site, before, report = _two_years(seed)
    tree = parse(sentence(site, report))
    spoken = [each for each in tree.css("a") if attribute(each, "href") != "#checks"]
    by_page = {"": report, f"../{before.year}/": before}
    for each in spoken:
        page, address = attribute(each, "href").partition("#")[0], fragment(attribute(each, "href"))
        value = {str(place): cell.value for place, cell in by_page[page].cells()}[address]
        now = {str(place): cell.value for place, cell in report.cells()}[address]
        assert value is not None
        assert now is not None
        shown = [int(text) for text in FIGURE.findall(seen(each))]
        if page:
            assert shown == [abs(now - value)] or (shown == [] and now == value)
        else:
            assert shown == [value] or (shown == [] and value == 0)
    numbers = FIGURE.findall(_said(site, report))
    linked = [text for each in spoken for text in FIGURE.findall(seen(each))]
    assert numbers == ([str(report.year), *linked] if numbers else [])

"""Blank cells, blank totals, sections without text, years without a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.completeness import RULES, check
from gongkai.forms.model import Editions, FormEdition
from gongkai.issues import Severity
from tests.unit.checks.loading import (
    AGENCY,
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    full_tables,
    outcome,
    said,
)

BLANK, BLANK_TOTAL, SECTION, YEAR = (rule.id for rule in RULES)


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def requests(**rows: str) -> str:
    """A report on 2021 with some rows of table 三."""
    lines = [f"    {path.replace('__', '.')}: {cells}\n" for path, cells in rows.items()]
    return "".join(("year: 2021\ntables:\n  requests:\n", *lines))


def test_severities() -> None:
    assert [rule.severity for rule in RULES] == [Severity.HINT, *[Severity.WARNING] * 3]


# --- blank cells ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "collapsed", "size"), [(2019, False, 198), (2021, False, 200), (2021, True, 186)]
)
def test_a_full_report(
    corpora: Corpora, editions: Editions, year: int, collapsed: bool, size: int
) -> None:
    edition = editions.for_year(year)
    assert edition is not None
    subject = corpora.subject(f"year: {year}\n{full_tables(edition, collapsed=collapsed)}")
    assert said(check, subject, BLANK) == [Said("", HOLDS, size, size)]


def test_blank_cells_are_counted_and_zeros_are_filled(corpora: Corpora) -> None:
    subject = corpora.subject(requests(new_received='[0, ~, "/", 无, ~, ~, 0]'))
    assert said(check, subject, BLANK) == [Said("", FAILS, 4, 200)]


def test_blanks_without_tables(corpora: Corpora) -> None:
    assert outcome(check, corpora.subject("year: 2021\n"), BLANK) is NOT_EVALUATED


# --- blank totals -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            {"new_received": "[3, ~, 4, ~, ~, ~, ~]"},
            [Said("requests.new_received/total", FAILS, 7)],
        ),
        (
            {"new_received": "[0, ~, ~, ~, ~, ~, ~]"},
            [Said("requests.new_received/total", FAILS, 0)],
        ),
        ({"new_received": "[3, ~, ~, ~, ~, ~, 3]"}, [Said("", HOLDS)]),
        ({"new_received": "[~, ~, ~, ~, ~, ~, ~]"}, [Said("", NOT_EVALUATED)]),
        (
            {
                "results__granted": "[2, ~, ~, ~, ~, ~, 2]",
                "results__total": "[~, ~, ~, ~, ~, ~, 2]",
            },
            [Said("requests.results.total/natural_person", FAILS, 2)],
        ),
        (
            {
                "results__refused__state_secret": "[1, 0, 0, 0, 0, 0, 1]",
                "results__other_handling": "[4, 0, 0, 0, 0, 0, 4]",
                "results__total": "[~, 0, 0, 0, 0, 0, 5]",
            },
            [Said("requests.results.total/natural_person", FAILS, 5)],
        ),
    ],
)
def test_blank_total(corpora: Corpora, rows: dict[str, str], expected: list[Said]) -> None:
    assert said(check, corpora.subject(requests(**rows)), BLANK_TOTAL) == expected


def test_blank_totals_of_a_table_of_one_row(corpora: Corpora) -> None:
    cells = "{review.upheld: 2, review.total: ~, litigation.direct.total: 0}"
    report = f"year: 2019\ntables:\n  review_litigation:\n    cases: {cells}\n"
    expected = [Said("review_litigation.cases/review.total", FAILS, 2)]
    assert said(check, corpora.subject(report), BLANK_TOTAL) == expected


def test_a_cell_that_is_total_of_row_and_column_is_one_finding(corpora: Corpora) -> None:
    rows = {"results__granted": "[2, 0, 0, 0, 0, 0, 2]", "results__total": "[2, 0, 0, 0, 0, 0, ~]"}
    expected = [Said("requests.results.total/total", FAILS, 2)]
    assert said(check, corpora.subject(requests(**rows)), BLANK_TOTAL) == expected


def test_what_is_a_total_the_edition_says(tmp_path: Path, editions: Editions) -> None:
    """An edition without identities has no totals, whatever its labels say."""
    newest = max(editions, key=lambda each: each.from_year)
    bare = FormEdition(
        newest.id, newest.from_year, newest.label, newest.document, newest.sections, newest.tables
    )
    corpora = Corpora(tmp_path, Editions((bare,)))
    subject = corpora.subject(requests(new_received="[3, ~, ~, ~, ~, ~, ~]"))
    assert outcome(check, subject, BLANK_TOTAL) is NOT_EVALUATED


# --- sections ---------------------------------------------------------------------------------

FILLED = "  problems: 无。\n  other_matters: 无其他需要报告的事项。\n"


def narratives(overview: str, rest: str = FILLED) -> str:
    return f"year: 2021\nnarratives:\n  overview: |\n    {overview}\n{rest}"


@pytest.mark.parametrize(
    "overview",
    [
        "主动公开信息  条。",
        "全年收到申请 件，均已答复。",
        "全年共　件。",
        "发布信息____条，",
        "受理申请XX件。",
        "该部分以表格形式报告。表格如下：",
        "主动公开信息  条",
    ],
)
def test_what_the_template_left(corpora: Corpora, overview: str) -> None:
    expected = [Said("overview", FAILS)]
    assert said(check, corpora.subject(narratives(overview)), SECTION) == expected


@pytest.mark.parametrize(
    "overview",
    [
        "主动公开信息 49 条。",
        "主动公开信息49 条，其中政策类十 条。",
        "依据《政府信息公开 条例》，",
        "制发文 件，公开事 项。",
        "另有若干 件。各 项、每 件。",
        "第 12 条，第十二 条。",
        "主动公开\n件。",
        "x 件，",
    ],
)
def test_no_gap(corpora: Corpora, overview: str) -> None:
    text = overview.replace("\n", "\n    ")
    assert outcome(check, corpora.subject(narratives(text)), SECTION) is HOLDS


def test_templates_of_sections_with_tables(corpora: Corpora) -> None:
    before = "  requests: {before: 该部分以表格形式报告。表格如下}\n"
    subject = corpora.subject(narratives("如下。", FILLED + before))
    assert said(check, subject, SECTION) == [Said("requests", FAILS)]


def test_sections_without_text(corpora: Corpora) -> None:
    subject = corpora.subject(narratives("如下。", "  problems: 无。\n"))
    assert said(check, subject, SECTION) == [Said("other_matters", FAILS)]
    places = [each.at for each in said(check, corpora.subject("year: 2020\n"), SECTION)]
    assert places == ["overview", "problems", "other_matters"]


def test_sections_that_are_not_in_the_file(corpora: Corpora) -> None:
    assert outcome(check, corpora.subject("year: 2021\nnarratives: omitted\n"), SECTION) is (
        NOT_EVALUATED
    )


# --- years ------------------------------------------------------------------------------------


def test_years_that_are_missing(corpora: Corpora) -> None:
    subject = corpora.subject("year: 2014\n", "year: 2019\n", "year: 2022\n")
    assert said(check, subject, YEAR) == [Said("overview", FAILS, 2022, 2019)]


def test_years_before_the_first_form(corpora: Corpora) -> None:
    subject = corpora.subject("year: 2010\n", "year: 2012\n")
    assert said(check, subject, YEAR) == [Said("overview", FAILS, 2012, 2010)]


def test_years_in_a_row(corpora: Corpora) -> None:
    subject = corpora.subject("year: 2020\n", "year: 2021\n")
    assert said(check, subject, YEAR) == [Said("", HOLDS, 2021, 2020)]


def test_years_in_which_the_body_owed_nothing(corpora: Corpora) -> None:
    agency = f"{AGENCY}since: 2022\n"
    subject = corpora.subject("year: 2019\n", "year: 2022\n", agency=agency)
    assert said(check, subject, YEAR) == [Said("", HOLDS, 2022, 2019)]


def test_the_first_report(corpora: Corpora) -> None:
    assert outcome(check, corpora.subject("year: 2021\n"), YEAR) is NOT_EVALUATED

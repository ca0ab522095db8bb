"""Figures of one report, and of two years of a body, that are reasons to look."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks import (
    across_years,
    aggregates,
    completeness,
    form_rules,
    jumps,
    plausibility,
    publication,
    values,
)
from gongkai.checks.model import Outcome, Rule
from gongkai.checks.plausibility import makes_rules
from gongkai.checks.subject import Check, Subject
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from gongkai.reports.agency import Agency, AgencyKind
from tests.unit.checks.loading import (
    AGENCY,
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    outcome,
    said,
)

RULES: dict[str, tuple[Rule, Check]] = {
    **{rule.id: (rule, plausibility.check) for rule in plausibility.RULES},
    **{rule.id: (rule, across_years.check) for rule in across_years.RULES},
    **{rule.id: (rule, jumps.check) for rule in jumps.RULES},
}


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def check(rule: str) -> Check:
    return RULES[f"plausible.{rule}"][1]


def tables(year: int, **rows: str) -> str:
    """A report with rows given as ``table__row="[1, 2]"``."""
    lines = [f"year: {year}\n", "tables:\n"]
    named = [(*key.split("__"), cells) for key, cells in rows.items()]
    for table in dict.fromkeys(table for table, _, _ in named):
        lines.append(f"  {table}:\n")
        lines += (f"    {row}: {cells}\n" for name, row, cells in named if name == table)
    return "".join(lines)


def requests(year: int, *rows: tuple[str, str]) -> str:
    lines = "".join(f"    {row}: {cells}\n" for row, cells in rows)
    return f"year: {year}\ntables:\n  requests:\n{lines}"


def results(corpora: Corpora, rule: str, *reports: str, agency: str = AGENCY) -> list[Said]:
    return said(check(rule), corpora.subject(*reports, agency=agency), f"plausible.{rule}")


def test_severities() -> None:
    warnings = {
        rule.id.partition(".")[2] for rule, _ in RULES.values() if rule.severity is Severity.WARNING
    }
    assert warnings == {"rulemaking_power", "disclosed_growth", "copied_year", "fee_unit"}
    assert {rule.severity for rule, _ in RULES.values()} == {Severity.WARNING, Severity.HINT}
    assert len(RULES) == 11


@pytest.mark.parametrize("rule", sorted(RULES))
def test_nothing_is_said_where_the_form_has_no_such_cells(corpora: Corpora, rule: str) -> None:
    subject = corpora.subject("year: 2014\n", "year: 2015\n")
    assert outcome(RULES[rule][1], subject, rule) is None


# --- 规章 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("[0, 0, 7]", Said("regulations", FAILS)),
        ("[~, ~, 7]", Said("regulations", FAILS)),
        ("[0, 0, 0]", Said("", HOLDS)),
        ("[0, 0, ~]", Said("", NOT_EVALUATED)),
        ('["/", "/", "/"]', Said("", NOT_EVALUATED)),
    ],
)
@pytest.mark.parametrize("year", [2020, 2021])
def test_rulemaking_power(corpora: Corpora, year: int, cells: str, expected: Said) -> None:
    report = tables(year, art20_1__regulations=cells)
    assert results(corpora, "rulemaking_power", report) == [expected]


def test_rulemaking_power_names_the_cells(corpora: Corpora) -> None:
    subject = corpora.subject(tables(2021, art20_1__regulations="[0, 2, 7]"))
    (found,) = (each for each in plausibility.check(subject) if each.fails)
    assert [str(cell) for cell in found.cells] == [
        "art20_1.regulations/repealed",
        "art20_1.regulations/in_force",
    ]


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        (f"{AGENCY}makes_rules: true\n", HOLDS),
        ("name: 某省政府\nkind: government\nlevel: province\n", HOLDS),
        ("name: 某县政府\nkind: government\nlevel: county\n", FAILS),
        (AGENCY, FAILS),
    ],
)
def test_bodies_that_may_make_rules(corpora: Corpora, agency: str, expected: Outcome) -> None:
    report = tables(2021, art20_1__regulations="[1, 0, 7]")
    (found,) = results(corpora, "rulemaking_power", report, agency=agency)
    assert found.outcome is expected


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        (AgencyKind.DEPARTMENT, "national", True),
        (AgencyKind.DEPARTMENT, "province", False),
        (AgencyKind.DEPARTMENT, None, False),
        (AgencyKind.GOVERNMENT, "province", True),
        (AgencyKind.GOVERNMENT, "city", True),
        (AgencyKind.GOVERNMENT, "county", False),
        (AgencyKind.GOVERNMENT, None, False),
        (AgencyKind.TOWNSHIP, "township", False),
        (AgencyKind.OTHER, "national", False),
    ],
)
def test_power_by_kind_and_level(
    editions: Editions, kind: AgencyKind, level: str | None, expected: bool
) -> None:
    agency = Agency("a", "某机关", kind, level=level)
    assert makes_rules(Corpus(editions, (agency,), ()), agency) is expected
    stated = Agency("a", "某机关", kind, level=level, makes_rules=not expected)
    assert makes_rules(Corpus(editions, (stated,), ()), stated) is not expected


def test_power_of_members_counts_and_circles_end(editions: Editions) -> None:
    def body(name: str, *members: str, power: bool | None = None) -> Agency:
        return Agency(name, name, AgencyKind.OTHER, members=members, makes_rules=power)

    top, middle, without = body("top", "middle"), body("middle", "leaf"), body("leaf", "top")
    assert not makes_rules(Corpus(editions, (without, middle, top), ()), top)
    leaf = body("leaf", power=True)
    assert makes_rules(Corpus(editions, (leaf, middle, top), ()), top)


# --- two figures of a row ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("[5, 0, 4]", Said("regulations", FAILS, 4, 5)),
        ("[5, ~, 4]", Said("regulations", FAILS, 4, 5)),
        ("[5, 1, 4]", Said("regulations", HOLDS, 4, 5)),
        ("[4, 0, 4]", Said("", HOLDS)),
        ("[4, 0, ~]", Said("", NOT_EVALUATED)),
    ],
)
def test_stock_covers_issued(corpora: Corpora, cells: str, expected: Said) -> None:
    report = tables(2021, art20_1__regulations=cells)
    assert results(corpora, "stock_covers_issued", report) == [expected]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("[0, 5, 4]", Said("regulations", FAILS, 4, 5)),
        ("[0, 5, 5]", Said("", HOLDS)),
        ("[0, ~, 5]", Said("", NOT_EVALUATED)),
    ],
)
def test_disclosed_covers_new(corpora: Corpora, cells: str, expected: Said) -> None:
    report = tables(2019, art20_1__regulations=cells)
    assert results(corpora, "disclosed_covers_new", report) == [expected]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("[10, -18, 0]", Said("art20_6.penalty", FAILS, -8, 0)),
        ("[10, -10, 0]", Said("", HOLDS)),
        ("[~, -18, 0]", Said("", NOT_EVALUATED)),
    ],
)
def test_items_nonnegative(corpora: Corpora, cells: str, expected: Said) -> None:
    report = tables(2020, art20_6__penalty=cells)
    assert results(corpora, "items_nonnegative", report) == [expected]


def test_one_failure_for_each_place(corpora: Corpora) -> None:
    rows = {"art20_5__licensing": "[1, -2, 0]", "art20_8__administrative_fees": "[1, -3]"}
    assert results(corpora, "items_nonnegative", tables(2019, **rows)) == [
        Said("art20_5.licensing", FAILS, -1, 0),
        Said("art20_8.administrative_fees", FAILS, -2, 0),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("[0, 56525.5]", Said("central_procurement", FAILS, 0, Decimal("56525.5"))),
        ("[4, 0]", Said("central_procurement", FAILS, 4, Decimal(0))),
        ("[4, 56525]", Said("", HOLDS)),
        ("[0, 0.00]", Said("", HOLDS)),
        ("[4, ~]", Said("", NOT_EVALUATED)),
    ],
)
def test_procurement_pair(corpora: Corpora, cells: str, expected: Said) -> None:
    report = tables(2019, art20_9__central_procurement=cells)
    assert results(corpora, "procurement_pair", report) == [expected]


FEE_ROW = "results.other_handling.fee_overdue"


@pytest.mark.parametrize(
    ("total", "prose", "expected"),
    [
        ("2", "{other_matters: 无。}", Said(FEE_ROW, FAILS, 2)),
        ("2", "{overview: 收取信息处理费。}", Said(FEE_ROW, FAILS, 2)),
        ("2", "{other_matters: 收取信息 处理费 0 元。}", Said("", HOLDS, 2)),
        ("0", "{other_matters: 无。}", Said("", HOLDS, 0)),
        ("0", "omitted", Said("", HOLDS, 0)),
        ("2", "omitted", Said("", NOT_EVALUATED)),
        ("~", "{other_matters: 无。}", Said("", NOT_EVALUATED)),
    ],
)
def test_processing_fee(corpora: Corpora, total: str, prose: str, expected: Said) -> None:
    table = requests(2021, (FEE_ROW, f"[~, ~, ~, ~, ~, ~, {total}]"))
    report = f"{table}narratives: {prose}\n"
    assert results(corpora, "processing_fee", report) == [expected]


# --- two years --------------------------------------------------------------------------------

TWO_YEARS = ("repealed_bounded", "disclosed_growth", "fee_unit", "jump", "copied_year")
ROWS = {
    "art20_1__regulations": "[0, 0, 0]",
    "art20_8__administrative_fees": "[0]",
    "requests__new_received": "[0, 0, 0, 0, 0, 0, 0]",
}
OLD_ROWS = {**ROWS, "art20_8__administrative_fees": "[0, 0]"}


@pytest.mark.parametrize("rule", TWO_YEARS)
def test_two_years_need_two_years(corpora: Corpora, rule: str) -> None:
    report = tables(2020, **OLD_ROWS) if rule == "disclosed_growth" else tables(2022, **ROWS)
    assert results(corpora, rule, report) == [Said("", NOT_EVALUATED)]


@pytest.mark.parametrize("rule", TWO_YEARS)
def test_a_body_that_owed_no_report_is_not_compared(corpora: Corpora, rule: str) -> None:
    year = 2020 if rule == "disclosed_growth" else 2022
    report = tables(year, **(OLD_ROWS if year == 2020 else ROWS))
    assert results(corpora, rule, report, agency=f"{AGENCY}since: {year}\n") == []


@pytest.mark.parametrize("rule", TWO_YEARS)
def test_the_first_year_of_the_form_is_not_compared(corpora: Corpora, rule: str) -> None:
    assert results(corpora, rule, "year: 2018\n", tables(2019, **OLD_ROWS)) == []


@pytest.mark.parametrize("rule", ["repealed_bounded", "fee_unit", "disclosed_growth"])
def test_cells_that_one_form_lacks_are_not_compared(corpora: Corpora, rule: str) -> None:
    assert results(corpora, rule, tables(2020, **OLD_ROWS), tables(2021, **ROWS)) == []
    assert results(corpora, rule, tables(2021, **ROWS)) == []


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("[0, 0, 10]", "[2, 13, 0]", Said("regulations", FAILS, 13, 12)),
        ("[0, 0, 10]", "[2, 12, 0]", Said("", HOLDS)),
        ("[0, 0, ~]", "[2, 12, 0]", Said("", NOT_EVALUATED)),
    ],
)
def test_repealed_bounded(corpora: Corpora, last: str, now: str, expected: Said) -> None:
    reports = (
        tables(2021, art20_1__regulations=last),
        tables(2022, art20_1__regulations=now),
    )
    assert results(corpora, "repealed_bounded", *reports) == [expected]


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("[0, 0, 0]", "[0, 0, 7]", Said("regulations", FAILS, 7, 0)),
        ("[9, 9, 89]", "[0, 77, 166]", Said("", HOLDS)),
        ("[9, 9, 89]", "[0, 77, 167]", Said("regulations", FAILS, 167, 166)),
        ("[9, 9, 89]", "[0, ~, 166]", Said("", NOT_EVALUATED)),
    ],
)
def test_disclosed_growth(corpora: Corpora, last: str, now: str, expected: Said) -> None:
    reports = (
        tables(2019, art20_1__regulations=last),
        tables(2020, art20_1__regulations=now),
    )
    assert results(corpora, "disclosed_growth", *reports) == [expected]


FEES = "administrative_fees"


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2.5", "2500", Said(FEES, FAILS, Decimal(2500), Decimal("2.5"))),
        ("25000", "2.5", Said(FEES, FAILS, Decimal("2.5"), Decimal(25000))),
        ("2.5", "2499.99", Said("", HOLDS)),
        ("24252.311082", "9116.36", Said("", HOLDS)),
        ("0", "24252", Said("", HOLDS)),
        ("24252", "0.00", Said("", HOLDS)),
        ("~", "24252", Said("", NOT_EVALUATED)),
        (
            "2.5",
            '{value: 25000, printed: "25000元", unit: 元}',
            Said(FEES, HOLDS, Decimal(25000), Decimal("2.5")),
        ),
    ],
)
def test_fee_unit(corpora: Corpora, last: str, now: str, expected: Said) -> None:
    reports = (
        tables(2021, art20_8__administrative_fees=f"[{last}]"),
        tables(2022, art20_8__administrative_fees=f"[{now}]"),
    )
    assert results(corpora, "fee_unit", *reports) == [expected]


# --- jumps ------------------------------------------------------------------------------------

RECEIVED = "requests.new_received/total"


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("6", "31", Said(RECEIVED, FAILS, 31, 6)),
        ("31", "6", Said(RECEIVED, FAILS, 6, 31)),
        ("6", "30", Said("", HOLDS)),  # five times is not above five times
        ("1", "29", Said("", HOLDS)),
        ("5", "30", Said(RECEIVED, FAILS, 30, 5)),
        ("0", "500", Said("", HOLDS)),
        ("500", "0", Said("", HOLDS)),
        ("~", "500", Said("", NOT_EVALUATED)),
    ],
)
@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_jump(corpora: Corpora, year: int, last: str, now: str, expected: Said) -> None:
    reports = (
        requests(year - 1, ("new_received", f"[~, ~, ~, ~, ~, ~, {last}]")),
        requests(year, ("new_received", f"[~, ~, ~, ~, ~, ~, {now}]")),
    )
    assert results(corpora, "jump", *reports) == [expected]


def test_jumps_of_a_table_of_one_row(corpora: Corpora) -> None:
    reports = [
        f"year: {year}\ntables:\n  review_litigation:\n    cases: {{review.total: {total}}}\n"
        for year, total in ((2024, 7), (2025, 36))
    ]
    expected = Said("review_litigation.cases/review.total", FAILS, 36, 7)
    assert results(corpora, "jump", *reports) == [expected]


def test_no_jump_across_a_change_of_form(corpora: Corpora) -> None:
    reports = (
        tables(2020, art20_5__licensing="[0, 0, 278]", art20_1__regulations="[1, 1, 1]"),
        tables(2021, art20_5__licensing="[2293]", art20_1__regulations="[99, 99, 99]"),
    )
    assert results(corpora, "jump", *reports) == [Said("", NOT_EVALUATED)]


def test_amounts_jump_only_in_one_stated_unit(corpora: Corpora) -> None:
    def jump(last: str, now: str) -> list[Said]:
        row = "art20_9__central_procurement"
        reports = (tables(2019, **{row: f"[~, {last}]"}), tables(2020, **{row: f"[~, {now}]"}))
        return results(corpora, "jump", *reports)

    yuan = '{{value: {0}, printed: "{0}元", unit: 元}}'
    assert jump(yuan.format(100), yuan.format(900)) == [
        Said("art20_9.central_procurement/amount", FAILS, Decimal(900), Decimal(100))
    ]
    assert jump("100", "900") == [Said("", HOLDS)]
    assert jump("100", yuan.format(900)) == [Said("", HOLDS)]


# --- a table like last year's -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("[3, 0, 0, 0, 0, 1, 4]", "[3, 0, 0, 0, 0, 1, 4]", Said("requests", FAILS, 4, 4)),
        ("[3, 0, 0, 0, 0, 1, 4]", "[2, 0, 0, 0, 0, 2, 4]", Said("", HOLDS, 4, 4)),
        ("[3, ~, 0, 0, 0, 1, 4]", "[3, 0, 0, 0, 0, 1, 4]", Said("", HOLDS, 4, 4)),
        ("[3, 0, 0, 0, 0, 1, 4]", "[4, 0, 0, 0, 0, 1, 5]", Said("", HOLDS, 5, 4)),
        ("[0, 0, 0, 0, 0, 0, 0]", "[0, 0, 0, 0, 0, 0, 0]", Said("", HOLDS, 0, 0)),
        ("[3, 0, 0, 0, 0, 1, ~]", "[3, 0, 0, 0, 0, 1, 4]", Said("", NOT_EVALUATED)),
    ],
)
def test_copied_year(corpora: Corpora, last: str, now: str, expected: Said) -> None:
    reports = [
        requests(year, ("new_received", cells), ("carried_in", "[0, 0, 0, 0, 0, 0, 0]"))
        for year, cells in ((2022, last), (2023, now))
    ]
    assert results(corpora, "copied_year", *reports) == [expected]


def test_a_table_with_other_rows_is_no_copy(corpora: Corpora) -> None:
    row = ("new_received", "[3, 0, 0, 0, 0, 1, 4]")
    reports = (requests(2022, row), requests(2023, row, ("carried_in", "[0, 0, 0, 0, 0, 0, 0]")))
    assert results(corpora, "copied_year", *reports) == [Said("", HOLDS, 4, 4)]


# --- real reports -----------------------------------------------------------------------------


EVERY_CHECK: tuple[Check, ...] = (
    *(values.check, form_rules.check, completeness.check, publication.check),
    *(plausibility.check, across_years.check, jumps.check, aggregates.check),
)


def test_warnings_on_real_reports(editions: Editions, reports_folder: Path) -> None:
    corpus = load_corpus(reports_folder, editions).value
    found = []
    for report in corpus.reports:
        agency = corpus.agency(report.agency)
        assert agency is not None
        before = corpus.report(report.agency, report.year - 1)
        subject = Subject(corpus, agency, report, before)
        found += [
            (result.agency, result.year, result.rule.id, result.at, result.left, result.right)
            for each in EVERY_CHECK
            for result in each(subject)
            if result.fails and result.rule.severity is not Severity.HINT
        ]
    growth, power = "plausible.disclosed_growth", "plausible.rulemaking_power"
    assert sorted(found, key=str) == [
        ("pingtan", 2020, growth, "regulations", 7, 0),
        ("pingtan", 2020, power, "regulations", None, None),
    ]

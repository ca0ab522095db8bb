"""Identities and carries: places, three outcomes, figures, what a blank implies."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks.identities import carries
from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.sheets import sheet_of
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import CellAddress, Editions
from gongkai.issues import Severity
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.model import BLANK, Cell, CellState, Report, frozen
from tests.unit.checks.building import balanced_report, identities_of, number, with_cells
from tests.unit.checks.loading import Corpora

HOLDS, FAILS, NOT_EVALUATED = Outcome.HOLDS, Outcome.FAILS, Outcome.NOT_EVALUATED


@pytest.fixture(scope="module")
def corpus(editions: Editions, reports_folder: Path) -> Corpus:
    return load_corpus(reports_folder, editions).value


def cell(row: str, column: str) -> CellAddress:
    return CellAddress("requests", row, column)


def result(results: list[CheckResult], rule: str, at: str) -> CheckResult:
    (found,) = (each for each in results if each.rule.short_id == rule and each.at == at)
    return found


def into(report: Report, corpus: Corpus, agency: Agency) -> list[CheckResult]:
    """The results of all carries into a report."""
    before = corpus.report(report.agency, report.year - 1)
    return list(carries(sheet_of(report), sheet_of(before), agency))


# --- real reports -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agency", "year", "holds", "fails", "not_evaluated"),
    [
        ("changzhi-sme", 2019, 2, 0, 38),
        ("pingtan", 2019, 40, 0, 0),
        ("pingtan", 2020, 38, 2, 0),
        *(("pingtan", year, 42, 0, 0) for year in range(2021, 2026)),
    ],
)
def test_places_of_real_reports(
    corpus: Corpus, agency: str, year: int, holds: int, fails: int, not_evaluated: int
) -> None:
    report = corpus.report(agency, year)
    assert report is not None
    tally = Counter(each.outcome for each in identities_of(report))
    assert (tally[HOLDS], tally[FAILS], tally[NOT_EVALUATED]) == (holds, fails, not_evaluated)


def test_carries_of_real_reports(corpus: Corpus) -> None:
    tally: Counter[tuple[str, Outcome]] = Counter()
    failing = set()
    for report in corpus.reports:
        agency = corpus.agency(report.agency)
        assert agency is not None
        for each in into(report, corpus, agency):
            kind = "items" if each.rule.id.endswith("_items") else each.rule.short_id
            tally[kind, each.outcome] += 1
            if each.fails:
                failing.add((each.year, each.at, each.left, each.right))
    # 42 of 平潭's six pairs of years: seven columns, also across the change of form.
    assert tally["requests.carried_over", HOLDS] == 42
    assert tally["items", HOLDS] == 5
    # Four pairs of years, two rows each.
    assert tally["art20_1.in_force_stock", HOLDS] == 5
    documents = "administrative_normative_documents"
    assert failing == {
        (2023, documents, 602, 775),
        (2024, documents, 473, 532),
        (2025, documents, 591, 498),
    }


# --- outcomes ---------------------------------------------------------------------------------


def test_a_failure_carries_both_sums(editions: Editions) -> None:
    report = balanced_report(random.Random(1), next(iter(editions)))
    address = cell("new_received", "natural_person")
    printed = int(report.cell(address).value or 0)
    results = identities_of(with_cells(report, {address: number(printed + 3)}))
    failed = {(each.rule.short_id, each.at) for each in results if each.fails}
    assert failed == {
        ("requests.balance", "natural_person"),
        ("requests.applicant_total", "new_received"),
    }
    found = result(results, "requests.balance", "natural_person")
    assert found.left is not None
    assert found.right is not None
    assert found.left - found.right == 3


@pytest.mark.parametrize(
    ("printed", "if_blank_is_zero"),
    [
        (BLANK, False),
        (Cell(CellState.NOT_APPLICABLE, None, "/"), False),
        (Cell(CellState.TEXT, None, "见附件"), None),
    ],
)
def test_without_a_number_a_rule_is_not_evaluated(
    editions: Editions, printed: Cell, if_blank_is_zero: bool | None
) -> None:
    report = balanced_report(random.Random(4), next(iter(editions)))
    address = cell("new_received", "total")
    value = report.cell(address).value
    results = identities_of(with_cells(report, {address: printed}))
    found = result(results, "requests.balance", "total")
    assert found.outcome is NOT_EVALUATED
    assert [each.address for each in found.missing] == [address]
    assert found.if_blank_is_zero is if_blank_is_zero
    implied = found.implied.value if found.implied else None
    assert implied == (value if if_blank_is_zero is not None else None)


def test_two_blanks_imply_nothing(editions: Editions) -> None:
    report = balanced_report(random.Random(4), next(iter(editions)))
    cells = dict.fromkeys((cell("new_received", "total"), cell("carried_in", "total")), BLANK)
    found = result(identities_of(with_cells(report, cells)), "requests.balance", "total")
    assert [each.address for each in found.missing] == list(cells)
    assert found.if_blank_is_zero is False
    assert found.implied is None


@pytest.mark.parametrize("row", ["new_received", "results.total"], ids=["left", "right"])
def test_a_blank_implies_no_negative_count(editions: Editions, row: str) -> None:
    """The other figures already come to more than the other side."""
    report = balanced_report(random.Random(4), next(iter(editions)))
    cells = {cell("carried_in", "total"): number(9999), cell(row, "total"): BLANK}
    if row == "results.total":
        cells = {cell("carried_forward", "total"): number(9999), cell(row, "total"): BLANK}
    found = result(identities_of(with_cells(report, cells)), "requests.balance", "total")
    assert found.if_blank_is_zero is False
    assert found.implied is None


def test_a_blank_may_imply_zero(editions: Editions) -> None:
    report = balanced_report(random.Random(4), next(iter(editions)))
    row = [a for a, _ in report.cells() if a.row == "results.refused.state_secret"]
    cells = {**dict.fromkeys(row, number(0)), row[0]: BLANK}
    found = result(identities_of(with_cells(report, cells)), "requests.applicant_total", row[0].row)
    assert found.if_blank_is_zero is True
    assert found.implied is not None
    assert (found.implied.operand.address, found.implied.value) == (row[0], 0)


def test_every_result_says_what_it_is_about(editions: Editions) -> None:
    for edition in editions:
        report = balanced_report(random.Random(4), edition)
        blank = with_cells(report, {cell("new_received", "total"): BLANK})
        results = identities_of(blank)
        assert {(each.agency, each.year) for each in results} == {(report.agency, report.year)}
        assert all(each.place is not None and each.place.at == each.at for each in results)


def test_two_rules_may_imply_the_same_value(editions: Editions) -> None:
    """The case of 上海市科委 2024: a blank 结转下年度 total that two rules put at 1."""
    report = balanced_report(random.Random(4), next(iter(editions)))
    address = cell("carried_forward", "total")
    value = report.cell(address).value
    results = identities_of(with_cells(report, {address: BLANK}))
    implied = [each.implied.value for each in results if each.implied]
    assert implied == [value, value]


def test_a_blank_is_never_zero(editions: Editions) -> None:
    report = balanced_report(random.Random(1), next(iter(editions)))
    blank = with_cells(report, {address: BLANK for address, _ in report.cells()})
    results = identities_of(blank)
    assert {each.outcome for each in results} == {NOT_EVALUATED}
    assert {each.if_blank_is_zero for each in results} == {True}


def test_a_collapsed_group_counts_as_one_row(editions: Editions) -> None:
    edition = editions.get("2021")
    assert edition is not None
    report = balanced_report(random.Random(1), edition)
    rows = dict(report.tables["requests"])
    group = [rows.pop(path) for path in list(rows) if path.startswith("results.other_handling.")]
    sums = [sum(int(row[n].value or 0) for row in group) for n in range(7)]
    rows["results.other_handling"] = tuple(number(value) for value in sums)
    results = identities_of(replace(report, tables=frozen({"requests": frozen(rows)})))
    places = Counter(each.rule.short_id for each in results)
    assert places == {
        "requests.balance": 7,
        "requests.results_total": 7,
        "requests.applicant_total": 23,
    }
    assert {each.outcome for each in results} == {HOLDS}


def test_sums_are_decimal(editions: Editions) -> None:
    report = balanced_report(random.Random(1), next(iter(editions)))
    address = cell("new_received", "natural_person")
    exact = Cell(CellState.NUMBER, Decimal("0.1"), "0.1")
    found = result(
        identities_of(with_cells(report, {address: exact})),
        "requests.balance",
        "natural_person",
    )
    assert isinstance(found.left, Decimal)


# --- carries ----------------------------------------------------------------------------------


def test_a_carry_without_last_years_report_is_not_evaluated(corpus: Corpus) -> None:
    without = replace(corpus, reports=tuple(each for each in corpus.reports if each.year != 2021))
    report, agency = without.report("pingtan", 2022), without.agency("pingtan")
    assert report is not None
    assert agency is not None
    assert {each.outcome for each in into(report, without, agency)} == {NOT_EVALUATED}


@pytest.mark.parametrize(("forward", "carried"), [("3", "~"), ("~", "3")])
def test_a_blank_in_one_of_two_years_implies_a_figure(
    tmp_path: Path, editions: Editions, forward: str, carried: str
) -> None:
    text = "year: {}\ntables:\n  requests:\n    {}: [{}, ~, ~, ~, ~, ~, ~]\n"
    before, after = (
        text.format(2021, "carried_forward", forward),
        text.format(2022, "carried_in", carried),
    )
    subject = Corpora(tmp_path, editions).subject(before, after)
    results = list(carries(subject.now, subject.last, subject.agency))
    found = result(results, "requests.carried_over", "natural_person")
    assert found.if_blank_is_zero is False
    assert found.implied is not None
    assert found.implied.operand.years_back == (forward == "~")
    assert found.implied.value == 3
    other = result(results, "requests.carried_over", "total")
    assert other.if_blank_is_zero is True
    assert other.implied is None


def test_cells_that_last_years_form_lacks_are_missing(tmp_path: Path, editions: Editions) -> None:
    """The report on 2021 keeps to the form of 2019, which has no 现行有效."""
    before = "year: 2021\nedition: '2019'\ntables:\n  art20_1:\n    regulations: [1, 1, 1]\n"
    after = "year: 2022\ntables:\n  art20_1:\n    regulations: [1, 0, 1]\n"
    subject = Corpora(tmp_path, editions).subject(before, after)
    results = list(carries(subject.now, subject.last, subject.agency))
    found = result(results, "art20_1.in_force_stock", "regulations")
    assert found.outcome is NOT_EVALUATED
    assert [(str(each.address), each.years_back) for each in found.missing] == [
        ("art20_1.regulations/in_force", 1)
    ]
    assert found.if_blank_is_zero is None


def test_a_body_that_owed_nothing_last_year_has_no_carries(corpus: Corpus) -> None:
    without = replace(corpus, reports=tuple(each for each in corpus.reports if each.year >= 2022))
    report, agency = without.report("pingtan", 2022), without.agency("pingtan")
    assert report is not None
    assert agency is not None
    assert not list(into(report, without, replace(agency, since=2022)))


@pytest.mark.parametrize(
    ("year", "rules"),
    [
        (2019, set()),
        (2020, {"requests.carried_over", "licensing", "enforcement", "fee"}),
        (2021, {"requests.carried_over"}),
        (2022, {"requests.carried_over", "art20_1.in_force_stock"}),
    ],
)
def test_a_carry_begins_with_the_second_report_on_its_form(
    corpus: Corpus, year: int, rules: set[str]
) -> None:
    report, agency = corpus.report("pingtan", year), corpus.agency("pingtan")
    assert report is not None
    assert agency is not None
    found = {each.rule.short_id for each in into(report, corpus, agency)}
    assert {
        each.split(".")[1].removesuffix("_items") if "items" in each else each for each in found
    } == rules


def test_a_body_owes_the_report_on_its_first_year(corpus: Corpus) -> None:
    without = replace(corpus, reports=tuple(each for each in corpus.reports if each.year >= 2022))
    report, agency = without.report("pingtan", 2022), without.agency("pingtan")
    assert report is not None
    assert agency is not None
    assert into(report, without, replace(agency, since=2021))
    assert not into(report, without, replace(agency, since=2022))
    assert into(report, corpus, replace(agency, since=2022)) == into(report, corpus, agency)


def test_a_table_that_is_not_printed_has_no_sums(corpus: Corpus) -> None:
    report, agency = corpus.report("pingtan", 2022), corpus.agency("pingtan")
    assert report is not None
    assert agency is not None
    without = replace(report, tables=frozen({"art20_1": report.tables["art20_1"]}))
    assert identities_of(without) == []
    assert {each.rule.short_id for each in into(without, corpus, agency)} == {
        "art20_1.in_force_stock"
    }


def test_without_a_report_there_are_no_sums(corpus: Corpus) -> None:
    agency = corpus.agency("pingtan")
    assert agency is not None
    nothing = sheet_of(None)
    assert list(carries(nothing, nothing, agency)) == []
    report = corpus.report("pingtan", 2025)
    assert list(carries(nothing, sheet_of(report), agency)) == []


def test_a_carry_that_is_a_hint_stays_one_after_a_merger(corpus: Corpus) -> None:
    report, agency = corpus.report("pingtan", 2022), corpus.agency("pingtan")
    assert report is not None
    assert report.edition is not None
    assert agency is not None
    hints = tuple(replace(each, severity="hint") for each in report.edition.carries)
    hinted = replace(report, edition=replace(report.edition, carries=hints))
    merged = replace(agency, predecessors=("old-bureau",))
    assert {each.rule.severity for each in into(hinted, corpus, merged)} == {Severity.HINT}


def test_after_a_merger_a_broken_carry_is_a_warning(corpus: Corpus) -> None:
    report = corpus.report("pingtan", 2022)
    assert report is not None
    address = cell("carried_in", "total")
    broken = with_cells(report, {address: number(99)})
    merged = Agency("pingtan", "某局", AgencyKind.OTHER, predecessors=("old-bureau",))
    for agency, severity in (
        (replace(merged, predecessors=()), Severity.ERROR),
        (merged, Severity.WARNING),
    ):
        (found,) = (each for each in into(broken, corpus, agency) if each.fails)
        assert (found.rule.id, found.at) == ("carry.requests.carried_over", "total")
        assert found.rule.severity is severity

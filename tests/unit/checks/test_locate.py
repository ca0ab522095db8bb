"""The wrong-cell finder on seeded slips, on real failures, and where it must stay silent."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.checks.locate import guess, locate
from gongkai.checks.wording import advice, advice_lines, part_message
from gongkai.corpus import load_corpus
from gongkai.forms.model import CellAddress, Editions, ValueKind
from gongkai.reports.model import BLANK, Report
from tests.benchmarks.finder import (
    Answer,
    Trials,
    answers,
    figures_left_blank,
    run,
    shifted_rows,
    slips,
    slips_among_zeros_left_blank,
    slips_in_table_four,
    slips_with_blanks,
    unrelated_figures,
)
from tests.unit.checks.building import (
    balanced_report,
    identities_of,
    number,
    requests_table,
    with_cells,
)

# --- seeded slips -----------------------------------------------------------------------------

FULL = pytest.mark.long


def is_fast(trials: Trials) -> bool:
    return trials.median < 0.020 and trials.worst < 0.500


@pytest.mark.parametrize("count", [100, pytest.param(4000, marks=FULL)])
def test_one_wrong_cell_is_found_uniquely(editions: Editions, count: int) -> None:
    trials = run("one", slips(editions, count, 1))
    assert trials.failing == trials.total == count
    assert trials.unique >= 0.999 * count
    assert trials.wrongly_unique == 0
    assert is_fast(trials)


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=FULL)])
def test_two_wrong_cells_are_among_the_answers(editions: Editions, count: int) -> None:
    trials = run("two", slips(editions, count, 2))
    assert trials.found >= 0.99 * trials.total
    assert trials.unique >= 0.88 * trials.total
    assert is_fast(trials)


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=FULL)])
def test_with_blanks_the_truth_is_listed_or_nothing_is_said(editions: Editions, count: int) -> None:
    trials = run("blanks", slips_with_blanks(editions, count))
    assert 0 < trials.failing < trials.total
    assert trials.found == trials.failing
    assert trials.silent == trials.total - trials.failing
    assert trials.wrongly_unique == 0
    assert is_fast(trials)


def test_of_slips_among_blanks_that_are_zeros_the_truth_comes_first(editions: Editions) -> None:
    cases = list(slips_among_zeros_left_blank(editions, 100))
    trials = run("zeros", iter(cases))
    assert trials.first == trials.failing > trials.unique
    guesses = run("zeros", iter(cases), guess)
    assert guesses.unique == guesses.total - trials.failing
    assert guesses.silent == trials.failing


def test_a_figure_left_blank_is_guessed(editions: Editions) -> None:
    cases = list(figures_left_blank(editions, 100))
    assert run("blank", iter(cases), guess).unique == 100
    assert run("blank", iter(cases)).silent == 100


def test_where_blanks_hide_figures_nothing_is_guessed(editions: Editions) -> None:
    trials = run("blanks", slips_with_blanks(editions, 100), guess)
    assert trials.silent == trials.total


def test_a_shifted_row_is_named_as_a_row(editions: Editions) -> None:
    trials = run("row", shifted_rows(editions, 100))
    assert trials.unique == trials.lines == trials.total


def test_figures_without_any_relation_have_no_explanation(editions: Editions) -> None:
    trials = run("nonsense", unrelated_figures(editions, 5))
    assert trials.silent == trials.total
    assert is_fast(trials)


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=FULL)])
def test_table_four_lists_the_truth_among_answers_that_cannot_be_told_apart(
    editions: Editions, count: int
) -> None:
    """Five cells share one identity."""
    trials = run("table four", slips_in_table_four(editions, count))
    assert trials.found == trials.failing == trials.total
    assert 2 <= trials.most <= 5
    assert trials.wrongly_unique == 0


def test_a_report_that_balances_has_no_parts(editions: Editions) -> None:
    report = balanced_report(random.Random(1), next(iter(editions)))
    assert locate(report, identities_of(report)) == ()


# --- parts that no cell joins -----------------------------------------------------------------

PERSON, BUSINESS, RESEARCH, SOCIAL = (
    "natural_person",
    *(f"organisation.{name}" for name in ("business", "research", "public_interest")),
)


def changed(report: Report, row: str, changes: dict[str, int]) -> tuple[Report, Answer]:
    """The report with so much more in some columns of a row, and the figures that were there."""
    truth = {
        cell: int(report.cell(cell).value or 0)
        for cell in (requests_cell(row, column) for column in changes)
    }
    wrong = {cell: number(truth[cell] + changes[cell.column]) for cell in truth}
    return with_cells(report, wrong), frozenset(truth.items())


def test_errors_that_cancel_are_found_two_by_two(editions: Editions) -> None:
    """Four columns fail, no two of which share a cell: two numbers have gone astray."""
    report = balanced_report(random.Random(3), next(iter(editions)))
    changes = {PERSON: 5, BUSINESS: -5, RESEARCH: 7, SOCIAL: -7}
    base = report
    for row in ("new_received", "results.granted", "results.total"):  # room for what is taken away
        base, _ = changed(base, row, {**dict.fromkeys(changes, 10), "total": 40})
    assert not any(each.fails for each in identities_of(base))
    wrong, truth = changed(base, "new_received", changes)
    parts = locate(wrong, identities_of(wrong))
    assert [[each.at for each in part.failing] for part in parts] == [
        [PERSON, BUSINESS],
        [RESEARCH, SOCIAL],
    ]
    assert truth in answers(parts)


def test_figures_that_changed_places_in_a_row(editions: Editions) -> None:
    """The row's own sum holds, so any row that can take the changes may be the one."""
    report = balanced_report(random.Random(3), next(iter(editions)))
    wrong, truth = changed(report, "results.granted", {PERSON: 4, BUSINESS: 5, RESEARCH: -9})
    (part,) = locate(wrong, identities_of(wrong))
    assert {each.at for each in part.failing} == {PERSON, BUSINESS, RESEARCH}
    assert truth in answers((part,))
    assert all(len(each.edits) == len(truth) for each in part.explanations)


@pytest.mark.parametrize("kind", [ValueKind.COUNT, ValueKind.DECIMAL, ValueKind.CHANGE])
def test_no_answer_is_negative_unless_the_form_allows_it(
    editions: Editions, kind: ValueKind
) -> None:
    """1 + 5 against 1 + 0: only a change could be -4."""
    report = balanced_report(random.Random(3), next(iter(editions)))
    assert report.edition is not None
    cells = {
        requests_cell(row, PERSON): number(value)
        for row, value in {
            "new_received": 1,
            "carried_in": 5,
            "results.total": 1,
            "carried_forward": 0,
        }.items()
    }
    wrong = with_cells(report, {a: BLANK for a, _ in report.cells()} | cells)
    tables = tuple(replace(each, value=kind) for each in report.edition.tables)
    wrong = replace(wrong, edition=replace(report.edition, tables=tables))
    (part,) = locate(wrong, identities_of(wrong))
    rows = {each.edits[0].address.row for each in part.explanations}
    others = {"carried_in", "results.total", "carried_forward"}
    assert rows == (others | {"new_received"} if kind is ValueKind.CHANGE else others)


def test_parts_come_in_the_order_of_the_rules(editions: Editions) -> None:
    report = balanced_report(random.Random(3), next(iter(editions)))
    wrong, first = changed(report, "new_received", {"total": 1})
    wrong, second = changed(wrong, "results.unable.not_held", {PERSON: 1})
    parts = locate(wrong, identities_of(wrong))
    assert [answers((part,)) for part in parts] == [[first], [second]]


def test_at_most_five_options_are_told(editions: Editions) -> None:
    """The first line says how many there are."""
    cases = slips_with_blanks(editions, 300)
    found = [
        (report, part)
        for report, _ in cases
        for part in locate(report, identities_of(report))
        if len(part.explanations) > 1
    ]
    counts = {min(len(part.explanations), 5) for _, part in found}
    assert 5 in counts
    for report, part in found:
        told = advice_lines(part, report)
        assert len(told) == 1 + min(len(part.explanations), 5)


def test_a_shifted_row_is_told_as_a_row_with_its_columns(editions: Editions) -> None:
    """Five cells of it, each by its column; more are counted."""
    counts = set()
    for report, truth in shifted_rows(editions, 20):
        (part,) = locate(report, identities_of(report))
        (told,) = advice_lines(part, report)
        (row,) = {address.row for address, _ in truth}
        table = requests_table(report.edition) if report.edition else None
        header = table.row(row) if table else None
        assert table is not None
        assert header is not None
        assert f"“{header.label}”一行" in told
        assert f"的 {len(truth)} 格：" in told
        assert ("等（" in told) is (len(truth) > 5)
        first = min(table.column_number(address.column) or 0 for address, _ in truth)
        assert f"格：{table.column_leaves[first].label}由" in told
        counts.add(len(truth))
    assert min(counts) <= 5 < max(counts)


# --- real failures ----------------------------------------------------------------------------


def requests_cell(row: str, column: str) -> CellAddress:
    return CellAddress("requests", row, column)


def test_pingtan_2020_has_exactly_two_pairs(editions: Editions, reports_folder: Path) -> None:
    corpus = load_corpus(reports_folder, editions).value
    report = corpus.report("pingtan", 2020)
    assert report is not None
    parts = locate(report, identities_of(report))
    person, total = "natural_person", "total"
    granted, partial = "results.granted", "results.partial"
    assert set(answers(parts)) == {
        frozenset({(requests_cell(partial, person), 0), (requests_cell(partial, total), 0)}),
        frozenset({(requests_cell(granted, person), 0), (requests_cell(granted, total), 1)}),
    }
    (part,) = parts
    assert "有 2 种改法能使其都成立" in part_message(part, 2, report)
    told = advice(part, report, with_lines=False)
    assert "“（一）予以公开×自然人”由 6 改为 0，且" in told

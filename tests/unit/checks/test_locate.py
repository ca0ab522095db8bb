"""The wrong-cell finder on seeded slips, on real failures, and where it must stay silent."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.checks.locate import guess, locate
from gongkai.corpus import load_corpus
from gongkai.forms.model import CellAddress, Editions
from tests.benchmarks.finder import (
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
from tests.unit.checks.building import balanced_report, identities_of

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

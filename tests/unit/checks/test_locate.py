"""The wrong-cell finder on seeded slips, on real failures, and where it must stay silent."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest

from gongkai.checks.locate import Part, locate
from gongkai.checks.slips import Edit, slip_of
from gongkai.corpus import load_corpus
from gongkai.forms.model import CellAddress, Editions
from gongkai.reports.model import Report
from tests.unit.checks.building import (
    balanced_report,
    identities,
    number,
    with_blanks,
    with_cells,
    with_slips,
)

Answer = frozenset[tuple[CellAddress, int]]


def answers(parts: tuple[Part, ...]) -> list[Answer]:
    """Every way to mend all parts at once: cells with the figures they need."""
    ways = [[each.edits for each in part.explanations] for part in parts]
    return [
        frozenset((edit.address, int(edit.needed)) for edits in choice for edit in edits)
        for choice in product(*ways)
    ]


@dataclass
class Trials:
    """What a run of seeded trials came to."""

    found: int = 0
    unique: int = 0
    silent: int = 0
    wrongly_unique: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.seconds)

    def show(self, what: str) -> None:
        median, worst = statistics.median(self.seconds) * 1000, max(self.seconds) * 1000
        print(
            f"{what}: {self.total} trials, truth among the answers {self.found}, unique and right "
            f"{self.unique}, silent {self.silent}, median {median:.2f} ms, worst {worst:.1f} ms"
        )


def run_trials(
    editions: Editions, count: int, slips: int, *, blanks: float = 0.0, seed: int = 0
) -> Trials:
    rng = random.Random(seed)
    trials = Trials()
    for _ in range(count):
        report = balanced_report(rng, rng.choice(list(editions)))
        if blanks:
            report = with_blanks(rng, report, blanks)
        wrong, truth = with_slips(rng, report, slips)
        results = identities(wrong, editions)
        started = time.perf_counter()
        parts = locate(wrong, results)
        trials.seconds.append(time.perf_counter() - started)
        count_trial(trials, parts, frozenset(truth.items()))
    return trials


def count_trial(trials: Trials, parts: tuple[Part, ...], truth: Answer) -> None:
    if not parts:
        trials.silent += 1
        return
    given = answers(parts)
    trials.found += truth in given
    trials.unique += given == [truth]
    trials.wrongly_unique += len(given) == 1 and given != [truth]


# --- seeded slips -----------------------------------------------------------------------------


@pytest.mark.long
def test_one_wrong_cell_is_found_uniquely(editions: Editions) -> None:
    trials = run_trials(editions, 4000, 1)
    trials.show("one wrong cell")
    assert trials.unique >= 0.999 * trials.total
    assert statistics.median(trials.seconds) < 0.020
    assert max(trials.seconds) < 0.500


@pytest.mark.long
def test_two_wrong_cells_are_among_the_answers(editions: Editions) -> None:
    trials = run_trials(editions, 1000, 2)
    trials.show("two wrong cells")
    assert trials.found >= 0.99 * trials.total
    assert trials.unique >= 0.88 * trials.total
    assert statistics.median(trials.seconds) < 0.020
    assert max(trials.seconds) < 0.500


@pytest.mark.long
def test_with_blanks_the_truth_is_listed_or_nothing_is_said(editions: Editions) -> None:
    trials = run_trials(editions, 1000, 1, blanks=0.3)
    trials.show("one wrong cell, 30 % blank")
    assert trials.found + trials.silent == trials.total
    assert trials.wrongly_unique == 0
    assert trials.found > 0
    assert trials.silent > 0


@pytest.mark.parametrize("slips", [1, 2])
def test_a_few_trials_of_every_run(editions: Editions, slips: int) -> None:
    trials = run_trials(editions, 150, slips, seed=7)
    assert trials.found == trials.total


def test_a_report_that_balances_has_no_parts(editions: Editions) -> None:
    report = balanced_report(random.Random(1), next(iter(editions)))
    assert locate(report, identities(report, editions)) == ()


# --- table four: five cells in one identity ----------------------------------------------------


def litigation_cells(report: Report) -> Iterator[CellAddress]:
    table = report.edition.table("review_litigation") if report.edition else None
    assert table is not None
    yield from table.addresses()


def test_table_four_lists_the_truth_among_answers_that_cannot_be_told_apart(
    editions: Editions, reports_folder: Path
) -> None:
    corpus = load_corpus(reports_folder, editions).value
    rng = random.Random(3)
    report = corpus.report("pingtan", 2025)
    assert report is not None
    for _ in range(200):
        wrong, truth = with_slips(rng, report, 1, among=litigation_cells(report))
        (part,) = locate(wrong, identities(wrong, editions))
        given = answers((part,))
        assert frozenset(truth.items()) in given


# --- real failures ----------------------------------------------------------------------------


def requests_cell(row: str, column: str) -> CellAddress:
    return CellAddress("requests", row, column)


def test_pingtan_2020_has_exactly_two_pairs(editions: Editions, reports_folder: Path) -> None:
    corpus = load_corpus(reports_folder, editions).value
    report = corpus.report("pingtan", 2020)
    assert report is not None
    parts = locate(report, identities(report, editions))
    person, total = "natural_person", "total"
    granted, partial = "results.granted", "results.partial"
    assert set(answers(parts)) == {
        frozenset({(requests_cell(partial, person), 0), (requests_cell(partial, total), 0)}),
        frozenset({(requests_cell(granted, person), 0), (requests_cell(granted, total), 1)}),
    }


def review_cell(column: str) -> CellAddress:
    return CellAddress("review_litigation", "cases", column)


def test_totals_typed_as_zero_are_two_parts(editions: Editions, reports_folder: Path) -> None:
    """The case of 洪泽区 2023: 10 + 1 + 0 + 0 over a total of 0, and 5 over 0."""
    base = load_corpus(reports_folder, editions).value.report("pingtan", 2023)
    assert base is not None
    printed = dict.fromkeys(litigation_cells(base), number(0))
    printed[review_cell("review.upheld")] = number(10)
    printed[review_cell("review.corrected")] = number(1)
    printed[review_cell("litigation.after_review.upheld")] = number(5)
    report = with_cells(base, printed)
    review, after_review = locate(report, identities(report, editions))
    assert answers((review,)) == [frozenset({(review_cell("review.total"), 11)})]
    total, upheld = "litigation.after_review.total", "litigation.after_review.upheld"
    assert answers((after_review,)) == [
        frozenset({(review_cell(total), 5)}),  # a total typed as 0 is the more usual slip
        frozenset({(review_cell(upheld), 0)}),
    ]


# --- usual slips ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "needed", "rarity"),
    [
        (45, 54, 2),  # swapped
        (450, 45, 2),  # a zero too many
        (45, 450, 2),  # a zero too few
        (45, 485, 3),  # a digit lost
        (445, 45, 3),  # a digit doubled
        (45, 46, 4),  # a digit misread
        (-8, 8, 2),  # the sign
        (6, 300, 9),  # nothing usual
    ],
)
def test_slips_are_ranked(editions: Editions, printed: int, needed: int, rarity: int) -> None:
    report = with_cells(
        balanced_report(random.Random(2), next(iter(editions))),
        dict.fromkeys([requests_cell("carried_in", "natural_person")], number(printed)),
    )
    edit = Edit(requests_cell("carried_in", "natural_person"), printed, needed)
    assert slip_of(report, edit).rarity == rarity


def test_a_figure_of_the_neighbour_is_a_usual_slip(editions: Editions) -> None:
    first, second = (
        requests_cell("carried_in", c) for c in ("natural_person", "organisation.business")
    )
    report = with_cells(
        balanced_report(random.Random(2), next(iter(editions))),
        {first: number(77), second: number(77)},
    )
    assert slip_of(report, Edit(first, 77, 1234)).rarity == 3


def test_a_number_moved_between_columns_is_a_usual_slip(editions: Editions) -> None:
    report = balanced_report(random.Random(2), next(iter(editions)))
    edits = (
        Edit(requests_cell("carried_in", "natural_person"), 60, 61),
        Edit(requests_cell("carried_in", "organisation.other"), 1, 0),
    )
    assert slip_of(report, edits[0], edits).rarity == 1

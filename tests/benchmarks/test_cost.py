"""The cost of the checks beside reading: bounds on a sample; ``make bench`` gives the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.model import Outcome
from gongkai.checks.run import check_corpus
from gongkai.forms.model import Editions
from tests.benchmarks.cost import (
    FIGURES,
    FIGURES_BOUND,
    GROWTH_BOUND,
    OTHERS,
    PROSE,
    PROSE_BOUND,
    READING,
    SHEETS,
    make_sample,
    measure,
)


def test_every_group_of_rules_is_measured(tmp_path: Path, editions: Editions) -> None:
    cost = measure(make_sample(tmp_path, editions, 21), 1)
    groups = {*FIGURES, *OTHERS, *PROSE}
    assert set(cost.seconds) == {READING, *groups}
    assert set(cost.results) == groups - {SHEETS}
    assert all(spent > 0 for spent in cost.seconds.values())


def test_the_sample_holds_fails_and_has_blanks(tmp_path: Path, editions: Editions) -> None:
    """What is cheap when all is well must not be all that is measured."""
    book = check_corpus(make_sample(tmp_path, editions, 210).corpus)
    shares = {outcome: count / book.tally().total() for outcome, count in book.tally().items()}
    assert shares[Outcome.HOLDS] > 0.7
    assert shares[Outcome.NOT_EVALUATED] > 0.05
    assert 0.0005 < shares[Outcome.FAILS] < 0.02


@pytest.mark.alone
@pytest.mark.long
def test_rules_on_figures_and_on_prose_keep_their_bounds(
    tmp_path: Path, editions: Editions
) -> None:
    cost = measure(make_sample(tmp_path, editions, 1000), 5)
    assert cost.share(*FIGURES) <= FIGURES_BOUND
    assert cost.share(*PROSE) <= PROSE_BOUND


@pytest.mark.alone
@pytest.mark.long
def test_rules_on_prose_grow_with_the_reports(tmp_path: Path, editions: Editions) -> None:
    # Medians of odd numbers of rounds: one that a neighbour on the machine disturbs does not count.
    small, large = (
        measure(make_sample(tmp_path / str(count), editions, count), rounds)
        for count, rounds in ((300, 9), (1500, 5))
    )
    assert sum(large.seconds[group] for group in PROSE) <= GROWTH_BOUND * sum(
        small.seconds[group] for group in PROSE
    )

"""One verdict from many places, and plans made once per edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongkai.checks.model import Basis, Rule
from gongkai.checks.plans import PerEdition
from gongkai.checks.sheets import sheet_of
from gongkai.checks.verdict import figures_by_row, verdict
from gongkai.forms.model import Editions, FormEdition
from gongkai.issues import Severity
from tests.unit.checks.loading import FAILS, HOLDS, NOT_EVALUATED, Corpora

RULE = Rule("a.rule", Severity.HINT, Basis.PLAUSIBILITY, "规则")


def test_failures_go_before_accepted_readings(tmp_path: Path, editions: Editions) -> None:
    subject = Corpora(tmp_path, editions).subject("year: 2021\n")
    accepted, failure = subject.holds(RULE, "a"), subject.fails(RULE, "b", "不成立")
    assert list(verdict(subject, RULE, [accepted, failure, failure], 3)) == [failure, failure]
    assert list(verdict(subject, RULE, [accepted], 3)) == [accepted]
    outcomes = [
        each.outcome
        for found, judged in (([failure], 1), ([], 1), ([], 0))
        for each in verdict(subject, RULE, found, judged)
    ]
    assert outcomes == [FAILS, HOLDS, NOT_EVALUATED]


def test_a_plan_is_made_once_for_an_edition(editions: Editions) -> None:
    made: list[tuple[FormEdition, ...]] = []

    def make(*of: FormEdition) -> int:
        made.append(of)
        return len(made)

    plans = PerEdition(make)
    first, second = editions
    assert [plans.of(first), plans.of(first), plans.of(first, second), plans.of(second)] == [
        *(1, 1),
        *(2, 3),
    ]
    assert plans.of(replace(first)) == 4  # another edition of that id, as another run may bring
    assert len(made) == 4


def test_figures_by_row(tmp_path: Path, editions: Editions) -> None:
    report = (
        Corpora(tmp_path, editions)
        .subject("year: 2021\ntables:\n  art20_1:\n    regulations: [1, ~, 3]\n")
        .report
    )
    sheet = sheet_of(report)
    assert figures_by_row(sheet, "art20_1", ("in_force", "repealed")) == {
        "regulations": (3, None),
        "administrative_normative_documents": (None, None),
    }
    assert figures_by_row(sheet, "art20_1", ("in_force", "new_made")) == {}
    assert figures_by_row(sheet, "art20_9", ("amount",)) == {}

"""What tells answers apart that the sums of one report leave: other years, the prose, blanks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.checks.book import ReportChecks
from gongkai.checks.evidence import Evidence, Weight, gather
from gongkai.checks.model import Basis, CheckResult, Operand, Outcome, Rule, SumPlace
from gongkai.checks.run import check_corpus
from gongkai.checks.slips import Edit
from gongkai.forms.model import CellAddress, Editions
from gongkai.issues import Severity
from gongkai.reports.model import BLANK, Report
from tests.unit.checks.building import balanced_report, identities_of, number, with_cells
from tests.unit.checks.loading import BODY, Corpora

# 5 + 3 received against 6 + 1 concluded by 自然人 alone: one identity is evaluated, of four cells.
REPORT = """\
year: {year}
narratives:
  overview: |
    {prose}
tables:
  requests:
    new_received: [5, ~, ~, ~, ~, ~, ~]
    carried_in: [3, ~, ~, ~, ~, ~, ~]
    results.total: [6, ~, ~, ~, ~, ~, ~]
    carried_forward: [1, ~, ~, ~, ~, ~, ~]
"""
BEFORE = """\
year: 2021
tables:
  requests:
    carried_forward: [{forward}, ~, ~, ~, ~, ~, ~]
"""
AFTER = """\
year: 2023
tables:
  requests:
    carried_in: [{carried}, ~, ~, ~, ~, ~, ~]
"""


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def checks(corpora: Corpora, *reports: str) -> ReportChecks:
    corpus = corpora.subject(*reports).corpus
    return check_corpus(corpus).by_report[BODY, 2022]


def middle(prose: str = "无。") -> str:
    return REPORT.format(year=2022, prose=prose)


def rows(checks: ReportChecks) -> list[tuple[str, bool]]:
    """The rows of the answers in order, and whether something else speaks for each."""
    (part,) = checks.parts
    return [(each.edits[0].address.row, bool(each.supports)) for each in part.explanations]


NEW, CARRIED, TOTAL, FORWARD = "new_received", "carried_in", "results.total", "carried_forward"


def test_without_evidence_the_form_gives_the_order(corpora: Corpora) -> None:
    assert rows(checks(corpora, middle())) == [
        (NEW, False),
        (CARRIED, False),
        (TOTAL, False),
        (FORWARD, False),
    ]


def test_last_years_report_states_what_was_carried_in(corpora: Corpora) -> None:
    answers = rows(checks(corpora, BEFORE.format(forward=2), middle()))
    assert answers[0] == (CARRIED, True)
    assert [supported for _, supported in answers[1:]] == [False] * 3


def test_what_contradicts_last_years_report_comes_last(corpora: Corpora) -> None:
    answers = rows(checks(corpora, BEFORE.format(forward=3), middle()))
    assert answers[-1] == (CARRIED, False)


def test_another_figure_of_last_year_says_nothing(corpora: Corpora) -> None:
    answers = rows(checks(corpora, BEFORE.format(forward=9), middle()))
    assert [row for row, _ in answers] == [NEW, CARRIED, TOTAL, FORWARD]


def test_next_years_report_states_what_was_carried_forward(corpora: Corpora) -> None:
    answers = rows(checks(corpora, middle(), AFTER.format(carried=2)))
    assert answers[0] == (FORWARD, True)
    answers = rows(checks(corpora, middle(), AFTER.format(carried=1)))
    assert answers[-1] == (FORWARD, False)


@pytest.mark.parametrize("forward", ["~", "无"])
def test_a_blank_of_last_year_says_nothing(corpora: Corpora, forward: str) -> None:
    answers = rows(checks(corpora, BEFORE.format(forward=forward), middle()))
    assert answers == [(row, False) for row in (NEW, CARRIED, TOTAL, FORWARD)]


def test_a_blank_of_next_year_says_nothing(corpora: Corpora) -> None:
    answers = rows(checks(corpora, middle(), AFTER.format(carried="~")))
    assert [row for row, _ in answers] == [NEW, CARRIED, TOTAL, FORWARD]


TOTALS = """\
year: 2022
narratives:
  overview: 全年收到政府信息公开申请 {received} 件。
tables:
  requests:
    new_received: [~, ~, ~, ~, ~, ~, 5]
    carried_in: [~, ~, ~, ~, ~, ~, 3]
    results.total: [~, ~, ~, ~, ~, ~, 6]
    carried_forward: [~, ~, ~, ~, ~, ~, 1]
"""


@pytest.mark.parametrize(("received", "is_told"), [(4, True), (2, False)])
def test_the_prose_states_a_figure(corpora: Corpora, received: int, is_told: bool) -> None:
    answers = rows(checks(corpora, TOTALS.format(received=received)))
    assert answers[0] == (NEW, is_told)
    assert answers[1:] == [(CARRIED, False), (TOTAL, False), (FORWARD, False)]


def test_an_identity_that_only_blanks_keep_open_is_weighed(corpora: Corpora) -> None:
    """Row 四 would hold if its blanks were zeros and 自然人 were 2; row 二 holds as it is."""
    text = (
        middle()
        .replace("carried_forward: [1, ~, ~, ~, ~, ~, ~]", "carried_forward: [1, ~, ~, ~, ~, ~, 2]")
        .replace("carried_in: [3, ~, ~, ~, ~, ~, ~]", "carried_in: [3, ~, ~, ~, ~, ~, 3]")
    )
    answers = rows(checks(corpora, text))
    assert answers[0] == (FORWARD, True)
    assert answers[-1] == (CARRIED, False)


def test_words_in_a_cell_forbid_to_take_its_row_as_zeros(corpora: Corpora) -> None:
    text = middle().replace(
        "carried_forward: [1, ~, ~, ~, ~, ~, ~]", "carried_forward: [1, 无, ~, ~, ~, ~, 2]"
    )
    assert rows(checks(corpora, text))[0] == (NEW, False)


def test_what_is_stated_goes_before_what_is_guessed(corpora: Corpora) -> None:
    text = middle().replace(
        "carried_forward: [1, ~, ~, ~, ~, ~, ~]", "carried_forward: [1, ~, ~, ~, ~, ~, 2]"
    )
    answers = rows(checks(corpora, BEFORE.format(forward=2), text))
    assert answers[:2] == [(CARRIED, True), (FORWARD, True)]


# --- weighing ---------------------------------------------------------------------------------


@pytest.fixture
def report(editions: Editions) -> Report:
    return balanced_report(random.Random(5), next(iter(editions)))


def test_edits_are_weighed_together(report: Report) -> None:
    """Two that make up for each other in a sum leave it as true as it was."""
    (first, *_) = identities_of(report)
    left, right = (CellAddress("requests", each, "natural_person") for each in (NEW, TOTAL))
    place = SumPlace("natural_person", (Operand(left),), (Operand(right),))
    rule = first.rule
    carry = first._replace(
        rule=type(rule)("carry.requests.x", rule.severity, rule.basis, ""),
        place=place,
        left=7,
        right=7,
    )
    evidence = gather(report, [carry])
    one, other = Edit(left, 7, 9), Edit(right, 7, 9)
    assert evidence.weigh((one, other)).stated == 0
    assert evidence.weigh((one,)) == Weight(-1, 0, ())
    assert evidence.weigh((other,)) == Weight(-1, 0, ())


def test_results_of_other_rules_state_nothing(report: Report) -> None:
    results = identities_of(report)
    assert {each.outcome for each in results} == {Outcome.HOLDS}
    assert gather(report, results, before=report) == Evidence(before=report)


def _told(
    report: Report, rule_id: str, cells: tuple[CellAddress, ...], left: int, right: int
) -> CheckResult:
    """A failure of a rule that names cells."""
    rule = Rule(rule_id, Severity.WARNING, Basis.PLAUSIBILITY, "规则")
    return CheckResult(
        rule, report.agency, report.year, "", Outcome.FAILS, left, right, cells=cells
    )


PERSON, BUSINESS, RESEARCH = (
    CellAddress("requests", NEW, column)
    for column in ("natural_person", "organisation.business", "organisation.research")
)


@pytest.fixture
def printed(report: Report) -> Report:
    """5 by 自然人, nothing by 商业企业, 3 by 科研机构."""
    return with_cells(report, {PERSON: number(5), BUSINESS: BLANK, RESEARCH: number(3)})


def test_the_prose_is_about_the_cells_that_make_up_its_figure(printed: Report) -> None:
    """Those of another reading, which come after them, it says nothing of."""
    told = _told(printed, "narrative.received", (PERSON, BUSINESS, RESEARCH), left=7, right=5)
    evidence = gather(printed, [told])
    stated = [evidence.weigh((Edit(each, 0, 2),)).stated for each in (PERSON, BUSINESS, RESEARCH)]
    assert stated == [1, 1, 0]
    assert evidence.weigh((Edit(PERSON, 5, 6),)).stated == 0


def test_the_prose_may_be_about_a_sum(printed: Report) -> None:
    told = _told(printed, "narrative.received", (PERSON, BUSINESS, RESEARCH), left=10, right=8)
    evidence = gather(printed, [told])
    assert evidence.weigh((Edit(RESEARCH, 3, 5),)).stated == 1


def test_prose_whose_cells_do_not_make_up_the_figure_says_nothing(printed: Report) -> None:
    told = _told(printed, "narrative.received", (PERSON, RESEARCH), left=9, right=7)
    assert gather(printed, [told]).weigh((Edit(PERSON, 5, 7),)).stated == 0


def test_other_rules_that_name_cells_state_nothing(printed: Report) -> None:
    told = _told(printed, "plausible.jump", (PERSON,), left=7, right=5)
    assert gather(printed, [told]) == Evidence()

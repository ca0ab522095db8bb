"""Reports that were published with figures that contradict each other, and what is said of them.

The figures are those that were printed in the rows in question; the other cells are zeros here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.checks.book import ReportChecks
from gongkai.checks.locate import Part
from gongkai.checks.run import check_corpus
from gongkai.forms.model import Editions
from tests.unit.checks.loading import BODY, Corpora, full_tables

Answers = list[list[tuple[str, int | None, int]]]
"""Each answer as address, figure printed, figure needed."""


class Published:
    """Checks one report of which only some rows are given."""

    def __init__(self, folder: Path, editions: Editions) -> None:
        self._corpora, self._editions = Corpora(folder, editions), editions
        self.issues: list[tuple[str, int, int]] = []

    def check(self, year: int, rows: Mapping[str, str], *, collapsed: bool = False) -> ReportChecks:
        edition = self._editions.for_year(year)
        assert edition is not None
        text = f"year: {year}\n{full_tables(edition, collapsed=collapsed, rows=rows)}"
        book = check_corpus(self._corpora.subject(text).corpus)
        self.lines = text.splitlines()
        self.hints = {each.code: each.hint for each in book.issues()}
        self.issues = [
            (each.code, each.location.line, each.location.column) for each in book.issues()
        ]
        return book.by_report[BODY, year]

    def places(self, code: str) -> list[tuple[str, int]]:
        """The rows and columns of characters at which a code is reported."""
        return [
            (self.lines[line - 1].split(":")[0].strip(), column)
            for each, line, column in self.issues
            if each == code
        ]


@pytest.fixture
def published(tmp_path: Path, editions: Editions) -> Published:
    return Published(tmp_path, editions)


def answers(part: Part) -> Answers:
    return [
        [
            (str(e.address), None if e.printed is None else int(e.printed), int(e.needed))
            for e in edits
        ]
        for edits in (each.edits for each in part.explanations)
    ]


def test_hongze_2023_totals_typed_as_zero(published: Published) -> None:
    cases = "10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0"
    checks = published.check(2023, {"review_litigation.cases": cases}, collapsed=True)
    review, after_review = checks.parts
    row = "review_litigation.cases"
    assert answers(review) == [[(f"{row}/review.total", 0, 11)]]
    assert answers(after_review) == [
        [(f"{row}/litigation.after_review.total", 0, 5)],
        [(f"{row}/litigation.after_review.upheld", 5, 0)],
    ]
    assert published.places("identity.review_litigation.review_total") == [("cases", 26)]
    assert published.places("identity.review_litigation.after_review_total") == [("cases", 56)]


def test_jinhu_2023_parts_cannot_be_negative(published: Published) -> None:
    cases = "0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0"
    (part,) = published.check(2023, {"review_litigation.cases": cases}).parts
    assert answers(part) == [[("review_litigation.cases/litigation.direct.total", 0, 3)]]


def test_yanghe_2025_one_case_under_two_applicants(published: Published) -> None:
    """Only the column of totals balances; the other two are off by one in opposite ways."""
    answered = "61, 1, 0, 0, 0, 0, 62"
    rows = {
        "requests.new_received": "60, 1, 0, 0, 0, 1, 62",
        "requests.results.granted": answered,
        "requests.results.total": answered,
    }
    (part,) = published.check(2025, rows).parts
    assert [(each.at, each.left, each.right) for each in part.failing] == [
        ("natural_person", 60, 61),
        ("organisation.other", 1, 0),
    ]
    (moved,) = part.explanations
    assert len(moved.slips) == 1  # the same for both cells
    row = "requests.new_received"
    assert answers(part) == [
        [(f"{row}/natural_person", 60, 61), (f"{row}/organisation.other", 1, 0)]
    ]


def test_shanghai_science_2024_two_rules_imply_one_total(published: Published) -> None:
    """结转下年度 × 总计 left blank: 34 + 2 = 35 + 1, and 1 + 0 + … = 1."""
    answered = "35, 0, 0, 0, 0, 0, 35"
    rows = {
        "requests.new_received": "34, 0, 0, 0, 0, 0, 34",
        "requests.carried_in": "2, 0, 0, 0, 0, 0, 2",
        "requests.results.granted": answered,
        "requests.results.total": answered,
        "requests.carried_forward": "1, 0, 0, 0, 0, 0, ~",
    }
    checks = published.check(2024, rows)
    assert checks.parts == ()
    (guess,) = checks.guesses
    assert [(each.rule.short_id, each.at) for each in guess.failing] == [
        ("requests.balance", "total"),
        ("requests.applicant_total", "carried_forward"),
    ]
    assert answers(guess) == [[("requests.carried_forward/total", None, 1)]]
    assert published.places("complete.blank_total") == [("carried_forward", 41)]
    assert "改为 1" in published.hints["complete.blank_total"]


def test_shanghai_office_2019_a_column_of_totals_left_blank(published: Published) -> None:
    rows = {
        "requests.new_received": "9, 3, 0, 0, 0, 0, 12",
        "requests.results.granted": "4, 1, 0, 0, 0, 0, ~",
        "requests.results.partial": "3, 0, 0, 0, 0, 0, ~",
        "requests.results.other_handling": "2, 2, 0, 0, 0, 0, ~",
        "requests.results.total": "9, 3, 0, 0, 0, 0, 12",
    }
    checks = published.check(2019, rows)
    assert checks.parts == ()
    (guess,) = checks.guesses
    assert len(guess.failing) == 4
    assert answers(guess) == [
        [
            ("requests.results.granted/total", None, 5),
            ("requests.results.partial/total", None, 3),
            ("requests.results.other_handling/total", None, 4),
        ]
    ]


# --- guesses ----------------------------------------------------------------------------------

BALANCED = {
    "requests.new_received": "9, 3, 0, 0, 0, 0, 12",
    "requests.results.granted": "6, 1, 0, 0, 0, 0, 7",
    "requests.results.partial": "3, 2, 0, 0, 0, 0, 5",
    "requests.results.total": "9, 3, 0, 0, 0, 0, 12",
}


def test_two_totals_left_blank(published: Published) -> None:
    rows = BALANCED | {
        "requests.results.granted": "6, 1, 0, 0, 0, 0, ~",
        "requests.results.partial": "3, 2, 0, 0, 0, 0, /",
    }
    (guess,) = published.check(2019, rows).guesses
    assert answers(guess) == [
        [
            ("requests.results.granted/total", None, 7),
            ("requests.results.partial/total", None, 5),
        ]
    ]


def test_one_identity_alone_is_no_ground_for_a_guess(published: Published) -> None:
    cases = "10, ~, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
    checks = published.check(2023, {"review_litigation.cases": cases})
    assert (checks.parts, checks.guesses) == ((), ())
    two = "10, ~, 0, 0, 12, ~, 0, 0, 0, 3, 0, 0, 0, 0, 0"  # and these share no cell
    assert published.check(2023, {"review_litigation.cases": two}).guesses == ()


def test_words_in_a_row_leave_one_identity(published: Published) -> None:
    rows = BALANCED | {"requests.results.granted": "6, 无, 0, 0, 0, 0, ~"}
    checks = published.check(2019, rows)
    assert (checks.parts, checks.guesses) == ((), ())


def test_no_guess_where_a_failing_identity_shares_the_cell(published: Published) -> None:
    """自然人 fails as printed; the blank total would mend two others, one through that column."""
    rows = BALANCED | {"requests.results.granted": "5, 1, 0, 0, 0, 0, ~"}
    checks = published.check(2019, rows)
    assert len(checks.parts) == 1
    assert checks.guesses == ()


def test_no_guess_where_one_figure_does_not_do(published: Published) -> None:
    rows = BALANCED | {
        "requests.results.granted": "6, 1, 0, 0, 0, 0, ~",
        "requests.new_received": "9, 3, 0, 0, 0, 1, ~",
        "requests.results.partial": "3, 2, 0, 0, 0, 0, 4",
    }
    assert published.check(2019, rows).guesses == ()

"""A corpus as a whole: issues with places, explained failures, entries that explain nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.book import CheckBook
from gongkai.checks.run import all_rules, check_corpus
from gongkai.checks.wording import outcome_label
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.issues import ISSUE_CODES, Issue, Severity

AGENCY = "name: 某市某局\nkind: other\n"
# 2 + 0 = 1 + 1, but the parts make 1 + 1 = 2 while （七）总计 prints 1.
REPORT = """\
year: 2019
published: 2020-01-10
tables:
  requests:
    new_received: [2, 0, 0, 0, 0, 0, 2]
    carried_in: [0, 0, 0, 0, 0, 0, 0]
    results.granted: [1, 0, 0, 0, 0, 0, 1]
    results.partial: [1, 0, 0, 0, 0, 0, 1]
    results.total: [1, 0, 0, 0, 0, 0, 1]
    carried_forward: [1, 0, 0, 0, 0, 0, 1]
"""
ENTRY = """\
discrepancies:
  - {{check: {check}, at: {at}, left: {left}, right: {right}, note: 原文如此}}
"""
WITHOUT_FIGURES = """\
discrepancies:
  - {check: requests.results_total, at: natural_person, note: 原文如此}
"""


def zero_rows(report: str) -> str:
    """The report with every other row of table 三, all zeros."""
    edition_rows = (
        *(f"results.refused.{name}" for name in REFUSED),
        *("results.unable.not_held", "results.unable.needs_creation"),
        "results.unable.still_unclear",
        *(f"results.not_processed.{name}" for name in NOT_PROCESSED),
        "results.other_handling",
    )
    zeros = "".join(f"    {row}: [0, 0, 0, 0, 0, 0, 0]\n" for row in edition_rows)
    return report.replace("    results.total", f"{zeros}    results.total")


REFUSED = (
    *("state_secret", "forbidden_by_law", "security_and_stability", "third_party_rights"),
    *("internal_affairs", "process_information", "enforcement_files", "administrative_query"),
)
NOT_PROCESSED = (
    *("petition_or_complaint", "repeated", "publication_requested", "abusive_volume"),
    "reconfirm_or_reissue",
)


def check(
    folder: Path, editions: Editions, entries: str = "", *, of_file: tuple[str, ...] = ()
) -> CheckBook:
    body = folder / "reports" / "some-bureau"
    body.mkdir(parents=True)
    (body / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    (body / "2019.yaml").write_text(zero_rows(REPORT) + entries, encoding="utf-8")
    loaded = load_corpus(folder / "reports", editions, folder)
    assert tuple(issue.code for issue in loaded.issues) == of_file
    return check_corpus(loaded.value)


def of_code(book: CheckBook, prefix: str) -> list[Issue]:
    return [issue for issue in book.issues() if issue.code.startswith(prefix)]


def test_a_failure_is_an_issue_at_its_total(tmp_path: Path, editions: Editions) -> None:
    issues = of_code(check(tmp_path, editions), "identity.")
    assert [(issue.code, str(issue.location)) for issue in issues] == [
        ("identity.requests.results_total", "reports/some-bureau/2019.yaml:26:21"),
        ("identity.requests.results_total", "reports/some-bureau/2019.yaml:26:39"),
    ]


def entry(at: str, left: int, right: int, check: str = "requests.results_total") -> str:
    return ENTRY.format(check=check, at=at, left=left, right=right)


@pytest.mark.parametrize(
    "at", ["natural_person", "requests/natural_person"], ids=["bare", "with its table"]
)
def test_an_entry_with_the_exact_figures_explains(
    tmp_path: Path, editions: Editions, at: str
) -> None:
    book = check(tmp_path, editions, entry(at, 2, 1))
    assert [issue.location.column for issue in of_code(book, "identity.")] == [39]
    assert not of_code(book, "discrepancy.")
    (checks,) = book.by_report.values()
    explained = [result for result in checks.failures() if result.discrepancy]
    assert [result.at for result in explained] == ["natural_person"]
    assert not explained[0].is_open


LAPSED = ENTRY.format(check="requests.results_total", at="natural_person", left=3, right=1)
AGREEING = ENTRY.format(check="requests.results_total", at="natural_person", left=2, right=1)


@pytest.mark.parametrize(
    ("text", "code", "failing"),
    [
        (entry("natural_person", 3, 1), "discrepancy.lapsed", 2),
        (WITHOUT_FIGURES, "discrepancy.lapsed", 2),
        (entry("organisation.business", 0, 0), "discrepancy.needless", 2),
        (entry("natural_person", 2, 1, "requests.balance"), "discrepancy.needless", 2),
        (entry("natural_person", 2, 1, "requests.sum"), "discrepancy.unknown_check", 2),
    ],
)
def test_an_entry_that_explains_nothing_is_an_issue(
    tmp_path: Path, editions: Editions, text: str, code: str, failing: int
) -> None:
    book = check(tmp_path, editions, text)
    (issue,) = of_code(book, "discrepancy.")
    assert issue.code == code
    assert (issue.location.line, issue.location.column) == (29, 5)
    assert len(of_code(book, "identity.")) == failing


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        (LAPSED, AGREEING, ["discrepancy.duplicate"]),
        (AGREEING, AGREEING, ["discrepancy.duplicate"]),
        (LAPSED, LAPSED, ["discrepancy.lapsed", "discrepancy.duplicate"]),
    ],
    ids=["lapsed, agreeing", "agreeing, agreeing", "lapsed, lapsed"],
)
def test_of_two_entries_on_one_place_the_second_is_an_issue(
    tmp_path: Path, editions: Editions, first: str, second: str, codes: list[str]
) -> None:
    """Also where it is the second that agrees: neither is dropped without a word."""
    found = of_code(check(tmp_path, editions, first + _entries(second)), "discrepancy.")
    assert [issue.code for issue in found] == codes
    assert (found[-1].location.line, found[-1].location.column) == (30, 5)
    assert [place.line for place in found[-1].related] == [29]


def _entries(text: str) -> str:
    return text.removeprefix("discrepancies:\n")


def test_an_entry_after_one_that_cannot_be_read_keeps_its_place(
    tmp_path: Path, editions: Editions
) -> None:
    broken = "discrepancies:\n  - {check: requests.results_total, at: natural_person}\n"
    text = broken + _entries(LAPSED)
    book = check(tmp_path, editions, text, of_file=("shape.missing_key",))
    (issue,) = of_code(book, "discrepancy.")
    assert (issue.location.line, issue.location.column) == (30, 5)


def test_a_rule_that_the_reference_lists_is_the_same_there(editions: Editions) -> None:
    rules = all_rules(editions)
    listed = {code: each for code, each in ISSUE_CODES.items() if code in rules}
    assert set(listed) == {"form.missing_row"}
    for code, each in listed.items():
        assert (each.severity, each.title) == (rules[code].severity, rules[code].title)


def test_rule_ids_are_stable_and_unique(editions: Editions) -> None:
    rules = all_rules(editions)
    assert {rule.id for rule in rules.values()} == set(rules)
    assert {each for each in rules if each.startswith(("identity.", "carry."))} == {
        "identity.requests.balance",
        "identity.requests.results_total",
        "identity.requests.applicant_total",
        "identity.review_litigation.review_total",
        "identity.review_litigation.direct_total",
        "identity.review_litigation.after_review_total",
        "carry.requests.carried_over",
        "carry.art20_1.in_force_stock",
        "carry.art20_5.licensing_items",
        "carry.art20_6.enforcement_items",
        "carry.art20_8.fee_items",
    }


def test_the_public_is_told_of_errors_and_warnings_not_of_hints(
    editions: Editions, reports_folder: Path
) -> None:
    book = check_corpus(load_corpus(reports_folder, editions).value)
    told = {result.rule.severity for _, result in book.findings()}
    failing = {
        each.rule.severity for checks in book.by_report.values() for each in checks.failures()
    }
    assert failing - told == {Severity.HINT}


def test_sums_hold_or_not_and_anything_else_is_seen_or_not(
    editions: Editions, reports_folder: Path
) -> None:
    book = check_corpus(load_corpus(reports_folder, editions).value)
    labels: dict[bool, set[str]] = {True: set(), False: set()}
    for checks in book.by_report.values():
        for result in checks.results:
            labels[result.place is not None].add(outcome_label(result))
    assert labels[True] == {"成立", "不成立", "未能判断"}
    assert labels[False] == {"未见", "见", "未能判断"}

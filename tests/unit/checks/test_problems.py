"""Problems: one for each cause, with every issue behind it."""

from __future__ import annotations

from pathlib import Path

from gongkai.checks.problems import Explained, Problem, explained, lapsed_entry, problems
from gongkai.checks.run import check_corpus
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.issues import Location, make_issue
from tests.unit.checks.test_run import REPORT, zero_rows

AGENCY = "name: 某市某局\nkind: other\n"
ENTRY = "  - {{check: {}, at: {}, left: {}, right: {}, note: 原文如此}}\n"
BROKEN = zero_rows(REPORT)
"""（七）总计 is 1 where the parts make 2: results_total fails at 自然人 and at 总计."""


def found_in(folder: Path, editions: Editions, text: str) -> list[Problem]:
    return [each for each in _problems(folder, editions, text) if each.part is not None]


def _problems(folder: Path, editions: Editions, text: str) -> tuple[Problem, ...]:
    agency = folder / "some-bureau"
    agency.mkdir()
    (agency / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    (agency / "2019.yaml").write_text(text, encoding="utf-8")
    return problems(check_corpus(load_corpus(folder, editions).value))


def test_what_one_cause_breaks_is_one_problem(tmp_path: Path, editions: Editions) -> None:
    (problem,) = found_in(tmp_path, editions, BROKEN)
    assert problem.is_group
    assert [(each.rule.short_id, each.at) for each in problem.results] == [
        ("requests.results_total", "natural_person"),
        ("requests.results_total", "total"),
    ]
    assert [issue.code for issue in problem.issues] == ["identity.requests.results_total"] * 2
    assert problem.issue.code == problem.issues[0].code
    assert problem.issue.location == problem.issues[0].location
    assert problem.issue.message != problem.issues[0].message


def test_an_explained_failure_leaves_the_group(tmp_path: Path, editions: Editions) -> None:
    entry = "discrepancies:\n" + ENTRY.format("requests.results_total", "total", 2, 1)
    (problem,) = found_in(tmp_path, editions, BROKEN + entry)
    assert not problem.is_group
    assert [each.at for each in problem.results] == ["natural_person"]
    assert problem.issue == problem.issues[0]
    assert problem.checks is not None
    (known,) = explained(problem.checks)
    assert isinstance(known, Explained)
    assert known.result.at == "total"
    assert known.location.line == len((BROKEN + entry).splitlines())


def test_a_lapsed_entry_is_found_by_its_check_and_place(tmp_path: Path, editions: Editions) -> None:
    entry = "discrepancies:\n" + ENTRY.format("requests.results_total", "requests/total", 2, 9)
    (problem,) = found_in(tmp_path, editions, BROKEN + entry)
    assert problem.checks is not None
    places = [lapsed_entry(problem.checks, each) for each in problem.results]
    assert [place and place.line for place in places] == [None, len((BROKEN + entry).splitlines())]


def test_problems_are_in_order_of_place(tmp_path: Path, editions: Editions) -> None:
    found = _problems(tmp_path, editions, BROKEN)
    places = [(each.issue.location, each.issue.code) for each in found]
    assert places == sorted(places)


def test_an_issue_of_a_file_is_a_problem_by_itself(tmp_path: Path, editions: Editions) -> None:
    issue = make_issue("yaml.syntax", Location("reports/x.yaml", 3, 4), "错")
    book = check_corpus(load_corpus(tmp_path, editions).value)
    assert problems(book, [issue]) == (Problem(issue, (issue,)),)

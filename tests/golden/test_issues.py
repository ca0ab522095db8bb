"""The issues of one file with most kinds of slips: codes and places, not sentences."""

from __future__ import annotations

from gongkai.issues import Issue
from gongkai.reports.loader import load_report
from tests.golden.golden import HERE, assert_golden
from tests.golden.test_pages import small_editions


def _line(issue: Issue) -> str:
    related = "".join(f" see {place}" for place in issue.related)
    hint = " with hint" if issue.hint else ""
    return f"{issue.location}: {issue.severity}: {issue.code}{related}{hint}"


def test_issues_of_a_bad_file() -> None:
    loaded = load_report(HERE / "bad" / "2021.yaml", small_editions(), "hill", "2021.yaml")
    issues = sorted(loaded.issues, key=lambda issue: (issue.location, issue.code))
    assert_golden("issues.txt", "\n".join([*map(_line, issues), ""]))

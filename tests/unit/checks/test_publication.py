"""Deadlines of the law, and notices of another edition in the prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.publication import RULES, check
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from tests.unit.checks.loading import (
    BODY,
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    outcome,
    said,
)

DEADLINE, NOTICE = (rule.id for rule in RULES)


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def agency(kind: str, level: str = "") -> str:
    stated = f"level: {level}\n" if level else ""
    return f"name: 某市某局\nkind: {kind}\n{stated}"


def test_severities() -> None:
    assert {rule.severity for rule in RULES} == {Severity.HINT}


# --- deadline ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "published", "expected"),
    [
        ("department", "2022-01-31", Said("", HOLDS, 31, 31)),
        ("department", "2022-02-01", Said("", FAILS, 32, 31)),
        ("department", "2023-01-01", Said("", FAILS, 366, 31)),
        ("government", "2022-03-31", Said("", HOLDS, 90, 90)),
        ("government", "2022-04-01", Said("", FAILS, 91, 90)),
    ],
)
def test_deadline(corpora: Corpora, kind: str, published: str, expected: Said) -> None:
    report = f"year: 2021\npublished: {published}\n"
    assert said(check, corpora.subject(report, agency=agency(kind)), DEADLINE) == [expected]


def test_a_leap_year_has_a_day_more(corpora: Corpora) -> None:
    report = "year: 2023\npublished: 2024-03-31\n"
    subject = corpora.subject(report, agency=agency("government", "county"))
    assert said(check, subject, DEADLINE) == [Said("", HOLDS, 91, 91)]


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("township", ""),
        ("other", ""),
        ("government", "township"),
        ("department", "township"),
        ("government", "national"),
    ],
)
def test_bodies_without_a_deadline(corpora: Corpora, kind: str, level: str) -> None:
    report = "year: 2021\npublished: 2022-12-01\n"
    assert outcome(check, corpora.subject(report, agency=agency(kind, level)), DEADLINE) is None


def test_a_date_that_is_not_stated(corpora: Corpora) -> None:
    report = "year: 2021\nsigned: {date: 2022-06-01}\n"
    subject = corpora.subject(report, agency=agency("department"))
    assert outcome(check, subject, DEADLINE) is NOT_EVALUATED


def test_the_law_before_2019_set_another_deadline(corpora: Corpora) -> None:
    report = "year: 2018\npublished: 2019-12-01\n"
    assert not list(check(corpora.subject(report, agency=agency("department"))))


def test_a_date_before_the_year_has_ended_is_reported_once(
    tmp_path: Path, editions: Editions
) -> None:
    """``report.year`` covers all that ``publish.date`` would say."""
    corpora = Corpora(tmp_path, editions)
    subject = corpora.subject("year: 2021\n", agency=agency("department"))
    path = tmp_path / "reports" / BODY / "2021.yaml"
    path.write_text("year: 2021\npublished: 2021-12-31\n", encoding="utf-8")
    loaded = load_corpus(tmp_path / "reports", editions)
    assert [issue.code for issue in loaded.issues if issue.severity is Severity.ERROR] == [
        "report.year"
    ]
    report = loaded.value.report(BODY, 2021)
    assert report is not None
    late = type(subject)(loaded.value, subject.agency, report, None)
    assert outcome(check, late, DEADLINE) is NOT_EVALUATED
    assert "publish.date" not in {each.rule.id for each in check(late)}


# --- notice -----------------------------------------------------------------------------------

OLD = "国办公开办函〔2019〕60号"
NEW = "国办公开办函〔2021〕30号"


@pytest.mark.parametrize(
    ("year", "cited", "expected"),
    [
        (2021, OLD, Said("overview", FAILS)),
        (2021, "国办公开办函[2019] 60 号", Said("overview", FAILS)),
        (2021, "国办公开办函（２０１９）６０号", Said("overview", FAILS)),
        (2021, f"{OLD}、{NEW}", Said("overview", FAILS)),
        (2021, NEW, Said("", HOLDS)),
        (2021, "国办公开办函〔2019〕61号", Said("", HOLDS)),
        (2021, "国办公开办函〔2019〕160号", Said("", HOLDS)),
        (2020, OLD, Said("", HOLDS)),
        (2020, NEW, Said("overview", FAILS)),
    ],
)
def test_notice(corpora: Corpora, year: int, cited: str, expected: Said) -> None:
    report = f"year: {year}\nnarratives:\n  overview: 根据《通知》（{cited}）编制。\n"
    assert said(check, corpora.subject(report), NOTICE) == [expected]


def test_notice_in_the_preface_belongs_to_the_first_section(corpora: Corpora) -> None:
    report = f"year: 2021\npreface: 根据{OLD}编制。\nnarratives: omitted\n"
    assert said(check, corpora.subject(report), NOTICE) == [Said("overview", FAILS)]


def test_notice_above_a_table(corpora: Corpora) -> None:
    prose = f"narratives:\n  overview: 如下。\n  requests: {{before: 见{OLD}。}}\n"
    assert said(check, corpora.subject(f"year: 2021\n{prose}"), NOTICE) == [Said("requests", FAILS)]


@pytest.mark.parametrize(
    "prose", ["", "narratives: omitted\n", "preface: 序\nnarratives: omitted\n"]
)
def test_notice_without_prose(corpora: Corpora, prose: str) -> None:
    assert outcome(check, corpora.subject(f"year: 2021\n{prose}"), NOTICE) is NOT_EVALUATED


def test_notice_where_there_is_but_one_edition(tmp_path: Path, editions: Editions) -> None:
    corpora = Corpora(tmp_path, Editions(editions.editions[:1]))
    report = f"year: 2021\nnarratives:\n  overview: 见{OLD}。\n"
    assert outcome(check, corpora.subject(report), NOTICE) is None

"""The form of the year, two forms in one report, rows too many, labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.form_rules import RULES, check
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from tests.unit.checks.loading import (
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    outcome,
    said,
)

EDITION_YEAR, MIXED, EXTRA_ROW, LABEL = (rule.id for rule in RULES)

OLD = (
    "tables:\n  art20_1:\n    regulations: [0, 0, 0]\n  art20_9:\n    central_procurement: [0, ~]\n"
)
NEW = "tables:\n  art20_1:\n    regulations: [0, 0, 0]\n  art20_5:\n    licensing: [0]\n"
YEAR_2021 = f"year: 2021\n{NEW}"
NORMATIVE = "art20_1.rows.administrative_normative_documents"
COLLAPSED = """\
year: 2021
tables:
  requests:
    results.other_handling: [0, 0, 0, 0, 0, 0, 0]
"""
EXTRA = """\
extra_tables:
  - id: extra
    after: {after}
    title: {title}
    header: [[信息内容, {column}]]
    rows: [[其他主动公开文件, "5"], [政策解读, "7"]]
"""


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def extra(title: str = "附表", column: str = "件数", after: str = "overview") -> str:
    return EXTRA.format(title=title, column=column, after=after)


def test_severities() -> None:
    assert [rule.severity for rule in RULES] == [*[Severity.WARNING] * 3, Severity.HINT]


# --- edition of the year ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (f'year: 2021\nedition: "2019"\n{OLD}', Said("proactive_disclosure", FAILS)),
        ('year: 2021\nedition: "2019"\n', Said("proactive_disclosure", FAILS)),
        (f'year: 2019\nedition: "2019"\n{OLD}', Said("", HOLDS)),
        (f"year: 2020\n{OLD}", Said("", HOLDS)),
        ("year: 2021\n", Said("", NOT_EVALUATED)),
    ],
)
def test_edition_of_the_year(corpora: Corpora, report: str, expected: Said) -> None:
    assert said(check, corpora.subject(report), EDITION_YEAR) == [expected]


# --- two editions in one report ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (COLLAPSED, Said("requests.results.other_handling", FAILS)),
        (f"{YEAR_2021}{extra('第二十条第(九)项')}", Said("overview", FAILS)),
        (f"{YEAR_2021}{extra(column='采购 总金额')}", Said("overview", FAILS)),
        (
            f"{YEAR_2021}printed_labels: {{art20_1.columns.issued: 本年新制作数量}}\n",
            Said("art20_1/issued", FAILS),
        ),
        (
            f"{YEAR_2021}printed_labels:\n  {NORMATIVE}: 规范性文件\n",
            Said("", HOLDS),
        ),
        (f"{YEAR_2021}{extra()}", Said("", HOLDS)),
        (YEAR_2021, Said("", HOLDS)),
        (f"year: 2019\n{OLD}", Said("", HOLDS)),
        ("year: 2021\n", Said("", NOT_EVALUATED)),
    ],
)
def test_mixed(corpora: Corpora, report: str, expected: Said) -> None:
    assert said(check, corpora.subject(report), MIXED) == [expected]


def test_one_finding_for_each_place_of_another_edition(corpora: Corpora) -> None:
    report = f"{YEAR_2021}{extra('第二十条第（九）项', '采购总金额')}"
    assert said(check, corpora.subject(report), MIXED) == [Said("overview", FAILS)]


# --- rows too many ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        (f"{extra()}    form: art20_1\n", Said("art20_1", FAILS, 2)),
        (extra(), Said("", HOLDS)),
        ("", Said("", HOLDS)),
    ],
)
def test_extra_row(corpora: Corpora, added: str, expected: Said) -> None:
    assert said(check, corpora.subject(f"{YEAR_2021}{added}"), EXTRA_ROW) == [expected]


def test_extra_rows_of_one_table_are_one_finding(corpora: Corpora) -> None:
    first = f"{extra()}    form: art20_1\n"
    second = first.removeprefix("extra_tables:\n").replace("id: extra", "id: more")
    subject = corpora.subject(f"{YEAR_2021}{first}{second}")
    assert said(check, subject, EXTRA_ROW) == [Said("art20_1", FAILS, 4)]


# --- labels -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "printed", "at"),
    [
        ("requests.columns.organisation.public_interest", "社会组织", None),
        ("requests.rows.results.refused.forbidden_by_law", "2、其他法律行政止公开", None),
        ("art20_1.rows.regulations", "规章（设区的市应提供）", None),
        ("art20_1.rows.regulations", "政府规章", None),
        ("art20_5.caption", "第二十条第五项", "art20_5"),
        ("sections.problems", "五、存在问题及改进情况", "problems"),
    ],
)
def test_another_label(corpora: Corpora, key: str, printed: str, at: str | None) -> None:
    table, _, rest = key.partition(".")
    axis, _, path = rest.partition(".")
    place = at or f"{table}{'.' if axis == 'rows' else '/'}{path}"
    subject = corpora.subject(f"{YEAR_2021}printed_labels: {{{key}: {printed}}}\n")
    assert said(check, subject, LABEL) == [Said(place, FAILS)]


@pytest.mark.parametrize(
    "labels", ["", "printed_labels: {requests.rows.results.granted: (一)予以 公开}\n"]
)
def test_the_same_label(corpora: Corpora, labels: str) -> None:
    assert outcome(check, corpora.subject(f"{YEAR_2021}{labels}"), LABEL) is HOLDS


@pytest.mark.parametrize("rule", [EXTRA_ROW, LABEL])
def test_nothing_to_judge_without_tables(corpora: Corpora, rule: str) -> None:
    assert outcome(check, corpora.subject("year: 2021\n"), rule) is NOT_EVALUATED


def test_nothing_is_said_about_years_without_a_form(corpora: Corpora) -> None:
    assert not list(check(corpora.subject("year: 2015\n")))

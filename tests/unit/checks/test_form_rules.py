"""The form of the year, two forms in one report, rows too many or too few, labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.form_rules import RULES, check
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from tests.bad_input import report as report_text
from tests.unit.checks.loading import (
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    outcome,
    said,
)

EDITION_YEAR, MIXED, EXTRA_ROW, MISSING_ROW, LABEL = (rule.id for rule in RULES)

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
    assert [rule.severity for rule in RULES] == [*[Severity.WARNING] * 4, Severity.HINT]


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


# --- rows too few -----------------------------------------------------------------------------


def without(*lines: str) -> str:
    """A whole report of 2021 but for some lines."""
    text = report_text()
    for line in lines:
        assert line in text
        text = text.replace(line, "")
    return text


def as_one_row(*names: str) -> str:
    """A whole report of 2021 that gives the last group as one row, and some of its rows."""
    parts = [f"    results.other_handling.{name}: {ZEROS}\n" for name in OTHER]
    kept = [part for name, part in zip(OTHER, parts, strict=True) if name in names]
    group = f"    results.other_handling: {ZEROS}\n"
    return report_text().replace("".join(parts), "".join([group, *kept]))


ZEROS = "[0, 0, 0, 0, 0, 0, 0]"
OTHER = ("supplement_overdue", "fee_overdue", "other")
FEES = "    administrative_fees: [0]\n"
TABLES = "".join(report_text().partition("tables:\n")[1:])


@pytest.mark.parametrize(
    ("report", "places"),
    [
        (without("    coercion: [0]\n"), ["art20_6.coercion"]),
        (
            without("    penalty: [0]\n", "    carried_in: [0, 0, 0, 0, 0, 0, 0]\n"),
            ["art20_6.penalty", "requests.carried_in"],
        ),
        (without(f"  art20_8:\n{FEES}"), ["art20_8"]),
        (without(FEES).replace("art20_8:", "art20_8: {}"), ["art20_8"]),
        (without(TABLES), ["proactive_disclosure"]),
        (as_one_row(), []),
        (report_text(), []),
    ],
)
def test_missing_row(corpora: Corpora, report: str, places: list[str]) -> None:
    expected = [Said(place, FAILS) for place in places] or [Said("", HOLDS)]
    assert said(check, corpora.subject(report), MISSING_ROW) == expected


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (report_text(row="[0, 0]"), "table.row_length"),
        (as_one_row("other"), "form.unknown_row"),
        (without(FEES).replace("art20_8:", "art20_8: 0"), "shape.type"),
        (without(TABLES) + "tables: 0\n", "shape.type"),
        (report_text().replace("year: 2021", "year: 2020"), "form.other_edition"),
    ],
)
def test_what_cannot_be_read_is_not_missing(corpora: Corpora, report: str, code: str) -> None:
    """The reader has said what is wrong with it."""
    subject = corpora.subject(report, codes={code})
    assert outcome(check, subject, MISSING_ROW) is not FAILS


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


def test_captions_that_two_forms_share_are_no_mixture(corpora: Corpora) -> None:
    """Both forms have a table called 第二十条第（五）项."""
    shared = extra("第二十条第（六）项")
    own = f"{YEAR_2021}printed_labels: {{art20_1.caption: 第二十条第（五）项}}\n{shared}"
    assert said(check, corpora.subject(own), MIXED) == [Said("", HOLDS)]

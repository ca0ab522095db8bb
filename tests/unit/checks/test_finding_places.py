"""Where in the file a finding stands: at its cell, row, table, field or section."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.checks.run import check_corpus
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.issues import Issue
from tests.bad_input import report, with_count, with_fees
from tests.marks import MARK, unmark_one

DEPARTMENT = "name: 某市某局\nkind: department\n"
ZEROS = "[0, 0, 0, 0, 0, 0, 0]"
OTHER = "".join(
    f"    results.other_handling.{name}: {ZEROS}\n"
    for name in ("supplement_overdue", "fee_overdue", "other")
)
EXTRA = """\
extra_tables:
  - id: first
    after: overview
    title: 附表
    header: [[甲, 乙]]
    rows: [[丙, "1"]]
  - {mark}{{id: second, after: overview, title: {title}, header: [[甲]], rows: [[丙]]{more}}}
"""


def extra(mark: str = "", title: str = "附表二", more: str = "") -> str:
    return EXTRA.format(mark=mark, title=title, more=more)


def prose(**sections: str) -> str:
    """A report of 2021 with prose; each section is the text of its line."""
    parts = "".join(f"\n  {each}" for each in sections.values())
    return report().replace(" omitted", parts)


def year_of(year: int, text: str) -> str:
    """The same report in another year of the same form."""
    day = f"published: {year + 1}-01-20"
    return text.replace("year: 2021", f"year: {year}").replace("published: 2022-01-20", day)


OVERVIEW = "overview: 2021年，一切照旧，收到政府信息公开申请0件。"
REST = {"problems": "problems: 没有问题。", "other_matters": "other_matters: 没有其他事项。"}

ONE_REPORT = {
    "form.missing_row at its table": (
        "form.missing_row",
        report().replace("    coercion: [0]\n", "").replace("  art20_6:", f"  {MARK}art20_6:"),
    ),
    "form.missing_row of a table": (
        "form.missing_row",
        report()
        .replace("  art20_5:\n    licensing: [0]\n", "")
        .replace("tables:", f"{MARK}tables:"),
    ),
    "form.missing_row of all": ("form.missing_row", MARK + report().partition("tables:")[0]),
    "form.edition_year": (
        "form.edition_year",
        year_of(2021, report(year=2019))
        .replace("year: 2019", f'year: 2021\n{MARK}edition: "2019"')
        .replace("2020-01-20", "2022-01-20"),
    ),
    "form.mixed as one row": (
        "form.mixed",
        report().replace(OTHER, f"    results.other_handling: [{MARK}{ZEROS[1:]}\n"),
    ),
    "form.mixed in a label": (
        "form.mixed",
        report(more=f"printed_labels:\n  {MARK}art20_1.columns.issued: 本年新制作数量\n"),
    ),
    "form.mixed in a table": (
        "form.mixed",
        report(more=extra(MARK, title="第二十条第（九）项")),
    ),
    "form.extra_row": ("form.extra_row", report(more=extra(MARK, more=", form: art20_1"))),
    "form.label": (
        "form.label",
        report(
            more="printed_labels:\n  art20_5.caption: 第二十条第（五）项\n"
            f"  {MARK}art20_1.rows.regulations: 政府规章\n"
        ),
    ),
    "value.text": ("value.text", with_count(f"{MARK}无")),
    "value.remark": ("value.remark", with_count(f'{MARK}{{value: 1, printed: "1（含转发）"}}')),
    "value.unit": ("value.unit", with_fees(f'{MARK}{{value: 1, printed: "1元", unit: 元}}')),
    "complete.blank": ("complete.blank", with_count("~").replace("tables:", f"{MARK}tables:")),
    "complete.blank_total": (
        "complete.blank_total",
        report().replace(f"new_received: {ZEROS}", f"new_received: [0, 0, 0, 0, 0, 0, {MARK}~]"),
    ),
    "complete.section of a section": (
        "complete.section",
        prose(a=f"{MARK}overview: 主动公开信息  条。", **REST),
    ),
    "complete.section of no section": (
        "complete.section",
        prose(a=OVERVIEW, b=REST["problems"]).replace("narratives:", f"{MARK}narratives:"),
    ),
    "publish.deadline": (
        "publish.deadline",
        report(published="2022-02-01").replace("published:", f"{MARK}published:"),
    ),
    "publish.notice": (
        "publish.notice",
        prose(
            a=OVERVIEW, b=f"{MARK}problems: 见国办公开办函〔2019〕60号。", c=REST["other_matters"]
        ),
    ),
    "plausible.rulemaking_power": ("plausible.rulemaking_power", with_count(f"{MARK}1")),
    "plausible.stock_covers_issued": (
        "plausible.stock_covers_issued",
        report().replace(
            "    administrative_normative_documents: [0, 0, 0]",
            f"    {MARK}administrative_normative_documents: [2, 0, 1]",
        ),
    ),
    "narrative.received": (
        "narrative.received",
        prose(a="overview: 2021年收到政府信息公开申请3件。", **REST).replace(
            f"new_received: {ZEROS}", f"new_received: [0, 0, 0, 0, 0, 0, {MARK}0]"
        ),
    ),
    "narrative.year": (
        "narrative.year",
        prose(
            a=OVERVIEW, b=f"{MARK}problems: 2019年，我局主动公开信息5条。", c=REST["other_matters"]
        ),
    ),
    "narrative.personal_data": (
        "narrative.personal_data",
        prose(a=f"{MARK}overview: 联系电话13812345678。", **REST),
    ),
}


def findings(folder: Path, editions: Editions, agency: str, **files: str) -> list[Issue]:
    """What the checks find in one body's reports."""
    body = folder / "reports" / "some-bureau"
    body.mkdir(parents=True)
    (body / "agency.yaml").write_text(agency, encoding="utf-8")
    for name, text in files.items():
        (body / f"{name.removeprefix('y')}.yaml").write_text(text, encoding="utf-8")
    loaded = load_corpus(folder / "reports", editions, folder)
    assert loaded.issues == ()
    return list(check_corpus(loaded.value).issues())


def places(issues: list[Issue], code: str) -> list[str]:
    return [
        str(issue.location).removeprefix("reports/some-bureau/")
        for issue in issues
        if issue.code == code
    ]


@pytest.mark.parametrize(("code", "text"), ONE_REPORT.values(), ids=ONE_REPORT)
def test_a_finding_has_its_place(code: str, text: str, tmp_path: Path, editions: Editions) -> None:
    plain, line, column = unmark_one(text)
    issues = findings(tmp_path, editions, DEPARTMENT, y2021=plain)
    assert places(issues, code) == [f"2021.yaml:{line}:{column}"]


NORMATIVE = "    administrative_normative_documents: [{}]"


def with_stock(year: int, figures: str) -> str:
    """A report whose second row of table 二, 1st item, has these figures."""
    return year_of(year, report()).replace(NORMATIVE.format("0, 0, 0"), NORMATIVE.format(figures))


def received(year: int, figure: str) -> str:
    row = f"new_received: {ZEROS}"
    return year_of(year, report()).replace(row, f"new_received: [{figure}, 0, 0, 0, 0, 0, 1]")


TWO_REPORTS = {
    "carry.requests.carried_over": (
        year_of(2021, report()).replace(
            f"    carried_forward: {ZEROS}", "    carried_forward: [1, 0, 0, 0, 0, 0, 1]"
        ),
        year_of(2022, report()).replace(
            f"    carried_in: {ZEROS}", f"    carried_in: [{MARK}0, 0, 0, 0, 0, 0, 1]"
        ),
    ),
    "plausible.repealed_bounded": (
        with_stock(2021, "0, 0, 0"),
        with_stock(2022, f"0, {MARK}1, 0"),
    ),
    "plausible.copied_year": (
        received(2021, "1"),
        received(2022, "1").replace("  requests:", f"  {MARK}requests:"),
    ),
    "plausible.jump": (
        with_stock(2021, "0, 0, 10"),
        with_stock(2022, f"0, 0, {MARK}100"),
    ),
}


@pytest.mark.parametrize("code", TWO_REPORTS)
def test_a_finding_of_two_years_is_in_the_later(
    code: str, tmp_path: Path, editions: Editions
) -> None:
    before, after = TWO_REPORTS[code]
    plain, line, column = unmark_one(after)
    issues = findings(tmp_path, editions, DEPARTMENT, y2021=before, y2022=plain)
    assert places(issues, code) == [f"2022.yaml:{line}:{column}"]


def test_a_carry_names_the_place_of_last_year(tmp_path: Path, editions: Editions) -> None:
    before, after = TWO_REPORTS["carry.requests.carried_over"]
    text, line, column = unmark_one(
        before.replace("carried_forward: [", f"carried_forward: [{MARK}")
    )
    issues = findings(tmp_path, editions, DEPARTMENT, y2021=text, y2022=after.replace(MARK, ""))
    (issue,) = (each for each in issues if each.code == "carry.requests.carried_over")
    assert [str(place) for place in issue.related] == [
        f"reports/some-bureau/2021.yaml:{line}:{column}"
    ]


def test_a_missing_year_stands_at_the_year_after(tmp_path: Path, editions: Editions) -> None:
    files = {f"y{year}": year_of(year, report()) for year in (2021, 2024)}
    issues = findings(tmp_path, editions, DEPARTMENT, **files)
    assert places(issues, "complete.year") == ["2024.yaml:1:1"]


@pytest.mark.parametrize(
    ("missing", "at"),
    [
        ("    coercion: [0]\n", "art20_6.coercion"),
        ("  art20_5:\n    licensing: [0]\n", "art20_5"),
        ("".join(report().partition("tables:")[1:]), "proactive_disclosure"),
    ],
)
def test_what_the_original_does_not_print_can_be_explained(
    missing: str, at: str, tmp_path: Path, editions: Editions
) -> None:
    entry = f"{{check: form.missing_row, at: {at}, note: 原表没有印出}}"
    text = f"{report().replace(missing, '')}discrepancies:\n  - {entry}\n"
    assert findings(tmp_path, editions, DEPARTMENT, y2021=text) == []

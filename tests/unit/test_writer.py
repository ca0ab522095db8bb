"""The written report: the canonical shape of the real files, and every part of it by example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.forms.model import Editions, FormEdition
from gongkai.reports.agency import load_agency
from gongkai.reports.loader import load_report
from gongkai.reports.model import (
    Attachment,
    Correction,
    Discrepancy,
    ExtraTable,
    Narrative,
    Note,
    Report,
    Signature,
    Source,
    Status,
)
from gongkai.reports.writer import dump_report

REAL = sorted((Path(__file__).parents[2] / "reports").glob("*/[0-9]*.yaml"))
BARE = Report("example", 2015, None)
FORM_2019 = "，2019 版表式（国办公开办函〔2019〕60号）"


def _body(report: Report, form: FormEdition | None = None) -> str:
    """The written report without its comment and its year."""
    return dump_report(report, "示例机关", form).partition("\n")[2].partition("\n")[2]


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_real_files_are_in_the_canonical_shape(path: Path, editions: Editions) -> None:
    agency = load_agency(path.parent / "agency.yaml", path.parent.name).value
    report = load_report(path, editions, path.parent.name).value
    assert agency is not None
    assert report is not None
    assert dump_report(report, agency.name).encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("year", "name", "first"),
    [
        (2015, "示例机关", "# 示例机关 2015 年政府信息公开工作年度报告"),
        (2015, None, "# example 2015 年政府信息公开工作年度报告"),
        (
            2020,
            "甲",
            "# 甲 2020 年政府信息公开工作年度报告，2019 版表式（国办公开办函〔2019〕60号）",
        ),
    ],
)
def test_the_first_line_says_what_the_file_is(
    year: int, name: str | None, first: str, editions: Editions
) -> None:
    report = Report("example", year, editions.for_year(year))
    assert dump_report(report, name) == f"{first}\nyear: {year}\n"


def test_an_edition_is_written_only_if_it_was_stated(editions: Editions) -> None:
    report = Report("example", 2021, editions.get("2019"))
    assert _body(report) == ""
    assert _body(replace(report, edition_stated=True)) == 'edition: "2019"\n'


def _part(written: str, **changes: object) -> object:
    report = replace(BARE, **changes)  # type: ignore[arg-type]
    return pytest.param(report, written, id=next(iter(changes)))


DAY = date(2016, 1, 2)
HASH = "1" * 64
LABELS = {"sections.problems": "五: 问题"}
FILES = (Attachment("a.pdf"), Attachment("b.pdf", "乙"))
NOTE = Note("requests", "一\n二")
SUMS = Discrepancy("a.b", "total", "原文如此", Decimal(26), Decimal("-0.50"))
LONG = Discrepancy("a.b", "total", "一\n二")
CORRECTION = Correction(DAY, "requests", "漏录", "withdrawn", "05", "-5")

LABELS_WRITTEN = """\
printed_labels:
  sections.problems: "五: 问题"
"""
FILES_WRITTEN = """\
attachments:
  - {file: a.pdf}
  - {file: b.pdf, title: 乙}
"""
NOTE_WRITTEN = """\
notes:
  - at: requests
    text: |
      一
      二
"""
SUMS_WRITTEN = """\
discrepancies:
  - {check: a.b, at: total, left: 26, right: -0.50, note: 原文如此}
  - check: a.b
    at: total
    note: |
      一
      二
"""
CORRECTION_WRITTEN = """\
corrections:
  - date: 2016-01-02
    at: requests
    old: "05"
    new: -5
    reason: 漏录
    kind: withdrawn
"""


@pytest.mark.parametrize(
    ("report", "written"),
    [
        _part("title: 示例\n", title="示例"),
        _part("published: 2016-01-02\n", published=DAY),
        _part("signed: {}\n", signed=Signature()),
        _part("signed: {name: 甲, date: 2016-01-02}\n", signed=Signature("甲", DAY)),
        _part("status: draft\n", status=Status.DRAFT),
        _part("", status=Status.PUBLISHED),
        _part('source: {url: "https://a.cn/?b=1,2"}\n', source=Source(url="https://a.cn/?b=1,2")),
        _part(f'source: {{sha256: "{HASH}"}}\n', source=Source(sha256=HASH)),
        _part("preface: |\n  一\n", preface="一"),
        _part("narratives: omitted\n", narratives=None),
        _part("", narratives={}),
        _part(LABELS_WRITTEN, printed_labels=LABELS),
        _part(FILES_WRITTEN, attachments=FILES),
        _part(NOTE_WRITTEN, notes=(NOTE,)),
        _part(SUMS_WRITTEN, discrepancies=(SUMS, LONG)),
        _part(CORRECTION_WRITTEN, corrections=(CORRECTION,)),
    ],
)
def test_a_part_is_written(report: Report, written: str) -> None:
    assert _body(report) == written


def test_an_extra_table_is_written() -> None:
    header, rows = (("项", None),), (("a, b", "3"), ("丙", "0351"), ("丁", "5.0"))
    table = ExtraTable("local", "requests", "附表", header, rows, "件", "注", "requests")
    empty = ExtraTable("empty", "requests", "空表", header, ())
    assert (
        _body(replace(BARE, extra_tables=(table, empty)))
        == """\
extra_tables:
  - id: local
    after: requests
    title: 附表
    unit: 件
    header:
      - [项, ~]
    rows:
      - ["a, b", 3]
      - [丙, "0351"]
      - [丁, "5.0"]
    note: 注
    form: requests
  - id: empty
    after: requests
    title: 空表
    header:
      - [项, ~]
    rows: []
"""
    )


def test_prose_is_in_the_order_of_the_sections(editions: Editions) -> None:
    narratives = {
        "problems": Narrative("三"),
        "review_litigation": Narrative(),
        "requests": Narrative("前", "后"),
        "overview": Narrative("一\n\n  二"),
    }
    assert (
        _body(Report("example", 2021, editions.get("2021"), narratives=narratives))
        == """\
narratives:
  overview: |
    一

      二
  requests:
    before: |
      前
    after: |
      后
  review_litigation: {}
  problems: |
    三
"""
    )


def test_prose_from_before_the_first_form_borrows_a_form(editions: Editions) -> None:
    report = replace(BARE, narratives={"requests": Narrative("前"), "overview": Narrative("一")})
    form = next(iter(editions))
    assert _body(report, form) == (
        "narratives:\n  overview: |\n    一\n  requests:\n    before: |\n      前\n"
    )


# --- scalars ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("示例", "（一）主动公开", "“示例”", "—", "不适用", "a", "a:b", "a#b", "a - b", "it's"),
        *('说"好"', "2019年", "1.信访", "22（其中修订 16 件）", "太行西街 406 号", "𠀀"),
        *("https://a.cn/?a=1#b", "a\\b", "nota", "是"),
    ],
)
def test_a_harmless_text_is_plain(text: str) -> None:
    assert _body(replace(BARE, title=text)) == f"title: {text}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("~", "null", "Null", "no", "NO", "yes", "on", "y", "True", "=", "<<", "/", "-", ".", "?"),
        *("12", "-5", "+2", "0351", "5.0", ".5", "1e3", "1_000", "1,000", "0x1F", "0o17", "1:30"),
        *("2020-01-23", "2020-1-3", "１２", "１，０００", "①", ".nan", "−3", "1 000"),
        *("- a", "? a", ": a", ", a", "[a", "]a", "{a", "}a", "#a", "&a", "*a", "!a", "|a", ">a"),
        *("'a'", "%a", "@a", "`a`", "a: b", "a:", "a #b", " a", "a ", "\u3000a", "a\u3000"),
        *("0355-3080515", "，", "a:\u3000b", "a\u00a0#b", "_a", "$a", "<b>", "(a)", "{{ a }}"),
    ],
)
def test_a_text_that_may_be_misread_is_quoted(text: str) -> None:
    assert _body(replace(BARE, title=text)) == f'title: "{text}"\n'


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"', '"\\""'),
        ("- \\", '"- \\\\"'),
        ("a\tb", '"a\\tb"'),
        ("a\rb", '"a\\rb"'),
        ('"a\\n"', '"\\"a\\\\n\\""'),
    ],
)
def test_a_quoted_text_is_escaped(text: str, quoted: str) -> None:
    assert _body(replace(BARE, title=text)) == f"title: {quoted}\n"


@pytest.mark.parametrize("text", ["a, b", "a[1]", "a{b}", "a]", "b}"])
def test_brackets_and_commas_are_quoted_between_brackets(text: str) -> None:
    report = replace(BARE, title=text, signed=Signature(text))
    assert _body(report) == f'title: {text}\nsigned: {{name: "{text}"}}\n'


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\nb", "|\n  a\n  b"),
        ("a\n\nb", "|\n  a\n\n  b"),
        ("a\n  b", "|\n  a\n    b"),
        (" a\nb", "|2\n   a\n  b"),
        ("\na", "|2\n\n  a"),
        ("\ta", "|2\n  \ta"),
        ("a\n ", "|\n  a\n   "),
        ("\u3000\u3000a", "|\n  \u3000\u3000a"),
        ("# a\n---", "|\n  # a\n  ---"),
        ("a\r\nb", '"a\\r\\nb"'),
    ],
)
def test_prose_is_a_block(text: str, block: str) -> None:
    assert _body(replace(BARE, preface=text)) == f"preface: {block}\n"

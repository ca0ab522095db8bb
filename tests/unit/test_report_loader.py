"""One report out of its file: every field by its type, and the form that it is on."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.forms.model import CellAddress, Editions
from gongkai.reports.model import (
    NOT_IN_FORM,
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
from tests.bad_input import report as report_text
from tests.marks import unmark
from tests.report_reading import SHOWN, read_report, sound_report

EXTRA = "{id: local, after: requests, title: 附表, header: [[项, 数]], rows: [[甲, 1]]}"
CORRECTION = "{date: 2022-05-01, at: requests, reason: 录错, kind: display_only}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A body's folder with two files to publish, one that is none, and a link."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "原件.pdf").write_bytes(b"%PDF")
    (files / "附件 1.docx").write_bytes(b"PK")
    (files / "run.exe").write_bytes(b"MZ")
    (files / "link.pdf").symlink_to(files / "原件.pdf")
    (files / "folder.pdf").mkdir()
    with (files / "big.pdf").open("wb") as stream:
        stream.truncate(20 * 1024 * 1024 + 1)
    return tmp_path


# --- fields -----------------------------------------------------------------------------------


def test_every_field_is_read(folder: Path, editions: Editions) -> None:
    sha256 = hashlib.sha256(b"%PDF").hexdigest()
    more = f"""\
signed: {{name: 示例机关, date: 2022-01-19}}
status: draft
source:
  title: 网页
  url: https://example.org/a
  retrieved: 2022-02-01
  file: 原件.pdf
  sha256: {sha256}
preface: |
  前言。
printed_labels:
  requests.columns.organisation.public_interest: 社会组织
  sections.problems: 五、问题
extra_tables:
  - id: local-1
    after: requests
    title: 附表
    unit: 件
    header: [[项, 数], [~, 年]]
    rows: [[甲, 1], [乙, ~], [丙, "0351"]]
    note: 注
    form: requests
attachments:
  - {{file: 附件 1.docx, title: 附件}}
  - file: 原件.pdf
notes:
  - {{at: requests.new_received/total, text: 脚注}}
discrepancies:
  - {{check: requests.results_total, at: natural_person, left: 26, right: -0.5, note: 原文如此}}
  - {{check: plausible.rulemaking_power, at: regulations, note: 原文如此}}
corrections:
  - {{date: 2022-05-01, at: requests, old: ~, new: "5", reason: 漏录, kind: transcription_error}}
"""
    prose = """\
  overview: |
    （一）主动公开

    文字。
  requests: {before: 表前, after: 表后}
  review_litigation: {after: 表后}"""
    text = report_text(more=more).replace("narratives: omitted", f"narratives:\n{prose}")
    report = sound_report(text, folder, editions)
    assert report.agency == "example"
    assert report.year == 2021
    assert report.edition is editions.get("2021")
    assert not report.edition_stated
    assert report.title == "示例"
    assert report.published == date(2022, 1, 20)
    assert report.signed == Signature("示例机关", date(2022, 1, 19))
    assert report.status is Status.DRAFT
    assert report.source == Source(
        "网页", "https://example.org/a", date(2022, 2, 1), "原件.pdf", sha256
    )
    assert report.preface == "前言。"
    assert report.narratives == {
        "overview": Narrative("（一）主动公开\n\n文字。"),
        "requests": Narrative("表前", "表后"),
        "review_litigation": Narrative("", "表后"),
    }
    assert report.printed_labels == {
        "requests.columns.organisation.public_interest": "社会组织",
        "sections.problems": "五、问题",
    }
    header, rows = (("项", "数"), (None, "年")), (("甲", "1"), ("乙", None), ("丙", "0351"))
    extra = ExtraTable("local-1", "requests", "附表", header, rows, "件", "注", "requests")
    assert report.extra_tables == (extra,)
    assert report.attachments == (Attachment("附件 1.docx", "附件"), Attachment("原件.pdf"))
    assert report.notes == (Note("requests.new_received/total", "脚注"),)
    sums = (Decimal(26), Decimal("-0.5"))
    assert report.discrepancies == (
        Discrepancy("requests.results_total", "natural_person", "原文如此", *sums),
        Discrepancy("plausible.rulemaking_power", "regulations", "原文如此"),
    )
    day, kind = date(2022, 5, 1), "transcription_error"
    assert report.corrections == (Correction(day, "requests", "漏录", kind, "", "5"),)
    assert report.updated == day
    assert report.path == SHOWN


def test_what_is_not_stated_is_not_invented(folder: Path, editions: Editions) -> None:
    report = sound_report("year: 2015\n", folder, editions, "2015")
    assert report == Report("example", 2015, None)
    assert report.updated is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("title: ‸[示例]", "shape.type"),
        ("title: ‸~", "shape.empty"),
        ('title: ‸"一\\n二"', "shape.type"),
        ("published: ‸2022-1-20", "value.date"),
        ("published: ‸2021-12-31", "report.year"),
        ("signed: {date: ‸2021-06-30}", "report.year"),
        ("signed: ‸甲", "shape.type"),
        ("signed: {name: 甲, date: ‸去年}", "value.date"),
        ("status: ‸final", "shape.choice"),
        ("source: {url: ‸ftp://a.cn}", "value.url"),
        ("source: {url: ‸'javascript:alert(1)'}", "value.url"),
        ("source: {retrieved: ‸2022}", "value.date"),
        ("source: {file: ‸../2021.yaml}", "file.name"),
        ("source: {file: ‸/etc/passwd}", "file.name"),
        ("source: {file: ‸'..\\2021.yaml'}", "file.name"),
        ("source: {file: ‸.hidden.pdf}", "file.name"),
        ("source: {file: ‸missing.pdf}", "file.missing"),
        ("source: {file: ‸folder.pdf}", "file.missing"),
        ('source: {file: ‸"a\\tb.pdf"}', "file.missing"),
        (f"source: {{file: ‸{'文' * 100}.pdf}}", "file.missing"),
        ("source: {file: ‸link.pdf}", "file.link"),
        ("source: {file: ‸run.exe}", "file.kind"),
        ("source: {file: ‸big.pdf}", "file.kind"),
        ("source: {file: 原件.pdf, sha256: ‸abc}", "value.sha256"),
        (f"source: {{file: 原件.pdf, sha256: ‸{'0' * 64}}}", "value.sha256"),
        (f"source: {{sha256: ‸{'A' * 64}}}", "value.sha256"),
        ("attachments: ‸原件.pdf", "shape.type"),
        ("attachments: [‸{title: 附件}]", "shape.missing_key"),
        ("attachments: [{file: ‸run.exe}]", "file.kind"),
        ("preface: ‸''", "shape.empty"),
        ("printed_labels: {‸requests.gone: x}", "place.unknown"),
        ("printed_labels: {sections.problems: ‸~}", "shape.empty"),
        ("printed_labels: {sections.problems: ‸⽂}", "value.lookalike"),
        ("printed_labels: ‸[x]", "shape.type"),
        ("notes: [{at: ‸nowhere, text: x}]", "place.unknown"),
        ("notes: [{at: ‸natural_person, text: x}]", "place.unknown"),
        ("notes: [‸{at: requests}]", "shape.missing_key"),
        ("notes: [{at: requests, text: ‸~}]", "shape.empty"),
        ("discrepancies: [{check: a.b, at: ‸gone, note: x}]", "place.unknown"),
        ("discrepancies: [‸{check: a.b, at: total}]", "shape.missing_key"),
        ("discrepancies: [{check: a.b, at: total, left: ‸1_000, note: x}]", "value.decimal"),
        ("discrepancies: [{check: a.b, at: total, left: ‸+1, note: x}]", "value.decimal"),
        ("discrepancies: [{check: a.b, at: total, left: ‸--1, note: x}]", "value.decimal"),
        (f"corrections: [{CORRECTION}]".replace("kind: ", "kind: ‸x"), "shape.choice"),
        (f"corrections: [{CORRECTION}]".replace("2022-05-01", "‸2022-5-1"), "value.date"),
        (f"corrections: [{CORRECTION}]".replace("at: ", "at: ‸x"), "place.unknown"),
        (f"extra_tables: [{EXTRA}]".replace("local", "‸Local"), "file.name"),
        (f"extra_tables: [{EXTRA}]".replace("after: ", "after: ‸x"), "place.unknown"),
        (f"extra_tables: [‸{EXTRA}]".replace("[甲, 1]", "[甲]"), "table.row_length"),
        (f"extra_tables: [{EXTRA}]".replace("[甲, 1]", "‸甲"), "shape.type"),
        (f"extra_tables: [{EXTRA}]".replace("1]]", "‸'']]"), "shape.empty"),
        (f"extra_tables: [{EXTRA}]".replace("[[项, 数]]", "‸[]"), "shape.empty"),
        (f"extra_tables: [{EXTRA}]".replace("rows:", "form: ‸nowhere, rows:"), "form.unknown_row"),
    ],
)
def test_a_wrong_field_is_located(line: str, code: str, folder: Path, editions: Editions) -> None:
    """One slip, one issue, at the value it is in; the rest of the report is read."""
    plain = report_text(more=f"{line}\n")
    if line.startswith(("title:", "published:")):
        own = plain.index(line.partition(":")[0])
        plain = plain[:own] + plain[plain.index("\n", own) + 1 :]
    text, places = unmark(plain)
    report, issues = read_report(text, folder, editions)
    assert issues == [(code, *place) for place in places]
    assert report is not None
    assert report.edition is not None


def test_two_extra_tables_cannot_have_one_id(folder: Path, editions: Editions) -> None:
    """The id is a part of the page's address of the table."""
    second = EXTRA.replace("local", "‸local")
    text, places = unmark(report_text(more=f"extra_tables: [{EXTRA}, {second}]\n"))
    _, issues = read_report(text, folder, editions)
    assert [(line, column) for _, line, column in issues] == places


# --- year and edition -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stem", "code"),
    [
        ("year: ‸20l9\n", "2019", "value.integer"),
        ("year: ‸0\n", "2019", "report.year"),
        ("year: ‸2007\n", "2007", "report.year"),
        ("year: ‸2101\n", "2101", "report.year"),
        ("year: ‸~\n", "2019", "shape.empty"),
        ("‸title: x\n", "2019", "shape.missing_key"),
    ],
)
def test_without_a_year_there_is_no_report(
    text: str, stem: str, code: str, folder: Path, editions: Editions
) -> None:
    plain, places = unmark(text)
    report, issues = read_report(plain, folder, editions, stem)
    assert report is None
    assert issues == [(code, *place) for place in places]


def test_the_year_is_that_of_the_files_name(folder: Path, editions: Editions) -> None:
    report, issues = read_report("year: 2015\n", folder, editions, "2016")
    assert report is not None
    assert issues == [("report.year", 1, 7)]


@pytest.mark.parametrize(
    ("year", "stated", "edition"),
    [
        (2019, "", "2019"),
        (2020, "", "2019"),
        (2021, "", "2021"),
        (2021, '"2019"', "2019"),
        (2021, "2019", "2019"),
        (2022, '"2021"', "2021"),
        (2018, "", None),
    ],
)
def test_a_report_is_on_the_form_it_states_or_that_of_its_year(
    year: int, stated: str, edition: str | None, folder: Path, editions: Editions
) -> None:
    more = f"edition: {stated}\n" if stated else ""
    tables = report_text(year=2021 if edition == "2021" else 2019).partition("tables:\n")[2]
    body = f"tables:\n{tables}" if edition else ""
    report = sound_report(f"year: {year}\n{more}{body}", folder, editions, str(year))
    assert (report.edition.id if report.edition else None) == edition
    assert report.edition_stated is bool(stated)


def test_an_unknown_edition_is_located(folder: Path, editions: Editions) -> None:
    text, places = unmark(report_text(more="edition: ‸2020\n"))
    report, issues = read_report(text, folder, editions)
    assert issues == [("form.edition", *places[0])]
    assert report is not None
    assert report.edition is editions.get("2021")


def test_a_report_from_before_the_first_form_has_no_tables(
    folder: Path, editions: Editions
) -> None:
    """Its prose and local tables are read as ever."""
    more = f"narratives: {{overview: 一}}\nextra_tables: [{EXTRA}]\n"
    text, places = unmark(f"year: 2015\n{more}‸tables: {{requests: {{}}}}\n")
    report, issues = read_report(text, folder, editions, "2015")
    assert issues == [("report.tables", *places[0])]
    assert report is not None
    assert report.narratives == {"overview": Narrative("一")}
    assert report.tables == {}
    assert report.cell(CellAddress("requests", "new_received", "total")) == NOT_IN_FORM


def test_rows_of_another_form_are_one_issue(folder: Path, editions: Editions) -> None:
    """The first row that the form of the year lacks, and the line to add."""
    tables = report_text(year=2019).partition("tables:\n")[2]
    text = f"year: 2021\ntables:\n{tables}".replace("normative", "‸normative", 1)
    plain, places = unmark(text)
    _, issues = read_report(plain, folder, editions)
    assert issues == [("form.other_edition", *places[0])]
    stated = plain.replace("year: 2021\n", 'year: 2021\nedition: "2019"\n')
    assert sound_report(stated, folder, editions).edition is editions.get("2019")

"""What two folders of data differ in, as citizens see it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.build import Settings, read_corpus, site_files, site_of
from gongkai.comparison.compare import compare
from gongkai.comparison.model import Change, CheckChange, Comparison, ReportChange, Turn
from gongkai.comparison.state import State, addresses_of, key_of
from gongkai.comparison.words import cell_text, field_label
from gongkai.reports.agency import AGENCY_FIELDS
from gongkai.reports.model import Status
from gongkai.reports.spec import CORRECTION_KINDS, REPORT_FIELDS
from tests.cli_running import replace_in, write

HEAD = "year: 2021\npublished: 2022-01-20\n"
TABLES = """\
tables:
  art20_1:
    regulations: [0, 0, 0]
    administrative_normative_documents: [1, 0, 5]
"""
PROSE = """\
narratives:
  overview: |
    第一段，没有变化。

    第二段，去年的话。
  proactive_disclosure:
    after: 表后的话。
"""
EXTRA_TABLE = """\
extra_tables:
  - {id: more, after: overview, title: 附, header: [[行, 数]], rows: [[甲, "1"]]}
"""
FEES = "tables:\n  art20_8:\n    administrative_fees: [{}]\n"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two folders of data, alike at first."""

    before: Path
    after: Path

    def write(self, name: str, text: str) -> None:
        for folder in (self.before, self.after):
            write(folder / "reports" / name, text)

    def replace(self, name: str, old: str, new: str) -> None:
        replace_in(self.after / "reports" / name, old, new)

    def compare(self) -> Comparison:
        return compare(state(self.before), state(self.after))

    def report(self) -> ReportChange:
        """The only report that differs."""
        (found,) = self.compare().reports
        return found


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    made = Pair(tmp_path / "before", tmp_path / "after")
    made.write("hill/agency.yaml", "name: 山区某局\nkind: department\n")
    made.write("hill/2021.yaml", HEAD + TABLES + PROSE)
    return made


def state(folder: Path) -> State:
    settings = Settings(folder / "reports", folder, outputs=("report_pages", "home", "redirects"))
    corpus = read_corpus(settings)
    site = site_of(corpus.value, settings)
    drafts = {key_of(each): each for each in corpus.value.reports if each.status is Status.DRAFT}
    addresses = addresses_of(site_files(site), site.corpus.reports)
    return State(folder.name, site, drafts, corpus.issues, addresses)


def test_nothing_differs(pair: Pair) -> None:
    found = pair.compare()
    assert not any((found.reports, found.agencies, found.broken, found.unread, found.lacking))


# --- cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[2, 0, 5]", ("1", "2")),
        ("[~, 0, 5]", ("1", "空格")),
        ('["/", 0, 5]', ("1", "/")),
        ('[{value: 1, printed: "1（件）"}, 0, 5]', ("1", "1（件）（值 1）")),
        ('[{value: 2, printed: "1"}, 0, 5]', ("1", "1（值 2）")),
    ],
)
def test_a_cell_that_is_printed_otherwise(pair: Pair, written: str, shown: tuple[str, str]) -> None:
    pair.replace("hill/2021.yaml", "[1, 0, 5]", written)
    (cell,) = pair.report().cells
    assert str(cell.address) == "art20_1.administrative_normative_documents/issued"
    assert (cell_text(cell.before), cell_text(cell.after)) == shown


def test_the_digits_of_an_amount_count(pair: Pair) -> None:
    pair.write("hill/2022.yaml", "year: 2022\n" + FEES.format("1.5"))
    pair.replace("hill/2022.yaml", "1.5", "1.50")
    (cell,) = pair.report().cells
    assert (cell.before.printed, cell.after.printed) == ("1.5", "1.50")


def test_a_row_that_is_no_longer_printed(pair: Pair) -> None:
    pair.replace("hill/2021.yaml", "    regulations: [0, 0, 0]\n", "")
    cells = pair.report().cells
    assert [str(each.address).partition("/")[0] for each in cells] == ["art20_1.regulations"] * 3
    assert {cell_text(each.after) for each in cells} == {"未印"}


def test_another_form(pair: Pair) -> None:
    """Cells that only one of the forms has are told on both sides."""
    new = "year: 2021\nedition: '2019'\ntables:\n  art20_1:\n    regulations: [0, 0, 0]\n"
    write(pair.after / "reports/hill/2021.yaml", new)
    change = pair.report()
    sides = {(cell_text(each.before), cell_text(each.after)) for each in change.cells}
    assert ("表式无此格", "0") in sides
    assert ("5", "表式无此格") in sides
    assert ("edition", "2021", "2019") in [(e.key, e.before, e.after) for e in change.fields]


# --- prose ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("去年的话", "今年说的话", (2, 3)),  # 去年 → 今年说
        ("    第一段，没有变化。\n\n", "", (9, 0)),
        ("第二段", "第 二 段", (0, 0)),
        ("第二段，", "第二段，第二段，", (0, 4)),  # the added words also stand beside them
    ],
)
def test_how_much_of_the_prose_differs(
    pair: Pair, old: str, new: str, counts: tuple[int, int]
) -> None:
    pair.replace("hill/2021.yaml", old, new)
    (prose,) = pair.report().prose
    assert (prose.section, prose.part) == ("overview", "")
    assert prose.length_before == 18
    assert prose.length_after == 18 - counts[0] + counts[1]
    assert (prose.removed, prose.added) == counts


def test_prose_beside_tables_and_left_out(pair: Pair) -> None:
    pair.replace("hill/2021.yaml", "表后的话。", "表后的另一句话。")
    (prose,) = pair.report().prose
    assert (prose.section, prose.part, prose.added) == ("proactive_disclosure", "after", 3)
    path = pair.after / "reports/hill/2021.yaml"
    write(path, HEAD + TABLES + "narratives: omitted\n")
    change = pair.report()
    assert {(each.section, each.part, each.length_after) for each in change.prose} == {
        ("overview", "", 0),
        ("proactive_disclosure", "after", 0),
    }
    assert ("narratives", None, "未收录") in [(e.key, e.before, e.after) for e in change.fields]


# --- fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("added", "key"),
    [
        ("title: 另一标题\n", "title"),
        ("signed: {name: 山区某局, date: 2022-01-19}\n", "signed.date"),
        ("source: {url: https://www.example.gov.cn/}\n", "source.url"),
        ("printed_labels: {requests.caption: 申请}\n", "printed_labels.requests.caption"),
        ("notes: [{at: overview, text: 注}]\n", "notes.overview[0]"),
        (EXTRA_TABLE, "extra_tables.more.rows[0][1]"),
    ],
)
def test_whatever_else_is_printed(pair: Pair, added: str, key: str) -> None:
    pair.replace("hill/2021.yaml", HEAD, HEAD + added)
    fields = {each.key: (each.before, each.after) for each in pair.report().fields}
    assert key in fields
    assert fields[key][0] is None


def test_every_field_has_a_name() -> None:
    told_apart = {"year", "status", "preface", "tables", "discrepancies", "corrections"}
    for key in {"id", "files", *AGENCY_FIELDS, *REPORT_FIELDS} - told_apart:
        assert field_label(key) != key
        assert field_label(f"{key}.inner[0]") == field_label(key)


def test_a_field_that_changes_and_one_that_goes(pair: Pair) -> None:
    pair.replace("hill/2021.yaml", "2022-01-20", "2022-01-21")
    (field,) = pair.report().fields
    assert (field.key, field.before, field.after) == ("published", "2022-01-20", "2022-01-21")
    pair.replace("hill/2021.yaml", "published: 2022-01-21\n", "")
    (field,) = pair.report().fields
    assert (field.key, field.before, field.after) == ("published", "2022-01-20", None)


CORRECTIONS = """\
corrections:
  - {date: 2022-03-01, at: overview, reason: 录错, kind: transcription_error}
  - {date: 2022-03-02, at: requests, reason: 漏录, kind: transcription_error}
"""


def test_records_that_are_new_and_records_that_are_gone(pair: Pair) -> None:
    pair.replace("hill/2021.yaml", HEAD, HEAD + CORRECTIONS)
    assert [each.reason for each in pair.report().corrections] == ["录错", "漏录"]
    write(pair.before / "reports/hill/2021.yaml", HEAD + TABLES + PROSE + CORRECTIONS)
    pair.replace("hill/2021.yaml", "漏录", "漏录一行")
    change = pair.report()
    assert [each.reason for each in change.corrections] == ["漏录一行"]
    assert [each.reason for each in change.dropped] == ["漏录"]


BLANK, FIGURE = "    regulations: [~, 0, 0]\n", "    regulations: [5, 0, 0]\n"
ENTRY = "corrections:\n  - {{date: 2022-03-01, at: {}, old: ~, new: 5, reason: 漏录, kind: {}}}\n"


def lacking(pair: Pair) -> list[str]:
    return [each.code for each in pair.compare().lacking]


def test_a_figure_in_a_published_blank_needs_a_record(pair: Pair) -> None:
    """Readers were told that the original leaves the cell empty."""
    pair.write("hill/2021.yaml", HEAD + TABLES.replace("    regulations: [0, 0, 0]\n", BLANK))
    pair.replace("hill/2021.yaml", BLANK, FIGURE)
    assert lacking(pair) == ["correction.missing"]
    pair.replace(
        "hill/2021.yaml", HEAD, HEAD + ENTRY.format("art20_1.regulations", "source_revised")
    )
    assert lacking(pair) == []


def test_what_becomes_public_needs_no_record(pair: Pair) -> None:
    write(pair.before / "reports/hill/2021.yaml", f"{HEAD}status: draft\n{TABLES}")
    pair.replace("hill/2021.yaml", "[1, 0, 5]", "[2, 0, 5]")
    write(pair.after / "reports/hill/2022.yaml", f"year: 2022\n{TABLES}")
    assert lacking(pair) == []


@pytest.mark.parametrize("at", ["art20_1.regulations/issued", "art20_1.regulations"])
@pytest.mark.parametrize("kind", sorted(CORRECTION_KINDS.keys() - {"withdrawn"}))
def test_only_the_display_is_no_record_of_another_value(pair: Pair, at: str, kind: str) -> None:
    pair.replace("hill/2021.yaml", "regulations: [0", "regulations: [5")
    pair.replace("hill/2021.yaml", HEAD, HEAD + ENTRY.format(at, kind))
    found = pair.compare().lacking
    assert bool(found) is (kind == "display_only")
    assert all("display_only" in each.message for each in found)


def test_only_the_display_is_a_record_of_another_print(pair: Pair) -> None:
    new = 'regulations: [{value: 0, printed: "0 件"}'
    pair.replace("hill/2021.yaml", "regulations: [0", new)
    assert lacking(pair) == ["correction.missing"]
    entry = ENTRY.format("art20_1.regulations", "display_only")
    pair.replace("hill/2021.yaml", HEAD, HEAD + entry)
    assert lacking(pair) == []


def test_a_record_that_was_published_stays(pair: Pair) -> None:
    pair.write("hill/2021.yaml", HEAD + CORRECTIONS + TABLES)
    pair.replace("hill/2021.yaml", "漏录", "漏录一行")  # told in better words
    assert lacking(pair) == []
    pair.replace("hill/2021.yaml", "date: 2022-03-01", "date: 2022-03-05")
    (issue,) = pair.compare().lacking
    assert issue.code == "correction.removed"
    assert issue.location.path == "reports/hill/2021.yaml"
    assert "2022-03-01" in issue.message


WITHDRAWAL = (
    "corrections:\n  - {date: 2022-03-01, at: overview, reason: 重新核实, kind: withdrawn}\n"
)


def test_a_report_that_is_taken_back(pair: Pair) -> None:
    """The notice tells it: the figures, changed or not, need no other record."""
    pair.replace("hill/2021.yaml", HEAD, HEAD + WITHDRAWAL)
    pair.replace("hill/2021.yaml", "[1, 0, 5]", "[2, 0, 5]")
    found = pair.compare()
    (change,) = found.reports
    assert change.change is Change.REMOVED
    assert [each.reason for each in change.corrections] == ["重新核实"]
    assert not found.lacking
    assert [(each.uri, each.is_gone) for each in found.broken] == [("reports/hill/2021.md", False)]


def test_a_report_that_is_published_again(pair: Pair) -> None:
    write(pair.before / "reports/hill/2021.yaml", HEAD + WITHDRAWAL + TABLES)
    again = "  - {date: 2022-03-01, at: overview, reason: 重新公布, kind: source_revised}\n"
    pair.replace("hill/2021.yaml", HEAD, HEAD + WITHDRAWAL + again)
    found = pair.compare()
    assert [each.change for each in found.reports] == [Change.ADDED]
    assert not found.lacking


# --- checks -----------------------------------------------------------------------------------

STOCK = "carry.art20_1.in_force_stock"
EXPLANATION = (
    "discrepancies:\n"
    "  - {check: art20_1.in_force_stock, at: administrative_normative_documents,"
    " left: 7, right: 6, note: 原文如此}\n"
)


def next_year(pair: Pair, in_force: int, more: str = "") -> None:
    text = f"year: 2022\n{TABLES}".replace("[1, 0, 5]", f"[1, 0, {in_force}]")
    write(pair.after / "reports/hill/2022.yaml", text + more)


def turns(pair: Pair) -> list[tuple[Turn, str]]:
    return [
        (each.turn, each.result.discrepancy.note if each.result.discrepancy else "")
        for each in stock(pair)
    ]


def stock(pair: Pair) -> list[CheckChange]:
    reports = pair.compare().reports
    found = [change for each in reports for change in each.checks]
    return [each for each in found if each.result.rule.id == STOCK]


def keep(pair: Pair) -> None:
    """From now on both are as the second is."""
    path = "reports/hill/2022.yaml"
    write(pair.before / path, (pair.after / path).read_text(encoding="utf-8"))


def test_a_failure_comes_is_explained_and_goes(pair: Pair) -> None:
    next_year(pair, 7)
    assert turns(pair) == [(Turn.FAILING, "")]
    keep(pair)
    assert turns(pair) == []
    next_year(pair, 7, EXPLANATION)
    assert turns(pair) == [(Turn.EXPLAINED, "原文如此")]
    keep(pair)
    next_year(pair, 7, EXPLANATION.replace("如此", "确实如此"))
    assert turns(pair) == [(Turn.EXPLAINED, "原文确实如此")]
    next_year(pair, 8, EXPLANATION)
    assert turns(pair) == [(Turn.FAILING, "")]
    next_year(pair, 6)
    assert turns(pair) == [(Turn.HOLDING, "原文如此")]


def test_a_failure_that_can_no_longer_be_judged(pair: Pair) -> None:
    next_year(pair, 7)
    keep(pair)
    pair.replace("hill/2022.yaml", "[1, 0, 7]", "[1, 0, ~]")
    assert turns(pair) == [(Turn.UNJUDGED, "")]


def test_a_report_may_differ_in_its_checks_alone(pair: Pair) -> None:
    next_year(pair, 6)
    keep(pair)
    pair.replace("hill/2021.yaml", "[1, 0, 5]", "[1, 0, 6]")
    this, following = pair.compare().reports
    assert (this.report.year, following.report.year) == (2021, 2022)
    assert following.change is Change.CHANGED
    assert not following.cells
    assert not following.fields
    assert STOCK in {each.result.rule.id for each in following.checks}


# --- reports, bodies, links -------------------------------------------------------------------


def test_a_report_that_is_new_or_gone(pair: Pair) -> None:
    pair.write("hill/2022.yaml", f"year: 2022\n{TABLES}")
    (pair.after / "reports/hill/2021.yaml").unlink()
    write(pair.after / "reports/hill/2023.yaml", f"year: 2023\n{TABLES}")
    found = pair.compare()
    kinds = {each.report.year: each.change for each in found.reports}
    assert (kinds[2021], kinds[2023]) == (Change.REMOVED, Change.ADDED)
    assert "reports/hill/2021.md" in [each.uri for each in found.broken if each.is_gone]
    assert [each.code for each in found.lacking] == ["report.vanished"]


def test_a_file_that_cannot_be_read_any_more(pair: Pair) -> None:
    pair.replace("hill/2021.yaml", "tables:", "tables: [")
    found = pair.compare()
    assert [each.change for each in found.reports] == [Change.REMOVED]
    assert [each.code for each in found.unread] == ["yaml.syntax"]


def test_a_body_with_another_name(pair: Pair) -> None:
    pair.replace("hill/agency.yaml", "某局", "某委员会")
    (change,) = pair.compare().agencies
    assert change.change is Change.CHANGED
    assert [(each.key, each.after) for each in change.fields] == [("name", "山区某委员会")]


def test_a_body_with_another_id_takes_its_reports_along(pair: Pair) -> None:
    (pair.after / "reports/hill").rename(pair.after / "reports/mount")
    path = pair.after / "reports/mount/agency.yaml"
    write(path, path.read_text(encoding="utf-8") + "redirect_from: [hill]\n")
    found = pair.compare()
    assert not found.reports
    assert not found.lacking
    (change,) = found.agencies
    assert ("id", "hill", "mount") in [(e.key, e.before, e.after) for e in change.fields]
    (page,) = found.broken  # a page leads on from there, though not to rows and cells
    assert (page.uri, page.is_gone) == ("reports/hill/2021.md", False)
    assert "art20_1.regulations/issued" in page.fragments


def test_a_draft_of_a_body_with_another_id_is_found(pair: Pair) -> None:
    """It says that it is withdrawn, so that nothing lacks a record."""
    (pair.after / "reports/hill").rename(pair.after / "reports/mount")
    pair.replace("mount/agency.yaml", "department\n", "department\nredirect_from: [hill]\n")
    pair.replace("mount/2021.yaml", HEAD, f"{HEAD}status: draft\n")
    assert [each.location.path for each in pair.compare().lacking] == ["reports/mount/2021.yaml"]
    withdrawn = CORRECTIONS.replace("transcription_error", "withdrawn")
    pair.replace("mount/2021.yaml", HEAD, HEAD + withdrawn)
    assert pair.compare().lacking == ()


def test_bodies_that_come_and_go(pair: Pair) -> None:
    write(pair.before / "reports/lake/agency.yaml", "name: 湖区某局\nkind: other\n")
    write(pair.after / "reports/wood/agency.yaml", "name: 林区某局\nkind: other\n")
    assert [(each.agency.id, each.change) for each in pair.compare().agencies] == [
        ("lake", Change.REMOVED),
        ("wood", Change.ADDED),
    ]


def test_a_heading_that_goes_takes_its_address_along(pair: Pair) -> None:
    pair.write("hill/2021.yaml", (HEAD + PROSE).replace("第一段，没有变化。", "（一）小题"))
    pair.replace("hill/2021.yaml", "（一）小题\n\n    ", "")
    (page,) = pair.compare().broken
    assert (page.uri, page.is_gone) == ("reports/hill/2021.md", False)
    assert page.fragments == ("overview-1",)


def test_a_row_that_is_not_printed_keeps_its_address(pair: Pair) -> None:
    pair.replace("hill/2021.yaml", "    regulations: [0, 0, 0]\n", "")
    assert pair.compare().broken == ()


def test_sections_are_addresses_and_numbered_lists_are_not(pair: Pair) -> None:
    fragments = state(pair.before).addresses["reports/hill/2021.md"]
    assert {"overview", "requests", "art20_1.regulations/issued"} <= fragments
    assert "sum-1" not in fragments
    assert state(pair.before).addresses["index.md"] == frozenset()

"""build_site: which files a site has, drafts, addresses of pages, links between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.build import Settings, SiteBuild, build_site
from gongkai.indicators.catalogue import builtin_catalogue
from gongkai.outputs.model import href

AGENCY = "name: 某市某局\nkind: department\n"


def build(root: Path, files: dict[str, str], *, drafts: bool = False) -> SiteBuild:
    for name, text in files.items():
        path = root / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "reports").mkdir(exist_ok=True)
    return build_site(Settings(root / "reports", root, drafts=drafts))


def pages(site: SiteBuild) -> set[str]:
    return {file.uri for file in site.files if file.uri.endswith(".md")}


FORMS = {"forms/index.md", "glossary/index.md", "forms/2019.md", "forms/2021.md"}
INDEXES = {
    "index.md",
    "reports/index.md",
    "years/index.md",
    "checks/index.md",
    "checks/rules.md",
    "search/index.md",
    "data/index.md",
    "indicators/index.md",
    "compare/index.md",
}


def test_a_site_without_reports_has_its_indexes(tmp_path: Path) -> None:
    assert pages(build(tmp_path, {})) == FORMS | INDEXES


def test_every_year_between_first_and_last_has_a_page(tmp_path: Path) -> None:
    site = build(
        tmp_path,
        {"a/agency.yaml": AGENCY, "a/2010.yaml": "year: 2010\n", "a/2012.yaml": "year: 2012\n"},
    )
    reports = {"reports/a/index.md", "reports/a/2010.md", "reports/a/2012.md"}
    years = {f"years/{year}.md" for year in (2010, 2011, 2012)}
    indicators = {f"indicators/{each.id}.md" for each in builtin_catalogue()}
    assert pages(site) == FORMS | INDEXES | reports | years | indicators
    assert not site.issues


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_are_for_the_preview_only(tmp_path: Path, drafts: bool) -> None:
    files = {"a/agency.yaml": AGENCY, "a/2010.yaml": "year: 2010\nstatus: draft\n"}
    assert ("reports/a/2010.md" in pages(build(tmp_path, files, drafts=drafts))) is drafts


WITHDRAWAL = "{{date: {}, at: overview, reason: 重新核实, kind: {}}}"


@pytest.mark.parametrize(
    ("entries", "is_withdrawn"),
    [
        ([("2021-05-01", "withdrawn")], True),
        ([("2021-05-01", "source_revised"), ("2021-05-01", "withdrawn")], True),
        ([("2021-05-01", "withdrawn"), ("2021-05-01", "source_revised")], False),
        ([("2021-05-02", "withdrawn"), ("2021-05-01", "source_revised")], True),
        ([("2021-05-01", "withdrawn"), ("2021-06-01", "transcription_error")], False),
    ],
)
def test_the_newest_entry_says_whether_a_report_is_withdrawn(
    tmp_path: Path, entries: list[tuple[str, str]], is_withdrawn: bool
) -> None:
    corrections = "".join(f"  - {WITHDRAWAL.format(*each)}\n" for each in entries)
    files = {f"a/{year}.yaml": f"year: {year}\n" for year in (2019, 2021)}
    files["a/2020.yaml"] = f"year: 2020\ncorrections:\n{corrections}"
    site = build(tmp_path, {"a/agency.yaml": AGENCY, **files})
    titles = [each.menu_title for each in site.files if each.parent == "reports/a/index.md"]
    assert titles == ["2019", "2020（已撤回）" if is_withdrawn else "2020", "2021"]


def test_a_withdrawn_draft_is_a_draft(tmp_path: Path) -> None:
    entry = WITHDRAWAL.format("2021-05-01", "withdrawn")
    text = f"year: 2020\nstatus: draft\ncorrections: [{entry}]\n"
    for drafts in (False, True):
        files = {"a/agency.yaml": AGENCY, "a/2020.yaml": text}
        found = "reports/a/2020.md" in pages(build(tmp_path / str(drafts), files, drafts=drafts))
        assert found is drafts


def test_files_of_a_report_are_published_under_its_address(tmp_path: Path) -> None:
    attached = "year: 2010\nattachments: [{file: 年报.pdf, title: 盖章件}]\n"
    folder = tmp_path / "reports/a/files"
    folder.mkdir(parents=True)
    (folder / "年报.pdf").write_bytes(b"%PDF-1.4")
    site = build(tmp_path, {"a/agency.yaml": AGENCY, "a/2010.yaml": attached})
    by_uri = {file.uri: file.content for file in site.files}
    assert by_uri["reports/a/2010/a-2010-attachment-1.pdf"] == folder / "年报.pdf"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("index.md", "reports/index.md", "reports/"),
        ("index.md", "index.md", "./"),
        ("reports/a/2020.md", "reports/a/2019.md", "../2019/"),
        ("reports/a/2020.md", "reports/a/index.md", "../"),
        ("reports/a/2020.md", "index.md", "../../../"),
        ("reports/a/2020.md", "reports/a/2020/a-2020-source.pdf", "a-2020-source.pdf"),
        ("reports/a/index.md", "years/2020.md", "../../years/2020/"),
    ],
)
def test_href_is_relative_to_the_folder_of_the_page(
    source: str, target: str, expected: str
) -> None:
    assert href(source, target) == expected


def test_href_carries_a_fragment() -> None:
    assert href("reports/a/index.md", "reports/a/2020.md", "x/y") == "2020/#x/y"
    assert href("index.md", "index.md", "top") == "#top"


@pytest.mark.parametrize(
    "rows", ["[[本年], [累计, 2]]", "[[本年, 1, 2], [累计]]", "[[], [累计, 2]]"]
)
def test_a_table_of_unequal_rows_is_an_issue_and_no_crash(tmp_path: Path, rows: str) -> None:
    table = f"{{id: x, after: overview, title: 表, header: [[栏, 甲]], rows: {rows}}}"
    files = {"a/agency.yaml": AGENCY, "a/2010.yaml": f"year: 2010\nextra_tables:\n  - {table}\n"}
    site = build(tmp_path, files)
    places = [(each.code, each.location.line, each.location.column) for each in site.issues]
    assert places == [("table.row_length", 3, 5)]

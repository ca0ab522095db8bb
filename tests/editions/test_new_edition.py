"""A form that does not exist yet: one more data file, no line of code, and a whole site with it."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from gongkai.corpus import Corpus
from gongkai.forms.loader import BUILTIN_EDITIONS, load_edition, load_editions
from gongkai.forms.model import Editions, FormEdition
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.cells import number_cell
from gongkai.reports.model import Narrative, Report, Row, frozen
from gongkai.reports.writer import dump_report
from tests.explaining import explained
from tests.html_reading import (
    attribute,
    by_id,
    classes,
    figure,
    grid,
    header_texts,
    read,
    seen,
)
from tests.site.building import Build, Project, built, dump
from tests.site.links import Site

SECTION = {
    "id": "platforms",
    "label": "七、公开平台情况",
    "kind": "tables",
    "tables": ["platforms"],
}
TABLE = {
    "id": "platforms",
    "section": "platforms",
    "caption": "公开平台",
    "stub_label": "平台",
    "value": "count",
    "columns": [
        {
            "id": "visits",
            "label": "访问",
            "children": [{"id": "computer", "label": "电脑"}, {"id": "phone", "label": "手机"}],
        },
        {"id": "spending", "label": "经费（万元）", "value": "decimal"},
    ],
    "rows": [{"id": "website", "label": "网站"}, {"id": "media", "label": "新媒体"}],
}
LAKE = Agency("lake", "湖区局", AgencyKind.DEPARTMENT)
FINER = [{"id": "marked", "label": "（1）已定密"}, {"id": "unmarked", "label": "（2）拟定密"}]


def _of_2026() -> Any:
    """The form of 2021 with a table more and one less, a row level more, a row renamed."""
    form = yaml.safe_load((BUILTIN_EDITIONS / "2021.yaml").read_text(encoding="utf-8"))
    form["edition"] = {
        "id": "2026",
        "from": 2026,
        "label": "格式（2026年）",
        "document": "示例〔2026〕1号",
    }
    form["sections"].append(SECTION)
    form["sections"][1]["tables"].remove("art20_8")
    form["tables"] = [table for table in form["tables"] if table["id"] != "art20_8"] + [TABLE]
    rows = next(table for table in form["tables"] if table["id"] == "requests")["rows"]
    rows[1] = {"id": "brought_in", "label": "二、上年转入数量", "follows": "requests.carried_in"}
    refused = next(row for row in rows[2]["children"] if row["id"] == "refused")
    refused["children"][0]["children"] = FINER
    for rule in (*form["identities"], *form["carries"]):
        for side in ("left", "right"):
            rule[side] = _renamed(rule[side])
    return form


def _renamed(side: Any) -> Any:
    if isinstance(side, dict):
        return {
            year: paths if year == "last_year" else _renamed(paths) for year, paths in side.items()
        }
    return ["brought_in" if path == "carried_in" else path for path in side]


# --- the project ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the new form alone."""
    folder = tmp_path_factory.mktemp("editions")
    (folder / "2026.yaml").write_text(dump(_of_2026()), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def all_editions(folder: Path) -> Editions:
    loaded = load_editions([folder])
    assert loaded.issues == ()
    return loaded.value


@pytest.fixture(scope="module")
def reports(all_editions: Editions) -> dict[int, Report]:
    """A report on each form, every cell another number."""
    return {year: _report(year, all_editions) for year in (2025, 2026)}


def _report(year: int, editions: Editions) -> Report:
    form = editions.for_year(year)
    assert form is not None
    numbers = count(year * 1000)
    tables = {table.id: _rows(form, table.id, numbers) for table in form.tables}
    prose = frozen({section.id: Narrative(f"{section.id} {year}") for section in form.sections})
    return Report("lake", year, form, narratives=prose, tables=frozen(tables))


def _rows(form: FormEdition, table_id: str, numbers: count[int]) -> Any:
    table = form.table(table_id)
    assert table is not None
    rows: dict[str, Row] = {}
    for row in table.row_leaves:
        kinds = [table.kind(row, column) for column in table.column_leaves]
        cells = [number_cell(str(next(numbers)), kind) for kind in kinds]
        rows[row.path] = tuple(cell for cell in cells if cell is not None)
    return frozen(rows)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    folder: Path,
    all_editions: Editions,
    reports: dict[int, Report],
) -> Build:
    """A site whose figures, all different, satisfy no sum: each failure is explained."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.agency("lake", name=LAKE.name)
    for report in explained(Corpus(all_editions, (LAKE,), tuple(reports.values()))):
        project.write(f"reports/lake/{report.year}.yaml", dump_report(report))
    project.configure({"editions_dir": str(folder)}, site_url="https://example.org/")
    return built(project.build())


@pytest.fixture(scope="module")
def page(site: Build) -> LexborHTMLParser:
    """The page of the report on the new form."""
    return read(site.page("reports/lake/2026/"))


# --- the form ---------------------------------------------------------------------------------


def test_the_form_is_read(all_editions: Editions) -> None:
    form = all_editions.for_year(2030)
    assert form is not None
    assert form.id == "2026"
    assert form.table("art20_8") is None
    cells = sum(1 for _ in form.addresses())
    assert cells == 200 - 1 + 7 + 6  # without a table, with a row of requests, with a table


def test_the_forms_before_it_keep_their_years(all_editions: Editions) -> None:
    assert [all_editions.for_year(year) for year in (2020, 2025)] == [
        all_editions.get("2019"),
        all_editions.get("2021"),
    ]


def test_a_rule_that_names_a_row_that_is_gone_is_refused(folder: Path, tmp_path: Path) -> None:
    text = (
        (folder / "2026.yaml").read_text(encoding="utf-8").replace("- brought_in", "- carried_in")
    )
    (tmp_path / "2026.yaml").write_text(text, encoding="utf-8")
    loaded = load_edition(tmp_path / "2026.yaml")
    assert loaded.value is None
    assert {issue.code for issue in loaded.issues} == {"form.file"}


# --- its pages --------------------------------------------------------------------------------


def test_no_link_leads_nowhere(site: Build) -> None:
    assert Site(site.site, "https://example.org/").broken() == []


def test_every_cell_is_on_the_page(page: LexborHTMLParser, reports: dict[int, Report]) -> None:
    shown = {attribute(cell, "id"): figure(cell) for cell in page.css("td[id]")}
    assert shown == {str(address): cell.printed for address, cell in reports[2026].cells()}


def test_cells_name_their_headers(page: LexborHTMLParser) -> None:
    nodes = by_id(page)
    expected = {
        "requests.results.refused.state_secret.marked/organisation.business": [
            "申请人情况",
            "法人或其他组织",
            "商业企业",
            "三、本年度办理结果",
            "（三）不予公开",
            "1.属于国家秘密",
            "（1）已定密",
        ],
        "requests.brought_in/total": ["申请人情况", "总计", "二、上年转入数量"],
        "platforms.media/visits.phone": ["访问", "手机", "新媒体"],
        "platforms.media/spending": ["经费（万元）", "新媒体"],
    }
    assert {address: header_texts(nodes[address], nodes) for address in expected} == expected


def test_tables_are_whole(page: LexborHTMLParser) -> None:
    widths = [len(grid(table)[0]) for table in page.css("table.gov")]
    assert widths == [4, 2, 2, 4 + 7, 15, 4]  # 20（一）（五）（六）, 三, 四, platforms


def test_the_new_part_has_its_place(page: LexborHTMLParser) -> None:
    headings = {attribute(each, "id"): seen(each) for each in page.css("article h2")}
    assert headings["platforms"] == SECTION["label"]
    assert list(headings).index("platforms") == 6
    assert "platforms 2026" in [seen(each) for each in page.css("article p")]


def test_the_form_has_its_page(site: Build, all_editions: Editions) -> None:
    form = all_editions.get("2026")
    assert form is not None
    shown = [attribute(cell, "id") for cell in read(site.page("forms/2026/")).css("td[id]")]
    assert shown == [str(address) for address in form.addresses()]
    links = [attribute(link, "href") for link in read(site.page("forms/")).css("article a[href]")]
    assert "2026/" in links


def test_the_year_has_its_page(site: Build) -> None:
    reports = by_id(read(site.page("years/2026/")))["reports.caption"].parent
    assert reports is not None
    links = [attribute(link, "href") for link in reports.css("td a")]
    assert links == ["../../reports/lake/2026/", "../../reports/lake/2026/#checks"]


def test_the_body_shows_both_forms_side_by_side(site: Build, reports: dict[int, Report]) -> None:
    """Each of these figures stands in the column of its year and links to its cell."""
    agency = read(site.page("reports/lake/"))
    shown = {attribute(link, "href"): seen(link) for link in agency.css("table.gov-years td a")}
    some = {
        2025: [
            "art20_8.administrative_fees/amount_collected",
            "requests.carried_in/total",
            "requests.results.refused.state_secret/total",
            "review_litigation.cases/review.total",
        ],
        2026: [
            "platforms.website/visits.phone",
            "platforms.website/spending",
            "requests.brought_in/total",
            "requests.results.refused.state_secret.marked/total",
            "review_litigation.cases/review.total",
        ],
    }
    for year, addresses in some.items():
        printed = {str(address): cell.printed for address, cell in reports[year].cells()}
        for address in addresses:
            assert shown[f"{year}/#{address}"] == printed[address]


def test_what_a_form_lacks_is_no_zero_and_no_blank(site: Build) -> None:
    """In the column of 2026 the dropped table has nothing, and says so."""
    agency = read(site.page("reports/lake/"))
    links = agency.css("table.gov-years td a")
    (fees,) = [link for link in links if "art20_8" in attribute(link, "href")]
    row = fees.parent.parent if fees.parent else None
    assert row is not None
    before, after = row.css("td")
    assert seen(before).startswith("2025")
    assert (seen(after), "gov-absent" in classes(after)) == ("", True)


def test_the_break_is_marked(site: Build) -> None:
    for table in read(site.page("reports/lake/")).css("table.gov-years"):
        marked = [seen(each) for each in table.css("thead th") if "gov-break" in classes(each)]
        assert marked == ["2026"]


def test_comparisons_follow_each_cell_into_the_new_form(
    site: Build, all_editions: Editions
) -> None:
    text = (site.site / "assets/gongkai/compare/forms.json").read_text(encoding="utf-8")
    forms = json.loads(text)
    cells = [each["cells"] for each in forms["lines"]]
    by_address = {each["2026"]: each for each in cells if "2026" in each}
    assert [each["id"] for each in forms["editions"]] == ["2019", "2021", "2026"]
    assert by_address["requests.brought_in/total"] == {
        "2019": "requests.carried_in/total",
        "2021": "requests.carried_in/total",
        "2026": "requests.brought_in/total",
    }
    issued = by_address["art20_1.administrative_normative_documents/issued"]
    assert issued["2019"] == "art20_1.normative_documents/new_made"
    group = "requests.results.refused.state_secret"
    assert set(by_address[f"{group}/total"].values()) == {f"{group}/total"}
    assert by_address[f"{group}.marked/total"] == {"2026": f"{group}.marked/total"}
    form = all_editions.get("2026")
    assert form is not None
    assert {str(each) for each in form.addresses()} <= set(by_address)

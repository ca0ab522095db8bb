"""The page of comparisons as files: what its scripts are given, and where it is linked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from gongkai.build import Settings, build_site, load_site
from gongkai.indicators.catalogue import builtin_catalogue
from gongkai.outputs import OUTPUTS
from gongkai.outputs.compare_links import COMPARE, compare_href
from gongkai.outputs.json_files import document
from gongkai.outputs.model import Site
from tests.html_reading import attribute, parse

ROOT = Path(__file__).parents[2]
FORMS = "assets/gongkai/compare/forms.json"


def build(outputs: Iterable[str] | None = None, reports: Path = ROOT / "reports") -> dict[str, str]:
    """The texts of a site by uri, with the outputs named or all."""
    names = None if outputs is None else tuple(outputs)
    files = build_site(Settings(reports, ROOT, outputs=names)).files
    return {each.uri: str(each.content) for each in files}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return build()


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(Settings(ROOT / "reports", ROOT)).value


@pytest.fixture(scope="module")
def forms(files: dict[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files[FORMS])
    return content


def single_report(folder: Path) -> Path:
    """The reports of a site that has one."""
    reports = folder / "reports"
    (reports / "a").mkdir(parents=True)
    (reports / "a/agency.yaml").write_text("name: 某局\nkind: department\n", encoding="utf-8")
    (reports / "a/2020.yaml").write_text("year: 2020\n", encoding="utf-8")
    return reports


def links(page: str) -> list[str]:
    return [attribute(each, "href") for each in parse(page).css("a[href]")]


# --- what the scripts are given ---------------------------------------------------------------


def test_every_cell_of_a_line_has_its_labels(forms: dict[str, Any]) -> None:
    editions = {each["id"]: each for each in forms["editions"]}
    for line in forms["lines"]:
        for edition, address in line["cells"].items():
            row, _, column = address.partition("/")
            own = editions[edition]
            assert own["rows"][row] or row == "review_litigation.cases"
            assert own["columns"][f"{row.partition('.')[0]}/{column}"]
    rows = editions["2021"]["rows"]
    assert rows["requests.results.refused.state_secret"] == [
        *("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密")
    ]


def test_every_document_is_of_a_form_that_is_given(site: Site, forms: dict[str, Any]) -> None:
    """Each cell of a report is on a line, so that nothing is left out of a comparison."""
    for report in site.corpus.reports:
        data = document(site, report)
        on_lines = {each["cells"].get(data["edition"]) for each in forms["lines"]}
        addresses = {
            f"{table['id']}.{row['id']}/{column['id']}"
            for table in data["tables"]
            for row in table["rows"]
            for column in table["columns"]
        }
        assert addresses <= on_lines


def test_the_main_figures_are_counts_out_of_one_cell_or_group(forms: dict[str, Any]) -> None:
    names = ["新收申请", "办理总量", "予以公开", "部分公开", "不予公开", "无法提供"]
    assert [each["name"] for each in forms["main"]] == names
    for figure, given in zip(builtin_catalogue().comparison, forms["main"], strict=True):
        assert not figure.is_rate
        row, _, column = given["address"].partition("/")
        for edition in forms["editions"]:
            assert row in edition["rows"]
            assert f"requests/{column}" in edition["columns"]


def test_the_forms_do_not_grow_with_the_reports(files: dict[str, str], tmp_path: Path) -> None:
    few = build(reports=single_report(tmp_path))
    assert few[FORMS] == files[FORMS]
    assert few[COMPARE] == files[COMPARE]


# --- where it is linked -----------------------------------------------------------------------


def test_a_report_leads_to_a_comparison_with_the_year_before(files: dict[str, str]) -> None:
    def found(year: int) -> list[str]:
        return [each for each in links(files[f"reports/pingtan/{year}.md"]) if "compare" in each]

    assert found(2020) == ["../../../compare/?r=pingtan-2019&r=pingtan-2020"]
    assert found(2019) == []


def test_a_body_leads_to_its_last_two_years(files: dict[str, str]) -> None:
    pingtan = "../../compare/?r=pingtan-2024&r=pingtan-2025"
    assert pingtan in links(files["reports/pingtan/index.md"])
    assert "../../compare/?r=changzhi-sme-2019" in links(files["reports/changzhi-sme/index.md"])


def test_the_address_holds_from_any_page(site: Site) -> None:
    reports = site.corpus.reports_on(2019)
    assert compare_href("index.md", reports) == "compare/?r=changzhi-sme-2019&r=pingtan-2019"
    assert compare_href("years/2019.md", reports[:1]) == "../../compare/?r=changzhi-sme-2019"


def test_without_script_only_pages_that_exist_are_linked(files: dict[str, str]) -> None:
    assert links(files[COMPARE]) == ["../reports/", "../years/", "../indicators/"]
    few = build(set(OUTPUTS) - {"indicator_pages", "year_pages"})
    assert links(few[COMPARE]) == ["../reports/"]
    none = build(["compare_page", "json_files"])
    assert links(none[COMPARE]) == []
    assert "上。" not in none[COMPARE]


@pytest.mark.parametrize("missing", ["compare_page", "json_files"])
def test_without_its_documents_there_is_no_page_and_no_link(missing: str) -> None:
    few = build(set(OUTPUTS) - {missing})
    assert COMPARE not in few
    assert not [uri for uri in few if uri.startswith("assets/gongkai/compare/")]
    assert not [uri for uri, text in few.items() if uri.endswith(".md") and "compare/" in text]


def test_a_single_report_is_compared_with_none(tmp_path: Path) -> None:
    assert "compare" not in build(reports=single_report(tmp_path))["reports/a/index.md"]


def test_a_site_without_reports_says_so_and_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    page = build(reports=tmp_path / "reports")[COMPARE]
    assert "还没有年报。" in page
    assert "<script" not in page

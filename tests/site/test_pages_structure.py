"""What every page owes its readers: one title, headings in order, unique ids, its place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.html_reading import attribute, by_id, classes, ids, read, seen, squeezed
from tests.site.building import Build, real_config

SECTIONS = [
    "overview",
    "proactive_disclosure",
    "requests",
    "review_litigation",
    "problems",
    "other_matters",
]
PINGTAN = [f"reports/pingtan/{year}/" for year in range(2019, 2026)]
REPORTS = [*PINGTAN, "reports/changzhi-sme/2019/"]


@pytest.fixture(params=["real", "sample"])
def pages(request: pytest.FixtureRequest) -> dict[str, LexborHTMLParser]:
    """The pages of a site by their path, the page for missing ones included."""
    build: Build = request.getfixturevalue(request.param)
    found = [*build.pages(), build.site / "404.html"]
    return {path.relative_to(build.site).as_posix(): read(path) for path in found}


def _levels(page: LexborHTMLParser) -> list[int]:
    return [int((heading.tag or "h0")[1]) for heading in page.css("h1, h2, h3, h4, h5, h6")]


def test_headings_begin_with_one_h1_and_skip_no_level(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        levels = _levels(page)
        assert levels[:1] == [1], name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_pages_are_in_chinese_and_have_their_own_title(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        assert [attribute(root, "lang")[:2] for root in page.css("html")] == ["zh"], name
    titles = [squeezed(title.text()) for page in pages.values() for title in page.css("head title")]
    assert len(titles) == len(pages)
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_pages_have_a_description(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        if name != "404.html":
            (description,) = page.css("meta[name=description]")
            assert attribute(description, "content").strip(), name


def test_ids_are_unique(pages: dict[str, LexborHTMLParser]) -> None:
    for name, page in pages.items():
        found = ids(page)
        assert sorted(found) == sorted(set(found)), name


def test_no_style_attribute_no_handler(pages: dict[str, LexborHTMLParser]) -> None:
    """A strict Content-Security-Policy forbids both."""
    for name, page in pages.items():
        names = {key for node in page.css("article *") for key in node.attributes}
        assert not {key for key in names if key == "style" or key.startswith("on")}, name


# --- ids of a report, as data-format.md fixes them --------------------------------------------


@pytest.mark.parametrize("address", REPORTS)
def test_sections_have_their_ids_in_the_official_order(real: Build, address: str) -> None:
    headings = [attribute(each, "id") for each in read(real.page(address)).css("article h2")]
    assert headings[: len(SECTIONS)] == SECTIONS


def test_sub_headings_are_numbered_within_their_section(real: Build) -> None:
    page = read(real.page("reports/changzhi-sme/2019/"))
    below = {attribute(each, "id"): seen(each) for each in page.css("article h3")}
    assert list(below) == ["overview-1", "overview-2", "overview-3", "overview-4"]
    assert below["overview-2"] == "（二）依申请公开"


@pytest.mark.parametrize("address", REPORTS)
def test_tables_have_their_ids(real: Build, address: str) -> None:
    nodes = by_id(read(real.page(address)))
    tags = {
        "requests.caption": "caption",
        "requests.region": "div",
        "requests.results.granted": "th",
        "requests.results.refused": "th",
        "requests/organisation": "th",
        "requests/organisation.business": "th",
        "requests.results.granted/natural_person": "td",
        "requests.results.granted/organisation.business": "td",
        "review_litigation.cases": "tr",
        "review_litigation/litigation.direct": "th",
        "review_litigation.cases/litigation.direct.total": "td",
        "art20_1.regulations": "th",
    }
    assert {name: nodes[name].tag for name in tags} == tags


@pytest.mark.parametrize("address", REPORTS)
def test_tables_are_marked_for_keyboard_and_screen_reader(real: Build, address: str) -> None:
    page = read(real.page(address))
    nodes = by_id(page)
    tables = page.css("article table.gov")
    assert tables
    for table in tables:
        assert "id" not in table.attributes
        region = table.parent
        assert region is not None
        assert attribute(region, "role") == "region"
        assert attribute(region, "tabindex") == "0"
        caption = nodes[attribute(region, "aria-labelledby")]
        assert caption.tag == "caption"
        assert seen(caption) or caption.text()
        assert not table.css("th:empty")
        assert all(cell.attributes.get("scope") for cell in table.css("th"))


def test_pages_over_several_reports_have_no_cell_ids(real: Build) -> None:
    """Their figures link to the report's cells."""
    page = read(real.page("reports/pingtan/"))
    assert not page.css("table.gov td[id]")
    links = {attribute(link, "href") for link in page.css("table.gov td a[href]")}
    assert "2020/#requests.results.granted/natural_person" not in links  # totals only
    assert "2020/#requests.results.granted/total" in links
    assert "2023/#art20_1.administrative_normative_documents/in_force" in links


# --- the place of a page ----------------------------------------------------------------------


def _nav_paths(nav: object) -> list[str]:
    if isinstance(nav, dict):
        return [path for value in nav.values() for path in _nav_paths(value)]
    if isinstance(nav, list):
        return [path for item in nav for path in _nav_paths(item)]
    return [str(nav)]


def test_the_menu_of_the_site_holds_authored_and_index_pages_only() -> None:
    menu = _nav_paths(real_config()["nav"])
    assert {"index.md", "reports/index.md", "years/index.md", "forms/index.md"} <= set(menu)
    generated = [path for path in menu if not path.startswith(("guide/", "reference/"))]
    assert [path for path in generated if path.rpartition("/")[2] != "index.md"] == []
    assert max(path.count("/") for path in generated) == 1


def _links(build: Build, address: str, within: str) -> list[str]:
    """Where the links in a part of a page lead, from the site's root on."""
    nodes = read(build.page(address)).css(f"{within} a[href]")
    base = "https://example.org/"
    found = [urljoin(base + address, attribute(node, "href")) for node in nodes]
    return [each.removeprefix(base).partition("#")[0] for each in found]


@pytest.mark.parametrize("address", PINGTAN)
def test_a_report_shows_its_own_bodys_years_in_the_sidebar(real: Build, address: str) -> None:
    below = [
        each
        for each in _links(real, address, ".md-sidebar--primary")
        if each.startswith("reports/")
    ]
    assert sorted({each for each in below if each.count("/") > 2}) == PINGTAN
    assert "reports/pingtan/" in below
    assert "reports/changzhi-sme/" not in below


def test_pages_above_the_reports_list_none_in_the_sidebar(real: Build) -> None:
    for address in ("", "years/2020/", "forms/2019/", "guide/"):
        links = _links(real, address, ".md-sidebar--primary")
        assert not [each for each in links if each.startswith("reports/") and each != "reports/"], (
            address
        )


@pytest.mark.parametrize("address", PINGTAN)
def test_a_report_shows_the_way_to_it(real: Build, address: str) -> None:
    assert _links(real, address, ".md-path") == ["", "reports/", "reports/pingtan/"]
    page = read(real.page(address))
    assert [squeezed(each.text()) for each in page.css(".md-path [aria-current=page]")] == [
        address[-5:-1]
    ]


WAYS = {
    "": [],
    "reports/": ["首页", "机关"],
    "reports/pingtan/": ["首页", "机关", "平潭综合实验区管委会"],
    "reports/pingtan/2023/": ["首页", "机关", "平潭综合实验区管委会", "2023"],
    "years/2019/": ["首页", "年份", "2019"],
    "indicators/disclosure_rate/": ["首页", "指标", "公开率（全部或部分公开）"],
    "compare/": ["首页", "比较"],
    "forms/2021/": ["首页", "表式", "2021 版"],
    "glossary/": ["首页", "表式", "名词解释"],
    "checks/rules/": ["首页", "校验", "校验规则"],
    "data/": ["首页", "数据"],
    "search/": ["首页", "搜索"],
    "guide/accessibility/": ["首页", "帮助", "无障碍声明"],
}


@pytest.mark.parametrize(("address", "way"), WAYS.items(), ids=WAYS)
def test_every_kind_of_page_says_where_it_stands(real: Build, address: str, way: list[str]) -> None:
    """The last step is the page itself, which is no link; a screen reader hears the label once."""
    page = read(real.page(address))
    assert [squeezed(each.text()) for each in page.css(".md-path li")] == way
    assert len(page.css(".md-path li a")) == max(len(way) - 1, 0)
    labels = [attribute(each, "aria-label") for each in page.css("nav.md-path")]
    assert labels == ["当前位置"] * bool(way)
    said = [(seen(each), attribute(each, "aria-hidden")) for each in page.css(".gk-path-label")]
    assert said == [("当前位置：", "true")] * bool(way)


def test_the_tab_of_a_page_is_lit(real: Build) -> None:
    for address, tab in {
        "reports/pingtan/2020/": "reports/",
        "reports/pingtan/": "reports/",
        "years/2020/": "years/",
        "forms/2021/": "forms/",
    }.items():
        assert _links(real, address, ".md-tabs__item--active") == [tab], address


@pytest.mark.parametrize("address", PINGTAN)
def test_a_report_leads_to_the_years_before_and_after(real: Build, address: str) -> None:
    position = PINGTAN.index(address)
    expected = {
        "prev": PINGTAN[position - 1 : position],
        "next": PINGTAN[position + 1 : position + 2],
    }
    for within in (".gk-adjacent", "head", ".md-footer"):
        page = read(real.page(address))
        for rel, target in expected.items():
            found = [
                urljoin(f"https://example.org/{address}", attribute(node, "href"))
                for node in page.css(f"{within} [href]")
                if rel in attribute(node, "rel").split()
                or f"md-footer__link--{rel}" in classes(node)
            ]
            assert found == [f"https://example.org/{each}" for each in target], (within, rel)


def test_pages_without_a_data_folder_have_no_edit_link(real: Build) -> None:
    """The sample site configures no ``edit_uri``."""
    assert not [path for path in real.pages() if read(path).css("a[rel=edit]")]


def test_notes_for_developers_are_not_published(real: Build) -> None:
    assert not (real.site / "dev").exists()
    assert (real.site / "guide" / "index.html").is_file()
    assert {path.parent.name for path in (real.site / "reference").glob("*/index.html")} >= {
        "report-yaml",
        "cli",
        "configuration",
        "issue-codes",
    }


def test_every_report_of_the_repository_has_its_page(real: Build, reports_folder: Path) -> None:
    files = {f"{path.parent.name}/{path.stem}" for path in reports_folder.glob("*/[0-9]*.yaml")}
    pages = {
        f"{path.parent.parent.name}/{path.parent.name}"
        for path in real.site.glob("reports/*/*/index.html")
    }
    assert pages == files


def test_the_pages_of_indicators_list_each_other(real: Build) -> None:
    """The catalogue has a known size, and is one menu."""
    every = {path.parent.name for path in real.site.glob("indicators/*/index.html")}
    for name in every:
        page = read(real.page(f"indicators/{name}/"))
        links = {attribute(each, "href").rstrip("/") for each in page.css(".md-sidebar--primary a")}
        assert {f"../{each}" for each in every - {name}} <= links, name

"""Odd names, old reports, files and drafts: what the made-up site shows of them."""

from __future__ import annotations

import hashlib
import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.html_reading import attribute, classes, grid, read, seen, spoken, squeezed
from tests.site import sample as made_up
from tests.site.building import Build

LAKE = [f"reports/lake/{year}/" for year in made_up.TITLES]
OLD = "reports/old-town/2010/"
WITHDRAWN = "reports/moved/2021/"


def _texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [squeezed(seen(node)) for node in page.css(selector)]


# --- titles and names are text ----------------------------------------------------------------


@pytest.mark.parametrize("year", made_up.TITLES)
def test_a_title_is_text_wherever_it_stands(sample: Build, year: int) -> None:
    page = read(sample.page(f"reports/lake/{year}/"))
    title = squeezed(made_up.TITLES[year])
    assert _texts(page, "article h1") == [title]
    assert _texts(page, "head title")[0].startswith(title)
    assert title in _texts(page, ".md-header__topic .md-ellipsis")
    assert f"《{title}》" in _texts(page, "#citation")[0]


@pytest.mark.parametrize("year", made_up.TITLES)
def test_a_title_is_text_in_lists(sample: Build, year: int) -> None:
    title = squeezed(made_up.TITLES[year])
    assert title in _texts(read(sample.page(f"years/{year}/")), "article a")
    assert title in _texts(read(sample.page("")), "article a")


@pytest.mark.parametrize("address", LAKE)
def test_a_name_is_text_in_menu_and_way(sample: Build, address: str) -> None:
    page = read(sample.page(address))
    name = squeezed(made_up.NAME)
    assert name in _texts(page, ".md-path a")
    assert name in _texts(page, ".md-sidebar--primary .md-ellipsis")
    assert name in _texts(page, ".gk-adjacent a")
    descriptions = [attribute(each, "content") for each in page.css("meta[name=description]")]
    assert [name in each for each in descriptions] == [True]


def test_a_name_is_text_on_its_own_page_and_in_lists(sample: Build) -> None:
    name = squeezed(made_up.NAME)
    page = read(sample.page("reports/lake/"))
    assert _texts(page, "article h1") == [name]
    assert _texts(page, "head title")[0].startswith(name)
    for address in ("", "reports/", "years/2021/"):
        assert name in _texts(read(sample.page(address)), "article th a"), address


def test_a_name_is_text_to_screen_readers(sample: Build) -> None:
    page = read(sample.page(""))
    spoken_names = [
        spoken(link) for link in page.css("table.gov-matrix td a[href^='reports/lake/']")
    ]
    assert len(spoken_names) == len(made_up.TITLES)
    assert all(each.startswith(made_up.NAME) for each in spoken_names)


def test_facts_of_a_body_are_text(sample: Build) -> None:
    facts = _texts(read(sample.page("reports/lake/")), ".gk-facts dd")
    assert {'别名<i>&"名"</i>', "<script>alert(1)</script>路 1 号"} <= set(facts)
    assert any(fact.startswith("旧名*局*") for fact in facts)


def test_the_neighbours_below_a_page_are_named_by_their_years(sample: Build) -> None:
    page = read(sample.page("reports/lake/2021/"))
    assert [squeezed(each.text()) for each in page.css(".md-footer__title .md-ellipsis")] == [
        "2020",
        "2022",
    ]


def test_no_element_comes_out_of_data(sample: Build) -> None:
    for path in sample.pages():
        page = read(path)
        scripts = "script[src$='/search/boot.js'], script[src$='/compare/page.js']"
        own = f":is(.gk-print-head *, {scripts}, script[type$='/ld+json'])"
        found = page.css(f"article :is(i, u, em, strong, script, img):not({own})")
        assert not found, path
        assert not page.css("[onclick], [href*='evil.example'], [href='x']"), path


# --- where the data stands --------------------------------------------------------------------


def test_the_edit_link_leads_to_the_data(sample: Build) -> None:
    base = made_up.EDIT_URI.removesuffix("docs/")
    for address, file in {
        "reports/lake/2020/": "reports/lake/2020.yaml",
        "reports/lake/": "reports/lake/agency.yaml",
        "reports/old-town/2010/": "reports/old-town/2010.yaml",
    }.items():
        links = read(sample.page(address)).css("a[rel=edit]")
        assert [attribute(link, "href") for link in links] == [base + file], address


def test_pages_of_no_single_file_have_no_edit_link(sample: Build) -> None:
    for address in ("", "reports/", "years/", "years/2020/", "forms/", "forms/2021/"):
        assert not read(sample.page(address)).css("a[rel=edit]"), address


# --- drafts -----------------------------------------------------------------------------------


def test_a_draft_is_nowhere(sample: Build) -> None:
    year = made_up.DRAFT_YEAR
    assert not sample.page(f"reports/lake/{year}/").exists()
    for path in sample.site.rglob("*.*"):
        if path.suffix in {".html", ".xml", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert made_up.DRAFT_PROSE not in text, path
            assert f"lake/{year}" not in text, path


# --- before the first national form -----------------------------------------------------------


def _cell(node: LexborNode) -> str | None:
    """The text of a cell, None where it is blank and says so."""
    return None if not seen(node) and spoken(node) else seen(node)


def test_an_old_report_shows_its_own_table(sample: Build) -> None:
    page = read(sample.page(OLD))
    (table,) = page.css("article table")
    assert "公开情况 <u>表</u>" in seen(table.css("caption")[0])
    rows = grid(table)
    head, body = rows[: len(made_up.OLD_HEADER)], rows[len(made_up.OLD_HEADER) :]
    assert [[_cell(cell) for cell in row] for row in body] == [
        [None if text == "~" else text for text in row] for row in made_up.OLD_ROWS
    ]
    # Equal neighbours are one header; "~" goes on with what stands above, in the corner as well.
    assert [seen(row[0]) for row in head] == [made_up.OLD_HEADER[0][0]] * 2
    assert [seen(cell) for cell in head[0][1:]] == made_up.OLD_HEADER[0][1:]
    assert [seen(cell) for cell in head[1][1:]] == ["主动公开", "依申请公开", "备注"]
    assert head[0][1].mem_id == head[0][2].mem_id
    assert head[0][3].mem_id == head[1][3].mem_id


def test_an_old_report_has_no_tables_of_the_form(sample: Build) -> None:
    page = read(sample.page(OLD))
    sections = [attribute(each, "id") for each in page.css("article h2")]
    assert "overview" in sections
    assert not {"proactive_disclosure", "requests", "review_litigation"} & set(sections)
    assert not page.css("article a[href*='forms/']")


def test_files_are_copied_hashed_and_linked(sample: Build) -> None:
    page = read(sample.page(OLD))
    names = [
        "old-town-2010-source.pdf",
        "old-town-2010-attachment-1.xlsx",
        "old-town-2010-attachment-2.txt",
    ]
    for name, (original, content) in zip(names, made_up.FILES.items(), strict=True):
        assert (sample.page(OLD).parent / name).read_bytes() == content
        (link,) = page.css(f"article a[href='{name}']")
        item = link.parent
        assert item is not None
        assert made_up.CHECKSUMS[original] in seen(item)
        assert name.rpartition(".")[2].upper() in seen(link)
    assert [hashlib.sha256(each).hexdigest() for each in made_up.FILES.values()] == list(
        made_up.CHECKSUMS.values()
    )


def test_files_are_named_as_in_the_source(sample: Build) -> None:
    texts = _texts(read(sample.page(OLD)), "article li a[href*='old-town-2010-']")
    assert [
        text.partition("（PDF")[0].partition("（XLSX")[0].partition("（TXT")[0] for text in texts
    ] == [
        "附表 <1>",
        "说明.txt",
        "原件（扫描）.pdf",
    ]


# --- bodies and years without reports ---------------------------------------------------------


def test_a_body_without_report_says_since_when_it_is_listed(sample: Build) -> None:
    page = read(sample.page("reports/waiting/"))
    notice = " ".join(_texts(page, "article .gk-notice"))
    assert "2021" in notice
    assert "第四十九条" in notice
    assert not page.css("article table")


def test_a_body_owes_nothing_before_its_first_year(sample: Build) -> None:
    """``since`` decides whether a year is missing; the shape and the spoken word differ."""
    page = read(sample.page(""))
    (row,) = [row for row in page.css("table.gov-matrix tbody tr") if "新设机关" in seen(row)]
    years = [int(seen(each)) for each in page.css("table.gov-matrix thead th")[1:]]
    words = dict(zip(years, (spoken(cell) for cell in row.css("td")), strict=True))
    assert words[2020] != words[2021] == words[2022]


def test_every_report_is_in_the_matrix(sample: Build) -> None:
    links = {attribute(each, "href") for each in read(sample.page("")).css("table.gov-matrix td a")}
    assert links == {*LAKE, OLD, WITHDRAWN}  # the last leads to a notice


def test_every_year_in_the_span_has_its_page(sample: Build) -> None:
    years = {int(path.parent.name) for path in sample.site.glob("years/*/index.html")}
    assert years == set(range(2010, 2023))


def test_a_year_lists_exactly_its_reports(sample: Build) -> None:
    for year in made_up.TITLES:
        page = read(sample.page(f"years/{year}/"))
        rows = page.css("table:not(.gov-list--figures) tbody tr")
        links = [attribute(link, "href") for row in rows for link in row.css("td a")]
        report = f"../../reports/lake/{year}/"
        assert links == [report, f"{report}#checks"]


# --- years side by side -----------------------------------------------------------------------


def test_the_break_between_forms_is_marked(sample: Build) -> None:
    """The lake reports 2020 on the form of 2019, then on that of 2021."""
    tables = read(sample.page("reports/lake/")).css("table.gov-years")
    assert tables
    for table in tables:
        marked = [
            squeezed(seen(each)) for each in table.css("thead th") if "gov-break" in classes(each)
        ]
        assert marked == ["2021"]


def test_figures_beside_each_other_link_to_their_reports(sample: Build) -> None:
    agency = read(sample.page("reports/lake/"))
    reports = {year: read(sample.page(f"reports/lake/{year}/")) for year in made_up.TITLES}
    links = agency.css("table.gov-years td a")
    assert links
    for link in links:
        found = re.fullmatch(r"(\d{4})/#(.+)", attribute(link, "href"))
        assert found is not None
        (cell,) = reports[int(found[1])].css(f"td[id='{found[2]}']")
        assert seen(cell) == seen(link)

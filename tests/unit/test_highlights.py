"""Main figures on the pages of bodies, years and at home: equal to the files, gaps named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborNode

from gongkai.build import Settings, build_site
from gongkai.outputs import OUTPUTS
from tests.html_reading import by_id, classes, parse, seen, spoken

ROOT = Path(__file__).parents[2]
YEARS = range(2019, 2026)
BODY = "平潭综合实验区管委会"


def pages_of(root: Path, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    outputs = tuple(name for name in OUTPUTS if name not in without)
    build = build_site(Settings(root / "reports", root, outputs=outputs))
    return {each.uri: str(each.content) for each in build.files if each.uri.endswith(".md")}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(ROOT)


def printed(year: int, row: str, agency: str = "pingtan") -> str:
    """A total of table 三, straight from the file."""
    text = (ROOT / f"reports/{agency}/{year}.yaml").read_text(encoding="utf-8")
    cell = yaml.safe_load(text)["tables"]["requests"][row][-1]
    return str(cell["value"] if isinstance(cell, dict) else cell)


def table(page: str, name: str) -> list[list[str]]:
    """The rows of a list by the id of its caption."""
    caption = by_id(parse(page))[f"{name}.caption"]
    body = caption.parent
    assert body is not None
    return [[seen(each).strip() for each in row.css("th, td")] for row in body.css("tbody tr")]


# --- a body ------------------------------------------------------------------------------------


def test_what_comes_in_and_goes_out_is_that_of_the_files(pages: dict[str, str]) -> None:
    rows = ("carried_in", "new_received", "results.total", "carried_forward")
    expected = [[str(year), *(printed(year, row) for row in rows)] for year in YEARS]
    assert table(pages["reports/pingtan/index.md"], "flow") == expected


def test_each_chart_of_a_body_has_its_table(pages: dict[str, str]) -> None:
    page = pages["reports/pingtan/index.md"]
    assert table(page, "figures-new_requests") == [
        [str(year), printed(year, "new_received")] for year in YEARS
    ]
    rates = dict(table(page, "figures-disclosure_rate"))
    assert rates["2023"] == "51.9%（42/81）"
    assert rates["2020"] == "无法计算（原文数据不一致）"
    charts = re.findall(r'<svg[^>]*aria-labelledby="chart-(\w+)-title', page)
    assert charts == ["new_requests", "disclosure_rate", "reviews"]
    drawn = re.findall(r'data-year="(\d+)" data-value="([\d.]+)"', page.partition("trend-disc")[0])
    assert {int(year): value for year, value in drawn} == {
        year: printed(year, "new_received") for year in YEARS
    }


def _write(root: Path, year: int, *, carried_in: int, new: int, done: int, left: int) -> None:
    folder = root / "reports" / "bureau"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agency.yaml").write_text("name: 某局\nkind: department\n", encoding="utf-8")
    text = (ROOT / "reports/pingtan/2024.yaml").read_text(encoding="utf-8")
    report: dict[str, Any] = {
        "year": year,
        "published": f"{year + 1}-01-20",
        "narratives": {},
        "tables": {"requests": yaml.safe_load(text)["tables"]["requests"]},
    }
    tables = report["tables"]["requests"]
    for row, value in {
        "new_received": new,
        "carried_in": carried_in,
        "results.total": done,
        "carried_forward": left,
    }.items():
        tables[row] = [*tables[row][:-1], value]
    shown = yaml.safe_dump(report, allow_unicode=True, sort_keys=False)
    (folder / f"{year}.yaml").write_text(shown, encoding="utf-8")


def test_where_the_chain_of_years_is_broken_is_marked(tmp_path: Path) -> None:
    _write(tmp_path, 2022, carried_in=0, new=9, done=6, left=3)
    _write(tmp_path, 2023, carried_in=2, new=9, done=11, left=0)
    _write(tmp_path, 2024, carried_in=0, new=9, done=8, left=0)
    page = pages_of(tmp_path)["reports/bureau/index.md"]
    assert table(page, "flow") == [
        ["2022", "0", "9", "6", "3"],
        ["2023", "2 ≠ 上年 3", "9", "11", "0"],
        ["2024", "0", "9", "8", "0 9 ≠ 8"],
    ]


def test_a_body_that_fills_nothing_in_has_no_table_of_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "bureau"
    folder.mkdir(parents=True)
    (folder / "agency.yaml").write_text("name: 某局\nkind: department\n", encoding="utf-8")
    (folder / "2023.yaml").write_text("year: 2023\npublished: 2024-01-20\n", encoding="utf-8")
    page = pages_of(tmp_path)["reports/bureau/index.md"]
    assert 'id="flow' not in page
    assert "gk-trend" not in page


def _change(page: str, caption: str, label: str, year: int) -> tuple[str, str]:
    """A figure of the years side by side and the change printed below it."""
    for each in parse(page).css("table.gov-years"):
        header = each.css_first("caption")
        if header is None or caption not in seen(header) + spoken(header):
            continue
        for row in each.css("tbody tr"):
            if row.css("th") and label in seen(row.css("th")[-1]):
                cell = row.css("td")[year - YEARS[0]]
                return _parts(cell)
    raise LookupError(label)


def _parts(cell: LexborNode) -> tuple[str, str]:
    figure, small = cell.css_first("a"), cell.css_first("small")
    return (seen(figure) if figure else "", seen(small) if small else "")


def test_years_side_by_side_tell_the_difference_unless_the_form_changed(
    pages: dict[str, str],
) -> None:
    page = pages["reports/pingtan/index.md"]
    new = {year: int(printed(year, "new_received")) for year in YEARS}
    for year in YEARS[1:]:
        shown, change = _change(page, "收到和处理", "新收政府信息公开申请", year)
        assert (shown, change) == (str(new[year]), f"{new[year] - new[year - 1]:+}")
    # 许可: counted otherwise from 2021 on.
    assert _change(page, "第（五）项", "本年处理决定数量", 2021)[1] == ""
    assert _change(page, "第（五）项", "本年处理决定数量", 2022) == ("10690", "+8397")


# --- a year, and home ---------------------------------------------------------------------------


def test_a_year_has_the_main_figures_of_all_its_bodies(pages: dict[str, str]) -> None:
    rows = {name: cells for name, *cells in table(pages["years/2019.md"], "figures")}
    assert rows[BODY] == [printed(2019, "new_received"), "34.8%（8/23） 样本量小", "0"]
    blank = rows["长治市中小企业局"]
    assert blank[1:] == ["无法计算（原表未填）", "原表未填"]


def test_the_home_page_draws_what_leads_on(pages: dict[str, str]) -> None:
    page = pages["index.md"]
    names = parse(page).css(".gk-charts a")
    assert [each.attributes["href"] for each in names] == [
        "indicators/new_requests/",
        "indicators/disclosure_rate/",
    ]
    drawn = re.findall(r'data-year="(\d+)" data-value="(\d+)"', page)
    for year in YEARS:
        assert (str(year), printed(year, "new_received")) in drawn


def test_a_site_without_indicators_links_to_none() -> None:
    pages = pages_of(ROOT, without=("indicator_pages",))
    assert "gk-charts" not in pages["index.md"]
    assert "indicators/" not in pages["reports/pingtan/index.md"]
    assert "gk-trend" in pages["reports/pingtan/index.md"]


def test_many_bodies_are_not_drawn_in_one_chart(tmp_path: Path) -> None:
    for number in range(7):
        folder = tmp_path / "reports" / f"body-{number}"
        folder.mkdir(parents=True)
        (folder / "agency.yaml").write_text(f"name: 第{number}局\nkind: department\n", "utf-8")
        shutil.copy(ROOT / "reports/pingtan/2024.yaml", folder)
    pages = pages_of(tmp_path)
    assert "gk-charts" not in pages["index.md"]
    assert all(classes(each) for each in parse(pages["years/2024.md"]).css("table"))

"""Indicator pages read again: every figure is the data's, in the table and in the chart."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.build import Settings, build_site
from gongkai.render.bars import MOST_BARS, MOST_SHARES, Bar, share_bars
from gongkai.render.chart import MOST_LINES, Line, Point, line_chart
from tests.html_reading import classes, parse, seen

ROOT = Path(__file__).parents[2]
YEARS = range(2019, 2026)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    build = build_site(Settings(ROOT / "reports", ROOT))
    return {each.uri: str(each.content) for each in build.files if each.uri.endswith(".md")}


def printed(year: int, row: str) -> int:
    """A total of table 三 of 平潭, straight from the file."""
    text = (ROOT / f"reports/pingtan/{year}.yaml").read_text(encoding="utf-8")
    cell = yaml.safe_load(text)["tables"]["requests"][row][-1]
    return int(cell["value"] if isinstance(cell, dict) else cell)


def shown(page: str, body: str) -> list[str]:
    """The cells of a body's row."""
    for row in parse(page).css("table.gov-list tbody tr"):
        name, *cells = row.css("th, td")
        if seen(name).strip() == body:
            return [seen(cell).strip() for cell in cells]
    raise LookupError(body)


def drawn(page: str) -> dict[int, str]:
    """The figures of the first line of the chart."""
    circles = re.findall(r'<circle[^>]* data-year="(\d+)" data-value="([\d.]+)"', page)
    return {int(year): value for year, value in circles}


@pytest.mark.parametrize(
    ("indicator_id", "row"),
    [
        ("new_requests", "new_received"),
        ("handled", "results.total"),
        ("open_at_year_end", "carried_forward"),
    ],
)
def test_counts_are_those_of_the_files_in_every_year(
    pages: dict[str, str], indicator_id: str, row: str
) -> None:
    page = pages[f"indicators/{indicator_id}.md"]
    expected = [printed(year, row) for year in YEARS]
    assert shown(page, "平潭综合实验区管委会") == [str(each) for each in expected]
    circles = re.findall(r'data-year="(\d+)" data-value="(\d+)"', page)
    for year, value in zip(YEARS, expected, strict=True):
        assert (str(year), str(value)) in circles


def test_rates_have_numerator_and_denominator_and_say_why_there_is_none(
    pages: dict[str, str],
) -> None:
    page = pages["indicators/disclosure_rate.md"]
    cells = shown(page, "平潭综合实验区管委会")
    assert cells[0] == "34.8%（8/23） 样本量小"
    assert cells[1] == "无法计算（原文数据不一致）"
    assert cells[4] == "51.9%（42/81）"
    assert cells[6] == "48.0%（71/148）"
    blank, *rest = shown(page, "长治市中小企业局")
    assert blank == "无法计算（原表未填）"
    assert rest == ["–"] * 6
    for year, value in drawn(page).items():
        row = ("results.granted", "results.partial")
        rate = Decimal(100 * sum(printed(year, each) for each in row)) / printed(
            year, "results.total"
        )
        assert abs(rate - Decimal(value)) <= Decimal("0.05")
    assert 2020 not in drawn(page)


def test_the_line_is_broken_where_a_year_has_no_figure(pages: dict[str, str]) -> None:
    """平潭 2020 has no rate: 2019 stands alone, 2021 to 2025 are joined."""
    lines = re.findall(r'<polyline points="([^"]*)"', pages["indicators/disclosure_rate.md"])
    assert [len(each.split()) for each in lines] == [5]
    unbroken = re.findall(r'<polyline points="([^"]*)"', pages["indicators/new_requests.md"])
    assert [len(each.split()) for each in unbroken] == [7]


# --- breaks --------------------------------------------------------------------------------------


def test_normative_documents_break_in_2021_in_table_and_chart(pages: dict[str, str]) -> None:
    """制发 is not 新制作: the line ends in 2020 and begins anew, and the table says why."""
    page = pages["indicators/rules_issued.md"]
    text = (ROOT / "reports/pingtan/{}.yaml").as_posix()
    expected = {}
    for year in YEARS:
        tables = yaml.safe_load(Path(text.format(year)).read_text(encoding="utf-8"))["tables"]
        row = "normative_documents" if year < 2021 else "administrative_normative_documents"
        expected[year] = str(tables["art20_1"][row][0])
    lines = re.findall(r'<g class="gk-chart__series [^>]*>(.*?)</g>', page)
    circles = re.findall(r'data-year="(\d+)" data-value="([\d.]+)"', lines[2])
    assert {int(year): value for year, value in circles} == expected
    runs = [len(each.split()) for each in re.findall(r'points="([^"]*)"', lines[2])]
    assert runs == [2, 5]
    assert re.findall(r'data-break="(\d+)"', page) == ["2021"]
    assert "2021 年起口径改变，因改用国办公开办函〔2021〕30号的表式" in page
    rows = parse(page).css("table.gov-family tbody tr")
    assert [seen(row.css("th")[-1]) for row in rows if "gov-break" in classes(row)] == ["2021"]


@pytest.mark.parametrize("name", ["new_requests", "open_at_year_end", "to_handle", "outcome_share"])
def test_requests_do_not_break(pages: dict[str, str], name: str) -> None:
    page = pages[f"indicators/{name}.md"]
    assert "口径改变" not in page
    assert "gov-break" not in page
    assert "data-break" not in page


# --- families -------------------------------------------------------------------------------------


def family_row(page: str, year: int) -> list[str]:
    """The cells of a year in the table of a family; the first body with that year."""
    for row in parse(page).css("table.gov-family tbody tr"):
        if str(year) in [seen(each) for each in row.css("th")]:
            return [seen(cell).strip() for cell in row.css("td")]
    raise LookupError(year)


def test_the_shares_of_all_outcomes_are_those_of_the_file(pages: dict[str, str]) -> None:
    page = pages["indicators/outcome_share.md"]
    whole, granted, partial, *_ = family_row(page, 2023)
    assert (whole, granted, partial) == ("81", "22 27.2%", "20 24.7%")
    whole, granted, *_ = family_row(page, 2020)
    assert (whole, granted) == ("21 原文数据不一致", "7")
    whole, *parts = family_row(page, 2019)
    assert whole == "23 样本量小"
    assert parts[-3:] == [""] * 3


def test_the_bars_are_the_table_by_groups(pages: dict[str, str]) -> None:
    """平潭 2023: 22, 20, 5, 31, 1, 2 of 81. 2020 contradicts itself and has no bar."""
    page = pages["indicators/outcome_share.md"]
    bars = re.findall(r">平潭综合实验区管委会 (\d+)（(\d+) 件[^<]*</text>(.*?)</g>", page)
    shares = {
        int(year): (int(whole), list(map(int, re.findall(r'data-value="(\d+)"', rest))))
        for year, whole, rest in bars
    }
    assert shares[2023] == (81, [22, 20, 5, 31, 1, 2])
    assert set(shares) == {2019, 2021, 2022, 2023, 2024, 2025}
    assert all(sum(parts) == whole for whole, parts in shares.values())


def test_what_no_form_of_the_site_has_is_said(tmp_path: Path) -> None:
    body = tmp_path / "reports" / "pingtan"
    body.mkdir(parents=True)
    for name in ("agency.yaml", "2024.yaml"):
        shutil.copy(ROOT / "reports" / "pingtan" / name, body)
    build = build_site(Settings(tmp_path / "reports", tmp_path))
    pages = {each.uri: str(each.content) for each in build.files}
    assert "没有此项" in pages["indicators/procurement.md"]


def test_without_reports_there_is_an_index_and_no_page(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    build = build_site(Settings(tmp_path / "reports", tmp_path))
    found = [each.uri for each in build.files if each.uri.startswith("indicators/")]
    assert found == ["indicators/index.md"]


# --- charts ------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=2, max_size=8))
def test_nothing_is_joined_across_a_break(values: list[tuple[int, bool]]) -> None:
    points = [Point(2000 + n, value, "x", is_break=b) for n, (value, b) in enumerate(values)]
    chart = line_chart("c", "题", "述", [Line("甲", tuple(points))])
    joined = sum(len(each.split()) - 1 for each in re.findall(r'points="([^"]*)"', chart))
    breaks = [point.year for point in points[1:] if point.is_break]
    assert joined == len(values) - 1 - len(breaks)
    assert re.findall(r'data-break="(\d+)"', chart) == [str(each) for each in breaks]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_shares_fill_their_bar_side_by_side(shares: list[int]) -> None:
    names = [str(n) for n in range(len(shares))]
    chart = share_bars("c", "题", "述", names, [Bar("甲", tuple(shares))])
    bars = chart.partition("<figcaption")[0]
    found = re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"[^>]*>', bars)
    ends = [(Decimal(start), Decimal(start) + Decimal(width)) for start, width in found]
    assert len(ends) == sum(share > 0 for share in shares)
    assert all(end == start for (_, end), (start, _) in pairwise(ends))
    assert not ends or (ends[0][0], ends[-1][1]) == (Decimal(0), Decimal(640))
    values = re.findall(r'data-value="(\d+)"', bars)
    assert [int(each) for each in values] == [share for share in shares if share]


def test_bars_that_cannot_be_told_apart_are_not_drawn() -> None:
    bar = Bar("甲", (1, 2))
    assert share_bars("c", "题", "述", ["a", "b"], []) == ""
    assert share_bars("c", "题", "述", ["a", "b"], [bar] * (MOST_BARS + 1)) == ""
    assert share_bars("c", "题", "述", ["a"] * (MOST_SHARES + 1), [bar]) == ""


figures = st.none() | st.integers(0, 10**6) | st.decimals(0, 1000, places=1)
series = st.lists(figures, min_size=1, max_size=8)


@given(series)
def test_every_figure_is_a_dot_and_only_years_side_by_side_are_joined(
    values: list[int | Decimal | None],
) -> None:
    points = tuple(Point(2000 + n, value, "x") for n, value in enumerate(values))
    chart = line_chart("c", "题", "述", [Line("甲", points)])
    held = {2000 + n: str(value) for n, value in enumerate(values) if value is not None}
    assert drawn(chart) == held
    joined = sum(len(each.split()) - 1 for each in re.findall(r'points="([^"]*)"', chart))
    assert joined == sum(year + 1 in held for year in held)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8))
def test_more_stands_higher_and_nothing_leaves_the_picture(values: list[int]) -> None:
    points = tuple(Point(2000 + n, value, "x") for n, value in enumerate(values))
    chart = line_chart("c", "题", "述", [Line("甲", points)])
    heights = [Decimal(each) for each in re.findall(r'<circle[^>]* cy="([\d.]+)"', chart)]
    assert all(0 < each < 240 for each in heights)
    for one, other in zip(range(len(values)), range(1, len(values)), strict=False):
        if values[one] < values[other]:
            assert heights[one] >= heights[other]


def test_a_chart_is_one_picture_with_a_name() -> None:
    chart = line_chart("c", "<题>", "述", [Line("甲", (Point(2020, 1, "1"),))])
    svg = parse(chart).css_first("svg")
    assert svg is not None
    assert svg.attributes["role"] == "img"
    assert svg.attributes["aria-labelledby"] == "c-title c-desc"
    assert "&lt;题&gt;" in chart


def test_lines_that_cannot_be_told_apart_are_not_drawn() -> None:
    lines = [Line(str(n), (Point(2020, n, ""),)) for n in range(MOST_LINES + 1)]
    assert line_chart("c", "题", "述", lines) == ""
    assert line_chart("c", "题", "述", [Line("甲", (Point(2020),))]) == ""
    assert line_chart("c", "题", "述", lines[:MOST_LINES]).count("<li>") == MOST_LINES

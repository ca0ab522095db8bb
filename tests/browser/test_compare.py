"""The comparison on the real site, as a reader meets it."""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from gongkai.corpus import load_corpus
from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress
from gongkai.reports.model import Cell, CellState, Report
from tests.browser.conftest import Open
from tests.browser.serving import serve
from tests.browser.test_axe import violations
from tests.browser.test_search import POLICY
from tests.html_reading import read, targets
from tests.site.building import ROOT, real_site

pytestmark = pytest.mark.browser

PHONE = 390
TWO = "compare/?r=pingtan-2020&r=pingtan-2023"
NEW, ALL_HANDLED = "requests.new_received/total", "requests.results.total/total"
ISSUED = "art20_1.administrative_normative_documents/issued"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The real reports by id, read by the project's own loader."""
    loaded = load_corpus(ROOT / "reports", load_editions().value, ROOT)
    return {f"{each.agency}-{each.year}": each for each in loaded.value.reports}


def _said(page: Page, text: str) -> None:
    expect(page.locator(".gk-said")).to_have_text(re.compile(text))


def _row(page: Page, address: str) -> Locator:
    return page.locator(f'tr[data-cell="{address}"]')


def _chosen(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("r", [])


def _tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("never reached by Tab")


def _cells(page: Page) -> list[tuple[str, list[str], list[str]]]:
    """Of each line its address, the figures as shown and where they lead."""
    found: list[list[Any]] = page.evaluate("""() =>
      [...document.querySelectorAll("tr[data-cell]")].map((row) => {
        const cells = [...row.querySelectorAll("td")].slice(0, 2)
        return [
          row.dataset.cell,
          cells.map((cell) => cell.querySelector("a")?.textContent ?? cell.textContent),
          cells.map((cell) => cell.querySelector("a")?.href ?? ""),
        ]
      })""")
    return [(address, shown, hrefs) for address, shown, hrefs in found]


# --- choosing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("site", ["at_root", "below_path"])
def test_two_reports_are_chosen_and_read_by_keyboard_alone(
    visit: Open, site: str, request: pytest.FixtureRequest
) -> None:
    page = visit(f"{request.getfixturevalue(site)}compare/").page
    _said(page, "还没有选年报")
    field = page.get_by_role("searchbox", name="找机关")
    _tab_to(page, field)
    page.keyboard.type("平潭")
    expect(page.locator(".gk-offered fieldset")).to_have_count(1)
    for year in ("2023", "2020"):
        box = page.get_by_role("group", name="平潭").get_by_label(year)
        _tab_to(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()
        expect(box).to_be_focused()
    _said(page, "并列 2 份：平潭综合实验区管委会 2020、2023 年。39 行不同，5 行口径改变")
    assert _chosen(page) == ["pingtan-2023", "pingtan-2020"]
    _tab_to(page, page.get_by_role("checkbox", name="只看不同的行"))
    page.keyboard.press("Space")
    expect(_row(page, "requests.carried_in/total")).to_be_visible()
    _tab_to(page, _row(page, NEW).get_by_role("link").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/reports/pingtan/2020/#{NEW}")


def test_the_address_restores_everything_and_back_goes_back(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}compare/").page
    group = page.get_by_role("group", name="平潭")
    group.get_by_label("2020").check()
    _said(page, "已选平潭综合实验区管委会 2020 年，再选一份")
    group.get_by_label("2023").check()
    _said(page, "并列 2 份")
    page.get_by_label("只看不同的行").uncheck()
    page.get_by_label("画哪一行").select_option(NEW)
    expect(page.locator(".gk-bars figcaption")).to_have_text(
        "一、本年新收政府信息公开申请数量：总计"
    )
    address = page.url
    page.reload()
    _said(page, "并列 2 份")
    expect(page.get_by_label("画哪一行")).to_have_value(NEW)
    expect(page.get_by_label("只看不同的行")).not_to_be_checked()
    assert page.url == address
    for _ in range(2):
        page.go_back()
    _said(page, "并列 2 份")
    expect(page.get_by_label("只看不同的行")).to_be_checked()
    expect(page.get_by_label("画哪一行")).to_have_value("")
    page.go_back()
    _said(page, "已选平潭综合实验区管委会 2020 年，再选一份")
    expect(page.get_by_role("button", name="去掉 平潭综合实验区管委会 2020 年")).to_be_visible()
    page.go_forward()
    _said(page, "并列 2 份")


def test_a_seventh_report_is_not_offered(visit: Open, at_root: str) -> None:
    years = "&".join(f"r=pingtan-{year}" for year in range(2019, 2025))
    page = visit(f"{at_root}compare/?{years}").page
    _said(page, "并列 6 份")
    page.locator(".gk-choose summary").click()
    group = page.get_by_role("group", name="平潭")
    expect(group.get_by_label("2025")).to_be_disabled()
    page.get_by_role("button", name="去掉 平潭综合实验区管委会 2019 年").click()
    _said(page, "并列 5 份")
    expect(group.get_by_label("2025")).to_be_enabled()


def test_of_a_thousand_bodies_a_few_are_listed_and_the_rest_is_found(
    visit: Open, at_root: str
) -> None:
    page = visit(f"{at_root}reports/").page
    bodies = [
        {
            "id": f"b{n}",
            "name": f"第{n}局",
            "years": sorted({2019, 2019 + n % 3}),
            "aliases": [],
            "former_names": [],
            "region": None,
        }
        for n in range(1000)
    ]
    page.route("**/agencies.json", lambda route: route.fulfill(json=bodies))
    page.goto(f"{at_root}compare/")
    offered = page.locator(".gk-offered fieldset")
    expect(offered).to_have_count(12)
    expect(page.get_by_text("还有 988 个机关，请在上面写出名称。")).to_be_visible()
    page.get_by_label("年份").select_option("2021")
    expect(page.get_by_text("还有 321 个机关")).to_be_visible()
    page.get_by_label("找机关").fill("998")
    expect(offered).to_have_count(1)
    expect(offered.get_by_role("checkbox")).to_have_count(1)
    page.get_by_label("找机关").fill("没有这个")
    expect(page.get_by_text("没有这样的机关，请换一个词或年份。")).to_be_visible()


def test_what_was_dropped_leaves_the_focus_in_the_list(visit: Open, at_root: str) -> None:
    page = visit(at_root + TWO).page
    page.get_by_role("button", name="去掉 平潭综合实验区管委会 2020 年").press("Enter")
    _said(page, "已选平潭综合实验区管委会 2023 年")
    expect(page.get_by_role("button", name="去掉 平潭综合实验区管委会 2023 年")).to_be_focused()


# --- what is shown ----------------------------------------------------------------------------


def test_every_figure_is_that_of_the_files_and_leads_to_its_cell(
    visit: Open,
    at_root: str,
    reports: dict[str, Report],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = real_site(tmp_path_factory)
    anchors = {year: targets(read(site.page(f"reports/pingtan/{year}/"))) for year in (2020, 2023)}
    page = visit(f"{at_root}{TWO}&also=same&also=partial&also=empty").page
    _said(page, "并列 2 份")
    both = [reports["pingtan-2020"], reports["pingtan-2023"]]
    found: set[tuple[int, str]] = set()
    for address, shown, hrefs in _cells(page):
        for report, text, href in zip(both, shown, hrefs, strict=True):
            if not href:
                assert text in {"", "该年表式无此项", "原表未填"}
                continue
            path, _, anchor = href.partition("#")
            assert path == f"{at_root}reports/pingtan/{report.year}/"
            assert anchor in anchors[report.year]
            if "/" in anchor:
                assert text == _cell(report, anchor).printed
                found.add((report.year, anchor))
            else:
                assert text == str(_sum_below(report, address))
    assert len(found) == len(list(both[0].cells())) + len(list(both[1].cells())) == 198 + 200


def _cell(report: Report, address: str) -> Cell:
    head, _, column = address.partition("/")
    table, _, row = head.partition(".")
    return report.cell(CellAddress(table, row, column))


def _sum_below(report: Report, address: str) -> int:
    """The sum of the cells below a group of rows, in the column of an address."""
    group, _, column = address.partition("/")
    return sum(
        int(cell.value or 0)
        for each, cell in report.cells()
        if f"{each.table}.{each.row}".startswith(f"{group}.") and each.column == column
    )


def test_differences_come_first_and_alone(
    visit: Open, at_root: str, reports: dict[str, Report]
) -> None:
    page = visit(at_root + TWO).page
    _said(page, "并列 2 份")
    before, after = reports["pingtan-2020"], reports["pingtan-2023"]
    shown = [address for address, _, _ in _cells(page)]
    for address in shown:
        one, other = _cell(before, address), _cell(after, address)
        if one.state is other.state is CellState.NUMBER:
            assert one.value != other.value, address
    page.get_by_label("只看不同的行").uncheck()
    expect(_row(page, "requests.carried_in/total")).to_be_visible()
    rows = page.locator("table:has(caption:has-text('三、收到')) tbody").all()
    differing = [any(address in shown for address in _addresses(row)) for row in rows]
    assert differing == sorted(differing, reverse=True)
    assert True in differing
    assert False in differing


def _addresses(group: Locator) -> list[str]:
    found: list[str] = group.evaluate(
        "body => [...body.querySelectorAll('tr[data-cell]')].map((row) => row.dataset.cell)"
    )
    return found


def test_counts_of_one_body_have_their_difference_and_a_break_has_none(
    visit: Open, at_root: str
) -> None:
    page = visit(at_root + TWO).page
    new = _row(page, NEW).locator("td")
    expect(new).to_have_text(["21", "81", "+60"])
    broken = _row(page, ISSUED)
    expect(broken.locator("td")).to_have_text(["77", "77", "口径改变"])
    expect(broken.locator("th")).to_have_text(
        "本年制发件数口径改变：2019 版是“规范性文件·本年新制作数量”"
    )
    expect(broken.locator("td.gov-break")).to_have_count(1)
    page.goto(f"{at_root}compare/?r=pingtan-2019&r=changzhi-sme-2019")
    _said(page, "并列 2 份：平潭综合实验区管委会 2019 年；长治市中小企业局 2019 年")
    expect(page.get_by_role("columnheader", name="增减")).to_have_count(0)


def test_a_blank_is_said_and_no_zero(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}compare/?r=pingtan-2019&r=changzhi-sme-2019").page
    cells = _row(page, "requests.results.granted/total").locator("td")
    expect(cells).to_have_text(["7", "原表未填"])
    expect(cells.nth(1).locator(".gk-sr")).to_have_count(1)
    refused = page.locator(".gk-bars__group", has_text="不予公开")
    expect(refused).to_contain_text("无法计算，有的分项原表未填")
    assert refused.locator("rect").count() == 1


def test_the_picture_shows_the_figures_of_the_table(visit: Open, at_root: str) -> None:
    page = visit(at_root + TWO).page
    _said(page, "并列 2 份")
    groups = page.locator(".gk-bars__group").all()
    assert [each.locator("p").inner_text() for each in groups] == [
        *("新收申请", "办理总量", "予以公开", "部分公开", "不予公开", "无法提供")
    ]
    drawn = [_drawn(group) for group in groups]
    table = page.locator("table:has(caption:has-text('主要数字')) tbody tr").all()
    told = [[cell.inner_text() for cell in row.locator("td > a").all()] for row in table]
    assert drawn == told
    assert told[:4] == [["21", "81"], ["21", "81"], ["7", "22"], ["6", "20"]]
    widths = page.locator("rect").evaluate_all(
        "all => all.map((bar) => +bar.getAttribute('width'))"
    )
    assert widths[:2] == [25.93, 100]
    page.get_by_label("画哪一行").select_option(ISSUED)
    expect(page.locator(".gk-bars__break")).to_have_text("口径改变，上下不可比")
    assert _drawn(page.locator(".gk-bars")) == ["77", "77"]


def _drawn(within: Locator) -> list[str]:
    values: list[str] = within.locator("rect").evaluate_all(
        "all => all.map((bar) => bar.dataset.value)"
    )
    return values


def test_a_figure_that_disagrees_has_the_sign_of_its_report(visit: Open, at_root: str) -> None:
    page = visit(at_root + TWO).page
    sign = _row(page, ALL_HANDLED).locator(".gk-flag a")
    expect(sign).to_have_text("校2")
    sign.click()
    page.wait_for_url("**/reports/pingtan/2020/#flag-2")
    expect(page.locator("#flag-2")).to_contain_text("校2")


# --- what goes wrong --------------------------------------------------------------------------


def test_a_report_that_is_not_there_is_told_and_the_others_are_shown(
    visit: Open, at_root: str
) -> None:
    page = visit(f"{at_root}{TWO}&r=pingtan-1999&r=nobody-2020").page
    _said(page, "并列 2 份")
    problems = page.locator(".gk-taken__problem")
    expect(problems).to_have_count(2)
    expect(problems.first).to_contain_text("pingtan-1999：本站没有这份年报")
    assert len(_chosen(page)) == 4
    page.get_by_role("button", name="去掉 nobody-2020").click()
    expect(problems).to_have_count(1)


def test_a_document_that_fails_can_be_asked_for_again(visit: Open, at_root: str) -> None:
    opened = visit(f"{at_root}compare/?r=pingtan-2020&r=pingtan-2022")
    page = opened.page
    _said(page, "并列 2 份")
    page.route("**/pingtan-2023.json", _refuse)
    page.locator(".gk-choose summary").click()
    page.get_by_role("group", name="平潭").get_by_label("2023").check()
    expect(page.locator(".gk-taken__problem")).to_contain_text("没有取到，请检查网络")
    _said(page, "并列 2 份")
    assert len(_chosen(page)) == 3
    page.unroute("**/pingtan-2023.json")
    page.get_by_role("button", name="重试").click()
    _said(page, "并列 3 份")
    opened.errors.clear()  # the refused request, which the browser tells of


def test_what_takes_long_is_said(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}compare/?r=pingtan-2020&r=pingtan-2022").page
    _said(page, "并列 2 份")
    held: list[Route] = []
    page.route("**/pingtan-2023.json", lambda route: held.append(route))  # noqa: PLW0108 - of one parameter
    page.locator(".gk-choose summary").click()
    page.get_by_role("group", name="平潭").get_by_label("2023").check()
    _said(page, "正在取年报")
    held[0].continue_()
    _said(page, "并列 3 份")


def test_without_the_lists_the_page_says_so_and_can_be_tried_again(
    visit: Open, at_root: str
) -> None:
    opened = visit(f"{at_root}reports/")
    page = opened.page
    page.route("**/forms.json", _refuse)
    page.goto(at_root + TWO)
    expect(page.get_by_role("alert")).to_contain_text("比较没有准备好")
    page.unroute("**/forms.json")
    page.get_by_role("button", name="重试").click()
    _said(page, "并列 2 份")
    opened.errors.clear()


def _refuse(route: Route) -> None:
    route.fulfill(status=503, body="")


# --- for everybody ----------------------------------------------------------------------------


def test_a_report_leads_to_its_comparison_with_last_year(visit: Open, below_path: str) -> None:
    page = visit(f"{below_path}reports/pingtan/2021/").page
    page.get_by_role("link", name="与上年（2020）对比").click()
    page.wait_for_url("**/repo/compare/?r=pingtan-2020&r=pingtan-2021")
    _said(page, "并列 2 份：平潭综合实验区管委会 2020、2021 年")


def test_without_script_the_pages_with_the_same_figures_are_linked(
    visit: Open, at_root: str
) -> None:
    page = visit(at_root + TWO, script=False).page
    expect(page.locator("#gk-compare p")).to_be_visible()
    for path in ("reports", "years", "indicators"):
        expect(page.locator(f"#gk-compare a[href='../{path}/']")).to_be_visible()


def test_it_works_under_a_strict_policy(
    visit: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = real_site(tmp_path_factory).site
    with serve(site, headers={"Content-Security-Policy": POLICY}) as address:
        page = visit(address + TWO).page
        _said(page, "并列 2 份")


@pytest.mark.parametrize("width", [320, PHONE, 1280])
def test_nothing_but_tables_scrolls_sideways(visit: Open, at_root: str, width: int) -> None:
    """320 CSS pixels are a desk's 1280 at 400 % (WCAG 1.4.10)."""
    page = visit(f"{at_root}{TWO}&r=changzhi-sme-2019", width).page
    _said(page, "并列 3 份")
    page.locator(".gk-choose summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_axe_finds_nothing_while_comparing(
    visit: Open, at_root: str, scheme: Literal["light", "dark"], width: int
) -> None:
    address = f"{at_root}{TWO}&r=changzhi-sme-2019&r=pingtan-1999&also=partial"
    page = visit(address, width, scheme=scheme).page
    _said(page, "并列 3 份")
    assert violations(page) == []
    page.locator(".gk-choose summary").click()
    page.get_by_label("画哪一行").select_option(ISSUED)
    expect(page.locator(".gk-bars__break")).to_have_count(2)
    assert violations(page) == []

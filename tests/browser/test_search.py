"""The search on the real site, as a reader meets it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.asking import Question, ask
from tests.browser.conftest import Open
from tests.browser.serving import Sent, serve
from tests.browser.test_axe import violations
from tests.site.building import real_site

pytestmark = pytest.mark.browser

FIELD = ".gk-dialog__field"
SAID = ".gk-dialog__said"
PHONE = 390

# What docs/guide/publish.md tells hosts to send.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'"
)


def _open_dialog(page: Page, key: str = "/") -> Locator:
    page.keyboard.press(key)
    field = page.locator(FIELD)
    expect(field).to_be_focused()
    return field


def _box(page: Page, label: str) -> Locator:
    return page.locator(".gk-facet label", has_text=label).locator("input")


def _said(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator(".gk-said")).to_have_text(text)


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# --- the dialog -------------------------------------------------------------------------------


@pytest.mark.parametrize("site", ["at_root", "below_path"])
def test_a_hit_names_its_row_and_opens_at_it(
    visit: Open, site: str, request: pytest.FixtureRequest
) -> None:
    page = visit(request.getfixturevalue(site)).page
    _open_dialog(page).fill("56525")
    place = page.locator(".gk-hit__places a")
    expect(place).to_have_text("第二十条第（九）项政府集中采购：采购项目数量 4，采购总金额 56525")
    expect(place.locator("mark")).to_have_text("56525")
    expect(page.locator(SAID)).to_have_text("找到 1 份年报。")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/changzhi-sme/2019/#art20_9.central_procurement")


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_a_key_opens_the_dialog_and_escape_gives_the_focus_back(
    visit: Open, at_root: str, key: str
) -> None:
    page = visit(f"{at_root}reports/").page
    link = page.locator("article a").first
    link.focus()
    _open_dialog(page, key)
    page.keyboard.press("Escape")
    expect(page.locator(".gk-dialog")).not_to_be_visible()
    expect(link).to_be_focused()


def test_letters_are_letters_where_one_writes(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    field = _open_dialog(page)
    page.keyboard.type("sf/k")
    expect(field).to_have_value("sf/k")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_magnifier_opens_the_dialog(visit: Open, at_root: str, width: int) -> None:
    page = visit(at_root, width).page
    magnifier = page.get_by_role("link", name="搜索年报")
    expect(magnifier).to_be_visible()
    magnifier.click()
    expect(page.locator(FIELD)).to_be_focused()
    page.get_by_role("button", name="关闭").click()
    expect(page.locator(".gk-dialog")).not_to_be_visible()
    expect(magnifier).to_be_focused()


def test_the_dialog_leads_to_the_page_with_its_words(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    _open_dialog(page).fill("公开")
    page.locator(".gk-dialog__all a").click()
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#gk-search-field")).to_have_value("公开")
    _said(page, "找到 8 份年报。")


def test_nothing_is_searched_while_an_input_method_composes(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    field = _open_dialog(page)
    expect(page.locator(".gk-dialog__help").first).to_be_visible()
    field.evaluate("""field => {
      field.dispatchEvent(new CompositionEvent("compositionstart"))
      field.value = "ping'tan"
      field.dispatchEvent(new InputEvent("input", { isComposing: true }))
    }""")
    page.wait_for_timeout(600)
    expect(page.locator(SAID)).to_have_text("")
    field.evaluate("""field => {
      field.value = "平潭"
      field.dispatchEvent(new CompositionEvent("compositionend"))
    }""")
    expect(page.locator(SAID)).to_have_text("找到 7 份年报。")


# --- what is found ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("平潭综合实验区管委会2022", "reports/pingtan/2022/"),
        ("2021年平潭综合实验区管委会", "reports/pingtan/2021/"),
        ("平潭 2020", "reports/pingtan/2020/"),
        ("长治市中小企业局2019年行政许可", "reports/changzhi-sme/2019/"),
        ("中小企业局长治", "reports/changzhi-sme/2019/"),
        ("７３８０２８９５．９０", "reports/pingtan/2020/"),
        ("政府集中採購 56525", "reports/changzhi-sme/2019/"),
        ("政 府 集 中 采 购 56525", "reports/changzhi-sme/2019/"),
    ],
)
def test_what_is_meant_comes_first(
    visit: Open, at_root: str, tmp_path_factory: pytest.TempPathFactory, query: str, first: str
) -> None:
    site = real_site(tmp_path_factory).site
    (answer,) = ask(visit(at_root).page, at_root, site, [Question(query)])
    assert answer.pages[:1] == (first,)


def test_what_cannot_be_found_as_typed_is_said(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q={quote('工作动态的政策法规')}").page
    _said(
        page,
        re.compile(
            "没有与“工作动态的政策法规”完全一致的文字。以下 1 份年报同时含有：工作、动态、政策、"
        ),
    )
    page.locator("#gk-search-field").fill("海底捞月")
    _said(page, "没有找到“海底捞月”。")
    expect(page.locator(".gk-nothing a[href$='/reports/']")).to_be_visible()
    expect(page.locator(".gk-nothing a[href$='/years/']")).to_be_visible()


def test_what_was_recognised_becomes_filters(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q={quote('长治市中小企业局2019年行政许可')}").page
    page.get_by_role("button", name="只看年份 2019 年，公开主体 长治市中小企业局").click()
    _said(page, "找到 1 份年报。")
    assert _query(page) == {"q": ["行政许可"], "年份": ["2019"], "公开主体": ["changzhi-sme"]}
    expect(page.locator("#gk-search-field")).to_have_value("行政许可")


def test_a_body_is_offered_by_any_part_of_its_name(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q={quote('实验区管委')}").page
    link = page.locator(".gk-bodies a")
    expect(link).to_have_text("平潭综合实验区管委会")
    link.click()
    page.wait_for_url("**/reports/pingtan/")


def test_a_place_in_prose_is_marked_where_it_stands(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q={quote('占比 48.9%')}").page
    href = page.locator(".gk-hit__places a").first.get_attribute("href") or ""
    assert href.endswith(f"/reports/changzhi-sme/2019/#overview-1:~:text={quote('占比')}")


def test_an_exact_amount_comes_with_those_that_contain_it(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q=73802895.9").page
    _said(page, "找到 1 份年报。")
    expect(page.locator(".gk-hit__places mark")).to_have_text("73802895.9")
    page.locator("#gk-search-field").fill("73802895.90")
    expect(page.locator(".gk-hit__places mark")).to_have_text("73802895.90")


# --- filters ----------------------------------------------------------------------------------


def test_two_years_are_the_union_and_counts_are_right(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q={quote('政府 公开')}").page
    _said(page, "找到 8 份年报。")
    years = page.locator(".gk-facet").first.locator("label")
    shown = [each.split("\n") for each in years.all_inner_texts()]
    assert Counter({year: int(count) for year, count in shown}) == {
        "2025 年": 1,
        "2024 年": 1,
        "2023 年": 1,
        "2022 年": 1,
        "2021 年": 1,
        "2020 年": 1,
        "2019 年": 2,
    }
    assert next(iter(shown)) == ["2025 年", "1"]
    _box(page, "2019 年").check()
    _said(page, "找到 2 份年报。")
    _box(page, "2021 年").check()
    _said(page, "找到 3 份年报。")
    # The choice of years narrows the other groups, and not the years.
    assert [each.split("\n") for each in years.all_inner_texts()] == shown
    expect(page.locator("label", has_text="长治市中小企业局").locator(".gk-count")).to_have_text(
        "1"
    )
    _box(page, "长治市中小企业局").check()
    _said(page, "找到 1 份年报。")
    assert _query(page) == {
        "q": ["政府 公开"],
        "年份": ["2019", "2021"],
        "公开主体": ["changzhi-sme"],
    }


def test_the_address_restores_everything_and_back_goes_back(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/").page
    _said(page, "共 8 份年报。")
    page.locator("#gk-search-field").fill("行政许可")
    _said(page, "找到 8 份年报。")
    _box(page, "2022 年").check()
    _said(page, "找到 1 份年报。")
    page.locator("#gk-search-sort").select_option("oldest")
    address = page.url
    page.reload()
    _said(page, "找到 1 份年报。")
    expect(_box(page, "2022 年")).to_be_checked()
    expect(page.locator("#gk-search-sort")).to_have_value("oldest")
    expect(page.locator("#gk-search-field")).to_have_value("行政许可")
    assert page.url == address
    page.go_back()
    expect(page.locator("#gk-search-sort")).to_have_value("relevance")
    page.go_back()
    _said(page, "找到 8 份年报。")
    expect(_box(page, "2022 年")).not_to_be_checked()


def test_reports_are_found_by_filters_alone(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?{quote('年份')}=2019").page
    _said(page, "共 2 份年报。")
    expect(page.locator(".gk-hit__title").first).to_contain_text("2019年")
    page.goto(f"{at_root}search/?{quote('年份')}=2019&{quote('表格')}=review_litigation")
    _said(page, "没有符合筛选条件的年报；去掉筛选条件有 8 份。")
    page.get_by_role("button", name="去掉筛选条件").click()
    _said(page, "共 8 份年报。")


@pytest.mark.parametrize("query", ["", "采购总金额"])
def test_pages_found_without_a_phrase_do_not_load_the_index(
    visit: Open, tmp_path_factory: pytest.TempPathFactory, query: str
) -> None:
    """By filters, or by a label of the form alone: only what holds its words is loaded."""
    sent: list[Sent] = []
    with serve(real_site(tmp_path_factory).site, sent=sent) as address:
        page = visit(f"{address}search/?q={quote(query)}").page
        expect(page.locator(".gk-hit").first).to_be_visible()
    parts = {path for path, *_ in sent if "/pagefind/index/" in path}
    assert len(parts) <= len(query)
    assert {path for path, *_ in sent if "/pagefind/fragment/" in path}


@pytest.mark.parametrize(
    ("sort", "first"), [("newest", "reports/pingtan/2025/"), ("oldest", "2019/")]
)
def test_hits_are_sorted_by_year(
    visit: Open, at_root: str, tmp_path_factory: pytest.TempPathFactory, sort: str, first: str
) -> None:
    site = real_site(tmp_path_factory).site
    (answer,) = ask(visit(at_root).page, at_root, site, [Question("公开", sort=sort)])
    assert answer.pages[0].endswith(first)


# --- for everybody ----------------------------------------------------------------------------


def test_the_page_is_used_by_keyboard_alone(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/").page
    _said(page, "共 8 份年报。")
    page.keyboard.press("/")
    expect(page.locator("#gk-search-field")).to_be_focused()
    page.keyboard.type("申请")
    page.keyboard.press("Enter")
    _said(page, "找到 8 份年报。")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(_box(page, "2025 年")).to_be_focused()
    page.keyboard.press("Space")
    _said(page, "找到 1 份年报。")
    expect(_box(page, "2025 年")).to_be_focused()
    expect(_box(page, "2025 年")).to_be_checked()


def test_what_was_found_is_announced(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}search/?q={quote('公开')}").page
    expect(page.get_by_role("status")).to_have_text("找到 8 份年报。")
    field = _open_dialog(visit(at_root).page)
    field.fill("公开")
    expect(field.page.get_by_role("status")).to_have_text("找到 8 份年报。")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_axe_finds_nothing_while_searching(
    visit: Open, at_root: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page = visit(f"{at_root}search/?q={quote('公开')}", width, scheme=scheme).page
    _said(page, "找到 8 份年报。")
    if width == PHONE:
        page.get_by_role("button", name="筛选").click()
        expect(_box(page, "2025 年")).to_be_visible()
    assert violations(page) == []
    page = visit(at_root, width, scheme=scheme).page
    _open_dialog(page).fill("政府集中采购")
    expect(page.locator(".gk-hit").first).to_be_visible()
    assert violations(page) == []


def test_without_script_the_indexes_are_linked(visit: Open, at_root: str) -> None:
    page = visit(at_root, script=False).page
    page.get_by_role("link", name="搜索年报").click()
    page.wait_for_url("**/search/")
    page.locator("article a[href='../reports/']").click()
    page.wait_for_url("**/reports/")


def test_it_works_under_a_strict_policy(
    visit: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = real_site(tmp_path_factory).site
    with serve(site, headers={"Content-Security-Policy": POLICY}) as address:
        page = visit(f"{address}search/?q=56525").page
        _said(page, "找到 1 份年报。")
        page = visit(address).page
        _open_dialog(page).fill("56525")
        expect(page.locator(".gk-hit")).to_have_count(1)
        expect(page.locator(SAID)).to_have_text("找到 1 份年报。")


def test_browsers_are_told_of_the_search(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    described = page.locator("link[rel=search]").get_attribute("href")
    text = page.request.get(at_root + (described or "")).text()
    assert 'template="https://example.org/search/?q=&#123;searchTerms&#125;"' in text


def test_the_themes_own_search_is_gone(
    visit: Open, at_root: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = real_site(tmp_path_factory).site
    assert (site / "search/search_index.json").stat().st_size < 1000
    opened = visit(at_root, settled=True)
    assert opened.page.locator("form[name=search], .md-search").count() == 0
    names = json.loads((site / "pagefind/pagefind-entry.json").read_text("utf-8"))
    script = (site / "pagefind/pagefind.js").read_text("utf-8")
    assert f'pagefind_version="{names["version"]}"' in script


def test_the_box_on_the_home_page_leads_to_what_was_typed(visit: Open, below_path: str) -> None:
    page = visit(below_path).page
    page.get_by_role("searchbox", name="搜任何一句话、一个数、一个单位").fill("73802895.90")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/repo/search/\?q=73802895\.90$"))
    expect(page.locator(".gk-hit")).to_have_count(1)


def test_every_example_on_the_home_page_finds_something(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    links = page.locator(".gk-ask__examples a")
    addresses = [str(each.get_attribute("href")) for each in links.all()]
    assert len(addresses) == 3
    for address in addresses:
        page.goto(at_root + address)
        expect(page.locator(".gk-hit").first).to_be_visible()

"""The bad texts 37-50 in a real browser: none runs, none is fetched, none widens the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.bad_input import AGENCY_ID, Kept
from tests.bad_texts import TEXTS
from tests.browser.conftest import Open
from tests.browser.serving import serve
from tests.site.building import Project, built

pytestmark = pytest.mark.browser

SHOWN = [given for given in TEXTS if isinstance(given.expected, Kept)]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with all of them."""
    project = Project(tmp_path_factory.mktemp("texts"))
    for number, given in enumerate(SHOWN):
        given.write(project.root / "reports", f"{AGENCY_ID}-{number}")
    with serve(built(project.build()).site) as address:
        yield address


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[str(given) for given in SHOWN])
def test_a_text_is_nothing_but_text(number: int, texts: str, visit: Open) -> None:
    """The fixture fails for an error in the page and for a request to another host."""
    page = visit(f"{texts}reports/{AGENCY_ID}-{number}/2021/").page
    page.locator("article h1").hover()
    assert page.evaluate("window.ran") is None
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("address", ["", "reports/", "years/2021/"])
def test_lists_of_odd_names_are_nothing_but_lists(address: str, texts: str, visit: Open) -> None:
    page = visit(texts + address).page
    assert page.evaluate("window.ran") is None
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("start", range(0, len(SHOWN), 6))
def test_a_comparison_of_odd_reports_is_nothing_but_text(
    start: int, texts: str, visit: Open
) -> None:
    some = [f"r={AGENCY_ID}-{number}-2021" for number in range(start, len(SHOWN))[:6]]
    page = visit(f"{texts}compare/?{'&'.join(some)}&also=same&also=empty").page
    expect(page.locator(".gk-said")).to_have_text(re.compile(rf"并列 {len(some)} 份|已选"))
    page.locator(".gk-choose summary").click()
    assert page.evaluate("window.ran") is None
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0

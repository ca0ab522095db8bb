"""axe-core on every kind of page, in both palettes, on a phone and on a desk."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "agencies": "reports/",
    "agency": "reports/pingtan/",
    "report": "reports/pingtan/2023/",
    "blank report": "reports/changzhi-sme/2019/",
    "year": "years/2019/",
    "form": "forms/2021/",
    "explained failures": "reports/pingtan/2020/",
    "checks": "checks/",
    "rules": "checks/rules/",
    "data": "data/",
    "indicators": "indicators/",
    "indicator": "indicators/disclosure_rate/",
    "shares": "indicators/outcome_share/",
    "counts with a break": "indicators/rules_issued/",
    "compare": "compare/",
    "glossary": "glossary/",
    "help": "guide/",
    "search": "search/",
}

OPTIONS = {
    "resultTypes": ["violations"],
    # Off by default, and part of WCAG 2.2 AA.
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Page) -> list[tuple[str, str, str]]:
    """Rule, element and what to do, for each element of a page that breaks a rule."""
    return [
        (rule["id"], node["target"][0], node["failureSummary"])
        for rule in Axe().run(page, options=OPTIONS).response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_violation(
    visit: Open, at_root: str, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page = visit(at_root + path, width, scheme=scheme).page
    assert violations(page) == []

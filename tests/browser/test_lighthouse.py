"""A phone on a slow network: the pages that most readers open are fast, and Lighthouse finds none
of them hard to use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.lighthouse import best_scores
from tests.browser.serving import serve
from tests.site.building import real_site

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.alone]

PAGES = {"home": "", "report": "reports/pingtan/2023/"}
FAST = 0.95


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_fast_and_accessible_on_a_phone(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    requires_lighthouse: list[str],
    requires_chromium: str,
    path: str,
) -> None:
    site = real_site(tmp_path_factory).site
    with serve(site, zipped=True) as address:
        scores = best_scores(requires_lighthouse, requires_chromium, address + path, tmp_path, FAST)
    with capsys.disabled():
        print(f"\nLighthouse, /{path}: {scores}")
    assert scores.failed == ()
    assert scores.accessibility == 1
    assert scores.performance >= FAST

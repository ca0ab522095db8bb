"""The box in which readers look for a name in a long table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.serving import serve
from tests.browser.test_axe import violations
from tests.site.building import ROOT, Build, Project, built, once

pytestmark = pytest.mark.browser

BODIES = 40


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of many bodies with a report each."""

    def make(folder: Path) -> Build:
        project = Project(folder)
        text = (ROOT / "reports/pingtan/2022.yaml").read_text(encoding="utf-8")
        tables = yaml.safe_load(text)["tables"]
        report = {"published": "2023-01-20", "narratives": "omitted"}
        for number in range(BODIES):
            project.agency(f"body-{number}", name=f"第{number}局")
            project.report(f"body-{number}", 2022, **report, tables=tables)
        return project.build()

    build = built(once(tmp_path_factory, "many-bodies", make))
    with serve(build.site, "/repo/") as address:
        yield address


@pytest.mark.parametrize(
    "path", ["reports/", "years/2022/", "indicators/new_requests/", "indicators/outcome_share/"]
)
def test_rows_without_the_name_are_hidden(visit: Open, many: str, path: str) -> None:
    page = visit(many + path).page
    place = page.locator("[data-gk-names]").last
    field = place.get_by_role("searchbox", name="查找机关")
    expect(place.get_by_role("rowheader", name="第7局")).to_be_visible()
    field.fill("第3")
    expect(place.get_by_role("status")).to_have_text("11 个机关")
    expect(place.get_by_role("rowheader", name="第30局")).to_be_visible()
    expect(place.get_by_role("rowheader", name="第7局")).to_have_count(0)
    assert violations(page) == []
    field.fill("")
    expect(place.get_by_role("status")).to_have_text("")
    expect(place.get_by_role("rowheader", name="第7局")).to_be_visible()


def test_without_script_the_table_is_whole(visit: Open, many: str) -> None:
    page = visit(f"{many}indicators/new_requests/", script=False).page
    assert page.locator("[data-gk-names] tbody tr").count() == BODIES
    assert page.get_by_role("searchbox", name="查找机关").count() == 0


def test_few_names_need_no_box(visit: Open, at_root: str) -> None:
    assert visit(f"{at_root}reports/").page.locator("[data-gk-names]").count() == 0

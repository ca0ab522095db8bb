"""Sums that fail, in a build and in a preview: what stops, what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from selectolax.lexbor import LexborHTMLParser

from gongkai.forms.loader import load_editions
from tests.docs.example import skeleton
from tests.html_reading import attribute, read, seen
from tests.site.building import Project, built

BALANCED = "[3, 1, 0, 0, 0, 0, 4]"
WRONG = "[3, 0, 0, 0, 0, 0, 4]"
CHECK = "identity.requests.applicant_total"
ENTRY = (
    "{{check: requests.applicant_total, at: new_received, left: {left}, right: {right}, "
    "note: 原文如此}}"
)


def _write(project: Project, row: str, *entries: str) -> None:
    """A report with one row in table three, the other rows blank."""
    edition = load_editions().value.for_year(2024)
    assert edition is not None
    text = skeleton(edition).replace("status: draft", "narratives: omitted")
    blank = "[~, ~, ~, ~, ~, ~, ~]"
    head = next(line for line in text.splitlines() if "new_received:" in line)
    text = text.replace(head, head.replace(blank, row))
    listed = "".join(f"  - {entry}\n" for entry in entries)
    project.agency("lake", name="湖区局")
    project.write("reports/lake/2024.yaml", text + (f"discrepancies:\n{listed}" if entries else ""))


def _line(project: Project) -> int:
    lines = (project.root / "reports/lake/2024.yaml").read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if "new_received:" in line)


def _flagged(page: LexborHTMLParser) -> list[str]:
    """The cells that carry a sign."""
    return [attribute(cell, "id") for cell in page.css("td[id]") if cell.css(".gk-flag")]


def test_an_unexplained_error_stops_a_build(project: Project) -> None:
    _write(project, WRONG)
    build = project.build()
    assert build.code != 0
    assert f"reports/lake/2024.yaml:{_line(project)}:" in build.log
    assert f": {CHECK}: " in build.log
    assert not build.site.exists()


def test_an_explained_error_builds_and_is_shown(project: Project) -> None:
    _write(project, WRONG, ENTRY.format(left=3, right=4))
    build = built(project.build())
    page = read(build.page("reports/lake/2024/"))
    assert _flagged(page) == ["requests.new_received/total"]
    assert len(read(build.page("checks/")).css(".gov-findings tbody tr")) == 1


def test_an_explanation_lapses_when_the_figures_change(project: Project) -> None:
    _write(project, WRONG, ENTRY.format(left=3, right=5))
    build = project.build()
    assert build.code != 0
    assert {"discrepancy.lapsed", CHECK} <= set(re.findall(r": ([a-z0-9_.]+): ", build.log))


def test_an_explanation_of_what_holds_stops_a_strict_build(project: Project) -> None:
    _write(project, BALANCED, ENTRY.format(left=3, right=4))
    build = project.build()
    assert build.code != 0
    assert ": discrepancy.needless: " in build.log


# --- a preview --------------------------------------------------------------------------------


@pytest.fixture
def preview(project: Project) -> MkDocsConfig:
    """A preview's configuration, whose plugins live on from build to build."""
    project.configure()
    config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(project.root / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    return config


def _shown(preview: MkDocsConfig) -> LexborHTMLParser:
    mkdocs_build(preview)
    return read(Path(preview.site_dir) / "reports/lake/2024/index.html")


def _to_mend(page: LexborHTMLParser) -> str:
    return "".join(seen(each) for each in page.css(".gk-to-mend"))


def test_a_preview_shows_what_fails_and_what_is_to_be_mended(
    project: Project, preview: MkDocsConfig
) -> None:
    _write(project, BALANCED)
    assert _to_mend(_shown(preview)) == ""
    _write(project, WRONG)
    page = _shown(preview)
    assert _flagged(page) == ["requests.new_received/total"]
    assert len(page.css(".gk-flags .gk-open")) == 1
    assert f"reports/lake/2024.yaml:{_line(project)}:" in _to_mend(page)
    assert CHECK in _to_mend(page)


def test_a_preview_keeps_the_former_page_where_the_file_cannot_be_read(
    project: Project, preview: MkDocsConfig
) -> None:
    _write(project, WRONG)
    _shown(preview)
    _write(project, "[3, 0, 0, 0, 0, 0]")
    page = _shown(preview)
    assert _flagged(page) == ["requests.new_received/total"]
    assert "table.row_length" in _to_mend(page)
    assert CHECK not in _to_mend(page)
    _write(project, BALANCED)
    page = _shown(preview)
    assert (_flagged(page), _to_mend(page)) == ([], "")

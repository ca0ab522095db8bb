"""A report's page does not grow with the site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import synthetic
from tests.site.building import ROOT, Build, Project, built, once

REPORTS = 500
MOST = 0.02
REAL = sorted((ROOT / "reports").glob("*/[0-9]*.yaml"))
ADDRESSES = [f"reports/{path.parent.name}/{path.stem}/" for path in REAL]


def _site(folder: Path, reports: int) -> Build:
    """The real site, without search, filled up with made-up reports."""
    shutil.copytree(ROOT / "reports", folder / "reports")
    synthetic.write_corpus(folder / "reports", reports - len(REAL))
    project = Project(folder)
    project.configure()
    return project.build()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built(once(tmp_path_factory, "small", lambda folder: _site(folder, len(REAL))))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built(once(tmp_path_factory, "large", lambda folder: _site(folder, REPORTS)))


def _reports(build: Build) -> list[Path]:
    return list(build.site.glob("reports/*/*/index.html"))


def test_both_sites_are_complete(small: Build, large: Build) -> None:
    assert [len(_reports(small)), len(_reports(large))] == [len(REAL), REPORTS]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_report_is_as_large_in_a_large_site(small: Build, large: Build, address: str) -> None:
    before, after = (build.page(address).stat().st_size for build in (small, large))
    assert abs(after - before) <= MOST * before


def test_a_body_is_as_large_in_a_large_site(small: Build, large: Build) -> None:
    before, after = (build.page("reports/pingtan/").stat().st_size for build in (small, large))
    assert abs(after - before) <= MOST * before

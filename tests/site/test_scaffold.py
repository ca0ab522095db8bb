"""A new site is whole: it builds strictly, its data are read, and the wheel brings all it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

from tests.cli_running import run, run_json
from tests.conftest import ROOT

BIN = Path(sys.executable).parent


@pytest.fixture
def new_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What ``gongkai init`` makes in an empty folder."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "site").exit_code == 0
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "mkdocs", "build", "--strict"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_it_builds_strictly(new_site: Path) -> None:
    done = build(new_site)
    assert done.returncode == 0, done.stderr
    home = (new_site / "site/index.html").read_text(encoding="utf-8")
    assert "删去 status: draft" in home
    assert "skeleton" not in home
    pages = (new_site / "site/reports/my-bureau").iterdir()
    assert not any(page.is_dir() for page in pages)  # the draft is not public


def test_its_data_are_read_and_lack_only_what_is_to_be_filled_in(new_site: Path) -> None:
    assert new_site.is_dir()
    document = run_json()
    assert document["passes"]
    assert {each["code"] for each in document["issues"]} == {"complete.blank", "complete.section"}
    (report,) = document["reports"]
    assert report["status"] == "draft"


def test_its_first_report_can_be_published(new_site: Path) -> None:
    """Prose is there, and the mark of a draft is gone."""
    (path,) = (new_site / "reports/my-bureau").glob("2*.yaml")
    text = path.read_text(encoding="utf-8")
    draft = next(line for line in text.splitlines() if line.startswith("status: draft"))
    path.write_text(text.replace(draft, "narratives: omitted"), encoding="utf-8")
    assert run("check", "--strict").exit_code == 0
    assert build(new_site).returncode == 0
    assert (new_site / f"site/reports/my-bureau/{path.stem}/index.html").is_file()


def test_its_settings_are_those_of_this_site(new_site: Path) -> None:
    """What they share is one thing: a change here has to reach new sites."""
    own, new = (_settings(folder) for folder in (ROOT, new_site))
    assert new.keys() | {"exclude_docs"} == own.keys()
    for key in ("site_description", "docs_dir", "validation", "theme", "markdown_extensions"):
        assert new[key] == own[key], key
    menu = [each for each in own["nav"] if "帮助" not in each]
    assert new["nav"] == [*menu, {"关于": "about.md"}]
    assert own["plugins"] == ["search", {"gongkai": {"reports_dir": "reports"}}]
    unofficial = {"reports_dir": "reports", "mode": "unofficial"}
    assert new["plugins"] == ["search", {"gongkai": unofficial}]


def _settings(folder: Path) -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        """Takes ``!ENV`` for the list that it stands before."""

    Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))  # type: ignore[arg-type]
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.load(text, Loader)  # noqa: S506 - a safe loader
    return settings


def test_the_wheel_brings_every_file_of_the_package(tmp_path: Path) -> None:
    wheel = next(
        iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    )
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = ROOT / "plugins/gongkai"
    files = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "gongkai/scaffold/files/gitignore" in files
    assert files <= names

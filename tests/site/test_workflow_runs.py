"""The workflows, step by step as GitHub runs them, on a clone where a published figure changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli_running import run
from tests.conftest import ROOT
from tests.git_running import commit_all, git, start_repository
from tests.workflows import OF_NEW_SITES, OWN, failures, load

BIN = Path(sys.executable).parent


def with_environment(folder: Path) -> None:
    """Lets ``make`` find this environment, as if it had made and filled it itself."""
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(BIN)
    (folder / ".venv/made-in").write_text(f"{folder.resolve()}\n", encoding="utf-8")
    for stamp in ("runtime", "project", "dev", "installed"):
        (folder / ".venv" / stamp).touch()


def published(path: Path) -> None:
    """A report that citizens may see, with a figure."""
    text = path.read_text(encoding="utf-8")
    draft = next(line for line in text.splitlines() if line.startswith("status: draft"))
    text = text.replace(draft, "narratives: omitted").replace("licensing: [~]", "licensing: [7]")
    path.write_text(text, encoding="utf-8")


@pytest.mark.long
def test_the_workflows_of_a_new_site(tmp_path: Path) -> None:
    new_site = tmp_path / "site"
    assert run("init", str(new_site)).exit_code == 0
    (report,) = (new_site / "reports/my-bureau").glob("2*.yaml")
    published(report)
    start_repository(new_site)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(new_site), str(clone))
    with_environment(clone)
    assert_checks_and_publishes(clone, OF_NEW_SITES, clone / report.relative_to(new_site))


@pytest.mark.long
def test_the_workflows_of_this_site(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the project is no git repository")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(ROOT), str(clone))
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    with_environment(clone)
    assert_checks_and_publishes(clone, OWN, clone / "reports/pingtan/2024.yaml")


def release_stand_in(clone: Path) -> tuple[Path, Path]:
    """A folder with a ``gh`` that only notes what it was asked, and the file of its notes."""
    folder, asked = clone / ".git/stand-in", clone / ".git/asked.txt"
    folder.mkdir()
    program = folder / "gh"
    program.write_text(f'#!/bin/sh\nfor each; do echo "$each"; done >"{asked}"\n', "utf-8")
    program.chmod(0o755)
    return folder, asked


def assert_checks_and_publishes(clone: Path, workflows: list[Path], report: Path) -> None:
    """A pull request that changes a published figure, without a word and then with one."""
    check, publish = map(load, workflows)
    summary = clone / ".git/summary.md"
    variables = {"GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": str(summary)}
    text = report.read_text(encoding="utf-8")
    figure = "[7]" if "licensing: [7]" in text else "[4529]"
    report.write_text(text.replace(f"licensing: {figure}", "licensing: [8]"), encoding="utf-8")
    commit_all(clone)
    assert list(failures(check, clone, **variables)) == ["Tell what citizens will see change"]
    assert "没有记录的改动" in summary.read_text(encoding="utf-8")
    report.write_text(
        f"{report.read_text(encoding='utf-8')}corrections:\n"
        "  - {date: 2026-05-01, at: art20_5.licensing, reason: 录错, kind: transcription_error}\n",
        encoding="utf-8",
    )
    commit_all(clone)
    assert failures(check, clone, **variables) == {}
    assert "`8`" in (clone / "changes.md").read_text(encoding="utf-8")
    assert "<loc>https://" in (clone / "site/sitemap.xml").read_text(encoding="utf-8")
    stand_in, asked = release_stand_in(clone)
    released = {
        "GITHUB_REF_NAME": "v1",
        "PATH": f"{stand_in}{os.pathsep}{os.environ['PATH']}",
        "RELEASED": "origin/main",
        "SITE_URL": "https://example.org/x",
    }
    assert failures(publish, clone, **released) == {}
    assert asked.read_text(encoding="utf-8").split() == [
        *("release", "create", "v1", "--verify-tag", "--generate-notes"),
        *("annual-reports.zip", "site/SHA256SUMS"),
    ]
    assert (clone / "annual-reports.zip").is_file()
    assert "https://example.org/x/" in (clone / "site/sitemap.xml").read_text(encoding="utf-8")

"""``gongkai build`` where the machine does not play along: the last good output stays whole."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import writing
from gongkai.outputs.model import SiteFile
from tests.cli_running import run, small_project, write
from tests.site.building import folder_state

# Kills itself in the middle of writing: no clean-up of any kind runs.
KILLED = """\
import os, signal
from gongkai.cli import main, writing
write, left = writing._write_file, [3]
def until_killed(file, path):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    write(file, path)
writing._write_file = until_killed
main(["build", "--out", "tree"])
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has been built well, and has changed since."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("build", "--out", "tree").exit_code == 0
    write(tmp_path / "reports/some-bureau/2011.yaml", "year: 2011\n")
    return tmp_path


def _names(project: Path) -> list[str]:
    return sorted(path.name for path in project.iterdir())


def _assert_untouched(project: Path, build: Callable[[], tuple[int, str]]) -> None:
    """The build fails with a message, and nothing but the former output is there."""
    before, names = folder_state(project / "tree"), _names(project)
    code, told = build()
    assert code == 2
    assert "tree" in told
    assert "Traceback" not in told
    assert folder_state(project / "tree") == before
    assert _names(project) == names


def _run() -> tuple[int, str]:
    done = run("build", "--out", "tree")
    return done.exit_code, done.stderr


def _process(command: list[str]) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize("out", ["tree/index.md/x", "reports/some-bureau/2010.yaml/tree"])
def test_a_place_that_cannot_be_written(project: Path, out: str) -> None:
    before = folder_state(project)
    result = run("build", "--out", out)
    assert result.exit_code == 2
    assert "tree" in result.stderr
    assert folder_state(project) == before


def test_a_folder_without_permission(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mkdir = Path.mkdir

    def refused(path: Path, **options: bool) -> None:
        if path.name == "new":  # whoever runs the tests may write everywhere
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        mkdir(path, **options)

    monkeypatch.setattr(Path, "mkdir", refused)
    _assert_untouched(project, _run)


def test_a_full_disk(project: Path) -> None:
    """As far as a test can have one: no file may grow beyond 4 KiB."""
    command = [sys.executable, "-m", "gongkai.cli", "build", "--out", "tree"]
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *command]
    _assert_untouched(project, lambda: _process(limited))


@pytest.mark.parametrize("number", [1, 5])
def test_a_build_that_is_interrupted(
    project: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, names = folder_state(project / "tree"), _names(project)
    written: list[Path] = []

    def interrupted(_: SiteFile, path: Path) -> None:
        written.append(path)
        if len(written) == number:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_write_file", interrupted)
    assert run("build", "--out", "tree").exit_code != 0
    assert folder_state(project / "tree") == before
    assert _names(project) == names


def test_a_build_that_is_killed(project: Path) -> None:
    """What it leaves behind is beside the former output, and the next build minds neither."""
    before = folder_state(project / "tree")
    code, _ = _process([sys.executable, "-c", KILLED])
    assert code == -signal.SIGKILL
    assert folder_state(project / "tree") == before
    assert run("build", "--out", "tree").exit_code == 0
    assert (project / "tree/reports/some-bureau/2011/index.md").is_file()


def test_two_builds_at_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build ends while this one moves its output into place."""
    rename, others = Path.rename, [SiteFile("other.md", "另一次")]

    def after_another(path: Path, target: Path) -> Path:
        if path.name == "new" and others:
            writing.write_files([others.pop()], project / "tree")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", after_another)
    assert run("build", "--out", "tree").exit_code == 0
    assert (project / "tree/reports/some-bureau/2011/index.md").is_file()
    assert not (project / "tree/other/index.md").exists()
    assert _names(project) == ["reports", "tree"]


def test_the_former_output_is_taken_away_by_another(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, others = Path.rename, [SiteFile("other.md", "另一次")]

    def after_another(path: Path, target: Path) -> Path:
        if path.name == "tree" and others:
            os.rename(project / "tree", project / "taken")  # noqa: PTH104 - not the one above
            others.pop()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", after_another)
    assert run("build", "--out", "tree").exit_code == 0
    assert (project / "tree/reports/some-bureau/2011/index.md").is_file()

"""The command as a process: odd encodings, closed pipes, files and folders that cannot be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli.formats import FORMATS
from tests.cli_running import run, small_project, write

COMMAND = [sys.executable, "-m", "gongkai.cli"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report with very many slips, in characters of many kinds."""
    small_project(tmp_path)
    keys = "".join(f'"键{number}é€😀": 1\n' for number in range(200))
    for year in range(2010, 2013):
        write(tmp_path / f"reports/some-bureau/{year}.yaml", f"year: {year}\n{keys}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    return subprocess.run(
        [*COMMAND, *arguments], env=kept | environment, capture_output=True, check=False
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["ascii", "C"],
)
def test_any_encoding_will_do(form: str, environment: dict[str, str]) -> None:
    result = process("check", "--format", form, **environment)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    if form in ("json", "sarif"):
        assert json.loads(result.stdout.decode("utf-8"))


@pytest.mark.usefixtures("project")
def test_help_and_usage_errors_in_any_encoding() -> None:
    for arguments, code in (("--help",), 0), (("check", "--none"), 2):
        result = process(*arguments, PYTHONIOENCODING="ascii")
        assert result.returncode == code
        assert b"Traceback" not in result.stderr


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("form", FORMATS)
def test_a_closed_pipe_ends_it_quietly(form: str) -> None:
    kept = {key: value for key, value in os.environ.items() if key != "GITHUB_STEP_SUMMARY"}
    with subprocess.Popen(
        [*COMMAND, "check", "--format", form],
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        errors = running.stderr.read()
        running.wait(timeout=60)
    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors
    assert b"BrokenPipe" not in errors


@pytest.mark.usefixtures("project")
def test_very_many_issues_are_all_told() -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "600 处错误" in result.stdout
    assert sum(": shape.unknown_key: " in line for line in result.stdout.splitlines()) == 600


@pytest.mark.parametrize("form", [each for each in FORMATS if each != "github"])
def test_a_file_gets_the_format_and_the_terminal_the_text(project: Path, form: str) -> None:
    shown = run("check", "--format", form, "--output", "out.txt")
    assert shown.exit_code == 1
    assert shown.stdout == run("check").stdout
    written = (project / "out.txt").read_bytes()
    if form != "text":
        assert written == run("check", "--format", form).stdout_bytes
    assert "键0é€😀" in written.decode("utf-8")
    assert sorted(path.name for path in project.iterdir()) == ["out.txt", "reports"]


def test_a_file_that_cannot_be_written_is_a_usage_error(project: Path) -> None:
    result = run("check", "--format", "json", "--output", "none/out.json")
    assert result.exit_code == 2
    assert "none/out.json" in result.stderr
    assert not (project / "none").exists()


def test_a_link_is_followed_and_a_pipe_is_no_file_to_replace(project: Path) -> None:
    write(project / "real/out.json", "old")
    (project / "out.json").symlink_to("real/out.json")
    run("check", "--format", "json", "--output", "out.json")
    assert (project / "out.json").is_symlink()
    assert json.loads((project / "real/out.json").read_text(encoding="utf-8"))
    os.mkfifo(project / "pipe")
    with (project / "copy").open("wb") as copy:
        reading = subprocess.Popen(["cat", "pipe"], stdout=copy)
        run("check", "--format", "json", "--output", "pipe")
        reading.wait(timeout=60)
    assert json.loads((project / "copy").read_text(encoding="utf-8"))
    assert (project / "pipe").is_fifo()


def test_a_file_is_replaced_whole_or_not_at_all(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project / "out.json", "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run("check", "--format", "json", "--output", "out.json").exit_code == 2
    assert (project / "out.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in project.iterdir()) == ["out.json", "reports"]


def test_a_folder_that_cannot_be_read_is_told_with_all_the_rest(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project / "reports/some-bureau"
    iterdir = Path.iterdir

    def refused(path: Path) -> object:
        if path.resolve() == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    write(project / "reports/other/agency.yaml", "name: 甲\n")
    result = run("check")
    assert result.exit_code == 1
    assert "reports/some-bureau:1:1: yaml.unreadable:" in result.stdout
    assert "reports/other/agency.yaml:1:1: shape.missing_key:" in result.stdout

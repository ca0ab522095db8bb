"""``gongkai init``: every file or none, nothing overwritten, and only what the data may be."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, version
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import CliRunner
from packaging.requirements import InvalidRequirement, Requirement

from gongkai.cli import main, writing
from gongkai.reports.agency import load_agency
from gongkai.scaffold import requirement
from tests.cli_running import run, write

FILES = {
    ".github/actions/site/action.yml",
    ".github/dependabot.yml",
    ".github/workflows/check.yml",
    ".github/workflows/publish.yml",
    ".gitignore",
    "Makefile",
    "README.md",
    "docs/about.md",
    "mkdocs.yml",
    "reports/my-bureau/2024.yaml",
    "reports/my-bureau/agency.yaml",
    "requirements.txt",
}
YEAR = ("--year", "2024")


def files_in(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def everything_in(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize("exists", [False, True])
def test_all_files_are_there(tmp_path: Path, *, exists: bool) -> None:
    folder = tmp_path / "新 站"
    if exists:
        write(folder / ".git/HEAD", "ref: refs/heads/main\n")
    result = run("init", *YEAR, str(folder))
    assert result.exit_code == 0, result.output
    assert files_in(folder) - {".git/HEAD"} == FILES
    assert "‹" not in "".join((folder / each).read_text(encoding="utf-8") for each in FILES)
    assert {each.name for each in tmp_path.iterdir()} == {folder.name}


def test_what_was_said_is_in_them(tmp_path: Path) -> None:
    result = run(
        *("init", str(tmp_path), "--agency", "fagai", "--name", "某市: [发改委], “局”"),
        *("--kind", "government", "--year", "2020"),
        *("--site-name", "年报: #1", "--site-url", "https://www.example.gov.cn/nianbao"),
    )
    assert result.exit_code == 0, result.output
    agency = load_agency(tmp_path / "reports/fagai/agency.yaml", "fagai")
    assert agency.issues == ()
    assert agency.value is not None
    assert (agency.value.name, agency.value.kind) == ("某市: [发改委], “局”", "government")
    report = (tmp_path / "reports/fagai/2020.yaml").read_text(encoding="utf-8")
    assert "2019 版表式" in report
    assert "\nstatus: draft" in report
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "年报: #1"\n' in settings
    assert "site_url: !ENV [SITE_URL, https://www.example.gov.cn/nianbao/]\n" in settings


def test_a_draft_signed_as_said_can_be_uncommented(tmp_path: Path) -> None:
    run("init", str(tmp_path), *YEAR, "--name", "甲, 乙局")
    path = tmp_path / "reports/my-bureau/2024.yaml"
    write(path, path.read_text(encoding="utf-8").replace("# signed: ", "signed: "))
    result = run("check", "--reports", str(tmp_path / "reports"))
    assert result.exit_code == 0, result.output


# --- nothing is overwritten -------------------------------------------------------------------


def test_every_file_in_the_way_is_named_and_kept(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "我的\n")
    write(tmp_path / "reports/my-bureau/2024.yaml", "year: 2024\n")
    (tmp_path / "Makefile").symlink_to("nowhere")
    before = everything_in(tmp_path)
    result = run("init", *YEAR, str(tmp_path))
    assert result.exit_code == 1
    named = result.stderr.partition("里已有 ")[2].partition("；")[0].split("、")
    assert set(named) == {"README.md", "reports/my-bureau/2024.yaml", "Makefile"}
    assert everything_in(tmp_path) == before
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "我的\n"


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    run("init", *YEAR, str(tmp_path))
    result = run("init", *YEAR, str(tmp_path))
    assert result.exit_code == 1
    assert all(each in result.stderr for each in FILES)


def test_what_cannot_be_written_whole_is_taken_back(tmp_path: Path) -> None:
    write(tmp_path / "docs", "a file where a folder has to be\n")
    before = everything_in(tmp_path)
    result = run("init", *YEAR, str(tmp_path))
    assert result.exit_code == 2
    assert "写不了" in result.stderr
    assert everything_in(tmp_path) == before


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def interrupted(text: str) -> bytes:
        calls.append(text)
        if len(calls) > len(FILES) + 5:  # the first ones are written aside, to be checked
            raise KeyboardInterrupt
        return text.encode("utf-8")

    monkeypatch.setattr(writing, "_utf8", interrupted)
    write(tmp_path / "old/notes.txt", "x\n")
    before = everything_in(tmp_path)
    for name in ("old", "new"):
        calls.clear()
        assert run("init", *YEAR, str(tmp_path / name)).exit_code == 1
        assert everything_in(tmp_path) == before


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--agency", "../../up", "不能作标识"),
        ("--agency", "Bureau", "不能作标识"),
        ("--agency", "con", "已有他用"),
        ("--agency", "assets", "已有他用"),
        ("--name", "", "空"),
        ("--name", "两\n行", "行"),
        ("--kind", "bureau", "不能写“bureau”"),
        ("--year", "2018", "不在范围"),
        ("--site-url", "example.org", "不是网址"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, option: str, value: str, told: str) -> None:
    result = run("init", str(tmp_path / "site"), option, value)
    assert result.exit_code == 2
    assert told in result.stderr
    assert everything_in(tmp_path) == set()


# --- questions --------------------------------------------------------------------------------


def test_it_asks_on_a_terminal_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", str(tmp_path / "piped")).stdout.startswith("建好了")
    monkeypatch.setattr("gongkai.cli.agency_options.is_terminal", lambda: True)
    arguments = ["init", str(tmp_path / "asked"), *YEAR]
    result = CliRunner().invoke(main, arguments, input="fagai\n某市发改委\n")
    assert result.exit_code == 0, result.output
    agency = load_agency(tmp_path / "asked/reports/fagai/agency.yaml", "fagai").value
    assert agency is not None
    assert agency.name == "某市发改委"
    said = ("--agency", "a", "--name", "某局")
    assert run("init", str(tmp_path / "said"), *said).stdout.startswith("建好了")


# --- what pip installs ------------------------------------------------------------------------


class Installed(SimpleNamespace):
    """An installation with a record of where it came from."""

    record: str | None

    def read_text(self, name: str) -> str | None:
        return self.record if name == "direct_url.json" else None


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, "gongkai==1.2"),
        (
            {"url": "https://h/r.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "gongkai @ git+https://h/r.git@abc",
        ),
        ({"url": "https://h/g.whl", "archive_info": {}}, "gongkai @ https://h/g.whl"),
        ({"url": "file:///srv/g.whl", "archive_info": {}}, requirement.UNKNOWN),
        ({"url": "file:///srv/g", "dir_info": {"editable": True}}, requirement.UNKNOWN),
    ],
)
def test_the_requirement_names_no_path_of_this_machine(origin: object, line: str) -> None:
    record = None if origin is None else json.dumps(origin)
    installed = Installed(record=record, version="1.2", metadata={"Name": "gongkai"})
    found = requirement.requirement_of(cast("Distribution", installed))
    assert found == line


def test_nothing_of_the_name_is_installed_by_chance() -> None:
    assert requirement.own_requirement() in (requirement.UNKNOWN, f"gongkai=={version('gongkai')}")
    with pytest.raises(InvalidRequirement):
        Requirement(requirement.UNKNOWN)

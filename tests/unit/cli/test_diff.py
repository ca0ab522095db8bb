"""``gongkai diff`` as a clerk runs it: which states, where from, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.cli.formats.diff_json import schema
from tests.cli_running import real_project, replace_in, run, write
from tests.git_running import commit_all, git, start_repository

SCHEMA = json.loads(schema())
GRANTED = "results.granted:                             [71, 0"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path) -> Path:
    """A repository with the real reports, in which one is about to work."""
    folder = tmp_path / "site"
    folder.mkdir()
    start_repository(real_project(folder, reports_folder))
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return folder


def change_a_figure(project: Path) -> None:
    granted = GRANTED.replace("71", "72")
    replace_in(project / "reports/pingtan/2024.yaml", GRANTED, granted)


def diff_json(*arguments: str) -> Any:
    result = run("diff", "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert [each.message for each in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    return document


def changed(document: Any) -> list[tuple[str, str, int]]:
    return [(each["change"], each["agency"], each["year"]) for each in document["reports"]]


# --- states -----------------------------------------------------------------------------------


def test_nothing_has_changed(project: Path) -> None:
    document = diff_json()
    assert document["reports"] == document["agencies"] == document["broken"] == []
    assert "没有公众看得到的变化" in run("diff").stdout
    assert git(project, "status", "--porcelain") == ""


def test_the_working_tree_is_compared_with_where_the_branch_began(project: Path) -> None:
    git(project, "switch", "--quiet", "--create", "work")
    change_a_figure(project)
    commit_all(project)
    (report,) = diff_json("--no-links")["reports"]
    (cell,) = report["cells"]
    assert cell["cell"] == "requests.results.granted/natural_person"
    assert (cell["before"]["value"], cell["after"]["value"]) == (71, 72)
    assert cell["location"] == {"path": "reports/pingtan/2024.yaml", "line": 21, "column": 51}
    assert diff_json("--no-links", "HEAD")["reports"] == []
    assert changed(diff_json("--no-links", "HEAD", "main")) == [("changed", "pingtan", 2024)]


def test_what_main_has_got_since_is_not_told(project: Path) -> None:
    git(project, "switch", "--quiet", "--create", "work")
    git(project, "switch", "--quiet", "main")
    change_a_figure(project)
    commit_all(project)
    git(project, "switch", "--quiet", "work")
    assert diff_json("--no-links")["reports"] == []
    assert changed(diff_json("--no-links", "main")) == [("changed", "pingtan", 2024)]


@pytest.mark.parametrize("place", ["reports", "reports/pingtan", "elsewhere/deep"])
def test_any_folder_of_the_repository_will_do(
    project: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    change_a_figure(project)
    (project / place).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(project / place)
    (report,) = diff_json("--no-links", "HEAD")["reports"]
    assert report["path"] == "reports/pingtan/2024.yaml"


def test_a_project_below_the_top_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path
) -> None:
    folder = tmp_path / "部门 一/site"
    folder.mkdir(parents=True)
    real_project(folder, reports_folder)
    start_repository(tmp_path)
    change_a_figure(folder)
    monkeypatch.chdir(folder)
    (report,) = diff_json("--no-links", "HEAD")["reports"]
    assert report["path"] == "reports/pingtan/2024.yaml"
    assert len(report["cells"]) == 1


def test_two_folders_need_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path
) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        real_project(tmp_path / name, reports_folder)
    change_a_figure(tmp_path / "new")
    monkeypatch.chdir(tmp_path)
    assert changed(diff_json("--no-links", "old", "new")) == [("changed", "pingtan", 2024)]


def test_a_revision_may_have_no_reports_yet(project: Path) -> None:
    empty = git(project, "commit-tree", "-m", "empty", git(project, "mktree", "--missing"))
    document = diff_json("--no-links", empty)
    assert document["summary"]["added"] == len(document["reports"]) == 8
    assert {each["change"] for each in document["agencies"]} == {"added"}


def test_originals_come_along(project: Path) -> None:
    """A report whose original is missing in a revision would be told as changed."""
    write(project / "reports/pingtan/files/原件 一.txt", "原文\n")
    replace_in(
        project / "reports/pingtan/2024.yaml", "source: {url", 'source: {file: "原件 一.txt", url'
    )
    commit_all(project)
    write(project / "reports/pingtan/files/原件 一.txt", "另一原文\n")
    (report,) = diff_json("--no-links", "HEAD")["reports"]
    assert [each["key"] for each in report["fields"]] == ["files.原件 一.txt"]


def test_links_in_a_revision_are_not_followed(project: Path) -> None:
    (project / "reports/pingtan/2009.yaml").symlink_to("/etc/hostname")
    commit_all(project)
    document = diff_json("--no-links", "HEAD~1", "HEAD")
    assert [each["code"] for each in document["unread"]] == ["file.link"]
    assert document["reports"] == []


@pytest.mark.parametrize("folder", ["reports", "forms"])
def test_a_folder_of_data_that_is_a_link_is_refused(project: Path, folder: str) -> None:
    (project / "reports").rename(project / "elsewhere")
    (project / folder).symlink_to("/etc")
    commit_all(project)
    (project / folder).unlink()
    (project / "elsewhere").rename(project / "reports")
    result = run("diff", "--no-links", "--editions", "forms", "HEAD")
    assert result.exit_code == 2
    assert f"“{folder}”是符号链接" in result.stderr


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere",), "没有版本“nowhere”"),
        (("--output=x", "--format=github"), "不能用 --output"),
        (("--reports", "/etc"), "要从项目文件夹算起"),
        (("--reports", "../site/reports"), "要从项目文件夹算起"),
        (("HEAD", "reports"), "里没有文件夹“reports”"),
        (("--reports", "data", "HEAD"), "里没有文件夹“data”"),
        (("-x",), "没有选项 -x"),
        (("--", "--all"), "没有版本“--all”"),
    ],
)
def test_what_is_typed_wrong_is_told(arguments: tuple[str, ...], told: str) -> None:
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_name_of_both_is_refused(project: Path) -> None:
    real_project(project / "main", project / "reports")
    assert "写 ./main" in run("diff", "main").stderr
    assert run("diff", "--no-links", "./main").exit_code == 0


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for arguments in ((), ("main",)):
        result = run("diff", *arguments)
        assert result.exit_code == 2
        assert "不是 git 仓库" in result.stderr


def test_without_a_main_line_one_has_to_say(project: Path) -> None:
    git(project, "branch", "--move", "trunk")
    result = run("diff")
    assert result.exit_code == 2
    assert "写明同哪个版本比" in result.stderr


# --- records of corrections -------------------------------------------------------------------


def correct(project: Path, at: str) -> None:
    path = project / "reports/pingtan/2024.yaml"
    entry = f"  - {{date: 2025-05-01, at: {at}, reason: 录错, kind: transcription_error}}\n"
    text = path.read_text(encoding="utf-8")
    head = "" if "\ncorrections:\n" in text else "corrections:\n"
    write(path, f"{text}{head}{entry}")


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("requests.results.granted/natural_person", 0),
        ("requests.results.granted", 0),
        ("requests/natural_person", 0),
        ("requests.results.granted/total", 1),
        ("requests.results.partial", 1),
        ("requests", 1),
    ],
)
def test_a_published_figure_needs_a_record(project: Path, at: str, code: int) -> None:
    change_a_figure(project)
    correct(project, at)
    result = run("diff", "--no-links", "--require-corrections", "HEAD")
    assert result.exit_code == code
    assert run("diff", "--no-links", "HEAD").exit_code == 0


def test_a_record_of_a_former_change_does_not_count(project: Path) -> None:
    correct(project, "requests.results.granted/natural_person")
    commit_all(project)
    change_a_figure(project)
    arguments = ("diff", "--no-links", "--require-corrections", "HEAD")
    assert run(*arguments).exit_code == 1
    correct(project, "requests.results.granted/natural_person")
    assert run(*arguments).exit_code == 0


def test_everything_that_lacks_a_record_is_told_at_once(project: Path) -> None:
    change_a_figure(project)
    (project / "reports/pingtan/2020.yaml").unlink()
    result = run("diff", "--no-links", "--require-corrections", "HEAD")
    assert result.exit_code == 1
    heads = [line for line in result.stderr.splitlines() if line.startswith("reports/")]
    assert [line.split(": ")[:2] for line in heads] == [
        ["reports/pingtan/2020.yaml:1:1", "report.vanished"],
        ["reports/pingtan/2024.yaml:21:51", "correction.missing"],
    ]
    assert '- {date: 〈日期〉, at: requests.results.granted/natural_person, old: "71"' in (
        result.stderr
    )
    assert [each["code"] for each in diff_json("--no-links", "HEAD")["lacking"]] == [
        "report.vanished",
        "correction.missing",
    ]


def test_a_report_that_was_withdrawn_may_go(project: Path) -> None:
    path = project / "reports/pingtan/2024.yaml"
    write(path, path.read_text(encoding="utf-8").replace("year: 2024", "year: 2024\nstatus: draft"))
    arguments = ("diff", "--no-links", "--require-corrections", "HEAD")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "reports/pingtan/2024.yaml:3:1: report.vanished" in result.stderr
    text = path.read_text(encoding="utf-8")
    write(
        path,
        f"{text}corrections:\n"
        "  - {date: 2025-05-01, at: overview, reason: 重新核实, kind: withdrawn}\n",
    )
    assert run(*arguments).exit_code == 0


def test_drafts_need_no_record_and_are_only_counted(project: Path) -> None:
    path = project / "reports/pingtan/2024.yaml"
    write(path, path.read_text(encoding="utf-8").replace("year: 2024", "year: 2024\nstatus: draft"))
    commit_all(project)
    change_a_figure(project)
    document = diff_json("HEAD")
    assert document["reports"] == document["lacking"] == document["broken"] == []
    assert document["summary"]["drafts"] == 1


# --- where it is written ----------------------------------------------------------------------


def test_in_github_actions(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    change_a_figure(project)
    result = run("diff", "--no-links", "--format", "github", "HEAD")
    first, counts = result.stdout.splitlines()
    assert first.startswith("::error file=reports/pingtan/2024.yaml,line=21,col=51,title=")
    assert counts == "改动 1 份年报。"
    assert summary.read_text(encoding="utf-8") == run("diff", "--no-links", "HEAD").stdout


def test_into_a_file(project: Path, tmp_path: Path) -> None:
    change_a_figure(project)
    result = run("diff", "--no-links", "--output", str(tmp_path / "diff.md"), "HEAD")
    assert result.stdout == ""
    text = (tmp_path / "diff.md").read_text(encoding="utf-8")
    assert text == run("diff", "--no-links", "HEAD").stdout


def test_the_schema_is_one_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    objects = [each for each in (SCHEMA, *SCHEMA["$defs"].values()) if "properties" in each]
    for each in objects:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
    assert run("diff", "--schema").stdout == schema()

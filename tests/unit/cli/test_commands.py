"""The commands as a clerk runs them: what they print where, their exit codes, what they write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_running import real_project, replace_in, run, small_project, write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with one body and one good report, as the working folder."""
    monkeypatch.chdir(tmp_path)
    return small_project(tmp_path)


@pytest.mark.usefixtures("project")
def test_check_passes_on_good_data() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "0 处错误" in result.stdout


def test_check_names_place_and_code_of_every_issue(project: Path) -> None:
    write(project / "reports/some-bureau/2011.yaml", "year: 2011\nyear: 2011\nfoo: 1\n")
    write(project / "reports/other/2012.yaml", "year: 2012\n\tx: 1\n")
    result = run("check")
    assert result.exit_code == 1
    assert "reports/some-bureau/2011.yaml:2:1: yaml.duplicate_key:" in result.stdout
    assert "reports/some-bureau/2011.yaml:3:1: shape.unknown_key:" in result.stdout
    assert "reports/other/2012.yaml:2:1: yaml.tab:" in result.stdout
    assert "reports/other/agency.yaml:1:1: agency.missing:" in result.stdout


def test_check_of_a_path_lists_only_what_is_below_it(project: Path) -> None:
    write(project / "reports/some-bureau/2011.yaml", "year: 2012\n")
    assert run("check", "reports/some-bureau/2010.yaml").exit_code == 0
    result = run("check", "reports/some-bureau")
    assert result.exit_code == 1
    assert "report.year" in result.stdout


@pytest.mark.parametrize(("arguments", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_when_strict(
    project: Path, arguments: tuple[str, ...], code: int
) -> None:
    write(project / "reports/some-bureau/2020.yaml", "year: 2020\n")
    result = run("check", *arguments)
    assert "form.missing_row" in result.stdout
    assert result.exit_code == code


def test_a_missing_folder_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check").exit_code == 2


def test_build_writes_pages_beside_authored_ones(project: Path) -> None:
    write(project / "docs/guide/index.md", "# 帮助\n")
    result = run("build", "--out", "tree", "--docs", "docs", "--address", "https://example.org/x/")
    assert result.exit_code == 0
    assert (project / "tree/guide/index.md").read_text(encoding="utf-8") == "# 帮助\n"
    page = (project / "tree/reports/some-bureau/2010/index.md").read_text(encoding="utf-8")
    assert "https://example.org/x/reports/some-bureau/2010/" in page
    assert (project / "tree/assets/gongkai/gongkai.css").is_file()


def test_build_replaces_its_own_output(project: Path) -> None:
    run("build", "--out", "tree")
    write(project / "tree/old.md", "old")
    assert run("build", "--out", "tree").exit_code == 0
    assert not (project / "tree/old.md").exists()


def test_build_leaves_a_foreign_folder_alone(project: Path) -> None:
    write(project / "tree/mine.txt", "mine")
    assert run("build", "--out", "tree").exit_code == 1
    assert [path.name for path in (project / "tree").iterdir()] == ["mine.txt"]


def test_build_writes_nothing_when_data_has_errors(project: Path) -> None:
    run("build", "--out", "tree")
    before = sorted(path.name for path in (project / "tree").rglob("*"))
    write(project / "reports/some-bureau/2011.yaml", "year: [\n")
    assert run("build", "--out", "tree").exit_code == 1
    assert sorted(path.name for path in (project / "tree").rglob("*")) == before
    assert sorted(path.name for path in project.iterdir()) == ["reports", "tree"]


def test_build_writes_nothing_when_figures_contradict_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path
) -> None:
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    granted = "results.granted:                             [22, 0"
    report = tmp_path / "reports/pingtan/2023.yaml"
    replace_in(report, granted, granted.replace("22", "23"))
    result = run("build", "--out", "tree")
    assert result.exit_code == 1
    assert "reports/pingtan/2023.yaml:21:51: identity.requests.results_total:" in result.stdout
    assert not (tmp_path / "tree").exists()

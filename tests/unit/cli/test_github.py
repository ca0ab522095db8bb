"""``--format github``: workflow commands and a job summary that no text from data can break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from gongkai.cli.formats.job_summary import MOST_BYTES
from tests.cli_running import replace_in, run, small_project, write

COMMAND = re.compile(
    r"^::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.*)$"
)
EVIL = (
    "::error::x",
    "a|b",
    "<script>alert(1)</script>",
    "[x](http://evil.example)",
    "![x](y)",
    "%0A::warning::x",
    "`code` *a* _b_ @user #1 &lt;",
    r"x\n::error::y\r",
    r"\e[31m",
    "a,b:c",
    "${{ secrets.X }}",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path))
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return tmp_path


def commands(text: str) -> list[tuple[str, ...]]:
    """Every workflow command, unescaped as GitHub does; no line may look like anything else."""
    found = []
    for line in text.splitlines():
        if "::" in line:
            match = COMMAND.fullmatch(line)
            assert match, line
            found.append(tuple(map(unescaped, match.groups())))
    return found


def unescaped(text: str) -> str:
    for code, char in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_levels_places_and_titles(project: Path) -> None:
    write(project / "reports/some-bureau/2011.yaml", "year: 2011\nfoo: 1\n")
    write(project / "reports/some-bureau/2020.yaml", "year: 2020\n")
    write(project / "reports/some-bureau/x.txt", "")
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    told = [
        (level, file, line, column) for level, file, line, column, *_ in commands(result.stdout)
    ]
    assert told[0] == ("error", "reports/some-bureau/2011.yaml", "2", "1")
    levels = [level for level, *_ in told]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert set(levels) == {"error", "warning", "notice"}
    assert "shape.unknown_key" in commands(result.stdout)[0][4]
    assert result.stdout.splitlines()[-1].startswith("核对了 3 份年报：")


def test_paths_begin_at_the_top_of_the_repository(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project / "data/reports/some-bureau/2011.yaml", "year: [\n")
    monkeypatch.chdir(project / "data")
    files = {file for _, file, *_ in commands(run("check", "--format", "github").stdout)}
    assert files == {
        "data/reports/some-bureau/2011.yaml",
        "data/reports/some-bureau/agency.yaml",
    }


@pytest.mark.parametrize("evil", EVIL)
def test_text_from_data_is_neither_a_command_nor_markup(project: Path, evil: str) -> None:
    write(project / "reports/some-bureau/2011.yaml", f'year: 2011\nextra_tables: []\n"{evil}": 1\n')
    write(
        project / "reports/some-bureau/2012.yaml",
        f'year: 2012\nextra_tables: []\nsource: "{evil}"\n',
    )
    told = commands(run("check", "--format", "github").stdout)
    assert {level for level, *_ in told} <= {"error"}
    assert not any(char in text for *_, text in told for char in "\r\x1b")
    summary = (project / "summary.md").read_text(encoding="utf-8")
    page = LexborHTMLParser(markdown(summary, extensions=["tables"]))
    names = {node.tag for node in page.css("body *")}
    assert names <= {"h2", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert {len(row.css("td")) for row in page.css("tbody tr")} == {4}


def test_at_most_ten_annotations_and_all_in_the_summary(project: Path) -> None:
    keys = "".join(f"key_{number}: 1\n" for number in range(30))
    write(project / "reports/some-bureau/2011.yaml", f"year: 2011\nextra_tables: []\n{keys}")
    result = run("check", "--format", "github")
    assert len(commands(result.stdout)) == 10
    assert "另有 20 处" in result.stdout
    summary = (project / "summary.md").read_text(encoding="utf-8")
    page = LexborHTMLParser(markdown(summary, extensions=["tables"]))
    assert len(page.css("tbody tr")) == 30


def test_a_summary_is_added_to_what_is_there_and_never_too_large(project: Path) -> None:
    (project / "summary.md").write_text("before\n", encoding="utf-8")
    for year in range(2008, 2019):
        keys = "".join(f"{'k_' * 30}{number}: 1\n" for number in range(199))
        write(
            project / f"reports/some-bureau/{year}.yaml", f"year: {year}\nextra_tables: []\n{keys}"
        )
    run("check", "--format", "github")
    summary = (project / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("before\n")
    size = len(summary.encode())
    assert 0.9 * MOST_BYTES < size <= 1024 * 1024
    told = summary.count("\n| 错误")
    assert f"另有 {11 * 199 - told} 处放不下" in summary


def test_without_a_summary_file_nothing_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert run("check", "--format", "github").exit_code == 0
    assert not (project / "summary.md").exists()


def test_a_cause_is_one_annotation(project: Path, reports_folder: Path) -> None:
    folder = project / "reports/pingtan"
    for name in ("agency.yaml", "2023.yaml"):
        write(folder / name, (reports_folder / "pingtan" / name).read_text(encoding="utf-8"))
    granted = "results.granted:                             [22, 0"
    replace_in(folder / "2023.yaml", granted, granted.replace("22", "23"))
    told = commands(run("check", "--format", "github").stdout)
    errors = [each for each in told if "identity." in each[4]]
    assert len(errors) == 1
    assert errors[0][2:4] == ("21", "51")
    assert "identity.requests.applicant_total" in errors[0][5]

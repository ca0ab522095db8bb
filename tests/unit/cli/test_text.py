"""``--format text``: what a clerk reads, on a terminal and in a pipe."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from gongkai.build import Settings
from gongkai.cli.formats.text import print_text
from gongkai.cli.run import CheckRun, run_checks
from tests.cli_running import real_project, replace_in, run, small_project, write

HEAD = re.compile(r"^(reports/\S+?\.yaml):(\d+):(\d+): ([a-z0-9_.]+): ")
GRANTED = "results.granted:                             [22, 0"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path) -> Path:
    """The real reports, with one wrong cell, one wrong total and a lapsed discrepancy in one."""
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    report = tmp_path / "reports/pingtan/2023.yaml"
    replace_in(report, GRANTED, GRANTED.replace("22", "23"))
    replace_in(report, "review.total:                      2 #", "review.total: 0 #")
    replace_in(report, "right: 775", "right: 700")
    return tmp_path


def heads(text: str) -> list[tuple[str, int, int, str]]:
    found = [HEAD.match(line) for line in text.splitlines()]
    return [(each[1], int(each[2]), int(each[3]), each[4]) for each in found if each]


def terminal(checked: CheckRun, width: int) -> str:
    """What a terminal of a width is sent, line for line as printed."""
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=True, color_system="standard")
    print_text(checked, console)
    return file.getvalue()


def checked(project: Path) -> CheckRun:
    settings = Settings(project / "reports", project, drafts=True)
    return run_checks(settings, (), iter)


@pytest.mark.usefixtures("project")
def test_a_wrong_cell_is_told_once_and_marked() -> None:
    text = run("check", "reports/pingtan/2023.yaml").stdout
    assert heads(text)[:3] == [
        ("reports/pingtan/2023.yaml", 21, 51, "identity.requests.results_total"),
        ("reports/pingtan/2023.yaml", 50, 21, "identity.review_litigation.review_total"),
        ("reports/pingtan/2023.yaml", 62, 5, "discrepancy.lapsed"),
    ]
    lines = text.splitlines()
    marks = [number for number, line in enumerate(lines) if line.endswith("^^ 23 → 22")]
    assert len(marks) == 1
    cell = lines[marks[0]].index("^^")
    assert lines[marks[0] - 1][cell : cell + 2] == "23"
    assert "    - {check: requests.results_total, at: natural_person, left: 81, right: 80, " in text
    assert "    - {check: requests.applicant_total, at: results.granted, left: 23, right" in text
    place = "check: art20_1.in_force_stock, at: administrative_normative_documents"
    assert f"    - {{{place}, left: 602, right: 775, note: " in text


def test_the_lines_that_are_told_explain_the_failures(project: Path) -> None:
    """Copied into the report as they are, they make it pass; the lapsed one is replaced."""
    report = project / "reports/pingtan/2023.yaml"
    shown = run("check", "--strict", "reports/pingtan/2023.yaml").stdout.splitlines()
    entries = [line[2:] for line in shown if line.startswith("    - {")]
    assert len(entries) == 4
    text = report.read_text(encoding="utf-8")
    head = text[: text.index("discrepancies:\n")]
    report.write_text("\n".join([head, "discrepancies:", *entries, ""]), encoding="utf-8")
    result = run("check", "--strict", "reports/pingtan/2023.yaml")
    assert heads(result.stdout) == []
    assert result.exit_code == 0
    assert "已说明的不一致 4 处" in result.stdout


def test_errors_come_first_and_files_stay_together(project: Path) -> None:
    write(project / "reports/a-bureau/2019.yaml", "year: [\n")
    write(project / "reports/z-bureau/2019.yaml", "year: [\n")
    places = heads(run("check").stdout)
    codes = [code for *_, code in places]
    assert codes.index("carry.art20_1.in_force_stock") > codes.index("discrepancy.lapsed")
    assert codes.index("complete.blank") > codes.index("carry.art20_1.in_force_stock")
    errors = [path for path, *_ in places[: codes.index("carry.art20_1.in_force_stock")]]
    assert errors == sorted(errors)


def test_several_answers_are_listed(project: Path) -> None:
    report = project / "reports/pingtan/2020.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text[: text.index("discrepancies:")], encoding="utf-8")
    lines = run("check", "reports/pingtan/2020.yaml").stdout.splitlines()
    options = [line.strip()[0] for line in lines if line.strip().startswith(tuple("①②③"))]
    assert options == ["①", "②"]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_only_what_must_be_copied_is_wider_than_the_terminal(project: Path, width: int) -> None:
    text = re.sub(r"\x1b\[[0-9;]*m", "", terminal(checked(project), width))
    for line in text.splitlines():
        is_copied = HEAD.match(line) or line.startswith(("    - {", "  另见："))
        is_count = line.startswith(("表内勾稽关系", "核对了"))
        assert is_copied or is_count or cell_len(line) <= width, line


def test_colours_on_a_terminal_only(project: Path) -> None:
    assert "\x1b[31m" in terminal(checked(project), 80)
    assert "\x1b" not in run("check").stdout


def test_no_colours_where_they_are_not_wanted(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = terminal(checked(project), 80)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown)


def test_a_piped_problem_has_its_head_and_advice_in_one_line_each(project: Path) -> None:
    long = "条" * 300
    write(project / "reports/a-bureau/agency.yaml", "name: 某局\nkind: other\n")
    write(project / "reports/a-bureau/2010.yaml", f'year: 2010\n"{long}": 1\nextra_tables: []\n')
    text = run("check", "reports/a-bureau").stdout
    (line,) = [each for each in text.splitlines() if "shape.unknown_key" in each]
    assert HEAD.match(line)
    assert sum(each.startswith("  改法：") for each in text.splitlines()) == 1


def test_text_from_data_sends_nothing_to_the_terminal(project: Path) -> None:
    evil = r"\e[31mred\a\x9b\u202e\n::error::x"
    write(project / "reports/a-bureau/agency.yaml", "name: 某局\nkind: other\n")
    report = project / "reports/a-bureau/2010.yaml"
    write(report, f'year: 2010\nextra_tables: []\n"{evil}": 1\ntitle: "[red]x[/red] :smile:"\n')
    shown = run("check", "--all", "reports/a-bureau").stdout
    assert re.findall(r"[^\x20-\x7e\n -￿]", shown) == []
    assert not any(line.startswith("::") for line in shown.splitlines())
    assert r"\x1b[31mred" in shown


@pytest.mark.usefixtures("project")
def test_explained_discrepancies_are_counted_and_listed_on_demand() -> None:
    assert "in_force_stock" not in run("check", "reports/pingtan/2024.yaml").stdout
    shown = run("check", "--all", "reports/pingtan/2024.yaml").stdout
    (line,) = [each for each in shown.splitlines() if "已说明：" in each]
    assert heads(line) == [("reports/pingtan/2024.yaml", 62, 5, "carry.art20_1.in_force_stock")]


@pytest.mark.usefixtures("project")
def test_all_says_what_keeps_a_sum_from_being_judged() -> None:
    shown = run("check", "--all", "reports/changzhi-sme").stdout
    unjudged = [line for line in shown.splitlines() if ": 未能判断：" in line]
    assert len(unjudged) == 38
    assert all(HEAD.match(line) for line in unjudged)
    assert all("空格若作 0 则" in line and "没有数的格：" in line for line in unjudged)
    assert "identity.requests.balance: 成立 2 处" in shown


def test_counts_are_of_the_named_paths(project: Path) -> None:
    assert "表内勾稽关系 42 处" in run("check", "reports/pingtan/2023.yaml").stdout
    assert "核对了 1 份年报" in run("check", "reports/pingtan/2023.yaml").stdout
    write(project / "reports/pingtan/2018.yaml", "year: [\n")
    assert "核对了 8 份年报" in run("check", "reports/pingtan").stdout


def test_an_empty_corpus_passes_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    result = run("check", "--all")
    assert result.exit_code == 0
    assert "没有年报可核对" in result.stdout
    assert "核对了 0 份年报" in result.stdout


def test_drafts_are_checked_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    write(tmp_path / "reports/some-bureau/2010.yaml", "year: 2010\nstatus: draft\nfoo: 1\n")
    result = run("check", "--all")
    assert result.exit_code == 1
    assert ("reports/some-bureau/2010.yaml", 3, 1, "shape.unknown_key") in heads(result.stdout)
    assert "2010.yaml（草稿）" in result.stdout


def test_strict_says_why_it_does_not_pass(project: Path) -> None:
    for year in (2020, 2023):
        (project / f"reports/pingtan/{year}.yaml").unlink()
    passed, strict = run("check", "reports/pingtan"), run("check", "--strict", "reports/pingtan")
    assert (passed.exit_code, strict.exit_code) == (0, 1)
    assert passed.stdout.endswith("。通过。\n")
    assert strict.stdout.endswith("。未通过。\n")

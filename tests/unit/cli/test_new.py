"""``gongkai new``: a draft with what last year's report says for it, and nothing made up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.forms.model import Editions
from gongkai.reports.loader import load_report
from gongkai.reports.model import BLANK, CellState, Report
from tests.cli_running import real_project, replace_in, run, run_json, small_project, write

CARRIED = "requests.carried_in"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path) -> Path:
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    return tmp_path


def loaded(path: Path, editions: Editions) -> Report:
    found = load_report(path, editions, path.parent.name)
    assert found.issues == ()
    assert found.value is not None
    return found.value


def line_of(path: Path, key: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.strip().startswith(f"{key}:"))


def test_only_what_is_the_same_as_last_year_is_filled_in(project: Path, editions: Editions) -> None:
    result = run("new", "pingtan", "2026")
    assert result.exit_code == 0, result.output
    path = project / "reports/pingtan/2026.yaml"
    report = loaded(path, editions)
    last = loaded(project / "reports/pingtan/2025.yaml", editions)
    filled = {str(at): cell.value for at, cell in report.cells() if cell is not BLANK}
    assert filled == {
        f"{CARRIED}/{at.column}": cell.value
        for at, cell in last.cells()
        if (at.table, at.row) == ("requests", "carried_forward")
    }
    assert list(filled.values()) == [4, 2, 0, 0, 0, 0, 6]
    assert line_of(path, "carried_in").endswith("（转自 2025 年年报“四、结转下年度继续办理”）")


def test_it_lists_what_is_to_be_done(project: Path) -> None:
    output = run("new", "pingtan", "2026").stdout
    assert "193 格" in output
    assert "“行政规范性文件×现行有效件数”546" in output  # to be added up by the office
    assert all(label in output for label in ("一、总体情况", "五、存在的", "六、其他"))
    run("new", "changzhi-sme", "2024")
    assert {each["code"] for each in run_json()["issues"]} >= {"complete.blank"}
    assert project.is_dir()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("department", "2025 年 1 月 31 日"),
        ("government", "2025 年 3 月 31 日"),
        ("other", "没有规定"),
    ],
)
def test_it_names_the_legal_deadline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "reports/a/agency.yaml", f"name: 甲局\nkind: {kind}\n")
    output = run("new", "a", "2024").stdout
    assert told in output
    assert "没有 2023 年年报" in output


def test_a_remark_and_a_unit_of_last_year_stay_there(project: Path, editions: Editions) -> None:
    path = project / "reports/pingtan/2025.yaml"
    replace_in(
        path,
        "[4, 2, 0, 0, 0, 0, 6]     # 四",
        '[{value: 4, printed: "4（含1）"}, {value: 2, printed: "2件", unit: 件}, /, ~, 0, 0, 6] #',
    )
    run("new", "pingtan", "2026")
    report = loaded(project / "reports/pingtan/2026.yaml", editions)
    row = report.tables["requests"]["carried_in"]
    assert [cell.value for cell in row] == [4, None, None, None, 0, 0, 6]
    assert row[0].printed == "4"
    assert all(cell.state is CellState.BLANK for cell in row if cell.value is None)


def test_figures_of_a_draft_are_said_to_be_such(project: Path) -> None:
    replace_in(project / "reports/pingtan/2025.yaml", "year: 2025\n", "year: 2025\nstatus: draft\n")
    run("new", "pingtan", "2026")
    assert "2025 年年报草稿" in line_of(project / "reports/pingtan/2026.yaml", "carried_in")


def test_what_the_new_form_renames_is_not_carried_but_common_rows_are(
    project: Path, editions: Editions
) -> None:
    (project / "reports/pingtan/2021.yaml").unlink()
    run("new", "pingtan", "2021")
    path = project / "reports/pingtan/2021.yaml"
    filled = [(str(at), cell.value) for at, cell in loaded(path, editions).cells() if cell != BLANK]
    assert {at.partition("/")[0] for at, _ in filled} == {CARRIED}
    assert all(isinstance(value, int) and not isinstance(value, Decimal) for _, value in filled)


# --- refusals ---------------------------------------------------------------------------------


def test_nothing_is_overwritten(project: Path) -> None:
    before = (project / "reports/pingtan/2025.yaml").read_bytes()
    result = run("new", "pingtan", "2025")
    assert result.exit_code == 1
    assert "2025.yaml" in result.stderr
    assert (project / "reports/pingtan/2025.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("pingtn", ("pingtan（平潭综合实验区管委会）", "gongkai agency add pingtn")),
        ("平潭", ("pingtan", "gongkai agency add 标识")),
        ("../reports/pingtan", ("gongkai agency add 标识",)),
        ("zzzzzz", ("gongkai agency add zzzzzz",)),
    ],
)
def test_an_unknown_body_is_told_with_near_names(
    project: Path, typed: str, told: tuple[str, ...]
) -> None:
    result = run("new", typed, "2026")
    assert result.exit_code == 2
    assert all(each in result.stderr for each in told)
    assert ("是不是" in result.stderr) == (typed != "zzzzzz")
    assert not list(project.rglob("2026.yaml"))


@pytest.mark.parametrize("broken", ["2009.yaml", "agency.yaml"])
def test_errors_in_what_it_reads_are_told_and_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    write(tmp_path / "reports/some-bureau" / broken, "year: [\n")
    result = run("new", "some-bureau", "2019")
    assert result.exit_code == (1 if broken == "agency.yaml" else 0)
    write(tmp_path / "reports/some-bureau/2019.yaml", "year: [\n")
    result = run("new", "some-bureau", "2020")
    assert result.exit_code == 1
    assert f"reports/some-bureau/{'agency' if broken == 'agency.yaml' else '2019'}.yaml:" in (
        result.stdout
    )
    assert not (tmp_path / "reports/some-bureau/2020.yaml").exists()


@pytest.mark.parametrize("year", ["2018", "2101", "去年"])
def test_a_year_without_a_form_is_refused(project: Path, year: str) -> None:
    assert run("new", "pingtan", year).exit_code == 2
    assert project.is_dir()

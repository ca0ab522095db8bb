"""``gongkai fmt``: one shape for all files, nothing lost, and nothing written that is in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.reports import formatting
from tests.cli_running import real_project, run, small_project, write

BODY = "reports/some-bureau"

MESSY = """\
# 初稿
tables:
  art20_6:
    penalty: {decisions_in_year: 3} # 与法制科核对
    # 强制只计本级
    coercion:
      - 1 # 第一格
  art20_5: # 许可
    licensing: [
      "２",   # 原文如此
    ] # 收尾
year: 2023

status: published # 已报
signed:
    name: '某市某局'   # 盖章的
    date: 2024-01-20
# 最后
"""
CLEAN = """\
# 某市某局 2023 年政府信息公开工作年度报告，2021 版表式（国办公开办函〔2021〕30号）
year: 2023
# 已报
# 盖章的
signed: {name: 某市某局, date: 2024-01-20}
# 初稿
tables:
  art20_5:     # 本年处理决定数量 # 许可
    # 原文如此
    # 收尾
    licensing: ["２"] # 行政许可
  art20_6:    # 本年处理决定数量
    penalty:  [3] # 行政处罚 # 与法制科核对
    # 强制只计本级
    # 第一格
    coercion: [1] # 行政强制
# 最后
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path))
    write(tmp_path / BODY / "agency.yaml", "kind: department\n# 全称\nname:  某市某局\n")
    write(tmp_path / BODY / "2010.yaml", "year: 2010 # 试行\nextra_tables: []\n")
    return tmp_path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_comment_goes_with_what_it_is_about(project: Path) -> None:
    path = project / BODY / "2023.yaml"
    write(path, MESSY)
    result = run("fmt", str(path))
    assert result.exit_code == 0, result.output
    assert text_of(path) == CLEAN
    assert text_of(project / BODY / "2010.yaml").endswith("extra_tables: []\n")  # not named


def test_all_files_are_put_in_shape_once(project: Path) -> None:
    assert "整理了 2 个文件" in run("fmt").stdout
    assert text_of(project / BODY / "agency.yaml") == "# 全称\nname: 某市某局\nkind: department\n"
    assert text_of(project / BODY / "2010.yaml") == (
        "# 某市某局 2010 年政府信息公开工作年度报告\nyear: 2010 # 试行\n"
    )
    again = run("fmt", "--check")
    assert again.exit_code == 0
    assert "2 个已经是统一的写法" in again.stdout


def test_check_shows_the_difference_and_changes_nothing(project: Path) -> None:
    before = (project / BODY / "agency.yaml").read_bytes()
    result = run("fmt", "--check", BODY)
    assert result.exit_code == 1
    assert "-name:  某市某局" in result.stdout
    assert "+name: 某市某局" in result.stdout
    assert (project / BODY / "agency.yaml").read_bytes() == before


def test_line_breaks_and_marks_of_other_editors_go(project: Path) -> None:
    path = project / BODY / "agency.yaml"
    run("fmt")
    clean = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + clean.replace(b"\n", b"\r\n"))
    assert "只差换行或编码标记" in run("fmt", "--check").stdout
    run("fmt")
    assert path.read_bytes() == clean


def test_a_file_with_errors_is_left_and_told_and_the_others_go_on(project: Path) -> None:
    broken = "year: 2021\ntables:\n  art20_5: {licensing: [1, 2]}\nfoo: 1\n"
    write(project / BODY / "2021.yaml", broken)
    result = run("fmt")
    assert result.exit_code == 1
    assert f"{BODY}/2021.yaml:3:24: table.row_length" in result.stdout
    assert f"{BODY}/2021.yaml:4:1: shape.unknown_key" in result.stdout
    assert text_of(project / BODY / "2021.yaml") == broken
    assert text_of(project / BODY / "2010.yaml").startswith("# 某市某局")


def test_without_a_name_no_report_is_touched(project: Path) -> None:
    (project / BODY / "agency.yaml").write_text("name: [\n", encoding="utf-8")
    before = text_of(project / BODY / "2010.yaml")
    assert run("fmt", f"{BODY}/2010.yaml").exit_code == 1
    assert text_of(project / BODY / "2010.yaml") == before


@pytest.mark.parametrize("fault", ["dump_report", "with_comments"])
def test_what_would_say_something_else_is_not_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """A fault of the writer must not reach a file: neither a figure nor a comment may be lost."""
    said = {"dump_report": lambda *_: "year: 2011\n", "with_comments": lambda new, _: new.text}
    monkeypatch.setattr(formatting, fault, said[fault])
    before = text_of(project / BODY / "2010.yaml")
    result = run("fmt", f"{BODY}/2010.yaml")
    assert result.exit_code == 1
    assert "没有写" in result.stderr
    assert text_of(project / BODY / "2010.yaml") == before


def test_other_files_are_no_data(project: Path) -> None:
    write(project / BODY / "notes.yaml", "x:   1\n")
    (project / BODY / "2009.yaml").symlink_to(project / BODY / "2010.yaml")
    assert "整理了 2 个文件" in run("fmt").stdout
    assert text_of(project / BODY / "notes.yaml") == "x:   1\n"
    assert run("fmt", f"{BODY}/notes.yaml").exit_code == 2
    assert (project / BODY / "2009.yaml").is_symlink()


def test_what_new_writes_is_canonical(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path
) -> None:
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    for arguments in (("new", "pingtan", "2026"), ("new", "changzhi-sme", "2020")):
        assert run(*arguments).exit_code == 0
    assert run("agency", "add", "fagai", "--name", "甲: 乙", "--alias", "丙").exit_code == 0
    result = run("fmt", "--check")
    assert result.exit_code == 0, result.stdout

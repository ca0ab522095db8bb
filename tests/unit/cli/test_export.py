"""``gongkai export``: a file where it was wanted, or a sentence that says why there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.exporters import FORMATS
from tests.cli_running import real_project, replace_in, run, write
from tests.export_reading import read_docx

BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class NoExtra(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"docx", "lxml", "openpyxl", "pdfplumber"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoExtra())
from click.testing import CliRunner
from gongkai.cli import main
for name in ("html", "xlsx"):
    done = CliRunner().invoke(main, ["export", "--format", name, "pingtan", "2024"])
    assert done.exit_code == 0, done.output
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path) -> Path:
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    return tmp_path


def test_a_file_bears_the_name_of_its_report(project: Path) -> None:
    result = run("export", "pingtan", "2024")
    assert result.exit_code == 0, result.output
    title = read_docx((project / "pingtan-2024.docx").read_bytes()).texts[0]
    assert title == "平潭综合实验区2024年度政府信息公开工作年度报告"


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_existing_file_is_kept_unless_told_otherwise(project: Path, name: str) -> None:
    write(project / "out", "mine")
    arguments = ("export", "--format", name, "--out", "out", "pingtan", "2024")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert (project / "out").read_text(encoding="utf-8") == "mine"
    assert run(*arguments, "--force").exit_code == 0
    assert (project / "out").read_bytes() != b"mine"
    assert {each.name for each in project.iterdir()} == {"out", "reports"}


def test_a_draft_is_said_to_be_one(project: Path) -> None:
    replace_in(project / "reports/pingtan/2024.yaml", "year: 2024\n", "year: 2024\nstatus: draft\n")
    result = run("export", "--format", "html", "pingtan", "2024")
    assert result.exit_code == 0
    assert "草稿" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("pingtn", "2024"), 2, "pingtan（平潭综合实验区管委会）"),
        (("pingtan", "2018"), 2, "gongkai new pingtan 2018"),
        (("pingtan", "2016"), 2, "没有全国统一的表式"),
        (("pingtan", "2015"), 1, "shape.unknown_key"),
        (("pingtan", "2024", "--out", "no/such/folder/x.docx"), 2, "写不了"),
    ],
)
def test_what_cannot_be_exported_is_told(
    project: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    write(project / "reports/pingtan/2016.yaml", "year: 2016\nnarratives: omitted\n")
    write(project / "reports/pingtan/2015.yaml", "year: 2015\nfoo: 1\n")
    result = run("export", *arguments)
    assert result.exit_code == code
    assert told in result.output
    assert [each.name for each in project.iterdir()] == ["reports"]


def test_without_the_library_it_says_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.cli.export.find_spec", lambda _: None)
    result = run("export", "pingtan", "2024")
    assert result.exit_code == 2
    assert "pip install 'gongkai[import]'" in result.stderr
    assert run("export", "--format", "xlsx", "pingtan", "2024").exit_code == 0
    assert project.is_dir()


def test_only_word_files_need_the_extra(project: Path) -> None:
    done = subprocess.run([sys.executable, "-c", BLOCKED], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert project.is_dir()

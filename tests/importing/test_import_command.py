"""``gongkai import`` as a clerk runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import jsonschema
import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.cli.formats.import_report import schema
from gongkai.forms.model import Editions
from gongkai.reports.loader import load_report
from tests.cli_running import run
from tests.importing.drawing import Printed, different, draw
from tests.importing.styles import glued, tabs, word, word_html

CLEAN, DOUBTFUL, REFUSED, USAGE = 0, 1, 3, 2


@pytest.fixture
def printed(editions: Editions) -> Printed:
    form = editions.get("2021")
    assert form is not None
    return draw(form, Random(3))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_word_file_becomes_a_data_file(here: Path, printed: Printed, editions: Editions) -> None:
    (here / "年报.docx").write_bytes(word(printed))
    result = run("import", "年报.docx", "--agency", "test-bureau", "--keep-original")

    path = here / f"reports/test-bureau/{printed.year}.yaml"
    assert result.exit_code == CLEAN, result.output
    loaded = load_report(path, editions, "test-bureau")
    assert not loaded.issues
    assert loaded.value is not None
    assert not list(different(printed, dict(loaded.value.cells())))
    source = loaded.value.source
    assert source is not None
    assert (source.title, source.file) == ("年报.docx", f"{printed.year}.docx")
    assert (path.parent / "files" / f"{printed.year}.docx").read_bytes().startswith(b"PK")


def test_the_body_is_found_by_its_name(here: Path, printed: Printed) -> None:
    folder = here / "reports/ceshi"
    folder.mkdir(parents=True)
    (folder / "agency.yaml").write_text("name: 某某市测试局\nkind: department\n", encoding="utf-8")
    (here / "a.html").write_bytes(word_html(printed))
    assert run("import", "a.html").exit_code == CLEAN
    assert (folder / f"{printed.year}.yaml").is_file()


def test_a_file_that_is_there_stays(here: Path, printed: Printed) -> None:
    (here / "a.html").write_bytes(word_html(printed))
    path = here / f"reports/x/{printed.year}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("mine\n", encoding="utf-8")

    assert run("import", "a.html", "--agency", "x").exit_code == REFUSED
    assert path.read_text(encoding="utf-8") == "mine\n"
    assert run("import", "a.html", "--agency", "x", "--force").exit_code == CLEAN
    assert path.read_text(encoding="utf-8") != "mine\n"


@pytest.mark.parametrize("arguments", [(), ("--agency", "x")])
def test_nothing_is_written_of_what_is_refused(here: Path, arguments: tuple[str, ...]) -> None:
    (here / "a.txt").write_text("今日会议。", encoding="utf-8")
    result = run("import", "a.txt", *arguments)
    assert result.exit_code == REFUSED
    assert "不像" in result.output
    assert [path.name for path in here.iterdir()] == ["a.txt"]


def test_whose_report_it_is_must_be_known(here: Path, printed: Printed) -> None:
    (here / "a.html").write_bytes(word_html(printed))
    result = run("import", "a.html")
    assert result.exit_code == REFUSED
    assert "--agency" in result.output


def test_doubtful_cells_are_blank_and_listed(
    here: Path, printed: Printed, editions: Editions
) -> None:
    (here / "a.txt").write_bytes(glued(printed))
    result = run("import", "a.txt", "--agency", "x", "--report", "told.json")

    assert result.exit_code == DOUBTFUL
    told = json.loads((here / "told.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, json.loads(schema()))
    [file] = told["files"]
    loaded = load_report(here / file["written"], editions, "x").value
    assert loaded is not None
    unread = {str(address) for address in different(printed, dict(loaded.cells()))}
    assert unread == {doubt["address"] for doubt in file["doubts"]}
    assert unread
    assert all(doubt["place"] and doubt["reason"] and doubt["printed"] for doubt in file["doubts"])


def test_the_checks_are_run_and_their_proposal_is_shown(here: Path, printed: Printed) -> None:
    page = word_html(printed).decode()
    start = page.index("<span>", page.index("一、本年新收") + 40)
    (here / "a.html").write_text(page[:start] + page[start:].replace("<span>", "<span>9", 1))
    result = run("import", "a.html", "--agency", "x")
    assert result.exit_code == DOUBTFUL
    assert "requests.applicant_total" in result.output


def test_text_from_standard_input(here: Path, printed: Printed) -> None:
    arguments = ["import", "-", "--agency", "x", "--year", "2022"]
    result = CliRunner().invoke(main, arguments, input=tabs(printed))
    assert result.exit_code in {CLEAN, DOUBTFUL}
    assert (here / "reports/x/2022.yaml").is_file()


def test_many_files_go_on_past_bad_ones(here: Path, printed: Printed) -> None:
    for number in range(5):
        (here / f"body-{number}-{printed.year}.html").write_bytes(word_html(printed))
    (here / "bad.docx").write_bytes(b"PK\x03\x04word/document.xml")
    files = sorted(path.name for path in here.iterdir())
    result = run("import", *files, "--report", "told.json")
    assert result.exit_code == REFUSED
    told = json.loads((here / "told.json").read_text(encoding="utf-8"))
    assert told["summary"] == {"clean": 5, "doubtful": 0, "refused": 1}


@pytest.mark.parametrize(
    "arguments", [("no-such.docx",), (), ("a.txt", "--agency", "不行"), ("a.txt", "--url", "ftp:x")]
)
def test_a_wrong_command_is_told(here: Path, arguments: tuple[str, ...]) -> None:
    (here / "a.txt").write_text("x", encoding="utf-8")
    assert run("import", *arguments).exit_code == USAGE


def test_the_program_runs_without_the_libraries_of_the_extra() -> None:
    code = (
        "import sys\n"
        "for name in ('lxml', 'docx', 'openpyxl', 'pdfplumber', 'charset_normalizer'):\n"
        "    sys.modules[name] = None\n"
        "import gongkai.cli\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

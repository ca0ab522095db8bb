"""``gongkai schema``: what an editor needs, where the line in a file says that it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli_running import run, small_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", ["2019", "2021", "agency"])
def test_it_is_json_on_standard_output_or_in_a_file(project: Path, name: str) -> None:
    shown = run("schema", name)
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert run("schema", name, "--out", "a/b/s.json").exit_code == 0
    assert (project / "a/b/s.json").read_text(encoding="utf-8") == shown.stdout


@pytest.mark.usefixtures("project")
def test_an_unknown_form_is_told_with_those_there_are() -> None:
    result = run("schema", "2020")
    assert result.exit_code == 2
    assert "2019、2021、agency" in result.stderr


def test_the_line_in_a_new_report_leads_to_a_schema(project: Path) -> None:
    assert run("new", "some-bureau", "2024").exit_code == 0
    path = project / "reports/some-bureau/2024.yaml"
    line = re.search(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text(), re.MULTILINE)
    assert line is not None
    assert (path.parent / line[1]).read_text(encoding="utf-8") == run("schema", "2021").stdout
    assert run("fmt", "--check", str(path)).exit_code == 0

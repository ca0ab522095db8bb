"""What ``gongkai diff`` says of a small corpus that comes to be a bad one, in every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.cli.formats.diff_markdown import MOST_CHARACTERS
from tests.cli_running import write
from tests.golden.golden import HERE, assert_golden

AGENCY = "name: 山区<局>\nkind: department\n"
SOUND = """\
year: 2052
title: "@某人 [x](y)"
narratives: {overview: 正文<b>一</b>。}
tables:
  requests:
    newly_received:   [4, 1, 0, 5]
    answered.granted: [3, 1, 0, 4]
    answered.refused: [1, 0, 0, 1]
  review:
    cases: [1, "`|`"]
"""


@pytest.fixture(autouse=True)
def _two_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound corpus beside the bad one that ``gongkai check`` is tested with."""
    after = tmp_path / "after"
    shutil.copytree(HERE / "check", after)
    before = tmp_path / "before"
    shutil.copytree(HERE / "check/editions", before / "editions")
    write(before / "reports/hill/agency.yaml", AGENCY.replace("<局>", "局"))
    write(before / "reports/hill/2052.yaml", SOUND)
    write(before / "reports/mill/agency.yaml", AGENCY.replace("山", "磨"))
    write(before / "reports/mill/2051.yaml", SOUND.replace("2052", "2051"))
    monkeypatch.chdir(tmp_path)


def diff(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["diff", "--editions", "editions", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_markdown() -> None:
    assert_golden("diff/diff.md", diff("before", "after"))


def test_json() -> None:
    document = json.loads(diff("before", "after", "--format", "json"))
    document["gongkai"] = "x.y.z"
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    assert_golden("diff/diff.json", text)


def test_github() -> None:
    assert_golden("diff/github.txt", diff("before", "after", "--format", "github"))


def test_a_comment_never_grows_too_long() -> None:
    """However much changes, and however it has to be escaped."""
    for folder, figure in (("before", 1), ("after", 2)):
        for number in range(300):
            name = f"{folder}/reports/body-{number:03}"
            write(Path(f"{name}/agency.yaml"), AGENCY.replace("山", "山|" * 90))
            rows = f"    answered.granted: [{figure}, {figure}, {figure}, {figure}]\n"
            fields = f"title: '{'`|' * 90}{figure}'\ntables:\n  requests:\n{rows}"
            write(Path(f"{name}/2052.yaml"), f"year: 2052\n{fields}")
    text = diff("before", "after", "--no-links")
    assert MOST_CHARACTERS * 0.9 < len(text) <= MOST_CHARACTERS
    assert "改动 301 份年报" in text
    *_, last, end = text.split("\n")
    assert last.startswith("还有 ")
    assert end == ""

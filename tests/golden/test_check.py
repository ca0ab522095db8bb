"""What ``gongkai check`` says of a small bad corpus, in every format."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from tests.golden.golden import HERE, assert_golden


@pytest.fixture(autouse=True)
def _in_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository of its own, so that paths are the same wherever the tests are."""
    repository = tmp_path / "repository"
    shutil.copytree(HERE / "check", repository / "data")
    (repository / ".git").mkdir()
    monkeypatch.chdir(repository / "data")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def check(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["check", "--editions", "editions", *arguments])
    assert result.exit_code == 1
    return result.stdout


def test_text() -> None:
    assert_golden("check/text.txt", check())


def test_text_with_all() -> None:
    """Without the rules in code, which grow in number."""
    text = re.sub(r"；其余规则：.*", "", check("--all"))
    lines = [line for line in text.splitlines() if not re.search("没有发现问题|未能判断（", line)]
    assert_golden("check/all.txt", "\n".join([*lines, ""]))


def test_json() -> None:
    document = json.loads(check("--format", "json"))
    document["gongkai"] = "x.y.z"
    for report in document["reports"]:
        del report["results"]  # counts all rules
    assert_golden("check/check.json", _pretty(document))


def test_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert_golden("check/github.txt", check("--format", "github"))
    assert_golden("check/summary.md", (tmp_path / "summary.md").read_text(encoding="utf-8"))


def test_sarif() -> None:
    log = json.loads(check("--format", "sarif"))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    driver["version"] = "x.y.z"
    used = {each["ruleId"] for each in run["results"]}
    driver["rules"] = [each for each in driver["rules"] if each["id"] in used]
    for result in run["results"]:
        del result["ruleIndex"]  # into all rules
    assert_golden("check/check.sarif", _pretty(log))


def _pretty(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

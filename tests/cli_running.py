"""Commands as a clerk runs them, and small projects to run them in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from gongkai.cli import main

AGENCY = "name: 某市某局\nkind: department\n"
GOOD = "year: 2010\nextra_tables: []\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def run_json(*arguments: str) -> Any:
    """What ``gongkai check --format json`` says."""
    return json.loads(run("check", "--format", "json", *arguments).stdout)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def small_project(folder: Path) -> Path:
    """One body with one good report."""
    write(folder / "reports/some-bureau/agency.yaml", AGENCY)
    write(folder / "reports/some-bureau/2010.yaml", GOOD)
    return folder


def real_project(folder: Path, reports: Path) -> Path:
    """A copy of the real reports."""
    shutil.copytree(reports, folder / "reports")
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    """One slip of the hand."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")

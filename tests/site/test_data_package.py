"""The Data Package as frictionless, the standard's own program, judges it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.build import Settings, build_site
from gongkai.cli.writing import write_files

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the downloads of all real reports."""
    site = build_site(Settings(ROOT / "reports", ROOT, outputs=("csv_files",)))
    write_files(site.files, tmp_path / "out")
    return tmp_path / "out" / "data"


def _validate(data: Path) -> dict[str, Any]:
    """What frictionless says of the package."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=data, capture_output=True, encoding="utf-8", check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (0 if report["valid"] else 1), done.stderr
    return report


def _errors(report: dict[str, Any]) -> list[tuple[str, str]]:
    """The kind of each error and its field."""
    errors = [*report["errors"], *(each for task in report["tasks"] for each in task["errors"])]
    return [(each["type"], each.get("fieldName", "")) for each in errors]


def test_every_row_is_as_the_package_says(data: Path) -> None:
    report = _validate(data)
    assert _errors(report) == []
    assert report["valid"]
    (task,) = report["tasks"]
    assert task["stats"]["rows"] == 2 * 198 + 198 + 5 * 200


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        pytest.param("管委会,2020,", "管委会,二〇二〇,", ("type-error", "year"), id="type"),
        pytest.param("\r\npingtan-2020,", "\r\n,", ("constraint-error", "report_id"), id="blank"),
        pytest.param("report_id,", "id,", ("incorrect-label", "report_id"), id="label"),
        pytest.param("\r\n", "\r\n\r\n", ("blank-row", ""), id="row"),
    ],
)
def test_a_table_that_is_otherwise_is_found(
    data: Path, old: str, new: str, error: tuple[str, str]
) -> None:
    path = data / "gongkai.csv"
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    assert error in _errors(_validate(data))

"""What a machine cannot run is named at the end, or fails where nothing may be left out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
TESTS = """\
import pytest

@pytest.mark.java
def test_with_java() -> None: ...

def test_without() -> None: ...

def test_by_fixture(requires_vnu: list[str]) -> None: ...

def test_with_lighthouse(requires_lighthouse: list[str]) -> None: ...
"""
CONFIG = (
    "[pytest]\nmarkers =\n    java\n    browser\naddopts = -p no:cacheprovider -p no:randomly\n"
)


def _run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run of four tests on a machine without Java and Node."""
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "test_sample.py").write_text(TESTS, encoding="utf-8")
    (folder / "pytest.ini").write_text(CONFIG, encoding="utf-8")
    kept = ("GONGKAI_REQUIRE_ALL", "GONGKAI_VNU_JAR", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER")
    own = {name: value for name, value in os.environ.items() if name not in kept}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q"],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=own | {"PATH": "", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
    )


def test_what_is_left_out_is_named_with_its_reason(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 0, done.stdout
    named = done.stdout.splitlines()
    assert "left out: test_sample.py (2 tests) because Java is not installed" in named
    assert "left out: test_sample.py (1 test) because Node is not installed (node on PATH)" in named


def test_nothing_may_be_left_out_where_all_is_required(tmp_path: Path) -> None:
    done = _run(tmp_path, GONGKAI_REQUIRE_ALL="1")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "1 passed, 3 errors" in done.stdout
    assert "Java is not installed" in done.stdout


def test_a_run_leaves_nothing_behind(tmp_path: Path) -> None:
    _run(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["conftest.py", "pytest.ini", "test_sample.py"]

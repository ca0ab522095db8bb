"""The scripts of the search under Node, whose own tests lie beside this file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import gongkai

HERE = Path(__file__).parent
SCRIPTS = Path(gongkai.__file__).parent / "theme" / "assets" / "search"


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_scripts_pass_their_own_tests(requires_node: str, suite: str) -> None:
    done = subprocess.run(
        [requires_node, "--test", "--test-reporter=tap", str(HERE / suite)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "SCRIPTS": f"{SCRIPTS.as_uri()}/"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout
    assert "# skipped 0" in done.stdout

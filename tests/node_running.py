"""The site's scripts under Node, without a browser."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import gongkai

ASSETS = Path(gongkai.__file__).parent / "theme" / "assets"


def run_suite(node: str, suite: Path, scripts: Path) -> None:
    """Runs a file of tests on the ``scripts`` of a folder; none may fail or be skipped."""
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", str(suite)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "SCRIPTS": f"{scripts.as_uri()}/"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout
    assert "# skipped 0" in done.stdout

"""What verification costs beside the build of the same site, both as whole runs of the commands.

The build is a cold one of everything, as a user runs it, with the search index and without.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongkai.build import CACHE
from tests import synthetic
from tests.site.building import Project

BUILD = "build"
INDEX = "search index"
WHOLE = "verify"
SAMPLED = "verify --sample 50"
BOUNDS: Mapping[str, float] = {WHOLE: 1.0, SAMPLED: 0.15}
"""Of each verification, in the time of the build with its index."""

_COMMANDS: Mapping[str, Sequence[str]] = {
    INDEX: ("gongkai.cli", "index", "site"),
    WHOLE: ("gongkai.cli", "verify", "site"),
    SAMPLED: ("gongkai.cli", "verify", "--sample", "50", "site"),
}
_BUILD = ("mkdocs", "build", "--quiet", "--site-dir", "site")


def measure(folder: Path, reports: int, rounds: int) -> dict[str, float]:
    """CPU seconds of each command for so many made-up reports, the median of interleaved rounds."""
    synthetic.write_corpus(folder / "reports", reports)
    Project(folder).configure({}, site_url="https://example.org/")
    seconds: dict[str, list[float]] = {name: [] for name in (BUILD, *_COMMANDS)}
    for _ in range(rounds):
        shutil.rmtree(folder / CACHE, ignore_errors=True)
        seconds[BUILD].append(_seconds(folder, _BUILD))
        for name, command in _COMMANDS.items():
            seconds[name].append(_seconds(folder, command))
    return {name: statistics.median(each) for name, each in seconds.items()}


def _seconds(folder: Path, command: Sequence[str]) -> float:
    """User and system time of one run, which must succeed."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    before = os.times()
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command],
        check=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])

"""What the outputs of a site cost in whole runs of MkDocs, less a run that makes no page.

All runs read and check the same reports. Pages link to pages that another run makes, so they are
not strict. The search index, which reads the pages again, is left out.
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

NOTHING = "nothing"
REPORT_PAGES = "report pages"
ACROSS = "across years and bodies, and data"
WORKBOOKS = "workbooks"
SETS: Mapping[str, Sequence[str]] = {
    NOTHING: ("assets",),
    REPORT_PAGES: ("assets", "report_pages"),
    ACROSS: (
        *("assets", "indicator_pages", "compare_page", "glossary", "data_page", "csv_files"),
        *("json_files", "feeds", "checksums"),
    ),
    WORKBOOKS: ("assets", "xlsx_files"),
    "pages of bodies": ("assets", "agency_pages"),
    "pages of years": ("assets", "year_pages"),
}
BOUND = 0.5
"""Of what runs across years and bodies, in the time of the report pages."""

_RUN = """
import sys
from gongkai.mkdocs_adapter import plugin
plugin.index_site = lambda site: None
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "build", "--quiet", "--site-dir", sys.argv[1]]
cli()
"""


def measure(folder: Path, reports: int, rounds: int) -> dict[str, float]:
    """CPU seconds of each set for so many made-up reports, the median of interleaved rounds.

    Those of NOTHING are taken from all others.
    """
    synthetic.write_corpus(folder / "reports", reports)
    seconds: dict[str, list[float]] = {name: [] for name in SETS}
    for number in range(rounds):
        for name, outputs in SETS.items():
            seconds[name].append(_seconds(folder, outputs, f"{name}-{number}"))
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    nothing = medians.pop(NOTHING)
    return {NOTHING: nothing} | {name: each - nothing for name, each in medians.items()}


def _seconds(folder: Path, outputs: Sequence[str], name: str) -> float:
    """User and system time of one run, without anything kept from a former one."""
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    project = Project(folder)
    project.configure({"outputs": list(outputs)}, site_url="https://example.org/")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-W", "ignore", "-c", _RUN, str(folder / name)]
    before = os.times()
    subprocess.run(command, check=True, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])

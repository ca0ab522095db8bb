"""What each kind of download costs: CPU time and bytes; workbooks also where they were kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.cache import Cache
from gongkai.checks.run import check_corpus
from gongkai.forms.model import Editions
from gongkai.outputs import csv_files, json_files, parquet_file, xlsx_files
from gongkai.outputs.model import Output, Site
from tests.benchmarks.cost import make_sample

KEPT = "xlsx_files, kept"
OUTPUTS: Mapping[str, Output] = {
    "csv_files": csv_files.build,
    "json_files": json_files.build,
    "parquet_file": parquet_file.build,
    "xlsx_files": xlsx_files.build,
    KEPT: xlsx_files.build,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and bytes of one kind of download for all reports."""

    reports: int
    seconds: float
    size: int


def measure(folder: Path, editions: Editions, reports: int) -> dict[str, Cost]:
    """The cost of each kind for so many made-up reports, whose files and cache are in a folder."""
    corpus = make_sample(folder / "reports", editions, reports).corpus
    site = Site(corpus, check_corpus(corpus))
    keeping = replace(site, cache=Cache(folder / "cache"))
    _cost(xlsx_files.build, keeping)
    return {
        name: _cost(build, keeping if name == KEPT else site) for name, build in OUTPUTS.items()
    }


def _cost(build: Output, site: Site) -> Cost:
    started = time.process_time()
    size = 0
    for file in build(site):
        if isinstance(file.content, str):
            size += len(file.content.encode())
        elif isinstance(file.content, bytes):
            size += len(file.content)
    return Cost(len(site.corpus.reports), time.process_time() - started, size)

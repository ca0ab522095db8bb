"""What the checks cost beside reading the same files with the C YAML loader.

Every round goes through the files block by block and reads each block and checks it with every
group of rules before it goes on, so that whatever else the machine does falls on all alike. Times
are CPU times; a group's figure is the median over the rounds.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

from gongkai.checks import CHECKS
from gongkai.checks.identities import carries, identities
from gongkai.checks.model import CheckResult
from gongkai.checks.subject import Check, Subject, subjects
from gongkai.corpus import Corpus
from gongkai.forms.model import Editions
from gongkai.reports.agency import Agency, AgencyKind
from tests.benchmarks.filling import filled_corpus, write_reports

BLOCK = 250
READING = "reading"
SHEETS = "sheets"  # the cells of every report laid end to end, for all rules
FIGURES = (SHEETS, "identities", "carries", "values", "plausibility", "across_years", "jumps")
PROSE = ("narrative",)  # near copies of other texts are among its rules
OTHERS = tuple(name for name in CHECKS if name not in (*FIGURES, *PROSE))

FIGURES_BOUND = 0.3
PROSE_BOUND = 1.0
GROWTH_BOUND = 5.5  # time at five times as many reports


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, by group of rules and for reading; ``results`` is how many the groups gave."""

    reports: int
    seconds: dict[str, float]
    results: dict[str, int]

    def share(self, *groups: str) -> float:
        """The time of some groups as a part of reading."""
        return sum(self.seconds[group] for group in groups) / self.seconds[READING]

    def per_report(self, group: str) -> float:
        """In microseconds."""
        return self.seconds[group] / self.reports * 1e6


@dataclass(frozen=True, slots=True)
class Sample:
    """The same reports as files and as a corpus, in the same order."""

    paths: list[Path]
    corpus: Corpus


def make_sample(folder: Path, editions: Editions, count: int, seed: int = 0) -> Sample:
    """So many reports of both editions, written into a folder."""
    pairs = list(filled_corpus(editions, count, seed))
    pairs.sort(key=lambda pair: (pair[0].id, pair[1].year))
    bodies = {body.id: body for body, _ in pairs}
    agencies = tuple(Agency(each.id, each.name, AgencyKind.DEPARTMENT) for each in bodies.values())
    corpus = Corpus(editions, agencies, tuple(report for _, report in pairs))
    return Sample(write_reports(folder, pairs), corpus)


def measure(sample: Sample, rounds: int) -> Cost:
    """Reads and checks the sample so many times."""
    runs: dict[str, list[float]] = defaultdict(list)
    results: dict[str, int] = {}
    with _without_what_is_there():
        for _ in range(rounds):
            seconds, results = _round(sample)
            for name, spent in seconds.items():
                runs[name].append(spent)
    medians = {name: statistics.median(times) for name, times in runs.items()}
    return Cost(len(sample.paths), medians, results)


def _round(sample: Sample) -> tuple[dict[str, float], dict[str, int]]:
    """The time of each group over all blocks, what it prepares included."""
    seconds: dict[str, float] = defaultdict(float)
    results: dict[str, int] = defaultdict(int)
    checks: dict[str, Check] = {}
    for name, prepare in _preparing(sample.corpus).items():
        with _spent(seconds, name):
            checks[name] = prepare()
    every = subjects(sample.corpus)
    for start in range(0, len(sample.paths), BLOCK):
        with _spent(seconds, READING):
            _read(sample.paths[start : start + BLOCK])
        with _spent(seconds, SHEETS):
            block = list(islice(every, BLOCK))
        for name, check in checks.items():
            with _spent(seconds, name):
                found = [list(check(subject)) for subject in block]
            results[name] += sum(map(len, found))
    return seconds, results


def _preparing(corpus: Corpus) -> dict[str, Callable[[], Check]]:
    """What prepares each group of rules for the corpus."""

    def prepared(make: Callable[[Corpus], Check]) -> Callable[[], Check]:
        return lambda: make(corpus)

    return {name: prepared(make) for name, make in {**SUMS, **CHECKS}.items()}


def _identities(subject: Subject) -> Iterator[CheckResult]:
    return identities(subject.now)


def _carries(subject: Subject) -> Iterator[CheckResult]:
    return carries(subject.now, subject.last, subject.agency)


SUMS: dict[str, Callable[[Corpus], Check]] = {
    "identities": lambda _: _identities,
    "carries": lambda _: _carries,
}


def _read(paths: Sequence[Path]) -> None:
    for path in paths:
        with path.open("rb") as stream:
            yaml.load(stream, Loader=yaml.CSafeLoader)


@contextmanager
def _spent(seconds: dict[str, float], name: str) -> Iterator[None]:
    started = time.process_time()
    yield
    seconds[name] += time.process_time() - started


@contextmanager
def _without_what_is_there() -> Iterator[None]:
    """Keeps the garbage collector from walking through the sample, whose size is not the point."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()

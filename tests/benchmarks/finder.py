"""The wrong-cell finder on seeded slips: how often the truth is found, and how long it takes.

A trial takes a report that balances, puts wrong figures into it, and asks what would make all
identities agree. The truth is known, so every answer can be judged.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from gongkai.checks.evidence import Evidence, gather
from gongkai.checks.locate import LINE, Part, guess, locate
from gongkai.checks.model import CheckResult
from gongkai.forms.model import CellAddress, Editions
from gongkai.reports.model import BLANK, Report
from tests.synthetic import corpus
from tests.unit.checks.building import (
    REQUESTS,
    balanced_report,
    identities_of,
    number,
    with_blanks,
    with_cells,
    with_slips,
)

Answer = frozenset[tuple[CellAddress, int]]
"""Cells with the figures that they should have."""

Case = tuple[Report, Answer]
"""A report with wrong figures, and the right ones."""

Finder = Callable[[Report, list[CheckResult], Evidence], tuple[Part, ...]]

BLANK_SHARE = 0.3


def answers(parts: tuple[Part, ...]) -> list[Answer]:
    """Every way to mend all parts at once."""
    ways = [[each.edits for each in part.explanations] for part in parts]
    return [
        frozenset((edit.address, int(edit.needed)) for edits in choice for edit in edits)
        for choice in product(*ways)
    ]


@dataclass
class Trials:
    """What a run of trials came to.

    ``failing`` counts the trials in which an identity that was evaluated fails, ``silent`` those in
    which the finder says nothing at all; ``lines`` those whose answer is a whole row or column.
    ``seconds`` are CPU time of the finder alone, the identities being evaluated before.
    """

    name: str
    failing: int = 0
    silent: int = 0
    found: int = 0
    first: int = 0
    unique: int = 0
    wrongly_unique: int = 0
    lines: int = 0
    most: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.seconds)

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)

    @property
    def worst(self) -> float:
        """In seconds."""
        return max(self.seconds)

    def row(self) -> tuple[str, ...]:
        """The figures as a row of a table; see ``COLUMNS``."""
        counts = (self.total, self.failing, self.found, self.first, self.unique)
        times = (f"{each * 1000:.1f} ms" for each in (self.median, self.worst))
        others = (self.wrongly_unique, self.silent, self.most)
        return (self.name, *map(str, (*counts, *others)), *times)


COLUMNS = (
    *("trials", "number", "an identity fails", "truth listed", "truth first", "truth alone"),
    *("another alone", "silent", "most answers", "median", "worst"),
)


def run(name: str, cases: Iterator[Case], find: Finder = locate) -> Trials:
    """Judges what the finder says of every case."""
    trials = Trials(name)
    for report, truth in cases:
        results = identities_of(report)
        started = time.process_time()
        parts = find(report, results, gather(report, results))
        trials.seconds.append(time.process_time() - started)
        trials.failing += any(each.fails for each in results)
        _judge(trials, parts, truth)
    return trials


def _judge(trials: Trials, parts: tuple[Part, ...], truth: Answer) -> None:
    if not any(part.explanations for part in parts):
        trials.silent += 1
        return
    given = answers(parts)
    trials.found += truth in given
    trials.first += given[:1] == [truth]
    trials.unique += given == [truth]
    trials.wrongly_unique += len(given) == 1 and given != [truth]
    trials.lines += any(len(each.edits) >= LINE for part in parts for each in part.explanations)
    trials.most = max(trials.most, len(given))


# --- cases ------------------------------------------------------------------------------------


def slips(editions: Editions, count: int, wrong: int, seed: int = 0) -> Iterator[Case]:
    """Filled tables 三 of either edition with so many wrong cells."""
    rng = random.Random(seed)
    for _ in range(count):
        report = balanced_report(rng, rng.choice(list(editions)))
        yield _wrong(rng, report, wrong)


def slips_with_blanks(editions: Editions, count: int, seed: int = 0) -> Iterator[Case]:
    """Tables 三 of which three cells in ten are blank, whatever stood there, and one is wrong."""
    rng = random.Random(seed)
    for _ in range(count):
        report = balanced_report(rng, rng.choice(list(editions)))
        yield _wrong(rng, with_blanks(rng, report, BLANK_SHARE), 1)


def slips_among_zeros_left_blank(editions: Editions, count: int, seed: int = 0) -> Iterator[Case]:
    """Tables 三 in which zeros are left blank, as many bodies do, and one cell is wrong."""
    rng = random.Random(seed)
    for _ in range(count):
        report = balanced_report(rng, rng.choice(list(editions)))
        zeros = [address for address, cell in report.cells() if cell.value == 0]
        yield _wrong(rng, with_cells(report, dict.fromkeys(zeros, BLANK)), 1)


def figures_left_blank(editions: Editions, count: int, seed: int = 0) -> Iterator[Case]:
    """Tables 三 in which one figure other than 0 is missing: as in 上海市科委 2024."""
    rng = random.Random(seed)
    for _ in range(count):
        report = balanced_report(rng, rng.choice(list(editions)))
        missing, cell = rng.choice([each for each in report.cells() if each[1].value])
        truth = frozenset({(missing, int(cell.value or 0))})
        yield with_cells(report, {missing: BLANK}), truth


def slips_in_table_four(editions: Editions, count: int, seed: int = 0) -> Iterator[Case]:
    """Tables 四 with one wrong cell: five cells share one identity."""
    rng = random.Random(seed)
    for _, report in islice(corpus(editions, seed), count):
        cells = [address for address, _ in report.cells() if address.table == "review_litigation"]
        wrong, truth = with_slips(rng, report, 1, among=cells)
        yield wrong, frozenset(truth.items())


def shifted_rows(editions: Editions, count: int, seed: int = 0) -> Iterator[Case]:
    """Tables 三 with one row of which every figure stands one column too far to the right."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        report = balanced_report(rng, rng.choice(list(editions)))
        path = rng.choice(list(report.tables[REQUESTS]))
        case = _shifted(report, path)
        if len(case[1]) >= LINE:
            made += 1
            yield case


def unrelated_figures(editions: Editions, count: int, seed: int = 0) -> Iterator[Case]:
    """Tables 三 of figures that have nothing to do with each other: the most there is to search."""
    rng = random.Random(seed)
    for _ in range(count):
        report = balanced_report(rng, rng.choice(list(editions)))
        figures = {address: number(rng.randrange(100)) for address, _ in report.cells()}
        truth = frozenset((address, int(cell.value or 0)) for address, cell in report.cells())
        yield with_cells(report, figures), truth


def _wrong(rng: random.Random, report: Report, count: int) -> Case:
    wrong, truth = with_slips(rng, report, count)
    return wrong, frozenset(truth.items())


def _shifted(report: Report, path: str) -> Case:
    row = report.tables[REQUESTS][path]
    columns = [address for address, _ in report.cells() if address.row == path]
    moved = dict(zip(columns, (number(0), *row[:-1]), strict=True))
    truth = {a: int(cell.value or 0) for a, cell in zip(columns, row, strict=True)}
    wrong = {address: value for address, value in truth.items() if moved[address].value != value}
    return with_cells(report, moved), frozenset(wrong.items())


# --- all --------------------------------------------------------------------------------------


def all_trials(editions: Editions, share: float = 1.0) -> Iterator[Trials]:
    """Every kind of trial, so many of each that the figures are worth something."""

    def count(number: int) -> int:
        return max(1, int(number * share))

    one, two = slips(editions, count(4000), 1), slips(editions, count(1000), 2)
    yield run("one wrong cell", one)
    yield run("two wrong cells", two)
    blanks = slips_with_blanks(editions, count(1000))
    yield run("one wrong cell, 30 % blank", blanks)
    yield run("one row shifted by a column", shifted_rows(editions, count(500)))
    four = slips_in_table_four(editions, count(1000))
    yield run("one wrong cell in table four", four)
    yield run("unrelated figures", unrelated_figures(editions, count(100)))
    yield run("one figure left blank: the guess", figures_left_blank(editions, count(1000)), guess)
    blanks = slips_with_blanks(editions, count(1000))
    yield run("one wrong cell, 30 % blank: the guess", blanks, guess)
    for name, find in (("as printed", locate), ("the guess", guess)):
        zeros = slips_among_zeros_left_blank(editions, count(1000))
        yield run(f"one wrong cell, zeros left blank: {name}", zeros, find)

"""Random prose on random balanced tables: no false finding, and slips are found.

The seeds are fixed. ``prose_writer`` says how the prose is put together.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative import Narratives
from gongkai.forms.model import Editions
from tests.unit.checks.passages import MARKED
from tests.unit.checks.prose_facts import facts
from tests.unit.checks.prose_reports import agency_text, load, report_text, subject_of
from tests.unit.checks.prose_writer import prose, written
from tests.unit.checks.slips import slip

SENTENCES = 300
FOUND_AT_LEAST = 0.95
SEED = 20240301


@dataclass(frozen=True)
class Pair:
    """The files of one report as it should be, and with one number changed."""

    right: Mapping[str, str]
    wrong: Mapping[str, str]
    shown: str


def test_a_changed_number_is_found_and_no_right_one_is(tmp_path: Path, editions: Editions) -> None:
    rng = random.Random(SEED)
    pairs = [_pair(rng, editions, number) for number in range(SENTENCES)]
    clean = _failures(tmp_path / "right", editions, [pair.right for pair in pairs])
    slips = _failures(tmp_path / "wrong", editions, [pair.wrong for pair in pairs])
    false = [(pair.shown, found) for pair, found in zip(pairs, clean, strict=True) if found]
    missed = [pair.shown for pair, found in zip(pairs, slips, strict=True) if not found]
    rate = 1 - len(missed) / SENTENCES
    print(f"passages: {SENTENCES}, found: {rate:.1%}, false findings: {len(false)}")
    assert not false
    assert rate >= FOUND_AT_LEAST, missed


def _pair(rng: random.Random, editions: Editions, number: int) -> Pair:
    year = rng.randint(2019, 2025)
    edition = editions.for_year(year)
    assert edition is not None
    made = facts(rng, edition, year)
    text = prose(made)
    at = rng.choice(list(MARKED.finditer(text)))
    changed = f"{text[: at.start()]}⟦{slip(rng, at[1])}⟧{text[at.end() :]}"
    agency = {f"body-{number}/agency.yaml": agency_text(made.body)}
    right, wrong = (
        agency | {f"body-{number}/{year}.yaml": report_text(edition, year, each, made.rows)}
        for each in (written(rng, text), written(rng, changed))
    )
    return Pair(
        right,
        wrong,
        f"{made.body} {year}: {text} | {at[1]} -> {MARKED.search(changed, at.start())}",
    )


def _failures(
    folder: Path, editions: Editions, reports: list[Mapping[str, str]]
) -> list[list[CheckResult]]:
    """The failing results of each report, in order."""
    folder.mkdir()
    corpus = load(
        folder, editions, {name: text for files in reports for name, text in files.items()}
    )
    narratives = Narratives(corpus)
    found = {
        report.agency: [
            result
            for result in narratives.check(subject_of(corpus, report.agency, report.year))
            if result.fails
        ]
        for report in corpus.reports
    }
    return [found[f"body-{number}"] for number in range(len(reports))]

"""Passages in the manner of published reports, each with the verdict of a careful reader."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.narrative import Narratives
from gongkai.checks.narrative.rules import SUM
from gongkai.corpus import Corpus
from gongkai.forms.model import Editions
from tests.unit.checks.passages import MARKED, Passage, passages, write
from tests.unit.checks.prose_reports import by_rule, load, subject_of
from tests.unit.checks.slips import slip

SEED = 20240302
FOUND_AT_LEAST = 0.90
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COUNTED = re.compile(r"(?<![\d.,])\d+(?=(?:件|条|份|篇|起|次|部))")


def checked(corpus: Corpus) -> dict[str, dict[str, list[CheckResult]]]:
    """The results of every report by body and rule."""
    narratives = Narratives(corpus)
    return {
        report.agency: by_rule(narratives.check(subject_of(corpus, report.agency, report.year)))
        for report in corpus.reports
    }


Results = Mapping[str, Mapping[str, list[CheckResult]]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, editions: Editions) -> Results:
    files: dict[str, str] = {}
    for number, passage in enumerate(passages()):
        files |= write(editions, f"body-{number}", passage, passage.plain)
    return checked(load(tmp_path_factory.mktemp("passages"), editions, files))


@pytest.mark.parametrize(("number", "passage"), list(enumerate(passages())))
def test_a_passage_gets_the_verdict_of_a_careful_reader(
    results: Results, number: int, passage: Passage
) -> None:
    found = results[f"body-{number}"]
    failing = _failing(found)
    shown = [each.message for each in failing]
    assert sorted(map(_figures, failing)) == sorted(map(_expected, passage.finds)), shown
    for rule in passage.holds.split():
        assert {each.outcome for each in found[rule]} == {Outcome.HOLDS}, rule
    for rule in passage.silent.split():
        assert [each.outcome for each in found[rule]] == [Outcome.NOT_EVALUATED], rule


def test_a_changed_number_is_found_where_a_reader_could(tmp_path: Path, editions: Editions) -> None:
    """Every marked number is changed, one after the other; then every other count.

    Of those others a reader can tell only that a part is larger than the whole.
    """
    rng = random.Random(SEED)
    clean = [each for each in passages() if not each.finds]
    marked = _changes(rng, clean, MARKED)
    others = _changes(rng, [_without_marked(each) for each in clean], _COUNTED)
    found = _found(tmp_path / "marked", editions, marked)
    false = _found(tmp_path / "others", editions, others)
    missed = [each.plain for each, finding in zip(marked, found, strict=True) if not finding]
    rate = 1 - len(missed) / len(marked)
    print(f"{len(marked)} numbers that can be told: {rate:.1%} found; {len(others)} others")
    wrong = {
        each.plain: finding
        for each, finding in zip(others, false, strict=True)
        if any(one.rule is not SUM for one in finding)
    }
    assert not wrong
    assert rate >= FOUND_AT_LEAST, missed


def _changes(
    rng: random.Random, clean: Sequence[Passage], pattern: re.Pattern[str]
) -> list[Passage]:
    return [
        _changed(rng, passage, match)
        for passage in clean
        for match in pattern.finditer(passage.text)
        if _PLAIN_NUMBER.fullmatch(match[match.lastindex or 0])
    ]


def _changed(rng: random.Random, passage: Passage, match: re.Match[str]) -> Passage:
    made = slip(rng, match[match.lastindex or 0])
    text = f"{passage.text[: match.start()]}{made}{passage.text[match.end() :]}"
    return Passage(passage.body, passage.year, text, passage.figures)


def _without_marked(passage: Passage) -> Passage:
    """The passage with its marked numbers out of reach of a change."""
    text = MARKED.sub(lambda match: f"⟦{' '.join(match[1])}⟧", passage.text)
    return Passage(passage.body, passage.year, text, passage.figures)


def _found(folder: Path, editions: Editions, changed: Sequence[Passage]) -> list[list[CheckResult]]:
    """The findings in each passage."""
    folder.mkdir()
    files: dict[str, str] = {}
    for number, passage in enumerate(changed):
        files |= write(editions, f"body-{number}", passage, passage.plain)
    results = checked(load(folder, editions, files))
    return [_failing(results[f"body-{number}"]) for number in range(len(changed))]


def _failing(found: Mapping[str, list[CheckResult]]) -> list[CheckResult]:
    return [each for rule in found.values() for each in rule if each.fails]


def _figures(result: CheckResult) -> tuple[str, str, str]:
    return result.rule.id.partition(".")[2], str(result.left), str(result.right)


def _expected(found: Sequence[str | int]) -> tuple[str, str, str]:
    rule, left, right = map(str, found)
    return rule, left, right

"""What the rules on prose say of sentences one word apart: where each of them draws its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.checks.model import Outcome
from gongkai.forms.model import Editions
from tests.golden.golden import HERE, assert_golden
from tests.unit.checks.prose_reports import results_of

SENTENCES = HERE / "narrative.txt"
YEAR = 2023


def _cases() -> Iterator[tuple[str, dict[str, int]]]:
    """The texts, each with the figures of its tables on a first line of ``row=figure``."""
    for block in SENTENCES.read_text(encoding="utf-8").strip().split("\n----\n"):
        head, _, text = block.partition("\n")
        figures = (each.partition("=") for each in head.split())
        yield text, {row: int(figure) for row, _, figure in figures if row != "#"}


def test_sentences_get_their_verdicts(tmp_path: Path, editions: Editions) -> None:
    told = []
    for number, (text, figures) in enumerate(_cases()):
        folder = tmp_path / str(number)
        folder.mkdir()
        told.append("\n".join([text, *_verdicts(folder, editions, text, figures), ""]))
    assert_golden("narrative.txt", "\n".join(told))


def _verdicts(
    folder: Path, editions: Editions, text: str, figures: dict[str, int]
) -> Iterator[str]:
    """What every rule says that found something to judge, and the rule on years in any case."""
    for rule, results in results_of(folder, editions, YEAR, text, figures).items():
        for each in results:
            if each.outcome is not Outcome.NOT_EVALUATED or rule == "year" or "“" in each.message:
                yield f"  {rule}: {each.outcome.value}: {each.message}"

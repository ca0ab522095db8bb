"""Reports whose every failing check is explained, so that a strict build takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gongkai.checks.model import CheckResult, Figure
from gongkai.checks.run import check_corpus
from gongkai.corpus import Corpus
from gongkai.reports.model import Discrepancy, Report


def explained(corpus: Corpus, note: str = "原文如此") -> Iterator[Report]:
    """The reports of a corpus, with an entry for each error and warning."""
    book = check_corpus(corpus)
    for report in corpus.reports:
        entries = tuple(_entry(each, note) for each in book.of(report).findings())
        yield replace(report, discrepancies=entries)


def _entry(result: CheckResult, note: str) -> Discrepancy:
    left, right = (_decimal(each) for each in (result.left, result.right))
    return Discrepancy(result.rule.short_id, result.at, note, left, right)


def _decimal(figure: Figure | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)

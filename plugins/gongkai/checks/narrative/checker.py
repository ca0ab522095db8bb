"""All rules on prose, for one report after the other."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.cases import cases
from gongkai.checks.narrative.claims import Claim, Extractor
from gongkai.checks.narrative.copies import CopyIndex
from gongkai.checks.narrative.documents import documents
from gongkai.checks.narrative.parts import check_sums
from gongkai.checks.narrative.personal import check_personal_data
from gongkai.checks.narrative.prose import (
    Sentence,
    plain_preface,
    plain_sections,
    sentences,
)
from gongkai.checks.narrative.requests import requests
from gongkai.checks.narrative.results import results
from gongkai.checks.narrative.rules import RULES
from gongkai.checks.narrative.shares import check_shares
from gongkai.checks.narrative.tables import check_claims
from gongkai.checks.narrative.years import check_years
from gongkai.checks.subject import Subject
from gongkai.corpus import Corpus

EXTRACTORS: tuple[Extractor, ...] = (requests, results, cases, documents)

_OMITTED = "正文未收录"
_NO_PROSE = "没有正文"


class Narratives:
    """Checks the reports of one corpus; what is needed to find copies is made once."""

    def __init__(self, corpus: Corpus) -> None:
        self._copies = CopyIndex(corpus)

    def check(self, subject: Subject) -> Iterator[CheckResult]:
        """Every failure, else one result for each rule."""
        if not subject.report.narratives:
            reason = _OMITTED if subject.report.narratives is None else _NO_PROSE
            yield from (subject.not_evaluated(rule, message=reason) for rule in RULES)
            return
        texts = plain_sections(subject.report)
        preface = plain_preface(subject.report)
        prose = list(sentences(texts))
        before = list(sentences([preface])) if preface else []
        yield from check_claims(subject, _claims(subject, prose))
        yield from check_shares(subject, prose)
        yield from check_sums(subject, prose)
        yield from check_years(subject, [*before, *prose])
        yield from check_personal_data(subject, [preface, *texts] if preface else texts)
        yield from self._copies.check(subject)


def check(subject: Subject) -> Iterator[CheckResult]:
    """The same for a single report; for many of one corpus, make ``Narratives`` once."""
    yield from Narratives(subject.corpus).check(subject)


def _claims(subject: Subject, prose: list[Sentence]) -> Iterator[Claim]:
    year = subject.report.year
    for sentence in prose:
        for extract in EXTRACTORS:
            yield from extract(sentence, year)

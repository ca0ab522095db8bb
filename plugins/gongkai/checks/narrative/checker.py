"""All rules on prose, for one report after the other."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.author import author_of
from gongkai.checks.narrative.cases import cases
from gongkai.checks.narrative.claims import Claim, Reader
from gongkai.checks.narrative.copies import CopyIndex
from gongkai.checks.narrative.documents import documents
from gongkai.checks.narrative.parts import check_sums
from gongkai.checks.narrative.personal import check_personal_data
from gongkai.checks.narrative.prose import (
    Paragraph,
    paragraphs,
    plain_preface,
    plain_sections,
)
from gongkai.checks.narrative.requests import requests
from gongkai.checks.narrative.rules import RULES
from gongkai.checks.narrative.shares import check_shares
from gongkai.checks.narrative.tables import check_claims
from gongkai.checks.narrative.years import check_years
from gongkai.checks.subject import Subject
from gongkai.corpus import Corpus

READERS: tuple[Reader, ...] = (requests, cases, documents)

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
        texts, preface = plain_sections(subject.report), plain_preface(subject.report)
        prose = list(paragraphs(texts))
        claims = list(_claims(subject, prose))
        places = {(each.sentence, each.count.start): each for each in claims if each.count}
        yield from check_claims(subject, claims)
        yield from check_shares(subject, prose, places)
        yield from check_sums(subject, prose)
        yield from check_years(subject, [*paragraphs(preface), *prose])
        yield from check_personal_data(subject, [*preface, *texts])
        yield from self._copies.check(subject)


def check(subject: Subject) -> Iterator[CheckResult]:
    """The same for a single report; for many of one corpus, make ``Narratives`` once."""
    yield from Narratives(subject.corpus).check(subject)


def _claims(subject: Subject, prose: list[Paragraph]) -> Iterator[Claim]:
    author = author_of(subject)
    for paragraph in prose:
        for read in READERS:
            yield from read(paragraph, author)

"""Sections that repeat last year's report or a sibling body's: one pass over the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.fingerprints import EQUAL, Fingerprint, Key, fingerprint
from gongkai.checks.narrative.rules import COPIED
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict
from gongkai.corpus import Corpus
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report

NEAR = 85
"""From so many percent of shingles in common on, two sections are nearly equal."""

# Of the texts that share a key the first few stand for all: where everybody copies from one text,
# comparing each with each would take time that grows with the square of their number.
_REPRESENTATIVES = 4
_HINT = "按本年度的实际情况重写；确实无变化的，在 discrepancies 中说明"
_NOTHING = "没有可比的上年或同级报告，或文字过短"

Group = tuple[int, str, str]
"""Year, and what the bodies have in common: the parent body or the region."""


class _Twin(NamedTuple):
    similarity: int
    whose: str


class CopyIndex:
    """The sections of a corpus by what they are alike in; fingerprints are made when needed."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._members: dict[Group, list[Report]] = defaultdict(list)
        self._made: dict[tuple[str, int], dict[str, Fingerprint]] = {}
        self._buckets: dict[Group, dict[tuple[str, Key], list[Report]]] = {}
        for report in corpus.reports:
            for group in _groups(corpus.agency(report.agency), report.year):
                self._members[group].append(report)

    def check(self, subject: Subject) -> Iterator[CheckResult]:
        """A failure for each section that is equal or nearly equal to another."""
        judged, failures = 0, []
        for section, own in self._of(subject.report).items():
            twins = list(self._twins(subject, section, own))
            judged += bool(twins)
            copied = [twin for twin in twins if twin.similarity >= NEAR]
            if copied:
                failures.append(_failure(subject, section, copied))
        yield from verdict(subject, COPIED, failures, judged, _NOTHING)

    def _of(self, report: Report) -> dict[str, Fingerprint]:
        key = (report.agency, report.year)
        if key not in self._made:
            self._made[key] = dict(_fingerprints(report, self._corpus.agency(report.agency)))
        return self._made[key]

    def _twins(self, subject: Subject, section: str, own: Fingerprint) -> Iterator[_Twin]:
        yield from self._last_year(subject, section, own)
        yield from self._siblings(subject, section, own)

    def _last_year(self, subject: Subject, section: str, own: Fingerprint) -> Iterator[_Twin]:
        other = self._of(subject.before).get(section) if subject.before else None
        if other is not None:
            yield _Twin(own.similarity(other), "本机关上年的报告")

    def _siblings(self, subject: Subject, section: str, own: Fingerprint) -> Iterator[_Twin]:
        """The most similar of the siblings; one that shares no key counts as compared."""
        found: dict[str, Report] = {}
        compared = False
        for group in _groups(subject.agency, subject.report.year):
            compared |= len(self._members[group]) > 1
            buckets = self._buckets_of(group)
            for key in own.keys():  # noqa: SIM118 - no mapping
                found |= {each.agency: each for each in buckets.get((section, key), ())}
        found.pop(subject.report.agency, None)
        twins = [self._twin(report, section, own) for report in found.values()]
        if compared:
            yield max(twins, default=_Twin(0, ""), key=lambda twin: twin.similarity)

    def _twin(self, other: Report, section: str, own: Fingerprint) -> _Twin:
        agency = self._corpus.agency(other.agency)
        name = agency.name if agency else other.agency
        return _Twin(own.similarity(self._of(other)[section]), f"{name}同年的报告")

    def _buckets_of(self, group: Group) -> dict[tuple[str, Key], list[Report]]:
        if group not in self._buckets:
            buckets: dict[tuple[str, Key], list[Report]] = defaultdict(list)
            for report in self._members[group]:
                for section, each in self._of(report).items():
                    for key in each.keys():  # noqa: SIM118 - no mapping
                        if len(buckets[section, key]) < _REPRESENTATIVES:
                            buckets[section, key].append(report)
            self._buckets[group] = buckets
        return self._buckets[group]


def _groups(agency: Agency | None, year: int) -> Iterator[Group]:
    if agency is None:
        return
    if agency.parent:
        yield year, "parent", agency.parent
    if agency.region:
        yield year, "region", agency.region.code


def _fingerprints(report: Report, agency: Agency | None) -> Iterator[tuple[str, Fingerprint]]:
    names = (agency.name, *agency.aliases) if agency else ()
    for section, narrative in (report.narratives or {}).items():
        text = f"{narrative.before}\n{narrative.after}"
        if (made := fingerprint(text, names)) is not None:
            yield section, made


def _failure(subject: Subject, section: str, copied: list[_Twin]) -> CheckResult:
    edition = subject.report.edition
    label = found.label if edition and (found := edition.section(section)) else section
    shown = "；".join(f"与{whose}{_degree(similarity)}" for similarity, whose in copied)
    message = f"“{label}”的文字{shown}（不计数字、标点和机关名称）"
    left = max(similarity for similarity, _ in copied)
    return subject.fails(COPIED, section, message, hint=_HINT, left=left)


def _degree(similarity: int) -> str:
    return "相同" if similarity == EQUAL else f"有 {similarity}% 相同"

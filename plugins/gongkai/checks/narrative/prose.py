"""The prose of a report as paragraphs of sentences, in one way of writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.checks.narrative.counts import Count, counts_in
from gongkai.checks.narrative.writing import plain
from gongkai.render.prose import split_blocks
from gongkai.reports.model import Report

CLAUSE = re.compile("[^,;:()]+")
_SENTENCE = re.compile(r"[^。!?\n]+")
# Longer ones are no sentences; a limit keeps the time for odd files short.
_LONGEST_SENTENCE, _LONGEST_CONTEXT = 2000, 5000


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of a section.

    ``context`` is its paragraph with the sub-heading above it, ``before`` the sentence before it in
    the same paragraph.
    """

    section: str
    text: str
    context: str
    before: Sentence | None = None
    counts: tuple[Count, ...] = ()

    def mark_before(self, count: Count) -> str:
        """The mark before the clause of a count, empty at the beginning."""
        return self.text[max(count.clause - 1, 0) : count.clause]


Paragraph = tuple[Sentence, ...]


def plain_sections(report: Report) -> list[tuple[str, str]]:
    """Every section with its plain prose, that before its tables and that after them apart."""
    return [
        (section, plain(text))
        for section, narrative in (report.narratives or {}).items()
        for text in (narrative.before, narrative.after)
        if text.strip()
    ]


def plain_preface(report: Report) -> list[tuple[str, str]]:
    """The plain text before the first section, under that section: it has no place of its own."""
    sections = report.edition.sections if report.edition else ()
    return [(sections[0].id, plain(report.preface))] if report.preface and sections else []


def paragraphs(texts: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """The paragraphs of plain texts by section; a sub-heading is one of its own."""
    for section, text in texts:
        heading = ""
        for block in split_blocks(text):
            # A heading may be all there is: （二）依申请公开：收到申请 3 件.
            heading = "" if block.is_heading else heading
            yield tuple(_sentences(section, heading, block.text))
            heading = block.text if block.is_heading else heading


def _sentences(section: str, heading: str, paragraph: str) -> Iterator[Sentence]:
    context = f"{heading}\n{paragraph}"[:_LONGEST_CONTEXT]
    before: Sentence | None = None
    for text in _SENTENCE.findall(paragraph):
        counts = counts_in(text) if len(text) <= _LONGEST_SENTENCE else ()
        sentence = Sentence(section, text[:_LONGEST_SENTENCE], context, before, counts)
        yield sentence
        before = sentence

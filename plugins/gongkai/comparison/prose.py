"""Prose that is worded otherwise, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from gongkai.comparison.model import ProseChange
from gongkai.reports.model import Narrative, Report

PREFACE = "preface"


def prose_changes(before: Report, after: Report) -> Iterator[ProseChange]:
    """Every piece of prose that differs, in the order of the form."""
    old, new = _pieces(before), _pieces(after)
    for place in dict.fromkeys((*new, *old)):
        was, becomes = old.get(place, ""), new.get(place, "")
        if was != becomes:
            yield _change(place, was, becomes)


def _pieces(report: Report) -> dict[tuple[str, str], str]:
    """The texts of a report by section and part, in the order of the form."""
    narratives = report.narratives or {}
    form = report.edition.sections if report.edition else ()
    with_tables = {section.id: bool(section.tables) for section in form}
    pieces = {(PREFACE, ""): report.preface or ""}
    for section in dict.fromkeys((*with_tables, *narratives)):
        prose = narratives.get(section, Narrative())
        if with_tables.get(section, bool(prose.after)):
            pieces[section, "before"], pieces[section, "after"] = prose.before, prose.after
        else:
            pieces[section, ""] = prose.before
    return pieces


def _change(place: tuple[str, str], before: str, after: str) -> ProseChange:
    old, new = _paragraphs(before), _paragraphs(after)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    counts = [
        _differing("".join(old[old_from:old_to]), "".join(new[new_from:new_to]))
        for _, old_from, old_to, new_from, new_to in blocks
    ]
    removed, added = (sum(each) for each in zip(*counts, strict=True))
    return ProseChange(*place, len("".join(old)), len("".join(new)), removed, added)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs without white space."""
    return ["".join(line.split()) for line in text.splitlines()]


def _differing(before: str, after: str) -> tuple[int, int]:
    """How many characters of each text lie between the first and the last difference."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return len(before) - head - tail, len(after) - head - tail


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

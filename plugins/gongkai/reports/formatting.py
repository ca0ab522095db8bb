"""A data file in its canonical form: what the writer makes of it, with the comments it had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from gongkai.forms.model import Editions
from gongkai.issues import Issue, Loaded, Location, Severity
from gongkai.located_yaml import LocatedDocument, parse_yaml, read_yaml
from gongkai.located_yaml.text import decode
from gongkai.reports.agency import Agency, agency_of
from gongkai.reports.agency_writer import dump_agency
from gongkai.reports.comments import Document, lost_comments, with_comments
from gongkai.reports.loader import report_of
from gongkai.reports.model import Report
from gongkai.reports.writer import dump_report

T = TypeVar("T", Agency, Report)

Read: TypeAlias = Callable[[Loaded[LocatedDocument | None]], Loaded[T | None]]
"""Makes the thing that a file describes of the document in it."""


class NotCanonicalError(Exception):
    """What was written does not say what the file said: a fault of the writer, not of the file."""


def formatted_report(
    path: Path, editions: Editions, agency: Agency, shown_as: str
) -> Loaded[str | None]:
    """The canonical text of a report's file; None, with the issues, if the file has errors."""

    def read(loaded: Loaded[LocatedDocument | None]) -> Loaded[Report | None]:
        return report_of(loaded, path, editions, agency.id)

    def dump(report: Report) -> str:
        return dump_report(report, agency.name, next(iter(editions), None))

    return _formatted(path, shown_as, read, dump)


def formatted_agency(path: Path, shown_as: str) -> Loaded[str | None]:
    """The canonical text of a body's file; None, with the issues, if the file has errors."""

    def read(loaded: Loaded[LocatedDocument | None]) -> Loaded[Agency | None]:
        found = agency_of(loaded, path.parent.name)
        # Where it stands is no part of what it says.
        value = found.value and replace(found.value, location=Location(""))
        return Loaded(value, found.issues)

    return _formatted(path, shown_as, read, dump_agency)


def _formatted(
    path: Path, shown_as: str, read: Read[T], dump: Callable[[T], str]
) -> Loaded[str | None]:
    """The canonical text, once it is proved to say the same and to have every comment."""
    document = read_yaml(path, shown_as)
    found = read(document)
    if _has_errors(found.issues) or found.value is None or document.value is None:
        return Loaded(None, found.issues)
    original = decode(path.read_bytes(), shown_as)
    if isinstance(original, Issue):
        raise NotCanonicalError(original)
    bare = dump(found.value)
    written = parse_yaml(bare.encode(), shown_as).value
    if written is None:
        raise NotCanonicalError(shown_as)
    text = with_comments(Document(bare, written.root), Document(original, document.value.root))
    again = read(parse_yaml(text.encode(), shown_as))
    if again.value != found.value or lost_comments(original, text):
        raise NotCanonicalError(shown_as)
    return Loaded(text, found.issues)


def _has_errors(issues: tuple[Issue, ...]) -> bool:
    return any(issue.severity is Severity.ERROR for issue in issues)

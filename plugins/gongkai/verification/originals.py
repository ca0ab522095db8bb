"""Originals and attachments, published as they were when the data were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from gongkai.reports.model import Report
from gongkai.verification.findings import Finding
from gongkai.verification.names import folder_of, id_of
from gongkai.verification.scope import Pages, Scope


def original_files(reports: Iterable[Report]) -> Iterator[tuple[str, str]]:
    """The files published with reports, each with its checksum when the data were read."""
    for report in reports:
        named = [("source", report.source.file)] if report.source and report.source.file else []
        named += [
            (f"attachment-{number}", each.file)
            for number, each in enumerate(report.attachments, start=1)
        ]
        for role, name in named:
            stored = report.files[name]
            suffix = stored.path.suffix.lower()
            yield f"{folder_of(report)}/{id_of(report)}-{role}{suffix}", stored.sha256


def originals(scope: Scope, _: Pages) -> Iterator[Finding]:
    """Originals and attachments that are otherwise than in the data."""
    for file, should in original_files(scope.corpus.reports):
        if file in scope.site.files:
            stands = sha256(scope.site.read(file)).hexdigest()
            if stands != should:
                yield Finding(file, "", "file.changed", stands=stands, should=should)

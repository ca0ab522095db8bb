"""The manifest of a site against the data and the files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from gongkai.reports.model import Report
from gongkai.verification.findings import Finding
from gongkai.verification.names import folder_of, id_of
from gongkai.verification.scope import Pages, Scope
from gongkai.verification.unreadable import or_unreadable

MANIFEST = "data/manifest.json"


def manifest(scope: Scope, _: Pages) -> Iterator[Finding]:
    """Reports of which the manifest says otherwise than the data, or otherwise than their files."""
    if "manifest" in scope.outputs and MANIFEST in scope.site.files:
        yield from or_unreadable(MANIFEST, _compared(scope))


def _compared(scope: Scope) -> Iterator[Finding]:
    stated = json.loads(scope.site.read(MANIFEST))["reports"]
    entries = {entry["report_id"]: entry for entry in stated}
    reports = {id_of(report): report for report in scope.corpus.reports}
    for name in sorted(entries.keys() ^ reports.keys()):
        what = "没有列出" if name in reports else "数据里没有"
        yield Finding(MANIFEST, name, "manifest.report", what)
    if len(stated) != len(entries):
        yield Finding(MANIFEST, "", "manifest.report", "有的年报列了两次")
    for name in sorted(entries.keys() & reports.keys()):
        yield from _facts(name, entries[name], reports[name])
        yield from _files(scope, name, entries[name], reports[name])


def _facts(name: str, entry: Mapping[str, Any], report: Report) -> Iterator[Finding]:
    """What is said of the report itself."""
    facts = {
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition.id if report.edition else None,
        "address": f"{folder_of(report)}/",
    }
    told = [(key, entry[key], value) for key, value in facts.items()]
    told.append(("data.sha256", entry["data"]["sha256"], report.sha256))
    for key, stands, should in told:
        if stands != should:
            yield Finding(MANIFEST, name, "manifest.report", key, str(stands), str(should))


def _files(scope: Scope, name: str, entry: Mapping[str, Any], report: Report) -> Iterator[Finding]:
    """Its files: all in its folder, each with its size and checksum."""
    folder = folder_of(report)
    there = {each for each in scope.site.files if each.rpartition("/")[0] == folder}
    listed = {each["path"]: (each["bytes"], each["sha256"]) for each in entry["files"]}
    for file in sorted(there ^ listed.keys()):
        what = "没有列出" if file in there else "没有这个文件"
        yield Finding(MANIFEST, name, "manifest.report", f"{file} {what}")
    for file in sorted(there & listed.keys()):
        data = scope.site.read(file)
        if listed[file] != (len(data), sha256(data).hexdigest()):
            yield Finding(MANIFEST, name, "checksum.wrong", file)

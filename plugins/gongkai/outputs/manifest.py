"""What the data say of every report, before its files are made: its address, its form, its source.

The files themselves are added when all are final, see :mod:`gongkai.sealing`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from gongkai.outputs.downloads import MANIFEST
from gongkai.outputs.model import Site, SiteFile, report_id
from gongkai.reports.model import Report

VERSION = 1


def build(site: Site) -> Iterator[SiteFile]:
    """One document."""
    stated = {
        "version": VERSION,
        "gongkai": version("gongkai"),
        "address": site.address,
        "commit": None,
        "reports": [_entry(report) for report in site.corpus.reports],
    }
    yield SiteFile(MANIFEST, json.dumps(stated, ensure_ascii=False, indent=2) + "\n")


def _entry(report: Report) -> dict[str, Any]:
    return {
        "report_id": report_id(report),
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition.id if report.edition else None,
        "address": f"reports/{report.agency}/{report.year}/",
        "data": {"path": report.path, "sha256": report.sha256},
        "files": [],
    }

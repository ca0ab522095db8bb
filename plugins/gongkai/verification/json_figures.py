"""Every cell and text of the JSON documents and of the JSON Lines against the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from gongkai.reports.model import Report
from gongkai.verification.figures import Told, differences, figures_of, same_number, told
from gongkai.verification.findings import Finding
from gongkai.verification.names import Key, id_of, key_of

Document: TypeAlias = Mapping[str, Any]


def read_document(data: bytes) -> Any:
    """A document with its decimals as text; ValueError where it is none."""
    return json.loads(data, parse_float=str)


def document_figures(file: str, data: bytes, reports: Sequence[Report]) -> Iterator[Finding]:
    """What the document of one report says otherwise than the data."""
    for report in reports:
        yield from _document(file, read_document(data), report)


def _document(file: str, document: Document, report: Report) -> Iterator[Finding]:
    """The cells, and the text of sections."""
    should = {address: told(cell) for address, cell in figures_of(report).items()}
    yield from differences("cell.json", file, _cells(document), should, _is_same)
    if document["report_id"] != id_of(report):
        stands = str(document["report_id"])
        yield Finding(file, "report_id", "cell.json", stands=stands, should=id_of(report))
    yield from differences("cell.json", file, _narratives(document), _prose(report))


def list_figures(file: str, data: bytes, reports: Sequence[Report]) -> Iterator[Finding]:
    """What a list of documents says otherwise than the data."""
    by_id = {str(each["report_id"]): each for each in read_document(data)}
    for report in reports:
        document = by_id.pop(id_of(report), None)
        if document is None:
            yield Finding(file, id_of(report), "cell.json", "没有这份年报")
        else:
            yield from _document(file, document, report)
    for each in by_id:
        yield Finding(file, each, "cell.json", "数据里没有这份年报")


def lines_figures(file: str, data: bytes, reports: Sequence[Report]) -> Iterator[Finding]:
    """What a file with a line for each cell says otherwise than the data."""
    stands = {}
    for line in data.splitlines():
        each = read_document(line)
        stands[Key(each["report_id"], each["address"])] = _told(each)
    should = {
        key_of(report, address): told(cell)
        for report in reports
        for address, cell in figures_of(report).items()
    }
    yield from differences("cell.jsonl", file, stands, should, _is_same)


def _cells(document: Document) -> dict[str, Told]:
    return {
        f"{table['id']}.{row['id']}/{column['id']}": _told(cell)
        for table in document["tables"]
        for row in table["rows"]
        for column, cell in zip(table["columns"], row["cells"], strict=True)
    }


def _told(cell: Document) -> Told:
    value = cell.get("value")
    return Told("" if value is None else str(value), cell["state"], cell.get("printed") or "")


def _is_same(stands: Told, should: Told) -> bool:
    return stands[1:] == should[1:] and same_number(stands.value, should.value)


def _narratives(document: Document) -> dict[str, str]:
    told_of = document["narratives"] or {}
    found = {
        f"narratives.{section}.{part}": prose[part]
        for section, prose in told_of.items()
        for part in ("before", "after")
    }
    return found | {"preface": document["preface"] or ""}


def _prose(report: Report) -> dict[str, str]:
    found = {
        f"narratives.{section}.{part}": text
        for section, prose in (report.narratives or {}).items()
        for part, text in (("before", prose.before), ("after", prose.after))
    }
    return found | {"preface": report.preface or ""}

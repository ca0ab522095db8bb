"""All that is printed besides cells and prose, as flat texts by key, and where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass

from gongkai.comparison.model import FieldChange
from gongkai.reports.agency import Agency
from gongkai.reports.model import ExtraTable, Report

Facts = Mapping[str, str]

OMITTED = "未收录"
# Not told of a body: where its file is.
_NOT_FACTS = ("location", "places")


def field_changes(before: Facts, after: Facts) -> Iterator[FieldChange]:
    """Every fact that differs, in the order of the new ones, then of the former."""
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield FieldChange(key, old, new)


def report_facts(report: Report) -> dict[str, str]:
    """What a report states outside its cells and prose, by the keys of its file.

    Explanations and corrections are not among it: they are told with the checks and by themselves.
    """
    stated = {
        "title": report.title,
        "edition": report.edition.id if report.edition else None,
        "published": report.published,
        "signed": report.signed,
        "source": report.source,
        "narratives": OMITTED if report.narratives is None else None,
        "printed_labels": report.printed_labels,
        "files": {name: stored.sha256 for name, stored in report.files.items()},
        "attachments": {each.file: each.title or each.file for each in report.attachments},
        "notes": _notes(report),
        "extra_tables": {each.id: _extra_table(each) for each in report.extra_tables},
    }
    return dict(_flat(stated))


def agency_facts(agency: Agency) -> dict[str, str]:
    """What the file of a body states, by its keys, and its id."""
    stated = {each.name: getattr(agency, each.name) for each in fields_of(agency)}
    return dict(_flat({key: each for key, each in stated.items() if key not in _NOT_FACTS}))


def _notes(report: Report) -> dict[str, list[str]]:
    notes: dict[str, list[str]] = {}
    for each in report.notes:
        notes.setdefault(each.at, []).append(each.text)
    return notes


def _extra_table(table: ExtraTable) -> dict[str, object]:
    """The texts of a table outside the form, cell by cell."""
    return {
        "title": table.title,
        "after": table.after,
        "unit": table.unit,
        "note": table.note,
        "header": table.header,
        "rows": table.rows,
    }


def _flat(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """The texts below a value, by their way through it; what is not stated is left out."""
    if value is None:
        return
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield from _flat(below, f"{key}.{name}" if key else str(name))
    elif is_dataclass(value):
        stated = {each.name: getattr(value, each.name) for each in fields_of(value)}
        yield from _flat(stated, key)
    elif isinstance(value, list | tuple):
        for number, below in enumerate(value):
            yield from _flat(below, f"{key}[{number}]")
    else:
        yield key, str(value).lower() if isinstance(value, bool) else str(value)

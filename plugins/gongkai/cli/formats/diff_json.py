"""``gongkai diff --format json``: everything as data, as ``diff.schema.json`` describes it.

Members are only ever added within a version.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.resources import files

from gongkai.checks.wording import cell_label, message
from gongkai.cli.formats.json_values import Json, figure_json, location_json
from gongkai.comparison.model import (
    AgencyChange,
    BrokenPage,
    CellChange,
    Change,
    CheckChange,
    Comparison,
    FieldChange,
    ProseChange,
    ReportChange,
)
from gongkai.comparison.words import field_label, prose_label
from gongkai.issues import Issue
from gongkai.outputs.model import href
from gongkai.reports.model import Cell, Correction, Report

VERSION = 1


def schema() -> str:
    """The JSON Schema of the document."""
    return files(__package__).joinpath("diff.schema.json").read_text(encoding="utf-8")


def json_text(comparison: Comparison) -> str:
    return json.dumps(document(comparison), ensure_ascii=False, indent=2) + "\n"


def document(comparison: Comparison) -> Json:
    """The whole comparison. Reports and bodies are in order of id and year."""
    return {
        "version": VERSION,
        "gongkai": version("gongkai"),
        "before": comparison.before.name,
        "after": comparison.after.name,
        "summary": _summary(comparison),
        "unread": [_issue(each) for each in comparison.unread],
        "lacking": [_issue(each) for each in comparison.lacking],
        "agencies": [_agency(each) for each in comparison.agencies],
        "reports": [_report(each) for each in comparison.reports],
        "broken": [_broken(each) for each in comparison.broken],
    }


def _summary(comparison: Comparison) -> Json:
    counts = {change.value: len(comparison.of_kind(change)) for change in Change}
    return counts | {
        "cells": sum(len(each.cells) for each in comparison.reports),
        "drafts": comparison.drafts,
    }


def _issue(issue: Issue) -> Json:
    return {
        "code": issue.code,
        "message": issue.message,
        "hint": issue.hint,
        "location": location_json(issue.location),
    }


def _agency(change: AgencyChange) -> Json:
    return {
        "change": change.change.value,
        "id": change.agency.id,
        "name": change.agency.name,
        "fields": [_field(each) for each in change.fields],
    }


def _broken(page: BrokenPage) -> Json:
    return {
        "address": href("index.md", page.uri),
        "gone": page.is_gone,
        "fragments": list(page.fragments),
    }


# --- one report -------------------------------------------------------------------------------


def _report(change: ReportChange) -> Json:
    report = change.report
    return {
        "change": change.change.value,
        "agency": report.agency,
        "year": report.year,
        "path": report.path,
        "cells": [_cell_change(report, each) for each in change.cells],
        "prose": [_prose(report, each) for each in change.prose],
        "fields": [_field(each) for each in change.fields],
        "checks": [_check(each) for each in change.checks],
        "corrections": [_correction(each) for each in change.corrections],
        "dropped": [_correction(each) for each in change.dropped],
    }


def _cell_change(report: Report, change: CellChange) -> Json:
    place = report.locations.get(str(change.address))
    return {
        "cell": str(change.address),
        "label": cell_label(report, change.address),
        "before": _cell(change.before),
        "after": _cell(change.after),
        "location": location_json(place) if place else None,
    }


def _cell(cell: Cell) -> Json:
    return {
        "state": cell.state.value,
        "value": figure_json(cell.value),
        "printed": cell.printed,
        "unit": cell.unit,
    }


def _prose(report: Report, change: ProseChange) -> Json:
    return {
        "section": change.section,
        "part": change.part,
        "label": prose_label(report, change),
        "length_before": change.length_before,
        "length_after": change.length_after,
        "removed": change.removed,
        "added": change.added,
    }


def _field(change: FieldChange) -> Json:
    return {
        "key": change.key,
        "label": field_label(change.key),
        "before": change.before,
        "after": change.after,
    }


def _check(change: CheckChange) -> Json:
    result, checks = change.result, change.checks
    return {
        "turn": change.turn.value,
        "code": result.rule.id,
        "severity": result.rule.severity.value,
        "at": result.at,
        "left": figure_json(result.left),
        "right": figure_json(result.right),
        "message": message(result, checks.report, checks.before),
        "note": result.discrepancy.note if result.discrepancy else None,
    }


def _correction(entry: Correction) -> Json:
    return {
        "date": entry.date.isoformat(),
        "at": entry.at,
        "old": entry.old,
        "new": entry.new,
        "reason": entry.reason,
        "kind": entry.kind,
    }

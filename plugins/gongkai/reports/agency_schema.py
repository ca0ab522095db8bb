"""The JSON Schema of ``agency.yaml``."""

from __future__ import annotations

from gongkai.reports.agency import (
    AGENCY_FIELDS,
    CONTACT_FIELDS,
    FORMER_NAME_FIELDS,
    KIND_LABELS,
    LEVEL_LABELS,
    REGION_FIELDS,
)
from gongkai.reports.schema_parts import (
    AGENCY_ID,
    BOOLEAN,
    DRAFT,
    INTEGER,
    TEXT,
    URL,
    Schema,
    list_of,
    record,
    words,
)


def agency_schema() -> Schema:
    """What a file of a body may hold."""
    kinds = {
        "kind": words({kind.value: label for kind, label in KIND_LABELS.items()}),
        "level": words(LEVEL_LABELS),
        "region": record(REGION_FIELDS, {}),
        "aliases": list_of(TEXT),
        "former_names": list_of(record(FORMER_NAME_FIELDS, {"until": INTEGER})),
        "parent": AGENCY_ID,
        "members": list_of(AGENCY_ID),
        "since": INTEGER,
        "until": INTEGER,
        "makes_rules": BOOLEAN,
        "predecessors": list_of(AGENCY_ID),
        "contact": record(CONTACT_FIELDS, {}),
        "homepage": URL,
        "redirect_from": list_of(AGENCY_ID),
    }
    return {"$schema": DRAFT, "title": "机关", **record(AGENCY_FIELDS, kinds)}

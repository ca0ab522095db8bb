"""Pieces of the JSON Schemas by which editors complete and explain data files.

The schemas are of draft 7, which editors of YAML know. They see values as YAML types them, so they
are stricter about texts that look like numbers than our reader is, and blind to sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from gongkai.fields import Fields

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

TEXT: Schema = {"type": "string", "minLength": 1}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
URL: Schema = {"type": "string", "pattern": "^https?://[^\\s]+$"}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
AGENCY_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}
FIGURE_OR_BLANK: Schema = {"type": ["string", "number", "null"], "minLength": 1}
"""A text that may look like a number, or a blank."""


def record(fields: Fields, kinds: Mapping[str, Schema], otherwise: Schema = TEXT) -> Schema:
    """A mapping with the fields of a table, what each may hold, and what it means."""
    return {
        "type": "object",
        "properties": {
            name: {"description": field.meaning, **kinds.get(name, otherwise)}
            for name, field in fields.items()
        },
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def one_of(words: Iterable[str]) -> Schema:
    return {"enum": list(words)}


def words(meanings: Mapping[str, str]) -> Schema:
    """One of some words, each with its meaning."""
    return {"oneOf": [{"const": word, "title": meaning} for word, meaning in meanings.items()]}


def said(schema: Schema, title: str, description: str = "") -> Schema:
    """A schema, by reference or not, under a title of its own."""
    described = {"title": title} | ({"description": description} if description else {})
    # Beside a $ref draft 7 sees nothing.
    return {**described, "allOf": [schema]} if "$ref" in schema else {**schema, **described}

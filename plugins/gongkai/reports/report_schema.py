"""The JSON Schema of a report on an edition: every table, row and column with its printed label."""

from __future__ import annotations

from gongkai.forms.model import FormEdition, Header, Table, ValueKind, walk
from gongkai.reports.loader import FIRST_YEAR, LAST_YEAR
from gongkai.reports.model import Status
from gongkai.reports.places import label_keys
from gongkai.reports.schema_parts import (
    DATE,
    DRAFT,
    FIGURE_OR_BLANK,
    INTEGER,
    NUMBER,
    SHA256,
    TEXT,
    URL,
    Schema,
    list_of,
    one_of,
    record,
    said,
    words,
)
from gongkai.reports.spec import (
    ATTACHMENT_FIELDS,
    CELL_FIELDS,
    CORRECTION_FIELDS,
    CORRECTION_KINDS,
    DISCREPANCY_FIELDS,
    EXTRA_TABLE_FIELDS,
    NARRATIVE_FIELDS,
    NOTE_FIELDS,
    REPORT_FIELDS,
    SIGNATURE_FIELDS,
    SOURCE_FIELDS,
)

_VALUES: dict[ValueKind, Schema] = {
    ValueKind.COUNT: INTEGER | {"minimum": 0},
    ValueKind.CHANGE: INTEGER,
    ValueKind.DECIMAL: NUMBER | {"minimum": 0},
}
_VALUE_WORDS = {
    ValueKind.COUNT: "不小于 0 的整数",
    ValueKind.CHANGE: "整数，减少写负数",
    ValueKind.DECIMAL: "不小于 0 的数，照原文的小数位",
}


def report_schema(form: FormEdition) -> Schema:
    """What a file of a report on a form may hold."""
    schema = record(REPORT_FIELDS, _kinds(form))
    return {
        "$schema": DRAFT,
        "title": f"政府信息公开工作年度报告，{form.id} 版表式",
        "description": f"{form.label}，{form.document}",
        **schema,
        "definitions": {
            **{f"cell_{kind.value}": _cell(kind) for kind in ValueKind},
            **{
                f"{table.id}.{row.path}": _row(table, row)
                for table in form.tables
                for row in _possible_rows(table)
            },
        },
    }


def _kinds(form: FormEdition) -> dict[str, Schema]:
    sections = [section.id for section in form.sections]
    tables = [table.id for table in form.tables]
    extra = {
        "after": one_of(sections),
        "form": one_of(tables),
        "unit": TEXT,
        "header": list_of(_texts()) | {"minItems": 1},
        "rows": list_of(_texts()),
    }
    figures = {"left": NUMBER, "right": NUMBER}
    change = {
        "date": DATE,
        "kind": words(CORRECTION_KINDS),
        "old": FIGURE_OR_BLANK,
        "new": FIGURE_OR_BLANK,
    }
    labels = dict.fromkeys(label_keys(form), TEXT)
    return {
        "year": INTEGER | {"minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "published": DATE,
        "signed": record(SIGNATURE_FIELDS, {"date": DATE}),
        "status": one_of(status.value for status in Status),
        "source": record(SOURCE_FIELDS, {"url": URL, "retrieved": DATE, "sha256": SHA256}),
        "narratives": _narratives(form),
        "tables": _tables(form),
        "printed_labels": {"type": "object", "properties": labels, "additionalProperties": False},
        "extra_tables": list_of(record(EXTRA_TABLE_FIELDS, extra)),
        "attachments": list_of(record(ATTACHMENT_FIELDS, {})),
        "notes": list_of(record(NOTE_FIELDS, {})),
        "discrepancies": list_of(record(DISCREPANCY_FIELDS, figures)),
        "corrections": list_of(record(CORRECTION_FIELDS, change)),
    }


def _texts() -> Schema:
    return list_of({"type": ["string", "number", "null"], "minLength": 1})


def _narratives(form: FormEdition) -> Schema:
    parts = record(NARRATIVE_FIELDS, {})
    sections = {
        section.id: said(parts if section.tables else TEXT, section.label)
        for section in form.sections
    }
    prose = {"type": "object", "properties": sections, "additionalProperties": False}
    return {"anyOf": [{"const": "omitted"}, prose]}


# --- tables -----------------------------------------------------------------------------------


def _tables(form: FormEdition) -> Schema:
    tables = {table.id: _table(form, table) for table in form.tables}
    return {"type": "object", "properties": tables, "additionalProperties": False}


def _table(form: FormEdition, table: Table) -> Schema:
    section = form.section(table.section)
    label = section.label if section else table.section
    rows = {
        row.path: said({"$ref": f"#/definitions/{table.id}.{row.path}"}, _row_label(table, row))
        for row in _possible_rows(table)
    }
    shape: Schema = {"type": "object", "properties": rows, "additionalProperties": False}
    return said(shape, table.caption or label, label)


def _possible_rows(table: Table) -> list[Header]:
    """The rows that hold figures, and the groups that may stand as one."""
    return [row for row in walk(table.rows) if not row.children or row.collapsible]


def _row_label(table: Table, row: Header) -> str:
    return row.label or table.caption or "本表的一行"


def _row(table: Table, row: Header) -> Schema:
    """The cells of a row in the order of the columns, or by column."""
    cells = {
        column.path: said(
            {"$ref": f"#/definitions/cell_{table.kind(row, column).value}"}, column.label
        )
        for column in table.column_leaves
    }
    names = "、".join(column.label for column in table.column_leaves)
    in_order = {
        "type": "array",
        "description": f"依次为：{names}",
        "items": list(cells.values()),
        "minItems": len(cells),
        "maxItems": len(cells),
    }
    by_name = {"type": "object", "properties": cells, "additionalProperties": False}
    return {"anyOf": [in_order, by_name]}


def _cell(kind: ValueKind) -> Schema:
    value = _VALUES[kind]
    return {
        "description": f"{_VALUE_WORDS[kind]}；空写 ~；印的是文字就写文字",
        "anyOf": [value, {"type": "null"}, TEXT, record(CELL_FIELDS, {"value": value})],
    }

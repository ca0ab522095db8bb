"""Places that an ``at:`` may name: a cell, a row, a column, a table or a section of an edition.

And what a report's ``locations`` call the places in its file that are none of these.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.forms.model import FormEdition, Table, walk


def is_place(edition: FormEdition, at: str) -> bool:
    """Whether ``at`` is an address, ``table.row``, ``table/column``, a table or a section id."""
    if edition.section(at) is not None or edition.table(at) is not None:
        return True
    head, _, column = at.partition("/")
    table_id, _, row = head.partition(".")
    table = edition.table(table_id)
    has_empty_part = (head.endswith(".") or at.endswith("/")) or not (row or column)
    if table is None or has_empty_part:
        return False
    row_exists = not row or table.row(row) is not None
    column_exists = not column or table.column(column) is not None
    return row_exists and column_exists


def is_place_of_check(edition: FormEdition, at: str) -> bool:
    """The same, and also a bare row or column, since the check says which table is meant."""
    return is_place(edition, at) or any(at in _axis_paths(table) for table in edition.tables)


def is_label_key(edition: FormEdition, key: str) -> bool:
    """Whether ``key`` names a printed label: a row, a column, a caption or a section's title."""
    head, _, rest = key.partition(".")
    if head == "sections":
        return edition.section(rest) is not None
    table = edition.table(head)
    if table is None:
        return False
    if rest == "caption":
        return True
    axis, _, path = rest.partition(".")
    find = {"rows": table.row, "columns": table.column}.get(axis)
    return find is not None and find(path) is not None


def label_keys(edition: FormEdition) -> Iterable[str]:
    """Every key that names a printed label."""
    yield from (f"sections.{section.id}" for section in edition.sections)
    for table in edition.tables:
        yield f"{table.id}.caption"
        yield from (f"{table.id}.rows.{row.path}" for row in walk(table.rows))
        yield from (f"{table.id}.columns.{column.path}" for column in walk(table.columns))


# --- names of locations -----------------------------------------------------------------------


def table_key(table_id: str) -> str:
    """A table of the form; a section may have the same id."""
    return f"tables.{table_id}"


def section_key(section_id: str) -> str:
    """The prose of a section."""
    return f"narratives.{section_id}"


def label_key(key: str) -> str:
    """A printed label by its key."""
    return f"printed_labels.{key}"


def extra_table_key(table_id: str) -> str:
    """A table outside the form."""
    return f"extra_tables.{table_id}"


def _axis_paths(table: Table) -> set[str]:
    return {header.path for header in (*walk(table.rows), *walk(table.columns))}

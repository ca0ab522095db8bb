"""The form's tables out of a report file, row by row against the edition."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from gongkai.forms.model import Editions, FormEdition, Table, walk
from gongkai.issues import Location
from gongkai.located_yaml import LocatedDocument, Mapping, Node, Scalar
from gongkai.located_yaml import Sequence as SequenceNode
from gongkai.reports.cells import CellReader
from gongkai.reports.model import Row, frozen
from gongkai.reports.places import table_key

FIRST_FORM_YEAR = 2019  # the first national form; earlier reports have local tables only

Tables = dict[str, MappingOf[str, Row]]


class TableReader(CellReader):
    """Reads ``tables``; ``locations`` gathers where tables stand, and rows and cells by address.

    What is there but cannot be read has its place, too.
    """

    def __init__(self, document: LocatedDocument, editions: Editions) -> None:
        super().__init__(document)
        self.editions = editions
        self.locations: dict[str, Location] = {}

    def tables(self, root: Mapping, edition: FormEdition | None) -> Tables:
        """The printed rows of every table, in the order of the form."""
        node = root.entries.get("tables")
        if edition is None:
            if node is not None:
                message = f"{FIRST_FORM_YEAR} 年以前没有全国统一的表式"
                self.report("report.tables", root.keys["tables"], message, "改用 extra_tables")
            return {}
        mapping = None if node is None else self.mapping(node)
        if mapping is not None and not self._is_of_other_edition(mapping, edition):
            return self._tables_of(mapping, edition)
        if node is not None:  # any table of the form may be in what cannot be read
            self.locations |= {table_key(table.id): self.location(node) for table in edition.tables}
        return {}

    def _tables_of(self, mapping: Mapping, edition: FormEdition) -> Tables:
        known = [table.id for table in edition.tables]
        for name, key in mapping.keys.items():
            if name not in known:
                self.unknown_key(key, known, "form.unknown_row")
            self._place(table_key(name), key)
        found: Tables = {}
        for table in edition.tables:
            node = mapping.entries.get(table.id)
            if node is not None and (rows := self.mapping(node)) is not None:
                found[table.id] = frozen(self._rows(rows, table))
        return found

    def _rows(self, mapping: Mapping, table: Table) -> dict[str, Row]:
        """The rows by path; a collapsible group may stand for the rows below it."""
        allowed = {row.path: row for row in walk(table.rows) if not row.children or row.collapsible}
        for name, key in mapping.keys.items():
            if name not in allowed:
                self.unknown_key(key, allowed, "form.unknown_row")
        self._collapsed_only_once(mapping, table)
        rows: dict[str, Row] = {}
        for path, header in allowed.items():
            node = mapping.entries.get(path)
            if node is None:
                continue
            self._place(f"{table.id}.{path}", mapping.keys[path])
            self._place_cells(table, path, node)
            if (row := self.row(node, table, header)) is not None:
                rows[path] = row
        return rows

    def _collapsed_only_once(self, mapping: Mapping, table: Table) -> None:
        """A group is given as one row or by its children, not both."""
        for group in walk(table.rows):
            if not (group.collapsible and group.path in mapping.entries):
                continue
            for leaf in group.leaves():
                if leaf.path in mapping.entries:
                    message = f"“{group.label}”已作为一行填写，又填了下级“{leaf.label}”"
                    self.report("form.unknown_row", mapping.keys[leaf.path], message, "只留一种")

    # --- places -------------------------------------------------------------------------------

    def _place(self, address: str, node: Node) -> None:
        self.locations[address] = self.location(node)

    def _place_cells(self, table: Table, path: str, node: Node) -> None:
        columns = [column.path for column in table.column_leaves]
        if isinstance(node, SequenceNode):
            for column, item in zip(columns, node.items, strict=False):
                self._place(f"{table.id}.{path}/{column}", item)
        elif isinstance(node, Mapping):
            for column, item in node.entries.items():
                self._place(f"{table.id}.{path}/{column}", item)

    # --- another form -------------------------------------------------------------------------

    def _is_of_other_edition(self, mapping: Mapping, edition: FormEdition) -> bool:
        """Whether the tables are on another form throughout; notes it once, not row by row."""
        strangers = _strangers(mapping, edition)
        if not strangers:
            return False
        for other in self.editions:
            if other.id != edition.id and not _strangers(mapping, other):
                message = (
                    f"表格用的是 {other.id} 版表式，当年应是 {edition.id} 版"
                    f"（如“{strangers[0].text}”）"
                )
                hint = f'原文确用旧表式，就在 year 下加一行 edition: "{other.id}"'
                self.report("form.other_edition", strangers[0], message, hint)
                return True
        return False


def _strangers(mapping: Mapping, edition: FormEdition) -> list[Scalar]:
    """Tables, rows and named columns of a file that an edition does not have, and rows too wide."""
    found: list[Scalar] = []
    for table_id, key in mapping.keys.items():
        table, rows = edition.table(table_id), mapping.entries[table_id]
        if table is None:
            found.append(key)
        elif isinstance(rows, Mapping):
            found += _strange_rows(rows, table)
    return found


def _strange_rows(rows: Mapping, table: Table) -> list[Scalar]:
    return [
        key
        for path, key in rows.keys.items()
        if table.row(path) is None or not _fits(rows.entries[path], table)
    ]


def _fits(row: Node, table: Table) -> bool:
    """Whether a row has the columns of a table."""
    if isinstance(row, SequenceNode):
        return len(row.items) == len(table.column_leaves)
    if isinstance(row, Mapping):
        return set(row.entries) <= {column.path for column in table.column_leaves}
    return True

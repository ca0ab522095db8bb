"""Editions of the form out of their files: one YAML file holds one edition, nothing is in code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from gongkai.fields import Fields, Reader
from gongkai.forms.model import (
    Carry,
    CellAddress,
    Editions,
    FormEdition,
    Header,
    Identity,
    Section,
    Statement,
    Table,
    Term,
    ValueKind,
)
from gongkai.forms.spec import (
    CARRY_FIELDS,
    EDITION_FIELDS,
    EDITION_FILE_FIELDS,
    HEADER_FIELDS,
    RULE_FIELDS,
    SECTION_FIELDS,
    STATEMENT_FIELDS,
    TABLE_FIELDS,
    TERM_FIELDS,
)
from gongkai.issues import Issue, Loaded
from gongkai.located_yaml import LocatedDocument, Mapping, Node, Scalar, quoted, read_yaml

SCHEMA_VERSION = 1
BUILTIN_EDITIONS = Path(__file__).parent / "editions"

# Ids become parts of addresses and HTML ids; these are taken by the parts of a table's page.
_ID = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED_ROWS = frozenset({"caption", "region", "columns_label"})

_VALUES = {kind.value: kind for kind in ValueKind}
_SECTION_KINDS = {kind: kind for kind in ("text", "tables")}
_AXES = {axis: axis for axis in ("row", "column")}
_SEVERITIES = {word: word for word in ("error", "warning", "hint")}


def load_editions(folders: Iterable[Path] = (), root: Path | None = None) -> Loaded[Editions]:
    """The editions that ship with the package and those in further folders, the oldest first.

    Issues show paths from ``root`` on.
    """
    editions: list[FormEdition] = []
    issues: list[Issue] = []
    for folder in (BUILTIN_EDITIONS, *folders):
        for path in sorted(folder.glob("*.yaml")):
            loaded = _load_edition(path, editions, _shown(path, root))
            issues += loaded.issues
            if loaded.value is not None:
                editions.append(loaded.value)
    editions.sort(key=lambda edition: edition.from_year)
    return Loaded(Editions(tuple(editions)), tuple(issues))


def load_edition(path: Path) -> Loaded[FormEdition | None]:
    """One edition, or None with the issues that make the file unusable."""
    return _load_edition(path, (), path.as_posix())


def _shown(path: Path, root: Path | None) -> str:
    return (path.relative_to(root) if root and path.is_relative_to(root) else path).as_posix()


def _load_edition(
    path: Path, others: Iterable[FormEdition], shown_as: str
) -> Loaded[FormEdition | None]:
    loaded = read_yaml(path, shown_as)
    if loaded.value is None:
        return Loaded(None, loaded.issues)
    reader = _EditionReader(loaded.value)
    edition = reader.edition(loaded.value.root)
    if edition is not None:
        reader.stand_apart(edition, others)
    issues = reader.all_issues(loaded.issues)
    return Loaded(None if issues else edition, issues)


class _EditionReader(Reader):
    """Reads an edition file; any issue makes the whole file unusable."""

    def __init__(self, document: LocatedDocument) -> None:
        super().__init__(document)
        self._section_ids: set[str] = set()
        self._table_ids: set[str] = set()

    def edition(self, root: Mapping) -> FormEdition | None:
        record = self.record(root, EDITION_FILE_FIELDS)
        self.get(root, "schema_version", self._schema_version)
        head = self.get(root, "edition", lambda node: self.record(node, EDITION_FIELDS))
        if record is None or head is None or self.issues:
            return None
        edition = FormEdition(
            id=self.get(head, "id", self.line) or "",
            from_year=self.get(head, "from", self.integer) or 0,
            label=self.get(head, "label", self.line) or "",
            document=self.get(head, "document", self.line) or "",
            sections=self.get_each(root, "sections", self._section),
            tables=self.get_each(root, "tables", self._table),
        )
        return self._with_rules(root, edition)

    def stand_apart(self, edition: FormEdition, others: Iterable[FormEdition]) -> None:
        """No other edition may have the same id or begin in the same year."""
        head = self.document.root.entries["edition"]
        for other in others:
            if isinstance(head, Mapping) and other.id == edition.id:
                self.report("form.file", head.entries["id"], f"已有表式{quoted(edition.id)}")
            elif isinstance(head, Mapping) and other.from_year == edition.from_year:
                message = f"表式{quoted(other.id)}也自 {edition.from_year} 年起使用"
                self.report("form.file", head.entries["from"], message)

    def _schema_version(self, node: Node) -> int | None:
        version = self.integer(node)
        if version not in {None, SCHEMA_VERSION}:
            self.report("form.file", node, f"不认识的文件格式版本 {version}", "现为 1")
        return version

    def _with_rules(self, root: Mapping, edition: FormEdition) -> FormEdition:
        """The edition with its identities and carries, whose addresses must exist in it."""
        self._sections_match(root, edition)
        identities = self.get_each(root, "identities", lambda node: self._identity(node, edition))
        carries = self.get_each(root, "carries", lambda node: self._carry(node, edition))
        return FormEdition(
            edition.id,
            edition.from_year,
            edition.label,
            edition.document,
            edition.sections,
            edition.tables,
            identities,
            carries,
            self.get_each(root, "sentence", lambda node: self._statement(node, edition)),
        )

    def _sections_match(self, root: Mapping, edition: FormEdition) -> None:
        """Every table must be named by exactly the section that it names itself."""
        named = [(table, each.id) for each in edition.sections for table in each.tables]
        held = [(table.id, table.section) for table in edition.tables]
        for table, section in sorted(set(named) ^ set(held)):
            place = root.entries["tables"]
            self.report("form.file", place, f"表{quoted(table)}与部分{quoted(section)}没有互相指明")

    def _once(self, record: Mapping, own: str, seen: set[str]) -> None:
        """Notes an id that another section or table already has."""
        if own in seen:
            self.report("form.file", record, f"标识{quoted(own)}出现两次")
        seen.add(own)

    # --- sections, tables, headers ------------------------------------------------------------

    def _identifier(self, node: Node) -> str | None:
        text = self.line(node)
        if text is not None and not _ID.fullmatch(text):
            self.report("form.file", node, f"标识{quoted(text)}须为小写字母、数字和下划线")
        return text

    def _section(self, node: Node) -> Section | None:
        record = self.record(node, SECTION_FIELDS)
        if record is None:
            return None
        own = self.get(record, "id", self._identifier) or ""
        self._once(record, own, self._section_ids)
        self.get(record, "kind", lambda each: self.choice(each, _SECTION_KINDS))
        return Section(
            id=own,
            label=self.get(record, "label", self.line) or "",
            label_variants=self.get_each(record, "label_variants", self.line),
            tables=self.get_each(record, "tables", self._identifier),
        )

    def _table(self, node: Node) -> Table | None:
        record = self.record(node, TABLE_FIELDS)
        if record is None:
            return None
        own = self.get(record, "id", self._identifier) or ""
        self._once(record, own, self._table_ids)
        table = Table(
            id=own,
            section=self.get(record, "section", self._identifier) or "",
            caption=self.get(record, "caption", self.line),
            stub_label=self.get(record, "stub_label", self.line),
            corner_note=self.get(record, "corner_note", self.line),
            columns_label=self.get(record, "columns_label", self.line),
            value=self.get(record, "value", self._value) or ValueKind.COUNT,
            unit=self.get(record, "unit", self._unit),
            columns=self._headers(record.entries.get("columns")),
            rows=self._headers(record.entries.get("rows")),
        )
        if taken := _RESERVED_ROWS & {row.path for row in table.rows}:
            self.report("form.file", record, f"行标识{quoted(min(taken))}已有他用")
        return table

    def _headers(self, node: Node | None, above: str = "") -> tuple[Header, ...]:
        """The headers of a list; ids are unique among siblings."""
        if node is None:
            return ()
        headers = self.each(node, lambda item: self._header(item, above))
        ids = [header.id for header in headers]
        for twice in sorted({each for each in ids if ids.count(each) > 1}):
            self.report("form.file", node, f"标识{quoted(twice)}出现两次")
        return headers

    def _header(self, node: Node, above: str) -> Header | None:
        record = self.record(node, HEADER_FIELDS)
        if record is None:
            return None
        own = self.get(record, "id", self._identifier) or ""
        path = f"{above}.{own}" if above else own
        return Header(
            id=own,
            path=path,
            label=self.get(record, "label", self._label) or "",
            label_variants=self.get_each(record, "label_variants", self.line),
            children=self._headers(record.entries.get("children"), path),
            collapsible=self.get(record, "collapsible", self.boolean) or False,
            follows=self.get(record, "follows", self.line),
            value=self.get(record, "value", self._value),
            unit=self.get(record, "unit", self._unit),
        )

    def _label(self, node: Node) -> str | None:
        """A label as printed; quoted and empty where the form prints none."""
        if isinstance(node, Scalar) and not node.plain and not node.text:
            return ""
        return self.line(node)

    def _value(self, node: Node) -> ValueKind | None:
        return self.choice(node, _VALUES)

    def _unit(self, node: Node) -> str | None:
        """The printed unit; ``~`` states that none is printed."""
        if isinstance(node, Scalar) and node.plain and node.text == "~":
            return None
        return self.line(node)

    # --- rules --------------------------------------------------------------------------------

    def _rule(
        self, node: Node, edition: FormEdition, fields: Fields
    ) -> tuple[Mapping, Table, str] | None:
        """The record of a rule, its table and its axis, if they make sense."""
        record = self.record(node, fields)
        if record is None:
            return None
        table_id = self.get(record, "table", self._identifier)
        axis = self.get(record, "for_each", lambda each: self.choice(each, _AXES))
        table = edition.table(table_id) if table_id else None
        if table is None and table_id is not None:
            self.report("form.file", record, f"没有表{quoted(table_id)}")
        return None if table is None or axis is None else (record, table, axis)

    def _paths(self, node: Node | None, table: Table, axis: str) -> tuple[str, ...]:
        """Paths of the axis that is summed: a rule for each column sums rows."""
        find = table.row if axis == "column" else table.column
        return () if node is None else self.each(node, lambda item: self._path(item, find))

    def _path(self, node: Node, find: Callable[[str], Header | None]) -> str | None:
        path = self.line(node)
        if path is None:
            return None
        header = find(path.removesuffix(".*"))
        if header is None or bool(header.children) != path.endswith(".*"):
            self.report("form.file", node, f"{quoted(path)}指不到一行、一列或一组")
        return path

    def _identity(self, node: Node, edition: FormEdition) -> Identity | None:
        found = self._rule(node, edition, RULE_FIELDS)
        if found is None:
            return None
        record, table, axis = found
        return Identity(
            id=self.get(record, "id", self._identifier) or "",
            table=table.id,
            for_each=axis,
            left=self._paths(record.entries.get("left"), table, axis),
            right=self._paths(record.entries.get("right"), table, axis),
            **self._reason(record),
        )

    def _carry(self, node: Node, edition: FormEdition) -> Carry | None:
        found = self._rule(node, edition, CARRY_FIELDS)
        if found is None:
            return None
        record, table, axis = found
        return Carry(
            id=self.get(record, "id", self._identifier) or "",
            table=table.id,
            for_each=axis,
            left=self._terms(record.entries.get("left"), table, axis),
            right=self._terms(record.entries.get("right"), table, axis),
            first_year=self.get(record, "first_year", self.integer) or 0,
            **self._reason(record),
        )

    def _reason(self, record: Mapping) -> dict[str, str]:
        """The basis, severity and label that both kinds of rule state."""
        return {
            "basis": self.get(record, "basis", self.line) or "",
            "severity": self.get(record, "severity", lambda n: self.choice(n, _SEVERITIES)) or "",
            "label": self.get(record, "label", self.line) or "",
        }

    def _terms(self, node: Node | None, table: Table, axis: str) -> tuple[Term, ...]:
        """Terms of both years; last year's edition may be another, so its paths are not checked."""
        record = None if node is None else self.record(node, TERM_FIELDS)
        if record is None:
            return ()
        this_year = self._paths(record.entries.get("this_year"), table, axis)
        last_year = self.get_each(record, "last_year", self.line)
        return (
            *(Term(last_year=True, path=path) for path in last_year),
            *(Term(last_year=False, path=path) for path in this_year),
        )

    # --- the sentence -------------------------------------------------------------------------

    def _statement(self, node: Node, edition: FormEdition) -> Statement | None:
        record = self.record(node, STATEMENT_FIELDS)
        if record is None:
            return None
        address = self.get(record, "at", lambda each: self._address(each, edition))
        return (
            None
            if address is None
            else Statement(
                address=address,
                text=self.get(record, "text", self.line) or "",
                zero=self.get(record, "zero", self.line),
                compares=self.get(record, "compare", self.boolean) or False,
            )
        )

    def _address(self, node: Node, edition: FormEdition) -> CellAddress | None:
        """The address of a cell that the edition has."""
        text = self.line(node)
        if text is None:
            return None
        head, _, column = text.partition("/")
        address = CellAddress(*head.partition(".")[::2], column)
        if address not in set(edition.addresses()):
            self.report("form.file", node, f"{quoted(text)}不是这一版的一格")
            return None
        return address

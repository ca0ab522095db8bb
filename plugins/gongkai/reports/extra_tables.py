"""Tables outside the form: each with an id of its own, a place among the parts, and equal rows."""

from __future__ import annotations

import re

from gongkai.forms.model import Editions
from gongkai.located_yaml import LocatedDocument, Mapping, Node, Sequence, quoted
from gongkai.reports.entries import EntryReader
from gongkai.reports.model import ExtraTable
from gongkai.reports.places import extra_table_key
from gongkai.reports.spec import EXTRA_TABLE_FIELDS

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")

Texts = tuple[str | None, ...]
"""A row as printed; None is an empty cell."""


class ExtraTableReader(EntryReader):
    """Reads tables outside the form; their ids may not repeat within a report."""

    def __init__(self, document: LocatedDocument, editions: Editions) -> None:
        super().__init__(document, editions)
        self._extra_ids: set[str] = set()

    def extra_table(self, node: Node) -> ExtraTable | None:
        record = self.record(node, EXTRA_TABLE_FIELDS)
        if record is None:
            return None
        table_id = self.get(record, "id", self._extra_id)
        after = self.get(record, "after", self._section_id)
        title = self.get(record, "title", self.line)
        header = self.get(record, "header", self._header_rows) or ()
        rows = self.get_each(record, "rows", self._texts)
        is_rectangle = self._is_rectangle(record, header + rows)
        if not (table_id and after and title and header and is_rectangle):
            return None
        unit, note = (self.get(record, key, self.text) for key in ("unit", "note"))
        form = self.get(record, "form", self._table_id)
        self._place(extra_table_key(table_id), record)
        return ExtraTable(table_id, after, title, header, rows, unit, note, form)

    def _extra_id(self, node: Node) -> str | None:
        """An identifier that no other table outside the form has."""
        text = self._identifier(node)
        if text is not None and text in self._extra_ids:
            message = f"另一张附表也叫{quoted(text)}"
            self.report("table.duplicate_id", node, message, "各用各的标识")
            return None
        self._extra_ids.add(text or "")
        return text

    def _table_id(self, node: Node) -> str | None:
        text = self.line(node)
        if text is not None and self.form is not None and self.form.table(text) is None:
            known = "、".join(table.id for table in self.form.tables)
            message = f"表式中没有表{quoted(text)}"
            self.report("form.unknown_row", node, message, f"可用：{known}")
            return None
        return text

    def _header_rows(self, node: Node) -> tuple[Texts, ...]:
        rows = self.each(node, self._texts)
        if isinstance(node, Sequence) and not any(rows):
            self.report("shape.empty", node, "表头是空的", "写上各列的名称")
        return rows

    def _identifier(self, node: Node) -> str | None:
        text = self.line(node)
        if text is not None and not _ID.fullmatch(text):
            hint = "用小写字母、数字和连字符"
            self.report("file.name", node, f"标识不合规则：{quoted(text)}", hint)
            return None
        return text

    def _section_id(self, node: Node) -> str | None:
        text = self.line(node)
        sections = [section.id for section in self.form.sections] if self.form else []
        if text is not None and text not in sections:
            hint = f"可用：{'、'.join(sections)}"
            self.report("place.unknown", node, f"没有部分{quoted(text)}", hint)
            return None
        return text

    def _texts(self, node: Node) -> Texts | None:
        """A row of texts as printed; ``~`` is an empty cell."""
        sequence = self.sequence(node)
        return None if sequence is None else tuple(self.printed(item) for item in sequence.items)

    def _is_rectangle(self, record: Mapping, rows: tuple[Texts, ...]) -> bool:
        """Whether all rows are equally wide, and not empty: no page can show any other."""
        widths = sorted({len(row) for row in rows})
        if len(widths) == 1 and widths[0] > 0:
            return True
        if rows:
            message = f"各行宽度不一或为空：{'、'.join(map(str, widths))} 格"
            self.report("table.row_length", record, message, "每行（含表头）格数相同，空格写 ~")
        return False

"""Entries of a report that point at places: footnotes, discrepancies, corrections."""

from __future__ import annotations

from decimal import Decimal

from gongkai.forms.model import Editions, FormEdition, ValueKind
from gongkai.located_yaml import LocatedDocument, Mapping, Node, Scalar, quoted
from gongkai.reports.cells import plain_number
from gongkai.reports.model import Correction, Discrepancy, Note
from gongkai.reports.places import is_place, is_place_of_check
from gongkai.reports.spec import (
    CORRECTION_FIELDS,
    CORRECTION_KINDS,
    DISCREPANCY_FIELDS,
    NOTE_FIELDS,
)
from gongkai.reports.tables import TableReader

_KINDS = {kind: kind for kind in CORRECTION_KINDS}


class EntryReader(TableReader):
    """Reads entries; ``form`` is the edition whose sections and addresses they may name."""

    def __init__(self, document: LocatedDocument, editions: Editions) -> None:
        super().__init__(document, editions)
        self.form: FormEdition | None = None
        self._entries = 0

    def _place_of(self, record: Mapping, *, of_check: bool = False) -> str | None:
        at = self.get(record, "at", self.line)
        exists = is_place_of_check if of_check else is_place
        if at is not None and (self.form is None or not exists(self.form, at)):
            hint = "写 表.行/列、表.行、表/列 或部分的标识"
            self.report("place.unknown", record.entries["at"], f"没有这个地方：{quoted(at)}", hint)
        return at

    def note(self, node: Node) -> Note | None:
        record = self.record(node, NOTE_FIELDS)
        if record is None:
            return None
        at, text = self._place_of(record), self.get(record, "text", self.text)
        return Note(at, text) if at and text else None

    def discrepancy(self, node: Node) -> Discrepancy | None:
        record = self.record(node, DISCREPANCY_FIELDS)
        if record is None:
            return None
        check = self.get(record, "check", self.line)
        at = self._place_of(record, of_check=True)
        note = self.get(record, "note", self.text)
        left, right = (self.get(record, side, self._figure) for side in ("left", "right"))
        if not (check and at and note):
            return None
        # By the number among those that are read, as the report holds them.
        self.locations[f"discrepancies[{self._entries}]"] = self.location(record)
        self._entries += 1
        return Discrepancy(check, at, note, left, right)

    def _figure(self, node: Node) -> Decimal | None:
        """A sum: a signed decimal."""
        scalar = self.scalar(node)
        if scalar is None:
            return None
        sign = -1 if scalar.text.startswith("-") else 1
        number = plain_number(scalar.text.removeprefix("-"), ValueKind.DECIMAL)
        if number is None:
            self.report("value.decimal", node, f"须为数，现为{quoted(scalar.text)}")
            return None
        return sign * Decimal(number)

    def correction(self, node: Node) -> Correction | None:
        record = self.record(node, CORRECTION_FIELDS)
        if record is None:
            return None
        day = self.get(record, "date", self.date)
        at = self._place_of(record)
        reason = self.get(record, "reason", self.text)
        kind = self.get(record, "kind", lambda each: self.choice(each, _KINDS))
        old, new = (self.get(record, side, self._side) for side in ("old", "new"))
        return (
            Correction(day, at, reason, kind, old, new) if day and at and reason and kind else None
        )

    def printed(self, node: Node) -> str | None:
        """What is printed; None for a blank."""
        return self._side(node) or None

    def _side(self, node: Node) -> str | None:
        """What was or is printed; "" for a blank."""
        is_blank = isinstance(node, Scalar) and node.plain and node.text == "~"
        return "" if is_blank else self.text(node)

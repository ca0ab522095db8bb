"""Cells and rows out of YAML: a number, a blank, words as printed, or a located issue.

What looks like a number but is not written plainly (``0355``, ``1,000``, ``１２``) is an error that
shows the form to write: no figure is ever guessed, folded or dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.fields import YAML_WORDS, Reader, describe
from gongkai.forms.model import Header, Table, ValueKind
from gongkai.located_yaml import Mapping, Node, Scalar, quoted, visible
from gongkai.located_yaml import Sequence as SequenceNode
from gongkai.reports.model import BLANK, Cell, CellState, Row
from gongkai.reports.spec import CELL_FIELDS

MAX_DIGITS = 24

_PLAIN = {
    ValueKind.COUNT: re.compile(r"0|[1-9][0-9]*"),
    ValueKind.CHANGE: re.compile(r"[+-]?(?:0|[1-9][0-9]*)"),
    ValueKind.DECIMAL: re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"),
}
_MEANING = {
    ValueKind.COUNT: "件数须为不小于 0 的整数",
    ValueKind.CHANGE: "增减须为整数，可带正负号",
    ValueKind.DECIMAL: "金额须为不小于 0 的十进制数",
}
_FOLDED_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_NUMBER_LIKE = re.compile(
    r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
    r"|[0-9]+(?::[0-9.]+)+|0[xob][0-9a-fA-F]+|[+-]?\.(?:nan|inf)",
    re.IGNORECASE,
)
_GROUPING = re.compile(r"[\s,_'，]")
_NOT_APPLICABLE = frozenset({"/", "-", "--", "—", "——", "－", "／", "不适用"})


def plain_number(text: str, kind: ValueKind) -> int | Decimal | None:
    """The number that plain digits state, None if they are not plain for this kind."""
    if len(text) > MAX_DIGITS or not _PLAIN[kind].fullmatch(text):
        return None
    return Decimal(text) if kind is ValueKind.DECIMAL else int(text)


def number_cell(text: str, kind: ValueKind) -> Cell | None:
    """A number cell from plain digits, printed as they are (``+2``, ``5.00``)."""
    value = plain_number(text, kind)
    return None if value is None else Cell(CellState.NUMBER, value, text)


def text_cell(text: str) -> Cell:
    """A cell of words: not applicable, or any other text."""
    state = CellState.NOT_APPLICABLE if text.strip() in _NOT_APPLICABLE else CellState.TEXT
    return Cell(state, None, text)


class CellReader(Reader):
    """Reads rows of cells; issues carry the kind's own code (``value.count`` …)."""

    def row(self, node: Node, table: Table, row: Header) -> Row | None:
        """The cells of a row, one for every leaf column; None after an issue."""
        nodes = self._row_nodes(node, table, row)
        if nodes is None:
            return None
        cells = [
            BLANK if each is None else self.cell(each, table.kind(row, column))
            for each, column in zip(nodes, table.column_leaves, strict=True)
        ]
        return tuple(cell for cell in cells if cell is not None) if None not in cells else None

    def _row_nodes(self, node: Node, table: Table, row: Header) -> Sequence[Node | None] | None:
        columns = table.column_leaves
        if isinstance(node, Mapping):
            paths = [column.path for column in columns]
            for name, key in node.keys.items():
                if name not in paths:
                    self.unknown_key(key, paths, "form.unknown_row")
            return [node.entries.get(path) for path in paths]
        if not isinstance(node, SequenceNode):
            message = f"“{row.label or row.path}”须是 {len(columns)} 格的列表，现为{describe(node)}"
            self.report("shape.type", node, message)
            return None
        if len(node.items) != len(columns):
            labels = "、".join(column.label for column in columns)
            message = f"“{row.label or row.path}”有 {len(node.items)} 格，表式是 {len(columns)} 格"
            self.report("table.row_length", node, message, f"依次为：{labels}；空格写 ~")
            return None
        return node.items

    def cell(self, node: Node, kind: ValueKind) -> Cell | None:
        """One cell: plain digits, ``~``, words, or ``{value, printed, unit}``."""
        if isinstance(node, Mapping):
            return self._annotated(node, kind)
        if not isinstance(node, Scalar):
            self.report("shape.type", node, f"一格里须是一个值，现为{describe(node)}")
            return None
        return self._plain(node, kind) if node.plain else self._quoted(node, kind)

    def _plain(self, node: Scalar, kind: ValueKind) -> Cell | None:
        if node.text == "~":
            return BLANK
        if node.text in ("", "null"):
            shown = quoted(node.text) if node.text else "什么也没写"
            self.report("value.blank", node, f"空格的写法不对：{shown}", "空格写 ~（空不是 0）")
            return None
        if (cell := number_cell(node.text, kind)) is not None:
            return cell
        if _looks_like_number(node.text) or node.text.lower() in YAML_WORDS:
            self._not_plain(node, kind)
            return None
        self.lost_text(node)
        return text_cell(node.text)

    def _quoted(self, node: Scalar, kind: ValueKind) -> Cell | None:
        if not node.text.strip():
            self.report("value.blank", node, "空格的写法不对：空的引号", "空格写 ~（空不是 0）")
            return None
        if number_cell(node.text, kind) is not None:
            message = f"引号里的数{quoted(node.text)}不会参与计算"
            self.report(f"value.{kind}", node, message, f"去掉引号，写 {node.text}")
            return None
        return text_cell(node.text)

    def _annotated(self, node: Mapping, kind: ValueKind) -> Cell | None:
        if self.record(node, CELL_FIELDS) is None or not {"value", "printed"} <= set(node.entries):
            return None
        value = self._value(node.entries["value"], kind)
        printed = self.get(node, "printed", self.text)
        unit = self.get(node, "unit", self.line)
        if value is None or printed is None:
            return None
        return Cell(CellState.NUMBER, value, printed, unit)

    def _value(self, node: Node, kind: ValueKind) -> int | Decimal | None:
        scalar = self.scalar(node)
        if scalar is None:
            return None
        value = plain_number(scalar.text, kind)
        if value is None:
            self._not_plain(scalar, kind)
        return value

    def _not_plain(self, node: Scalar, kind: ValueKind) -> None:
        if len(node.text) > MAX_DIGITS:
            message = f"数太大：{quoted(node.text)}（{len(node.text)} 位）"
            self.report(f"value.{kind}", node, message, f"最多 {MAX_DIGITS} 位，核对原文")
            return
        hint = next(
            _suggestions(node.text, kind), f'核对原文；原文若就是这样，写 "{visible(node.text)}"'
        )
        self.report(f"value.{kind}", node, f"{_MEANING[kind]}，现为{quoted(node.text)}", hint)


def _looks_like_number(text: str) -> bool:
    return _NUMBER_LIKE.fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    return _GROUPING.sub("", unicodedata.normalize("NFKC", text)).replace("\N{MINUS SIGN}", "-")


def _suggestions(text: str, kind: ValueKind) -> Iterator[str]:
    """What to write instead, for text that states one number in another shape."""
    folded = _folded(text)
    if not _FOLDED_NUMBER.fullmatch(folded):
        return
    number = Decimal(folded)
    if kind is not ValueKind.DECIMAL and number != number.to_integral_value():
        return
    digits = f"{number:f}" if kind is ValueKind.DECIMAL else f"{number:.0f}"
    if plain_number(digits, kind) is None:
        return
    yield f'写 {digits}；要保留原样，写 {{value: {digits}, printed: "{visible(text)}"}}'

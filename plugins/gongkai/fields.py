"""Typed fields out of located YAML: the type comes from the field, never from the look of a value.

A :class:`Reader` collects every issue of one document and carries on, so that an author sees all
of them at once. Each reading method returns the value, or None where the field is absent or wrong;
in the second case an issue has been noted.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongkai.issues import Issue, Location, make_issue
from gongkai.located_yaml import (
    MAX_ISSUES,
    LocatedDocument,
    Mapping,
    Node,
    Scalar,
    Sequence,
    capped,
    quoted,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """What a key means (in Chinese, for messages and the reference) and whether it is required."""

    meaning: str
    required: bool = False


Fields = MappingOf[str, Field]

MAX_KEY = 80
MOST_ISSUES = 200  # of one code in one file

# Words that YAML 1.1 reads as booleans or null: as a figure they are always a slip.
YAML_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))

_PAIRS = ("（）", "()", "《》", "〈〉", "“”", "‘’", "「」", "『』", "【】", "〔〕", "[]")
_QUOTE_COMMENT = "# 和它后面的文字成了注释；要作为内容，就放进英文双引号"

_URL = re.compile(r"https?://[\w\[][^\s\x00-\x20<>\"'\\]*")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")


class Reader:
    """Reads one document; ``issues`` grows as fields are read."""

    def __init__(self, document: LocatedDocument) -> None:
        self.document = document
        self.issues: list[Issue] = []
        self._unknown = 0

    def all_issues(self, before: Iterable[Issue] = ()) -> tuple[Issue, ...]:
        """The issues that reading the file gave, then those of its fields, not endlessly many."""
        return (*before, *capped(self.issues, MOST_ISSUES))

    def location(self, node: Node) -> Location:
        return self.document.location(node)

    def report(
        self,
        code: str,
        node: Node,
        message: str,
        hint: str = "",
        related: Iterable[Location] = (),
    ) -> None:
        """Notes an issue at a node."""
        self.issues.append(make_issue(code, self.location(node), message, hint, related))

    # --- collections --------------------------------------------------------------------------

    def record(self, node: Node, fields: Fields) -> Mapping | None:
        """The node if it is a mapping; unknown and missing keys are noted."""
        mapping = self.mapping(node)
        if mapping is None:
            return None
        for name, key in mapping.keys.items():
            if name not in fields:
                self.unknown_key(key, fields)
        for name, spec in fields.items():
            if spec.required and name not in mapping.entries:
                hint = f"补上“{name}: …”（{spec.meaning}）"
                self.report("shape.missing_key", mapping, f"缺少必填的键“{name}”", hint)
        return mapping

    def unknown_key(
        self, key: Scalar, known: Iterable[str], code: str = "shape.unknown_key"
    ) -> None:
        """Notes a key that is not known, with the nearest one that is."""
        known = list(known)
        self._unknown += 1
        # Looking for the nearest name costs time, so it is done for the first ones only.
        wanted = known if self._unknown <= MAX_ISSUES else []
        near = difflib.get_close_matches(key.text[:MAX_KEY], wanted, n=1, cutoff=0.6)
        hint = f"是不是“{near[0]}”？" if near else f"可用的键：{'、'.join(known[:20])}"
        self.report(code, key, f"不认识的键{quoted(key.text)}", hint)

    def mapping(self, node: Node) -> Mapping | None:
        if isinstance(node, Mapping):
            return node
        self.report("shape.type", node, f"这里须是“键: 值”的映射，现为{describe(node)}")
        return None

    def sequence(self, node: Node) -> Sequence | None:
        if isinstance(node, Sequence):
            return node
        self.report(
            "shape.type", node, f"这里须是列表，现为{describe(node)}", "写成 [ … ] 或每行以“- ”开头"
        )
        return None

    def scalar(self, node: Node) -> Scalar | None:
        """The node if it is a scalar with something in it."""
        if not isinstance(node, Scalar):
            self.report("shape.type", node, f"这里须是一个值，现为{describe(node)}")
            return None
        if not node.text.strip() or (node.plain and node.text in ("~", "null")):
            hint = "填上内容；没有就删去这个键" if node.comment is None else _QUOTE_COMMENT
            self.report("shape.empty", node, "值是空的", hint)
            return None
        return node

    def lost_text(self, scalar: Scalar) -> None:
        """Notes a comment behind a text that looks as if it were to be a part of it."""
        comment = scalar.comment
        if comment is not None and _looks_lost(scalar.text, comment.text):
            message = (
                f"{quoted(comment.text)}前有空格，成了注释，没有读入；读到的是{quoted(scalar.text)}"
            )
            hint = "是内容，就把整个值放进英文双引号；是注释，就在 # 后空一格"
            self.report("yaml.comment_in_value", comment, message, hint)

    def get(self, mapping: Mapping, key: str, read: Callable[[Node], T | None]) -> T | None:
        """What ``read`` makes of the value of a key; None if the key is absent."""
        node = mapping.entries.get(key)
        return None if node is None else read(node)

    def each(self, node: Node, read: Callable[[Node], T | None]) -> tuple[T, ...]:
        """What ``read`` makes of every item of a list, the unreadable ones left out."""
        sequence = self.sequence(node)
        items = sequence.items if sequence is not None else ()
        return tuple(value for item in items if (value := read(item)) is not None)

    def get_each(
        self, mapping: Mapping, key: str, read: Callable[[Node], T | None]
    ) -> tuple[T, ...]:
        """The list under a key, empty if the key is absent."""
        node = mapping.entries.get(key)
        return () if node is None else self.each(node, read)

    # --- scalars ------------------------------------------------------------------------------

    def text(self, node: Node) -> str | None:
        """The text exactly as typed, whatever it looks like, but for a block's last line break."""
        scalar = self.scalar(node)
        if scalar is None:
            return None
        self.lost_text(scalar)
        return scalar.text.rstrip("\n")

    def line(self, node: Node) -> str | None:
        """Text of one line."""
        text = self.text(node)
        if text is not None and "\n" in text:
            self.report("shape.type", node, "这里须是一行文字，现有换行", "写成一行")
            return None
        return text

    def name(self, node: Node) -> str | None:
        """One line that names something; look-alike characters in it are noted."""
        text = self.line(node)
        if text is not None and (odd := _lookalike(text)) is not None:
            point = f"“{odd}”（U+{ord(odd):04X} {unicodedata.name(odd, '')}）"
            self.report(
                "value.lookalike",
                node,
                f"名称{quoted(text)}中有形近字符 {point}",
                "改为正常的汉字或字母",
            )
        return text

    def integer(self, node: Node) -> int | None:
        scalar = self.scalar(node)
        if scalar is None:
            return None
        if _INTEGER.fullmatch(scalar.text):
            return int(scalar.text)
        self.report("value.integer", node, f"须为整数，现为{quoted(scalar.text)}")
        return None

    def boolean(self, node: Node) -> bool | None:
        scalar = self.scalar(node)
        if scalar is None:
            return None
        if scalar.plain and scalar.text in ("true", "false"):
            return scalar.text == "true"
        self.report("value.boolean", node, f"须为 true 或 false，现为{quoted(scalar.text)}")
        return None

    def date(self, node: Node) -> date | None:
        """A calendar day written ``2020-01-23``."""
        scalar = self.scalar(node)
        if scalar is None:
            return None
        if _ISO_DATE.fullmatch(scalar.text):
            try:
                return date.fromisoformat(scalar.text)
            except ValueError:
                pass
        day = _loose_date(scalar.text)
        hint = f"写作 {day.isoformat()}" if day else "写作 2020-01-23 的样子"
        self.report("value.date", node, f"不是日期的写法：{quoted(scalar.text)}", hint)
        return None

    def choice(self, node: Node, choices: MappingOf[str, T]) -> T | None:
        """The value that the typed word stands for."""
        scalar = self.scalar(node)
        if scalar is None:
            return None
        if scalar.text in choices:
            return choices[scalar.text]
        hint = f"可用：{'、'.join(choices)}"
        self.report("shape.choice", node, f"不在允许的范围内：{quoted(scalar.text)}", hint)
        return None

    def url(self, node: Node) -> str | None:
        """An address that may become a link: http or https, a host, no blanks or quotes."""
        text = self.line(node)
        if text is None or _URL.fullmatch(text):
            return text
        self.report(
            "value.url",
            node,
            f"不是 http 或 https 网址：{quoted(text)}",
            "只写以 https:// 或 http:// 开头的网址",
        )
        return None


def describe(node: Node) -> str:
    """What a node is, for messages."""
    if isinstance(node, Scalar):
        return f"一个值{quoted(node.text)}"
    return "列表" if isinstance(node, Sequence) else "映射"


def _loose_date(text: str) -> date | None:
    found = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _looks_lost(text: str, comment: str) -> bool:
    """Whether a comment looks like the rest of a text.

    It does if no blank follows the ``#``, as one does in the comments of this project's own
    writer, or if it closes a bracket or quotation mark that the text has opened.
    """
    behind = comment[1:2]
    if behind and behind not in "!#" and not behind.isspace():
        return True
    return any(text.count(pair[0]) > text.count(pair[1]) and pair[1] in comment for pair in _PAIRS)


def _lookalike(text: str) -> str | None:
    """The first Cyrillic or Greek letter, or radical that stands for a Han character."""
    for char in text:
        is_radical = "\u2e80" <= char <= "\u2fdf"
        # Twelve of the compatibility characters stand for no other.
        is_radical |= "\uf900" <= char <= "\ufaff" and not unicodedata.is_normalized("NFC", char)
        is_foreign = "\u0370" <= char <= "\u052f"
        if is_radical or is_foreign:
            return char
    return None

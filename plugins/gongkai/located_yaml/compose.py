"""Parse events to nodes, without recursion and without any typing of scalars."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from gongkai.issues import Issue, Location, make_issue
from gongkai.located_yaml.nodes import Mapping, Node, Scalar, Sequence, quoted
from gongkai.located_yaml.syntax import SPACE_EDGE, odd_space
from gongkai.located_yaml.text import forbidden_in

MAX_DEPTH = 20


def _place(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1; libyaml marks every one."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


class TooDeepError(Exception):
    """Nesting beyond the limit; carries the place of the first node beyond it."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line, self.column = line, column


_COMMENT = re.compile(r"[ \t]+(#.*)")
_REFUSED_KEY = Scalar("", plain=False, line=1, column=1)


@dataclass(slots=True)
class _Open:
    """A collection being filled: in a mapping ``key`` waits for its value."""

    line: int
    column: int
    is_mapping: bool
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None

    def close(self) -> Node:
        if self.is_mapping:
            return Mapping(self.entries, self.keys, self.line, self.column)
        return Sequence(tuple(self.items), self.line, self.column)


class Composer:
    """Builds nodes from parse events and notes every construct that is not allowed."""

    def __init__(self, name: str, noted: frozenset[tuple[int, str]]) -> None:
        self.name = name
        self._noted = noted
        self.issues: list[Issue] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._documents = 0
        self._seen: set[str] = set()
        self._text = ""

    def run(self, text: str) -> None:
        self._text = text
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._add(self._stack.pop().close())
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent) and self._second_document(event):
                return

    def report(self, code: str, line: int, column: int, message: str, hint: str = "") -> None:
        self.issues.append(make_issue(code, Location(self.name, line, column), message, hint))

    def _report_first(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        """Reports a construct once a file: a bomb of aliases is one problem, not a thousand."""
        if code not in self._seen:
            self._seen.add(code)
            self.report(code, *_place(event), message, hint)

    def _second_document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents == 1:
            return False
        self._report_first(
            "yaml.several_documents",
            event,
            "这里开始了第二份文档",
            "一个文件只放一份，删去“---”",
        )
        return True

    def _properties(self, event: yaml.NodeEvent, tag: str | None) -> None:
        """Refuses anchors and explicit tags."""
        if event.anchor is not None:
            hint = "把内容直接写出来"
            self._report_first("yaml.anchor", event, f"用了锚点{quoted('&' + event.anchor)}", hint)
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._report_first("yaml.tag", event, f"用了标签{quoted(shown)}", "删去标签，只写值")

    def _alias(self, event: yaml.AliasEvent) -> None:
        hint = "把内容直接写出来"
        self._report_first("yaml.alias", event, f"用了别名{quoted('*' + str(event.anchor))}", hint)
        line, column = _place(event)
        self._add(Scalar("", plain=False, line=line, column=column))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._properties(event, event.tag)
        line, column = _place(event)
        if len(self._stack) >= MAX_DEPTH:
            raise TooDeepError(line, column)
        self._stack.append(_Open(line, column, isinstance(event, yaml.MappingStartEvent)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._properties(event, event.tag)
        plain = not event.style  # libyaml says "", the Python parser None
        comment = self._comment_behind(event) if plain else None
        node = Scalar(event.value, plain, *_place(event), comment)
        if plain and (found := SPACE_EDGE.search(node.text)):
            place = Location(self.name, node.line, node.column + found.end() - 1)
            self.issues.append(odd_space(place, found.group()[-1]))
        elif event.style == '"':
            place = Location(self.name, node.line, node.column)
            found_here = forbidden_in(node.text, place, escaped=True)
            self.issues += (each for each in found_here if not self._is_noted(event, each.code))
        self._add(node)

    def _comment_behind(self, event: yaml.ScalarEvent) -> Scalar | None:
        end = event.end_mark
        if end is None or (found := _COMMENT.match(self._text, end.index)) is None:
            return None
        column = end.column + 1 + found.start(1) - end.index
        return Scalar(found.group(1), plain=False, line=end.line + 1, column=column)

    def _is_noted(self, event: yaml.Event, code: str) -> bool:
        """Whether such a character was already found, unescaped, on one of the scalar's lines."""
        first, last = event.start_mark, event.end_mark
        if first is None or last is None:
            return False
        lines = range(first.line + 1, last.line + 2)
        return any(line in lines for line, noted in self._noted if noted == code)

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node if isinstance(node, Scalar) else self._refuse_key(node)
        else:
            self._enter(parent, parent.key, node)
            parent.key = None

    def _refuse_key(self, node: Node) -> Scalar:
        """A key in place of a list or mapping, so that its value is not taken for a key."""
        self.report("yaml.key", node.line, node.column, "键是列表或映射", "键须是一段简单文字")
        return _REFUSED_KEY

    def _enter(self, parent: _Open, key: Scalar, node: Node) -> None:
        if key is _REFUSED_KEY:
            return
        if key.plain and key.text == "<<":
            hint = "把要合并的内容直接写出来"
            self.report("yaml.merge_key", key.line, key.column, "用了合并键 <<", hint)
        elif (first := parent.keys.get(key.text)) is not None:
            place = Location(self.name, key.line, key.column)
            related = (Location(self.name, first.line, first.column),)
            message = f"键{quoted(key.text)}重复，第 {first.line} 行已有"
            hint = "只留一个"
            self.issues.append(make_issue("yaml.duplicate_key", place, message, hint, related))
        else:
            parent.entries[key.text] = node
            parent.keys[key.text] = key

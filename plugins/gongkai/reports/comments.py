"""Comments of a file that is written anew: each goes with what it is about.

A comment behind something stays behind it, where that begins its line; any other stands on a line
of its own above what followed it. Doing this twice changes nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from gongkai.located_yaml import Mapping as MappingNode
from gongkai.located_yaml import Node, Sequence
from gongkai.located_yaml.comments import Comment, comments

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in the tree of a document: keys, and numbers of list entries."""

_HEADING = re.compile(r"# .+ [0-9]{4} 年政府信息公开工作年度报告，.+ 版表式（.+）")


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the root of what it says."""

    text: str
    root: MappingNode


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A key or an entry of a list, and where it begins."""

    path: Path
    line: int
    column: int


@dataclass(slots=True)
class _Margins:
    """What is to be written around the lines of a text, by their numbers."""

    above: dict[int, list[str]] = field(default_factory=dict)
    behind: dict[int, str] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)


def with_comments(written: Document, original: Document) -> str:
    """The newly written text with the comments of the original.

    Both say the same. Comments that the writer makes itself are not doubled.
    """
    margins = _margins(written, original)
    lines = written.text.splitlines()
    result: list[str] = []
    for number, line in enumerate(lines, start=1):
        indent = line[: len(line) - len(line.lstrip(" "))]
        result += (indent + comment for comment in margins.above.get(number, ()))
        result.append(line + margins.behind.get(number, ""))
    return "\n".join([*result, *margins.end]) + "\n"


def lost_comments(before: str, after: str) -> list[str]:
    """The comments of a text that the other has fewer times, the writer's heading aside."""
    had = [each.text for each in comments(before) if not _HEADING.fullmatch(each.text)]
    has = [each.text for each in comments(after)]
    old, new = "\n".join(had), "\n".join(has)
    return [text for text in dict.fromkeys(had) if new.count(text) < old.count(text)]


def _margins(written: Document, original: Document) -> _Margins:
    places = _Places(written)
    anchors = sorted(_anchors(original.root, ()), key=lambda each: (each.line, each.column))
    own = {each.line: each.text for each in comments(written.text)}
    margins = _Margins()
    for comment in _users(comments(original.text), own.get(1)):
        anchor, is_behind = _anchor(comment, anchors)
        line = places.line(anchor, anchors)
        if line is None:
            margins.end.append(comment.text)
        elif is_behind and anchor is not None and places.begins_line(anchor.path):
            if more := _more(comment.text, own.get(line, "")):
                margins.behind[line] = more
        else:
            margins.above.setdefault(line, []).append(comment.text)
    return margins


def _users(found: tuple[Comment, ...], heading: str | None) -> Iterator[Comment]:
    """All but the heading that the writer puts on top."""
    is_first = True
    for comment in found:
        is_heading = comment.text == heading or (is_first and _HEADING.fullmatch(comment.text))
        is_first = False
        if not (comment.is_alone and is_heading):
            yield comment


def _more(comment: str, own: str) -> str:
    """What to add behind a line for a comment, where the writer's own stands there already."""
    if own and comment.startswith(own):
        return comment.removeprefix(own)
    return f" {comment}"


def _anchor(comment: Comment, anchors: list[_Anchor]) -> tuple[_Anchor | None, bool]:
    """What a comment is about, and whether it stands behind it."""
    position = comment.line, comment.column
    before = [each for each in anchors if (each.line, each.column) < position]
    if comment.is_alone or comment.before == "-":
        return (anchors[len(before)] if len(before) < len(anchors) else None), False
    on_line = [each for each in before if each.line == comment.line]
    if on_line:
        return on_line[0], True
    return (before[-1] if before else None), False


class _Places:
    """Where everything stands in the text that was written."""

    def __init__(self, written: Document) -> None:
        self._lines: dict[Path, int] = {}
        self._first: dict[int, Path] = {}
        found = sorted(_anchors(written.root, ()), key=lambda each: (each.line, each.column))
        for anchor in found:
            self._lines[anchor.path] = anchor.line
            self._first.setdefault(anchor.line, anchor.path)

    def begins_line(self, path: Path) -> bool:
        line = self._lines.get(path)
        return line is not None and self._first[line] == path

    def line(self, anchor: _Anchor | None, anchors: list[_Anchor]) -> int | None:
        """The line of something, else of what holds it, else of what followed; None at the end."""
        if anchor is None:
            return None
        for length in range(len(anchor.path), 0, -1):
            if (line := self._lines.get(anchor.path[:length])) is not None:
                return line
        later = anchors[anchors.index(anchor) + 1 :]
        return next((self._lines[each.path] for each in later if each.path in self._lines), None)


def _anchors(node: Node, path: Path) -> Iterator[_Anchor]:
    if isinstance(node, MappingNode):
        for key, value in node.entries.items():
            at = node.keys[key]
            yield _Anchor((*path, key), at.line, at.column)
            yield from _anchors(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield _Anchor((*path, number), item.line, item.column)
            yield from _anchors(item, (*path, number))

"""The comments of a YAML text, which its parse events leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_COMMENT = re.compile(r"#[^\n]*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its ``#``; it stands alone if nothing is before it on its line.

    ``before`` is what stands before it on its line, without the white space around.
    """

    text: str
    line: int
    column: int
    before: str

    @property
    def is_alone(self) -> bool:
        return not self.before


def comments(text: str) -> tuple[Comment, ...]:
    """Every comment of a text that can be parsed, in order; lines and columns count from 1."""
    return tuple(_comment(text, found.start(found.re.groups)) for found in _found(text))


def _found(text: str) -> Iterator[re.Match[str]]:
    """Between scalars a ``#`` always begins a comment, and so it does behind ``|`` and ``>``."""
    position = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if not isinstance(token, yaml.ScalarToken):
            continue
        start, end = token.start_mark.index, token.end_mark.index
        yield from _COMMENT.finditer(text, position, start)
        if token.style in ("|", ">") and (header := _BLOCK_HEADER.match(text, start)):
            yield header
        position = max(position, end)
    yield from _COMMENT.finditer(text, position)


def _comment(text: str, start: int) -> Comment:
    line_start = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    return Comment(
        text=text[start : end if end >= 0 else len(text)].rstrip(),
        line=text.count("\n", 0, start) + 1,
        column=start - line_start + 1,
        before=text[line_start:start].strip(),
    )

"""Prose of a report: plain text to paragraphs and sub-headings, nothing in it interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.render.html import element, escape_markdown, lines

MAX_HEADING = 40

_NUMERAL = "(?:[一二三四五六七八九]|十[一二三四五六七八九]?|二十)"
_HEADING = re.compile(rf"(?:（{_NUMERAL}）|\({_NUMERAL}\))[^。；！？\n]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or sub-heading of plain text."""

    text: str
    is_heading: bool


def split_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, which blank lines separate."""
    for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n")):
        if part.strip():
            yield Block(part, _is_heading(part.strip()))


def render_prose(text: str, section: str, level: int = 3) -> str:
    """Markdown of a section's prose; sub-headings get the ids ``section-1``, ``section-2`` and on.

    Paragraphs are raw HTML, which Markdown leaves as it is.
    """
    parts: list[str] = []
    headings = 0
    for block in split_blocks(text):
        if block.is_heading:
            headings += 1
            parts.append(heading(block.text, level, f"{section}-{headings}"))
        else:
            parts.append(element("p", lines(block.text)))
    return "\n\n".join(parts)


def heading(text: str, level: int, heading_id: str, attributes: str = "") -> str:
    """A Markdown heading with an explicit id; ``text`` appears as typed.

    ``attributes`` are more of its attributes as ``name=value``.
    """
    braces = f"{{#{heading_id}{f' {attributes}' if attributes else ''}}}"
    return f"{'#' * level} {escape_markdown(text)} {braces}"


def _is_heading(text: str) -> bool:
    return len(text) <= MAX_HEADING and _HEADING.fullmatch(text) is not None

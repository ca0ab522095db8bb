"""A Markdown page: front matter and blocks that are set apart by blank lines, written and read.

MkDocs, Material and their like print a page's title and description into HTML as they are, so the
front matter holds them escaped.

What :func:`render_page` writes uses very little of Markdown: headings of one line with an explicit
id, and blocks of finished HTML. A host that knows this needs no Markdown parser for such a page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Meta: TypeAlias = Mapping[str, "str | list[str] | Mapping[str, str]"]

_FENCE = "---\n"
_FRONT_LINE = re.compile(r"([a-z_-]+): (.+)")
# Text of a heading as escape_markdown leaves it, where nothing is markup.
_PLAIN = r"(?:[^\n\\`*_{}\[\]()#+\-.!|~^=:\"'@$%/<>&]|&#\d+;)+"
_HEADING = re.compile(rf"(#{{1,6}}) ({_PLAIN}) \{{#([^ {{}}\n]+)((?: [a-z-]+=[^ {{}}\n]+)*)\}}")
# Elements that Markdown leaves as they are, up to the next blank line.
_BLOCK = re.compile(
    r"<(?:aside|details|div|dl|figure|footer|form|nav|noscript|ol|p|script|section|table|ul)[ >]"
)
# What Markdown takes for its own, widens, or changes at the ends of lines.
_CHANGED = re.compile("[\x02\x03\t\r]|\n +\n")


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading: ``content`` is HTML, ``attributes`` are as typed, each with a space before it."""

    level: int
    content: str
    id: str
    attributes: str = ""


Block: TypeAlias = HeadingBlock | str


def render_page(meta: Meta, blocks: Iterable[str]) -> str:
    """A page; front matter values are written as JSON, which every YAML reader takes as typed."""
    front = [f"{key}: {_value(value)}" for key, value in meta.items()]
    body = "\n\n".join(block for block in blocks if block)
    return "\n".join(["---", *front, "---", "", body, ""])


def _value(value: str | list[str] | Mapping[str, str]) -> str:
    shown: object = value
    if isinstance(value, str):
        shown = html.escape(value)
    elif isinstance(value, Mapping):
        shown = {key: html.escape(text) for key, text in value.items()}
    return json.dumps(shown, ensure_ascii=False)


def read_front(page: str) -> tuple[dict[str, object], str] | None:
    """The front matter and the body of what :func:`render_page` wrote; None for anything else."""
    front, fence, body = page.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not fence or not page.startswith(_FENCE):
        return None
    meta: dict[str, object] = {}
    for line in front.split("\n"):
        entry = _FRONT_LINE.fullmatch(line)
        if entry is None:
            return None
        try:
            meta[entry[1]] = json.loads(entry[2])
        except ValueError:
            return None
    return meta, body.lstrip("\n")


def read_blocks(body: str) -> list[Block] | None:
    """The blocks of what :func:`render_page` wrote; None where any other Markdown is in it."""
    if _CHANGED.search(body):
        return None
    blocks: list[Block] = []
    for text in body.strip("\n").split("\n\n"):
        if _BLOCK.match(text):
            blocks.append(text)
        elif heading := _HEADING.fullmatch(text):
            blocks.append(HeadingBlock(len(heading[1]), heading[2], heading[3], heading[4]))
        else:
            return None
    return blocks

"""Markdown: its text without marks, its tables with bars, and tables in HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from gongkai.importers.raw import Block, RawDocument
from gongkai.importers.readers.decoding import decode
from gongkai.importers.readers.html import html_blocks
from gongkai.importers.readers.text import CELL_BREAK, text_blocks

_TABLE = re.compile(r"<table\b.*?</table>", re.IGNORECASE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEAD_MARK = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of a Markdown text."""
    text = decode(data).replace("\r\n", "\n")
    return RawDocument(name, tuple(_blocks(_FRONT_MATTER.sub("", text))))


def _blocks(text: str) -> Iterator[Block]:
    at = 0
    for found in _TABLE.finditer(text):
        yield from text_blocks(plain(text[at : found.start()]))
        yield from html_blocks(found[0])
        at = found.end()
    yield from text_blocks(plain(text[at:]))


def plain(text: str) -> str:
    """Markdown as text: every line stays a line."""
    text = _HEAD_MARK.sub("", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _BREAK.sub(CELL_BREAK, text))
    return html.unescape(_ESCAPE.sub(r"\1", text))

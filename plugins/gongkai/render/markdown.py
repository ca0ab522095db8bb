"""A Markdown page: front matter and blocks that are set apart by blank lines.

MkDocs, Material and their like print a page's title and description into HTML as they are, so the
front matter holds them escaped.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Meta: TypeAlias = Mapping[str, "str | list[str] | Mapping[str, str]"]


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

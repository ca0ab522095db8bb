"""A Markdown page: front matter and blocks that are set apart by blank lines.

MkDocs, Material and their like print a page's title and description into HTML as they are, so the
front matter holds them escaped.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping


def render_page(meta: Mapping[str, str | list[str]], blocks: Iterable[str]) -> str:
    """A page; front matter values are written as JSON, which every YAML reader takes as typed."""
    front = [f"{key}: {_value(value)}" for key, value in meta.items()]
    body = "\n\n".join(block for block in blocks if block)
    return "\n".join(["---", *front, "---", "", body, ""])


def _value(value: str | list[str]) -> str:
    shown = html.escape(value) if isinstance(value, str) else value
    return json.dumps(shown, ensure_ascii=False)

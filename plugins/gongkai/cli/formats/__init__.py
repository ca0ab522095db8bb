"""The formats of ``gongkai check`` by name; each gives the whole report of a run as text."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.cli.formats.github import github
from gongkai.cli.formats.json_report import json_text
from gongkai.cli.formats.sarif import sarif
from gongkai.cli.formats.text import text
from gongkai.cli.run import CheckRun

FORMATS: dict[str, Callable[[CheckRun], str]] = {
    "text": text,
    "json": json_text,
    "github": github,
    "sarif": sarif,
}

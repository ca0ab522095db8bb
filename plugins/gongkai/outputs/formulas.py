"""Texts that a spreadsheet program would take for a formula and run."""

from __future__ import annotations

import re
from functools import lru_cache

# Also behind white space, and in their full width: programs fold both before they look.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")  # noqa: RUF001
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program that reads or is typed this text would run it."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


@lru_cache(maxsize=10_000)
def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula; a plain number is left as it is."""
    return f"'{text}" if is_formula(text) else text

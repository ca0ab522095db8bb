"""Text in lines of so many columns: an East Asian character takes two, and may end any line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

# What no line begins with, and what none ends with.
_CLOSING = "，。、；：？！）》〉」』】〕”’…—％,.;:?!)]}%"
_OPENING = "（《〈「『【〔“‘([{"

# The pieces between which a line may break: a wide character or a word, with the marks that belong
# to it; or white space.
_PIECE = re.compile(
    rf"\s+|[{re.escape(_OPENING)}]*(?:[^\x00-\u2e7f\s]|[\x00-\u2e7f]+?(?=\s|[^\x00-\u2e7f]|$))"
    rf"[{re.escape(_CLOSING)}]*"
)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` columns, at least one line."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width):
        if cell_len(line) + cell_len(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> Iterator[str]:
    """The pieces of a text; one that is wider than a line is cut."""
    for found in _PIECE.finditer(text):
        piece = found.group()
        if cell_len(piece) <= width:
            yield piece
        else:
            yield from chop_cells(piece, width)

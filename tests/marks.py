"""Places in test texts: ``‸`` stands before the character that an issue has to name."""

from __future__ import annotations

MARK = "‸"

Place = tuple[int, int]


def unmark(text: str) -> tuple[str, list[Place]]:
    """The text without its marks, and the line and column of each."""
    before = ""
    places = []
    for number, part in enumerate(text.split(MARK)):
        if number:
            column = len(before) - (before.rfind("\n") + 1) + 1
            places.append((before.count("\n") + 1, column))
        before += part
    return before, places


def unmark_one(text: str) -> tuple[str, int, int]:
    """The text without its one mark, and the mark's line and column."""
    plain, ((line, column),) = unmark(text)
    return plain, line, column

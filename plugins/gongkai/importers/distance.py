"""How many characters two texts differ in, as far as that matters."""

from __future__ import annotations


def distance(one: str, other: str, most: int) -> int | None:
    """Insertions, deletions and replacements that lead from one to the other; None above most."""
    if abs(len(one) - len(other)) > most:
        return None
    before = list(range(len(other) + 1))
    for row, char in enumerate(one, start=1):
        now = [row]
        for column, theirs in enumerate(other, start=1):
            kept = before[column - 1] + (char != theirs)
            now.append(min(kept, before[column] + 1, now[-1] + 1))
        if min(now) > most:
            return None
        before = now
    return before[-1] if before[-1] <= most else None

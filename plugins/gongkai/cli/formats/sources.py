"""The lines of the files that issues point into."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from gongkai.located_yaml.reading import MAX_BYTES
from gongkai.located_yaml.text import decode

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_IN_LIST = re.compile(r"(?!\s)[^,\[\]{}]*?(?=\s*(?:[,\[\]{}]|:\s|\s#|$))")
_PLAIN = re.compile(r"(?!\s).*?(?=\s*(?::\s|:$|\s#|$))")
_CLOSERS = {"[": "]", "{": "}"}


class Sources:
    """Reads files by the paths that issues name, which are relative to ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.lines = lru_cache(maxsize=8)(self._lines)

    def _lines(self, path: str) -> tuple[str, ...]:
        """The lines of a file; none where it cannot be shown as text."""
        file = self._root / path
        try:
            if not file.is_file() or file.stat().st_size > MAX_BYTES:
                return ()
            text = decode(file.read_bytes(), path)
        except (OSError, ValueError):  # ValueError: a name that no file can have
            return ()
        return tuple(text.split("\n")) if isinstance(text, str) else ()

    def line(self, path: str, number: int) -> str | None:
        """A line by its number, from 1 on; None if there is no such line."""
        lines = self.lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else None

    def parent(self, path: str, number: int) -> int | None:
        """The number of the line above that a line is indented under: the key it belongs to."""
        lines = self.lines(path)
        own = _indentation(lines[number - 1])
        for above in range(number - 1, 0, -1):
            text = lines[above - 1].strip()
            if text and not text.startswith("#") and _indentation(lines[above - 1]) < own:
                return above
        return None


def end_of_value(line: str, column: int) -> int:
    """The column after the value or key that begins at a column; both count from 1."""
    start = column - 1
    opener = line[start : start + 1]
    if opener in _CLOSERS:
        end = _matching(line, start) + 1
    elif (found := _QUOTED.match(line, start)) is not None:
        end = found.end()
    else:
        pattern = _IN_LIST if _is_in_list(line[:start]) else _PLAIN
        found = pattern.match(line, start)
        end = found.end() if found else start
    return max(end, start + 1) + 1


def _matching(line: str, start: int) -> int:
    """Where the bracket closes that opens at ``start``; the end of the line if it does not."""
    depth = 0
    opener, closer = line[start], _CLOSERS[line[start]]
    for position in range(start, len(line)):
        depth += (line[position] == opener) - (line[position] == closer)
        if depth == 0:
            return position
    return len(line.rstrip()) - 1


def _is_in_list(before: str) -> bool:
    """Whether a bracket is still open at the end of a text, quoted parts aside."""
    bare = _QUOTED.sub("", before)
    return any(bare.count(opener) > bare.count(closer) for opener, closer in _CLOSERS.items())


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

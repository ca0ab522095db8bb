"""An excerpt of a YAML file: a line, the key that it stands under, and a mark under the cell.

16 |   requests:      # 自然人 商业企业 …
17 |     new_received: [80, 1, 0]
   |                    ^^ 80 → 81
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from gongkai.cli.formats.sources import Sources, end_of_value
from gongkai.issues import Location
from gongkai.located_yaml import visible

_CUT = "..."
_AFTER = 12  # columns that stay visible after a mark near the edge
_FAR = 1000  # characters beyond which nothing of a line is looked at; a line may be very long


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark, with a remark beside it."""

    location: Location
    remark: str = ""


def excerpt(sources: Sources, marks: Iterable[Mark], width: int, style: str) -> Iterator[Text]:
    """The lines of an excerpt, at most ``width`` columns wide; none where there is no such line."""
    marks = [mark for mark in marks if _exists(sources, mark.location)]
    gutter = max((len(str(mark.location.line)) for mark in marks), default=0) + 2
    shown = 0
    for mark in marks:
        path, number = mark.location.path, mark.location.line
        parent = sources.parent(path, number)
        if parent is not None and parent > shown:
            yield _numbered(parent, _cut(sources, path, parent, width - gutter - 3), gutter)
            shown = parent
        if shown and number > shown + 1:
            yield Text(f"{_CUT:>{gutter}}", style="dim")
        yield from _marked(sources, mark, gutter, width - gutter - 3, style)
        shown = number


def _exists(sources: Sources, location: Location) -> bool:
    line = sources.line(location.path, location.line)
    return line is not None and bool(line.strip()) and location.column <= len(line) + 1


def _marked(sources: Sources, mark: Mark, gutter: int, width: int, style: str) -> Iterator[Text]:
    """A line and the marks under it."""
    line = sources.line(mark.location.path, mark.location.line) or ""
    start = mark.location.column - 1
    end = min(end_of_value(line, mark.location.column) - 1, max(len(line), start + 1))
    near = (line[max(start - _FAR, 0) : start], line[start:end][:_FAR], line[end:][:_FAR].rstrip())
    before, marked, after = map(visible, near)
    before, marked, after = _window(before, marked, after, width)
    yield _numbered(mark.location.line, before + marked + after, gutter)
    signs = "^" * max(cell_len(marked), 1)
    remark = f" {mark.remark}" if mark.remark else ""
    pointer = Text(f"{'':>{gutter}} | ", style="dim")
    pointer.append(" " * cell_len(before))
    yield pointer.append(f"{signs}{remark}", style=f"not dim {style}")


def _window(before: str, marked: str, after: str, width: int) -> tuple[str, str, str]:
    """The three parts cut to a width, so that the mark and what surrounds it stay in sight."""
    right = min(cell_len(after), _AFTER)
    room = max(width - min(cell_len(marked), width // 2) - right, len(_CUT))
    if cell_len(before) > room:
        before = _cut_left(before, room)
    marked = _cut_right(marked, width - cell_len(before) - right)
    return before, marked, _cut_right(after, width - cell_len(before) - cell_len(marked))


def _cut(sources: Sources, path: str, number: int, width: int) -> str:
    return _cut_right(visible((sources.line(path, number) or "")[:_FAR].rstrip()), width)


def _cut_right(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - len(_CUT), 0)).rstrip() + _CUT[:width]


def _cut_left(text: str, width: int) -> str:
    """The end of a text, in exactly ``width`` columns."""
    kept = text[-width:]
    while kept and cell_len(kept) > width - len(_CUT):
        kept = kept[1:]
    return f"{_CUT:<{width - cell_len(kept)}}{kept}"


def _numbered(number: int, line: str, gutter: int) -> Text:
    text = Text(f"{number:>{gutter}} | ", style="dim")
    return text.append(line, style="not dim")

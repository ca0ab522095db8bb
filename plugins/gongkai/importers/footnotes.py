"""Numbered footnotes: ``注1`` at a cell or label, and the line ``注1：…`` that it points to.

A mark counts only where its line stands in the same part. The line is then no prose, and the mark
no part of the figure or label that it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.importers.raw import Block, Footnote, Grid, GridCell, Paragraph
from gongkai.importers.sections import Part
from gongkai.importers.values import clean, split_marks
from gongkai.reports.model import Note

_LINE = re.compile(r"注\s*([0-9]{1,2})\s*[:：.．、]\s*(\S.*)", re.DOTALL)


@dataclass(slots=True)
class Marks:
    """The footnotes of a document, and the places at which each is marked."""

    footnotes: tuple[Footnote, ...] = ()
    _places: dict[Footnote, dict[str, None]] = field(default_factory=dict)

    def put(self, place: str, footnotes: Sequence[Footnote]) -> None:
        """Notes that footnotes are marked at a place of the form."""
        for each in footnotes:
            self._places.setdefault(each, {})[place] = None

    def notes(self) -> Iterator[Note]:
        """By number a note for each place; what is marked nowhere is about its section."""
        for each in sorted(self.footnotes, key=lambda footnote: footnote.number):
            for place in self._places.get(each, (each.section,)):
                yield Note(place, each.text)


def take_footnotes(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Footnote, ...]]:
    """The parts without the lines of footnotes, their cells without marks but with footnotes."""
    taken: list[Part] = []
    footnotes: list[Footnote] = []
    for part in parts:
        own = _lines(part)
        taken.append(_without(part, own) if own else part)
        footnotes += own.values()
    return tuple(taken), tuple(footnotes)


def _lines(part: Part) -> dict[int, Footnote]:
    """The footnotes of a section by number; none where a number stands twice."""
    found = [
        Footnote(int(line[1]), line[2], part.section.id)
        for block in part.blocks
        if part.section and isinstance(block, Paragraph) and (line := _line(block))
    ]
    own = {each.number: each for each in found}
    return own if len(own) == len(found) else {}


def _line(paragraph: Paragraph) -> re.Match[str] | None:
    return _LINE.fullmatch(clean(paragraph.text))


def _without(part: Part, own: Mapping[int, Footnote]) -> Part:
    blocks = (
        _unmarked(block, own) if isinstance(block, Grid) else block
        for block in part.blocks
        if isinstance(block, Grid) or not _line(block)
    )
    return replace(part, blocks=tuple[Block, ...](blocks))


def _unmarked(grid: Grid, own: Mapping[int, Footnote]) -> Grid:
    """A grid whose cells state the footnotes that were marked in their texts."""
    cells = {id(cell): _read(cell, own) for row in grid.rows for cell in row}
    return replace(grid, rows=tuple(tuple(cells[id(cell)] for cell in row) for row in grid.rows))


def _read(cell: GridCell, own: Mapping[int, Footnote]) -> GridCell:
    text, numbers = split_marks(cell.text)
    if not numbers or not all(number in own for number in numbers):
        return cell
    return replace(cell, text=text, notes=tuple(own[number] for number in numbers))

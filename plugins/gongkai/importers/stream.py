"""Tables that lost their cells: running text read label by label in the order of the form.

Between two labels of rows stand the figures of the first, glued, spaced or on lines of their own.
Which figure belongs to which column is not decided here (see ``splitting``).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.forms.model import Table
from gongkai.importers.findings import Findings, Run
from gongkai.importers.labels import Kind, Labels, Match, Node
from gongkai.importers.landmarks import (
    LabelFinder,
    Landmark,
    RowMark,
    mistyped_rows,
    rows_in_order,
)
from gongkai.importers.raw import Paragraph, Place

_PAGE_MARK = re.compile(r"\s*(?:[-—–]\s*[0-9]{1,3}\s*[-—–]|第\s*[0-9]+\s*页.*)\s*")
_OPENING = '（([〔【“"'
_CLOSING = '）)]〕】”"'
_GOES_ON = re.compile(r"[\s、，,]*[一-鿿]{4,}")
_PROSE = re.compile(r"[注附备（(]*[一-鿿]{2,}")


@dataclass(frozen=True, slots=True)
class _Text:
    """Paragraphs as one text; ``places`` says for each character where it comes from."""

    text: str
    places: Sequence[Place]


class StreamReader:
    """Reads the tables of one section out of its text."""

    def __init__(self, labels: Labels, findings: Findings) -> None:
        self._findings = findings
        self._finder = LabelFinder(labels)

    def read(self, paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> tuple[str, str]:
        """Notes the rows of the tables; gives the prose before the first label and after all."""
        joined = _joined(paragraphs)
        text = joined.text
        marks = self._finder.landmarks(text, tables)
        rows = _rows(marks, tables)
        if not rows:
            return text, ""
        marks = _without_parts(text, marks, rows)
        rows = _rows(marks, tables)
        for table in tables:
            own = [each for each in rows if each.node.table is table]
            marks += mistyped_rows(text, own, table) if own else ()
        marks.sort(key=lambda mark: mark.start)
        rows = _rows(marks, tables)
        tail = self._runs(joined, marks, rows)
        for table in tables:
            self._check_header(table, marks, rows)
        return text[: _without_bracket(text, marks[0].start)].strip(), tail.strip()

    def _runs(self, joined: _Text, marks: Sequence[Landmark], rows: Sequence[RowMark]) -> str:
        """Notes what stands behind the label of each row; gives the prose behind the last."""
        text = joined.text
        tail = ""
        for each in rows:
            following = _next([mark.start for mark in marks], each.mark.end)
            end = _without_bracket(text, min(following, len(text)))
            run, tail = _figures(text[each.mark.end : end], is_last=each is rows[-1])
            self._note(each, run, joined)
        return tail

    def _note(self, each: RowMark, run: str, joined: _Text) -> None:
        place = joined.places[each.mark.start]
        table, row = each.node.table, each.row
        self._findings.row_printed(table, row, place)
        if row.label:
            printed = joined.text[each.mark.start : each.mark.end]
            match = Match((each.node,), each.mark.slips)
            self._findings.label(each.node, printed, match, place)
        self._findings.runs.append(Run(table, row, run, place))

    def _check_header(
        self, table: Table, marks: Sequence[Landmark], rows: Sequence[RowMark]
    ) -> None:
        """Notes a table whose columns are not all named above its rows."""
        starts = [each.mark.start for each in rows if each.node.table is table]
        if not starts:
            return
        above = [mark for mark in marks if mark.start <= min(starts)]
        named = {node.path for mark in above for node in mark.of(Kind.COLUMN, table)}
        missing = [leaf.label for leaf in table.column_leaves if leaf.path not in named]
        if missing:
            self._findings.headerless.add(table.id)
            text = f"没有找到列名：{'、'.join(missing)}"
            self._findings.remark("import.unknown_column", text)


def _rows(marks: Sequence[Landmark], tables: Sequence[Table]) -> list[RowMark]:
    """The rows of all tables in the order of the text."""
    found = [row for table in tables for row in rows_in_order(marks, table)]
    for table in tables:
        if (only := _unlabelled(table)) is not None:
            columns = [mark for mark in marks if any(mark.of(Kind.COLUMN, table))]
            found += [RowMark(mark, only) for mark in columns[-1:]]
    return sorted(found, key=lambda each: each.mark.start)


def _without_parts(text: str, marks: Sequence[Landmark], rows: Sequence[RowMark]) -> list[Landmark]:
    """The labels without those that are only a part of a longer one: its words go on behind."""
    labels = [each.mark for each in rows if each.row.label and each is not rows[-1]]
    starts = [mark.start for mark in marks]
    parts = [mark for mark in labels if _GOES_ON.match(text, mark.end, _next(starts, mark.end))]
    return [mark for mark in marks if mark not in parts]


def _next(starts: Sequence[int], at: int) -> int:
    """Where the next label begins; far away if there is none."""
    return min((start for start in starts if start >= at), default=sys.maxsize)


def _unlabelled(table: Table) -> Node | None:
    """The row of a table that has one row without a label."""
    first, *others = table.row_leaves
    return Node(Kind.ROW, table, first) if not others and not first.label else None


def _without_bracket(text: str, at: int) -> int:
    """Where a label begins, with the bracket around its number."""
    return at - 1 if at and text[at - 1] in _OPENING else at


def _figures(text: str, *, is_last: bool) -> tuple[str, str]:
    """What may be figures, without page marks, and behind the last row the prose after them."""
    lines = text.lstrip(_CLOSING).split("\n")
    run = "\n".join(line for line in lines if not line.strip() or not _PAGE_MARK.fullmatch(line))
    prose = _PROSE.search(run) if is_last else None
    return (run[: prose.start()], run[prose.start() :]) if prose else (run, "")


def _joined(paragraphs: Sequence[Paragraph]) -> _Text:
    """The paragraphs as one text; blank lines between them are kept where lines are known."""
    text: list[str] = []
    places: list[Place] = []
    before: Place | None = None
    for each in paragraphs:
        shown = unicodedata.normalize("NFC", each.text)
        gap = 0 if before is None else max(1, each.place.line - before.line)
        text += ["\n" * gap, shown]
        places += [each.place] * (gap + len(shown))
        before = each.place
    return _Text("".join(text), [*places, before or Place()])

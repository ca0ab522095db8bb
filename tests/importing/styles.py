"""One printed report in each of the formats and styles in which offices keep theirs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html import escape
from itertools import chain

import docx
import openpyxl

from tests.importing.drawing import Printed
from tests.importing.layout import Box, Lines, Relabel, expanded, grids

Style = Callable[[Printed, Relabel], bytes]


def parts(printed: Printed, relabel: Relabel) -> Iterator[tuple[str, str | Lines]]:
    """Title, headings, prose and grids in the order of the report."""
    yield "title", printed.title
    tables = grids(printed, relabel)
    for section in printed.edition.sections:
        yield "heading", section.label
        if section.id in tables:
            yield "grid", tables[section.id]
        else:
            yield "prose", printed.narratives[section.id]


# --- HTML ---------------------------------------------------------------------------------------


def word_html(printed: Printed, relabel: Relabel = str) -> bytes:
    """Pasted from Word: every cell ``td > p > span``, headings plain paragraphs, padded values."""

    def cell(box: Box) -> str:
        pad = "<span>&nbsp;&nbsp;</span>" if box.is_value else ""
        spans = f' rowspan="{box.rowspan}" colspan="{box.colspan}"'
        return f"<td{spans}><p class=MsoNormal><span>{escape(box.text)}</span>{pad}</p></td>"

    return _html(printed, relabel, cell, "<p class=MsoNormal><span>{}</span></p>").encode()


def editor_html(printed: Printed, relabel: Relabel = str) -> bytes:
    """From a web editor: labels broken over paragraphs, a whole page in GB 18030."""

    def cell(box: Box) -> str:
        half = len(box.text) // 2
        parts = [box.text] if box.is_value or half < 2 else [box.text[:half], box.text[half:]]
        inner = "".join(f"<p>{escape(part)}</p>" for part in parts)
        return f'<td colspan="{box.colspan}" rowspan="{box.rowspan}">{inner}</td>'

    body = _html(printed, relabel, cell, "<p><strong>{}&nbsp;</strong></p>")
    page = (
        '<html><head><meta charset="gb2312"><title>x</title></head><body><table><tr><td>'
        f"<div>当前位置： 首页</div>{body}<div>【打印】【关闭】</div>"
        "</td></tr></table></body></html>"
    )
    return page.encode("gb18030")


def _html(printed: Printed, relabel: Relabel, cell: Callable[[Box], str], heading: str) -> str:
    out = []
    for kind, part in parts(printed, relabel):
        if isinstance(part, str):
            shape = heading if kind == "heading" else "<p>{}</p>"
            out.append(shape.format(escape(part)))
        else:
            rows = ("".join(map(cell, line)) for line in part)
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return "<div class=TRS_Editor>" + "".join(out) + "</div>"


# --- text ---------------------------------------------------------------------------------------


def tabs(printed: Printed, relabel: Relabel = str) -> bytes:
    return _rows(printed, relabel, "\t".join)


def bars(printed: Printed, relabel: Relabel = str) -> bytes:
    return _rows(printed, relabel, lambda row: f"| {' | '.join(row)} |")


def markdown(printed: Printed, relabel: Relabel = str) -> bytes:
    """Headings, pipe tables with a rule below the first row."""
    out: list[str] = []
    for kind, part in parts(printed, relabel):
        if isinstance(part, str):
            out += ["", {"title": "# {}", "heading": "## **{}**"}.get(kind, "{}").format(part), ""]
        else:
            rows = [f"| {' | '.join(row)} |" for row in expanded(part)]
            rule = "|" + " --- |" * (len(expanded(part)[0]))
            out += [rows[0], rule, *rows[1:]]
    return "\n".join(out).encode()


def _rows(printed: Printed, relabel: Relabel, join: Callable[[list[str]], str]) -> bytes:
    out: list[str] = []
    for _, part in parts(printed, relabel):
        out += [part, ""] if isinstance(part, str) else [join(row) for row in expanded(part)]
    return "\n".join(out).encode("gb18030")


def one_a_line(printed: Printed, relabel: Relabel = str) -> bytes:
    """Every cell on a line of its own, empty ones as empty lines."""
    return "\n".join(_flat(printed, relabel)).encode()


def spaced(printed: Printed, relabel: Relabel = str) -> bytes:
    """Every row on a line, its cells apart by one blank; an empty cell leaves no trace."""
    out = []
    for _, part in parts(printed, relabel):
        out += (
            [part]
            if isinstance(part, str)
            else [" ".join(b.text for b in line if b.text) for line in part]
        )
    return "\n".join(out).encode()


def glued(printed: Printed, relabel: Relabel = str) -> bytes:
    """Everything on one line with nothing in between."""
    return "".join(_flat(printed, relabel)).encode()


def _flat(printed: Printed, relabel: Relabel) -> Iterator[str]:
    for _, part in parts(printed, relabel):
        if isinstance(part, str):
            yield part
        else:
            yield from (box.text for box in chain.from_iterable(part))


# --- Office -------------------------------------------------------------------------------------


def word(printed: Printed, relabel: Relabel = str) -> bytes:
    document = docx.Document()
    for kind, part in parts(printed, relabel):
        if isinstance(part, str):
            document.add_paragraph(part, style="Heading 1" if kind == "title" else None)
            continue
        width = max(sum(box.colspan for box in line) for line in part)
        table = document.add_table(len(part), width)
        for row, column, box in placed(part):
            cell = table.cell(row, column)
            if box.rowspan > 1 or box.colspan > 1:
                cell = cell.merge(table.cell(row + box.rowspan - 1, column + box.colspan - 1))
            cell.text = box.text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(printed: Printed, relabel: Relabel = str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for _, part in parts(printed, relabel):
        if isinstance(part, str):
            sheet.cell(at, 1, part)
            at += 1
            continue
        for row, column, box in placed(part):
            value = (
                int(box.text)
                if box.is_value and box.text.isascii() and box.text.isdigit()
                else box.text
            )
            sheet.cell(at + row, column + 1, value or (0 if value == 0 else None))
            if box.rowspan > 1 or box.colspan > 1:
                end = at + row + box.rowspan - 1, column + box.colspan
                sheet.merge_cells(None, at + row, column + 1, *end)
        at += len(part)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def placed(lines: Lines) -> Iterator[tuple[int, int, Box]]:
    """Each cell with the row and column of its upper left corner."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(lines):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(box.rowspan) for c in range(box.colspan)}
            yield row, column, box


STYLES: dict[str, Style] = {
    "word.html": word_html,
    "editor.html": editor_html,
    "tabs.txt": tabs,
    "bars.txt": bars,
    "one_a_line.txt": one_a_line,
    "spaced.txt": spaced,
    "glued.txt": glued,
    "pipes.md": markdown,
    "file.docx": word,
    "file.xlsx": workbook,
}

"""Cells as readers see and hear them: the figure as printed, and a blank that is no zero."""

from __future__ import annotations

from gongkai.render.html import element, lines, spoken
from gongkai.render.table import CellHtml
from gongkai.reports.model import Cell, CellState

# What a screen reader says where nothing is printed.
SPOKEN = {
    CellState.BLANK: "原表未填",
    CellState.NOT_PRINTED: "原表未印此行",
    CellState.NOT_IN_FORM: "该年表式无此项",
}
_CSS = {
    CellState.BLANK: "gov-blank",
    CellState.NOT_PRINTED: "gov-absent",
    CellState.NOT_IN_FORM: "gov-absent",
    CellState.NOT_APPLICABLE: "gov-text",
    CellState.TEXT: "gov-text",
    CellState.NUMBER: "",
}


def render_cell(cell: Cell, cell_id: str = "", extra: str = "", target: str = "") -> CellHtml:
    """The inside of a data cell; ``extra`` is finished HTML after the figure (a footnote mark).

    A figure leads to ``target``, where its parts are told.
    """
    content = spoken(SPOKEN[cell.state]) if cell.state in SPOKEN else lines(cell.printed)
    if target:
        content = element("a", content, href=target, title="分项和上年数", class_="gk-sum")
    return CellHtml(content + extra, _CSS[cell.state], cell_id)


def is_filled(cell: Cell) -> bool:
    """Whether the cell holds anything printed."""
    return cell.state not in SPOKEN

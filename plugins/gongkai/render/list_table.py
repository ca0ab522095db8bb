"""A table of records in its scrolling region: one line of headers, one header in each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.render.html import element, escape
from gongkai.render.table import CellHtml


def list_table(
    name: str,
    caption: str,
    columns: Sequence[str],
    rows: Iterable[str],
    *,
    css: str = "gov-list",
) -> str:
    """The table as one block of HTML; ``rows`` are finished (see :func:`list_row`).

    ``name`` begins the id of its caption, which names the region and is for screen readers only.
    """
    caption_id = f"{name}.caption"
    head = "".join(element("th", escape(column), scope="col") for column in columns)
    parts = [
        element("caption", escape(caption), class_="gk-sr", id=caption_id),
        element("thead", element("tr", head)),
        element("tbody", "\n".join(["", *rows, ""])),
    ]
    return element(
        "div",
        element("table", "\n".join(["", *parts, ""]), class_=f"gov {css}"),
        class_="gov-table",
        role="region",
        aria_labelledby=caption_id,
        tabindex=0,
    )


def list_row(header: str, cells: Iterable[str | CellHtml], *, css: str | None = "gov-text") -> str:
    """A row of finished HTML: its header, then its cells of class ``css``, by default words.

    A cell may bring its own class instead.
    """
    body = "".join(
        element("td", cell.content, class_=cell.css)
        if isinstance(cell, CellHtml)
        else element("td", cell, class_=css)
        for cell in cells
    )
    return element("tr", element("th", header, scope="row") + body)

"""The page on which readers put reports side by side, its scripts, and the forms they align by.

The page compares in the browser, out of the documents that ``json_files`` writes. Without those
there is no such page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from gongkai.forms.model import CellAddress, Editions, FormEdition, Header, Table
from gongkai.indicators.catalogue import Indicator, builtin_catalogue
from gongkai.outputs.compare_links import COMPARE, has_compare
from gongkai.outputs.form_lines import Line, chains, lines_of
from gongkai.outputs.indicator_pages import INDICATORS
from gongkai.outputs.model import AGENCIES, HOME, YEARS, Site, SiteFile, href
from gongkai.render.html import element, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading

SCRIPTS = "assets/gongkai/compare"
TITLE = "比较"

_ABOUT = "任选两到六份年报，同一机关的几年或者几个机关，逐格并列，不同的行在前。"
_REMARK = (
    "空格是原表未填，不是 0；表式改变、名称不同的项目标“口径改变”，不计增减。"
    "机关之间只并列，不排名：各机关的职责和收到的申请不同。"
)
_SOURCES = Path(__file__).parent.parent / "theme" / "assets" / "compare"


def build(site: Site) -> Iterator[SiteFile]:
    """The page, its scripts and the forms; nothing where the documents are switched off."""
    if not has_compare(site):
        return
    yield SiteFile(COMPARE, _page(site), TITLE, parent=HOME)
    for source in sorted(_SOURCES.iterdir()):
        yield SiteFile(f"{SCRIPTS}/{source.name}", source)
    yield SiteFile(f"{SCRIPTS}/forms.json", _forms(site.corpus.editions))


def _page(site: Site) -> str:
    """The comparison takes the place of the links, where scripts run."""
    blocks = [heading(TITLE, 1, "top"), element("p", _ABOUT)]
    if site.corpus.reports:
        place = element("div", f"<noscript>{_without(site)}</noscript>", id="gk-compare")
        script = element("script", "", type="module", src=href(COMPARE, f"{SCRIPTS}/page.js"))
        blocks += [element("p", _REMARK, class_="gk-legend"), place, script]
    else:
        blocks.append(element("p", "还没有年报。"))
    meta: dict[str, str | list[str]] = {"title": TITLE, "description": _ABOUT}
    return render_page({**meta, "hide": ["navigation", "toc"]}, blocks)


def _without(site: Site) -> str:
    """Where the same figures stand without a script."""
    ways = (
        ("机关页", AGENCIES, "agency_pages"),
        ("年份页", YEARS, "year_pages"),
        ("指标页", INDICATORS, "indicator_pages"),
    )
    links = [link(name, href(COMPARE, uri)) for name, uri, output in ways if site.has(output)]
    also = f"同样的数字也在{'、'.join(links)}上。" if links else ""
    return element("p", f"在这里比较需要浏览器脚本。{also}")


# --- the forms --------------------------------------------------------------------------------


def _forms(editions: Editions) -> str:
    """JSON: what each form prints, the lines through all of them, what the main figures add up."""
    main = builtin_catalogue().comparison
    content = {
        "editions": [_edition(each) for each in editions],
        "lines": [_line(each) for each in lines_of(editions)],
        "main": [{"name": each.name, "address": _address(each)} for each in main],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _address(figure: Indicator) -> str:
    """The cell of a main figure; that of a group of rows stands for the sum of those."""
    (term,) = figure.of
    return str(CellAddress(term.table, term.row, term.column))


def _edition(edition: FormEdition) -> dict[str, object]:
    """The tables of a form, and the labels of all rows and columns with the groups above them."""
    sections = {each.id: each.label for each in edition.sections}
    return {
        "id": edition.id,
        "from": edition.from_year,
        "tables": [
            {
                "id": table.id,
                "section": sections[table.section],
                "caption": table.caption,
                "unit": table.unit,
            }
            for table in edition.tables
        ],
        "rows": dict(_labels(edition, ".")),
        "columns": dict(_labels(edition, "/")),
    }


def _labels(edition: FormEdition, sign: str) -> Iterator[tuple[str, list[str]]]:
    """``table.row`` or ``table/column`` with the labels from the outermost group down."""
    for table in edition.tables:
        for chain in chains(_axis(table, sign)):
            labels = [each.label for each in chain if each.label]
            yield f"{table.id}{sign}{chain[-1].path}", labels


def _axis(table: Table, sign: str) -> tuple[Header, ...]:
    return table.rows if sign == "." else table.columns


def _line(line: Line) -> dict[str, object]:
    return {
        "group": line.group,
        "cells": {edition: str(address) for edition, address in line.addresses.items()},
        "isCount": line.is_count,
    }

"""Every total of a table opened to its parts, with last year's figure, in a fold below the table.

A total is a cell that an identity of the form makes the sum of others. The fold is a list, not
something in the cells: a phone shows a list without scrolling sideways, a screen reader reads the
table undisturbed, and one ``details`` costs less than one for each of some thirty totals. A figure
that is not one of many zeros links to its line; browsers open the fold on the way.

Parts of 0 are counted, not listed. Parts without a number are never added up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.checks.model import CheckResult, Outcome
from gongkai.forms.model import CellAddress, Header, Table
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.last_year import cell_before
from gongkai.outputs.model import Site, href, report_uri
from gongkai.render.html import element, escape, link
from gongkai.render.numbers import is_filled
from gongkai.reports.model import Cell, CellState, Report

_ITEM = re.compile(r"^(?:[0-9]+\.|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)(?=.)")
_NO_FIGURE = {
    CellState.BLANK: "未填",
    CellState.NOT_PRINTED: "未印此行",
    CellState.NOT_IN_FORM: "表式无此项",
}


@dataclass(frozen=True, slots=True)
class Total:
    """A cell that an identity makes the sum of ``parts``.

    ``last`` is the cell of the year before, None without a report on it. ``number`` names its line.
    ``is_told`` says whether it has one: not where it, its parts and last year's are alike.
    """

    address: CellAddress
    parts: tuple[CellAddress, ...]
    result: CheckResult
    last: Cell | None
    number: int
    is_told: bool

    @property
    def id(self) -> str:
        """The id of its line."""
        return f"sum-{self.number}"


def totals_of(site: Site, report: Report) -> tuple[Total, ...]:
    """Every total of a report, identity by identity in the order of the form."""
    return tuple(_totals(site, report))


def _totals(site: Site, report: Report) -> Iterator[Total]:
    checks = site.checks.of(report)
    for number, result in enumerate(checks.identities(), start=1):
        place = result.place
        if place is None or 1 not in (len(place.left), len(place.right)):
            continue
        parts, whole = sorted((place.left, place.right), key=len, reverse=True)
        address = whole[0].address
        last = cell_before(report, checks.before, address) if checks.before else None
        addresses = tuple(each.address for each in parts)
        cells = [report.cell(each) for each in (address, *addresses)]
        is_told = _is_told([*cells, last] if last is not None else cells)
        yield Total(address, addresses, result, last, number, is_told)


def _is_told(cells: Sequence[Cell]) -> bool:
    kinds = {_kind(cell) for cell in cells}
    return len(kinds) > 1 or kinds.isdisjoint(_QUIET)


_QUIET = {"0": "为 0，各分项也都是 0", "": "未填，各分项也都未填"}


def _kind(cell: Cell) -> str:
    """``0``, "" for a blank; anything else by what is printed."""
    return "0" if cell.state is CellState.NUMBER and cell.value == 0 else cell.printed


def links(report: Report, totals: Sequence[Total]) -> dict[str, str]:
    """Where the figure of a total leads, by its address: to its first line."""
    return {
        str(total.address): f"#{total.id}"
        for total in reversed(totals)
        if total.is_told and is_filled(report.cell(total.address))
    }


# --- the fold ---------------------------------------------------------------------------------


def totals_fold(site: Site, report: Report, table: Table, totals: Sequence[Total]) -> str:
    """The totals of one table in a fold, "" where it has none."""
    own = [total for total in totals if total.address.table == table.id]
    if not own:
        return ""
    told = sum(total.is_told for total in own)
    count = f"（{told} 项逐项列出）" if told else ""
    summary = element("summary", f"总计与分项、上年数{count}")
    blocks = [element("p", _about_last_year(site, report))]
    for group in _groups(own):
        blocks += _group(report, table, group)
    body = "\n".join(blocks)
    return element("details", f"{summary}\n{body}\n", class_="gk-fold gk-sums", data_gk="skip")


def _about_last_year(site: Site, report: Report) -> str:
    before = site.checks.of(report).before
    if before is None:
        return f"没有 {report.year - 1} 年的报告，不列上年数。"
    year = link(f"{before.year} 年报告", href(report_uri(report), report_uri(before)))
    return f"上年数是 {year}里同一格的数。"


def _groups(totals: Sequence[Total]) -> Iterator[list[Total]]:
    """The totals identity by identity, neighbours that stand alone in theirs together."""
    counts = Counter(total.result.rule.id for total in totals)

    def key(total: Total) -> str:
        return total.result.rule.id if counts[total.result.rule.id] > 1 else ""

    for _, group in groupby(totals, key=key):
        yield list(group)


def _group(report: Report, table: Table, totals: list[Total]) -> Iterator[str]:
    """A group of totals: those with something to tell, then the others by name."""
    name = _namer(report, table, totals)
    items = [_line(report, table, each, name) for each in totals if each.is_told]
    quiet = [each for each in totals if not each.is_told]
    for kind, words in _QUIET.items():
        if alike := [each for each in quiet if _kind(report.cell(each.address)) == kind]:
            items.append(element("li", _alike(alike, words, name)))
    if len({total.result.rule.id for total in totals}) == 1 < len(totals):
        yield element("p", f"{escape(totals[0].result.rule.title)}：")
    yield _list(items)


def _list(items: Sequence[str]) -> str:
    """A list of finished ``li``."""
    return element("ul", "\n".join(["", *items, ""]))


def _alike(totals: Sequence[Total], words: str, name: Callable[[Total], str]) -> str:
    last = "，上年相同" if totals[0].last is not None else ""
    names = "；".join(escape(name(each)) for each in totals)
    return f"{len(totals)} 项{words}{last}：{names}"


def _namer(report: Report, table: Table, totals: Sequence[Total]) -> Callable[[Total], str]:
    """How the totals of an identity are told apart: by row, by column, or one alone by column."""
    rows = {total.address.row for total in totals}

    def name(total: Total) -> str:
        if len(rows) > 1:
            return _row_label(report, table, total.address)
        return _column_chain(report, table, total.address)

    return name


def _line(report: Report, table: Table, total: Total, name: Callable[[Total], str]) -> str:
    cell = report.cell(total.address)
    shown = escape(cell.printed) if is_filled(cell) else _NO_FIGURE[cell.state]
    place = link(name(total), f"#{total.address}")
    parts = _parts(report, table, total)
    last = f"；{_last(total.last)}" if total.last is not None else ""
    return element("li", f"{place}：{element('b', shown)}{parts}{last}", id=total.id)


def _parts(report: Report, table: Table, total: Total) -> str:
    """`` = 自然人 3 + 商业企业 1（其余 4 项为 0）``, or the parts named where none can be added."""
    cells = [(each, report.cell(each)) for each in total.parts]
    shown = [
        f"{escape(_part_label(report, table, total, each))} {escape(cell.printed)}"
        for each, cell in cells
        if cell.value
    ]
    rest = _rest([cell for _, cell in cells if not cell.value], has_shown=bool(shown))
    if total.result.fails:
        equation = f" ≠ {' + '.join(shown)}{rest}" if shown else rest
        return f"{equation}，分项之和 {_sum(total)}，{link('不相符', f'#{SHEET}')}"
    if not shown:
        return rest
    is_summed = total.result.outcome is Outcome.HOLDS
    return f" = {' + '.join(shown)}{rest}" if is_summed else f"，分项 {'、'.join(shown)}{rest}"


def _sum(total: Total) -> str:
    """The sum of the parts as the check has it."""
    result = total.result
    place = result.place
    is_left = place is not None and place.left[0].address in total.parts
    return str(result.left if is_left else result.right)


def _rest(cells: Sequence[Cell], *, has_shown: bool) -> str:
    """How many other parts are 0 and how many have no number; in brackets behind those shown."""
    zeros = sum(cell.state is CellState.NUMBER for cell in cells)
    blanks = sum(cell.state is CellState.BLANK for cell in cells)
    words = len(cells) - zeros - blanks
    counted = ((zeros, "为 0"), (blanks, "未填"), (words, "没有数"))
    notes = [f"{count} 项{what}" for count, what in counted if count]
    if not notes:
        return ""
    if not has_shown:
        return f"（分项中 {'、'.join(notes)}）"
    return f"（其余 {'、'.join(notes)}）"


def _last(last: Cell) -> str:
    """``上年 23``; words where it has no figure."""
    if is_filled(last):
        return f"上年 {escape(last.printed)}"
    return f"上年{_NO_FIGURE[last.state]}"


# --- names ------------------------------------------------------------------------------------


def _part_label(report: Report, table: Table, total: Total, part: CellAddress) -> str:
    """A part is named by what differs from its total, its row or its column, without a number.

    In a sum ``1.`` before a label would read as a figure.
    """
    if part.row != total.address.row:
        return _ITEM.sub("", _row_label(report, table, part))
    label = _printed(report, f"{table.id}.columns", part.column, table.column(part.column))
    return _ITEM.sub("", label)


def _row_label(report: Report, table: Table, address: CellAddress) -> str:
    return _printed(report, f"{table.id}.rows", address.row, table.row(address.row))


def _column_chain(report: Report, table: Table, address: CellAddress) -> str:
    """The column behind the groups that it stands in."""
    parts = address.column.split(".")
    paths = [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    found = [(path, table.column(path)) for path in paths]
    labels = [_printed(report, f"{table.id}.columns", path, each) for path, each in found if each]
    return "·".join(labels)


def _printed(report: Report, prefix: str, path: str, header: Header | None) -> str:
    """The label as this report prints it, without an explanation in brackets at its end."""
    label = report.printed_labels.get(f"{prefix}.{path}", header.label if header else path)
    head = label.rpartition("（")[0]
    return head if label.endswith("）") and head else label

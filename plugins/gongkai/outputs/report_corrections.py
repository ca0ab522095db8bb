"""What a report says of changes after it was published: a banner, a sign at the cell, the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from gongkai.checks.wording import cell_label
from gongkai.forms.model import CellAddress, FormEdition
from gongkai.render.days import day_element
from gongkai.render.html import element, escape, link
from gongkai.render.prose import heading
from gongkai.reports.model import Correction, Report
from gongkai.reports.spec import CORRECTION_KINDS, WITHDRAWN

LIST = "corrections"


def correction_id(number: int) -> str:
    """The id on the report's page of an entry, numbered from 1 in the order of the file."""
    return f"correction-{number}"


def banner(report: Report) -> str:
    """The newest change with its day, at the top of the page; "" for a report never changed."""
    if not report.corrections:
        return ""
    newest = max(each.date for each in report.corrections)
    if report.withdrawal:
        told = "本报告已撤回，以下为撤回前的内容"
    else:
        told = f"公布后有更正 {len(report.corrections)} 处"
    content = f"{day_element(newest)}：{told}。{link('更正记录', f'#{LIST}')}"
    return element("p", content, class_="gk-corrected", data_gk="skip")


def marks(report: Report) -> Mapping[str, str]:
    """A sign for each place that was changed, as finished HTML by the place's address."""
    found: defaultdict[str, str] = defaultdict(str)
    for number, entry in enumerate(report.corrections, start=1):
        sign = link(f"更{number}", f"#{correction_id(number)}")
        found[entry.at] += element("sup", sign, class_="gk-mark")
    return found


def correction_list(report: Report, *, is_shown: bool = True) -> Iterator[str]:
    """All changes, numbered as their signs are, with links to places where the page shows them."""
    if not report.corrections:
        return
    yield heading("更正记录", 2, LIST)
    items = [
        element("li", _item(report, entry, is_shown=is_shown), id=correction_id(number))
        for number, entry in enumerate(report.corrections, start=1)
    ]
    yield element("ol", "\n".join(["", *items, ""]))


def _item(report: Report, entry: Correction, *, is_shown: bool) -> str:
    name = place_name(report, entry.at)
    is_linked = is_shown and _is_on_page(report, entry.at)
    where = link(name, f"#{entry.at}") if is_linked else escape(name)
    told = escape(sides(entry))
    what = f"{where} {told}" if told else where
    head = f"{day_element(entry.date)}，{kind_label(entry)}："
    reason = escape(entry.reason)
    return head + (reason if entry.kind == WITHDRAWN else f"{what}。{reason}")


def _is_on_page(report: Report, at: str) -> bool:
    """Whether the page has the place as an id: a section, or something in a printed table."""
    edition = report.edition
    if edition is None or edition.section(at) is not None:
        return edition is not None
    table = edition.table(at.partition("/")[0].partition(".")[0])
    return table is not None and at != table.id and bool(report.rows(table))


def kind_label(entry: Correction) -> str:
    """What kind of change it is."""
    return CORRECTION_KINDS[entry.kind]


def sides(entry: Correction) -> str:
    """What was and what is printed, as far as the entry says."""
    old, new = ("空" if each == "" else each for each in (entry.old, entry.new))
    if old is None:
        return "" if new is None else f"改为 {new}"
    return f"原为 {old}" if new is None else f"{old} → {new}"


def place_name(report: Report, at: str) -> str:
    """What readers call a place that ``at:`` names; the address itself where it is unknown."""
    edition = report.edition
    if edition is None:
        return at
    head, _, column = at.partition("/")
    table_id, _, row = head.partition(".")
    if row and column:
        return cell_label(report, CellAddress(table_id, row, column))
    return _label(edition, table_id, row, column) or at


def _label(edition: FormEdition, table_id: str, row: str, column: str) -> str | None:
    """The label of a row or column, else of a section, else of a table."""
    table = edition.table(table_id)
    if table is not None and (row or column):
        header = table.row(row) if row else table.column(column)
        return header.label if header else None
    if (section := edition.section(table_id)) is not None:
        return section.label
    return table.caption if table else None

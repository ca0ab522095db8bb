"""One plain sentence at the top of a report, out of its own figures.

Which figures it tells, and in which words, stands in the edition's file under ``sentence``: no code
knows a row or column of the form, and a form of one's own brings its own sentence or none.

It says nothing of a cell that is blank, holds words or was not printed, and of several zeros in a
row only the first. It compares with the cell of the same address in the same body's report on the
year before, so neither over a missing year nor over a change of meaning, where the address changes;
and not where either cell takes part in a sum that does not come out, since then nobody knows which
figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.model import Figure
from gongkai.forms.model import CellAddress, Statement
from gongkai.indicators.measures import filling_of
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.last_year import cell_before, number
from gongkai.outputs.model import Site, href, report_uri
from gongkai.outputs.report_facts import agency_of
from gongkai.render.html import element, escape, link
from gongkai.reports.model import Report


@dataclass(frozen=True, slots=True)
class Clause:
    """One figure of the sentence, with its ``unit`` ("" for none).

    ``difference`` is this year's figure less last year's, None where they are not compared.
    ``is_doubtful`` says that the figure takes part in a sum of the report that does not come out.
    """

    statement: Statement
    figure: Figure
    unit: str
    difference: Figure | None = None
    is_doubtful: bool = False


def clauses(site: Site, report: Report) -> tuple[Clause, ...]:
    """What the sentence tells of a report, in the order of its edition."""
    found: list[Clause] = []
    was_zero = False
    doubtful = site.checks.of(report).doubted
    for statement in report.edition.sentence if report.edition else ():
        figure = number(report.cell(statement.address))
        if figure is None:
            continue
        if figure or not was_zero:
            is_doubtful = statement.address in doubtful
            difference = None if is_doubtful else _difference(site, report, statement)
            unit = unit_at(report, statement.address)
            found.append(Clause(statement, figure, unit, difference, is_doubtful))
        was_zero = figure == 0
    return tuple(found)


def _difference(site: Site, report: Report, statement: Statement) -> Figure | None:
    """This year's figure less last year's, None where they are not to be compared."""
    before = site.checks.of(report).before
    if before is None or not statement.compares:
        return None
    now = number(report.cell(statement.address))
    last = number(cell_before(report, before, statement.address))
    if now is None or last is None or statement.address in site.checks.of(before).doubted:
        return None
    return now - last


def unit_at(report: Report, address: CellAddress) -> str:
    """The unit of a cell's figure: what is printed in it, else what the form says; "" for none."""
    table = report.edition.table(address.table) if report.edition else None
    row, column = (table.row(address.row), table.column(address.column)) if table else (None, None)
    if table is None or row is None or column is None:
        return ""
    return report.cell(address).unit or table.cell_unit(row, column) or ""


# --- words ------------------------------------------------------------------------------------


def sentence(site: Site, report: Report) -> str:
    """The sentence as a paragraph, each figure linked to its cell; "" where nothing can be told."""
    told = clauses(site, report)
    if not told:
        return ""
    before = site.checks.of(report).before
    parts = [_linked(report, before, clause) for clause in told]
    # Our words about figures that stand in the tables: the search leaves them out.
    content = f"{report.year} 年{'；'.join(parts)}。{_doubt(told)}"
    return element("p", content, class_="gk-sentence", data_gk="skip")


def description(site: Site, report: Report) -> str:
    """The report in a sentence for search engines and previews."""
    name = f"{agency_of(site, report).name}{report.year}年度政府信息公开工作年度报告"
    told = clauses(site, report)
    if told:
        return f"{name}：{'；'.join(_plain(clause) for clause in told)}。"
    filling = filling_of(report)
    tables = f"，统计表 {filling.all} 格中 {filling.filled} 格有内容" if filling.all else ""
    return f"{name}：原文、统计表和来源{tables}。"


def _plain(clause: Clause) -> str:
    return "".join(_words(clause)) + (f"，{_change(clause)}" if _change(clause) else "")


def _linked(report: Report, before: Report | None, clause: Clause) -> str:
    """A clause with its figure linked to the cell, and the difference to last year's cell."""
    address = str(clause.statement.address)
    text, figure = _words(clause)
    shown = f"{escape(text)}{link(figure, f'#{address}')}"
    change = _change(clause)
    if not change or before is None:
        return shown
    return f"{shown}，{link(change, href(report_uri(report), report_uri(before), address))}"


def _words(clause: Clause) -> tuple[str, str]:
    """The words before the figure, and the figure; of a 0 that has words of its own only those."""
    statement = clause.statement
    if clause.figure == 0 and statement.zero:
        return "", statement.zero
    return f"{statement.text} ", _with_unit(clause.figure, clause.unit)


def _change(clause: Clause) -> str:
    """``比上年多 3 件``; "" where nothing is compared, or where there was and is nothing."""
    difference = clause.difference
    if difference is None or (difference == 0 and clause.figure == 0):
        return ""
    if difference == 0:
        return "与上年相同"
    if difference > 0:
        return f"比上年多 {_with_unit(difference, clause.unit)}"
    return f"比上年少 {_with_unit(-difference, clause.unit)}"


def _with_unit(figure: Figure, unit: str) -> str:
    shown = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
    return f"{shown} {unit}".rstrip()


def _doubt(told: Sequence[Clause]) -> str:
    """A remark where figures of the sentence take part in sums that do not come out."""
    doubtful = "、".join(_doubtful(told))
    sheet = link("校验单", f"#{SHEET}")
    return f"其中{doubtful}的数与原表其他数不相符，见{sheet}。" if doubtful else ""


def _doubtful(told: Sequence[Clause]) -> Iterator[str]:
    return (escape(f"“{clause.statement.text}”") for clause in told if clause.is_doubtful)

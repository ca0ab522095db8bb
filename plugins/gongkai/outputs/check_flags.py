"""Signs at figures that disagree: a number at the cell, what it means in words below the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.checks.model import CheckResult
from gongkai.checks.wording import message
from gongkai.forms.model import CellAddress
from gongkai.outputs.model import Site
from gongkai.render.html import element, escape, link
from gongkai.reports.model import Report


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding of a report, numbered from 1.

    ``address`` is the cell that carries the sign, None where the finding is about no cell.
    ``section`` is the part it is told in, None where it is about the report as a whole.
    """

    number: int
    result: CheckResult
    address: CellAddress | None
    section: str | None


def flags_of(site: Site, report: Report) -> tuple[Flag, ...]:
    """Every error and warning of a report, explained or not."""
    return tuple(_flags(site, report))


def _flags(site: Site, report: Report) -> Iterator[Flag]:
    checks = site.checks.of(report)
    for number, result in enumerate(checks.findings(), start=1):
        address = next(iter(checks.addresses(result)), None)
        yield Flag(number, result, address, _section(report, result, address))


def _section(report: Report, result: CheckResult, address: CellAddress | None) -> str | None:
    """The part of the report that a cell stands in, or that a place names."""
    place = str(address) if address else result.at
    head = place.partition("/")[0].partition(".")[0]
    if report.edition is None:
        return head if head in (report.narratives or {}) else None
    table = report.edition.table(head)
    if table is not None:
        return table.section
    return head if report.edition.section(head) else None


def signs(flags: Iterable[Flag]) -> dict[str, str]:
    """The sign at each cell, by its address."""
    found: dict[str, str] = {}
    for flag in flags:
        if flag.address is not None:
            mark = link(_name(flag), f"#flag-{flag.number}")
            sign = element("sup", mark, class_="gk-mark gk-flag")
            found[str(flag.address)] = found.get(str(flag.address), "") + sign
    return found


def flag_list(site: Site, report: Report, flags: Iterable[Flag]) -> str:
    """What the signs mean, as a list; "" for none."""
    items = [_item(site, report, flag) for flag in flags]
    if not items:
        return ""
    # Our words about figures that stand in the tables: the search leaves them out.
    return element("ul", "\n".join(["", *items, ""]), class_="gk-flags", data_gk="skip")


def _item(site: Site, report: Report, flag: Flag) -> str:
    before = site.checks.of(report).before
    name = link(_name(flag), f"#{flag.address}") if flag.address else _name(flag)
    parts = [element("b", name), escape(message(flag.result, report, before))]
    content = " ".join([*parts, explanation(flag.result)])
    return element("li", content, id=f"flag-{flag.number}")


def explanation(result: CheckResult) -> str:
    """What the publisher says of a failure, or that nothing is said yet."""
    if result.discrepancy is None:
        return element("span", "尚未说明。", class_="gk-open")
    return element("span", f"说明：{escape(result.discrepancy.note)}", class_="gk-known")


def _name(flag: Flag) -> str:
    return f"校{flag.number}"

"""One form table over the years of one body: rows of the form, a column a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.forms.model import CellAddress, FormEdition, Header, Table, leaves
from gongkai.outputs.last_year import cell_before, number
from gongkai.outputs.model import href, report_uri
from gongkai.render.html import element, escape
from gongkai.render.numbers import is_filled, render_cell
from gongkai.render.prose import heading
from gongkai.render.table import CellHtml, TableFrame, TableLayout, table_frame
from gongkai.reports.model import Report

# A group of one edition may be a plain row of another; its own figures then stand in a row below
# the group. Ids of headers never begin with an underscore.
_ITSELF = "_itself"


@dataclass(frozen=True, slots=True)
class _Merged:
    """A table as all editions in use have it; labels are those of the latest.

    ``total_column`` is the column that the form makes the sum of the others, if there is one.
    """

    id: str
    title: str
    unit: str | None
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: frozenset[CellAddress]
    total_column: str | None


class YearTables:
    """The tables over the years; what bodies with the same years have in common is made once."""

    def __init__(self) -> None:
        self._plans: dict[tuple[tuple[int, str], ...], tuple[_Plan, ...]] = {}

    def blocks(self, uri: str, reports: Sequence[Report]) -> Iterator[str]:
        """Blocks for every table of the reports' editions: a heading, then the table or tables.

        ``uri`` is the page of the body, ``reports`` are all on a form, the oldest first.
        """
        key = tuple((each.year, each.edition.id) for each in reports if each.edition)
        if key not in self._plans:
            self._plans[key] = tuple(_plans(uri, reports))
        for plan in self._plans[key]:
            yield from plan.heading
            table = plan.frame.fill(_cells(uri, plan, reports))
            yield _folded(plan.view.name, table) if plan.is_folded else table


@dataclass(frozen=True, slots=True)
class _Plan:
    """A table over certain years but for its cells, whose ``addresses`` are those of its rows.

    ``heading`` stands before the first of several tables.
    """

    heading: tuple[str, ...]
    view: _View
    addresses: tuple[CellAddress, ...]
    frame: TableFrame
    is_folded: bool


def _plans(uri: str, reports: Sequence[Report]) -> Iterator[_Plan]:
    editions = {report.edition.id: report.edition for report in reports if report.edition}
    for place, merged in enumerate(_merge(list(editions.values())), start=1):
        named = heading(merged.title, 3, f"by-year-{merged.id.replace('_', '-')}")
        for part, view in enumerate(_views(merged)):
            rows, addresses = _numbered(view.rows, view.address)
            frame = table_frame(_layout(uri, view, rows, reports, f"t{place}-{part}"))
            in_order = tuple(addresses[row.path] for row in leaves(rows))
            yield _Plan(() if part else (named,), view, in_order, frame, bool(part))


@dataclass(frozen=True, slots=True)
class _View:
    """A part of a table that is shown over the years: its rows, each leaf standing for a cell.

    ``address`` finds the cell of a leaf; ``is_linked`` says whether figures link to the reports.
    """

    merged: _Merged
    rows: tuple[Header, ...]
    address: Callable[[str], CellAddress]
    name: str = ""
    is_linked: bool = True


def _views(merged: _Merged) -> Iterator[_View]:
    """One view for each column where they sum into one, the totals first; else a single view."""
    only = merged.rows[0]
    if merged.total_column is not None:
        columns = sorted(leaves(merged.columns), key=lambda each: each.path != merged.total_column)
        for position, column in enumerate(columns):
            yield replace(_column_view(merged, column), is_linked=position == 0)
    elif len(merged.rows) == 1 and not only.label:
        yield _View(merged, merged.columns, lambda path: CellAddress(merged.id, only.path, path))
    else:
        yield _View(merged, _with_columns(merged), lambda path: _joint_address(merged.id, path))


def _column_view(merged: _Merged, column: Header) -> _View:
    def address(row: str) -> CellAddress:
        return CellAddress(merged.id, row.removesuffix(f".{_ITSELF}"), column.path)

    return _View(merged, merged.rows, address, _column_title(merged, column))


def _joint_address(table: str, path: str) -> CellAddress:
    """The cell of a leaf that was made of a row and a column."""
    row, _, column = path.partition("/")
    return CellAddress(table, row, column)


def _folded(name: str, table: str) -> str:
    summary = element("summary", escape(name))
    return element("details", f"{summary}\n{table}\n", class_="gk-fold")


def _layout(
    uri: str, view: _View, rows: tuple[Header, ...], reports: Sequence[Report], table_id: str
) -> TableLayout:
    """The view over the years of the reports, each year's header linked to its report."""
    years = {str(report.year): report for report in reports}
    breaks = _breaks(reports)

    def year_label(year: Header) -> str:
        return element("a", year.label, href=href(uri, report_uri(years[year.path])))

    return TableLayout(
        id=table_id,
        caption=f"{view.merged.title}：{view.name}" if view.name else view.merged.title,
        columns=tuple(Header(id=year, path=year, label=year) for year in years),
        rows=rows,
        corner="项目",
        unit=view.merged.unit,
        hide_caption=not view.name,
        css="gov-years",
        column_label=year_label,
        column_css=lambda year: "gov-break" if year.path in breaks else "",
    )


def _cells(uri: str, plan: _Plan, reports: Sequence[Report]) -> Iterator[CellHtml]:
    """The cells of a view, row by row."""
    ways = [href(uri, report_uri(report)) for report in reports]
    for address in plan.addresses:
        for place, report in enumerate(reports):
            cell = report.cell(address)
            if not plan.view.is_linked or not is_filled(cell):
                yield render_cell(cell)
                continue
            shown = render_cell(cell)
            figure = element("a", shown.content, href=f"{ways[place]}#{address}")
            before = reports[place - 1] if place else None
            yield CellHtml(figure + _difference(report, address, before), shown.css)


def _difference(report: Report, address: CellAddress, before: Report | None) -> str:
    """By how much the figure is more or less than that of the year before, where both are there."""
    if before is None or before.year != report.year - 1:
        return ""
    cell, then = report.cell(address), cell_before(report, before, address)
    now, last = number(cell), number(then)
    if now is None or last is None or now == last or cell.unit != then.unit:
        return ""
    return element("small", f"{now - last:+}", class_="gk-change")


def _numbered(
    rows: Sequence[Header], address: Callable[[str], CellAddress], above: str = ""
) -> tuple[tuple[Header, ...], dict[str, CellAddress]]:
    """The rows with short paths, which keep a page of many years small, and the leaves' cells."""
    numbered: list[Header] = []
    addresses: dict[str, CellAddress] = {}
    for position, row in enumerate(rows, start=1):
        path = f"{above}{position}"
        children, below = _numbered(row.children, address, f"{path}.")
        numbered.append(replace(row, path=path, children=children))
        addresses |= below if children else {path: address(row.path)}
    return tuple(numbered), addresses


def _breaks(reports: Sequence[Report]) -> set[str]:
    """The years whose form differs from that of the report before."""
    return {
        str(later.year)
        for earlier, later in pairwise(reports)
        if earlier.edition is not later.edition
    }


def _column_title(merged: _Merged, column: Header) -> str:
    parts = column.path.split(".")
    above = {".".join(parts[: n + 1]) for n in range(len(parts))}
    return "·".join(
        header.label for top in merged.columns for header in top.walk() if header.path in above
    )


def _with_columns(merged: _Merged) -> tuple[Header, ...]:
    """The rows, each leaf of them a group of the columns that any edition has in it."""
    columns = tuple(leaves(merged.columns))

    def extend(row: Header) -> Header:
        below = tuple(extend(child) for child in row.children) or tuple(
            replace(column, path=f"{row.path}/{column.path}")
            for column in columns
            if CellAddress(merged.id, row.path, column.path) in merged.cells
        )
        return replace(row, children=below)

    return tuple(extend(row) for row in merged.rows)


# --- editions joined --------------------------------------------------------------------------


def _merge(editions: Sequence[FormEdition]) -> Iterator[_Merged]:
    """Every table of the editions, in the order of the latest, ended tables in their place."""
    ids: list[str] = []
    for edition in editions:
        ids = in_order(ids, [table.id for table in edition.tables])
    for table_id in ids:
        tables = [(edition, table) for edition in editions if (table := edition.table(table_id))]
        yield _merge_tables(tables)


def _merge_tables(tables: Sequence[tuple[FormEdition, Table]]) -> _Merged:
    edition, latest = tables[-1]
    section = edition.section(latest.section)
    rows: tuple[Header, ...] = ()
    columns: tuple[Header, ...] = ()
    for _, table in tables:
        rows = _merge_headers(rows, table.rows)
        columns = _merge_headers(columns, table.columns)
    title = latest.caption or (section.label if section else latest.id)
    units = {table.unit for _, table in tables}
    unit = latest.unit if len(units) == 1 else None  # items in one edition, money in another
    cells = frozenset(address for _, table in tables for address in table.addresses())
    return _Merged(latest.id, title, unit, rows, columns, cells, edition.total_column(latest))


def _merge_headers(earlier: Sequence[Header], later: Sequence[Header]) -> tuple[Header, ...]:
    """One tree that holds both, siblings in the order of both."""
    old = {header.id: header for header in earlier}
    new = {header.id: header for header in later}
    order = in_order([header.id for header in earlier], [header.id for header in later])
    return tuple(_merge_header(old.get(each), new.get(each)) for each in order)


def _merge_header(old: Header | None, new: Header | None) -> Header:
    if old is None or new is None:
        return _only(old, new)
    if bool(old.children) == bool(new.children):
        return replace(new, children=_merge_headers(old.children, new.children))
    group = old if old.children else new
    itself = Header(id=_ITSELF, path=f"{group.path}.{_ITSELF}", label="合计为一行")
    known = any(child.id == _ITSELF for child in group.children)
    return replace(group, children=group.children if known else (itself, *group.children))


def _only(old: Header | None, new: Header | None) -> Header:
    header = new or old
    if header is None:
        raise ValueError("a merged header comes from at least one edition")
    return header


def in_order(earlier: list[str], later: list[str]) -> list[str]:
    """Both lists joined: what only the later has stands behind what it follows or replaces."""
    joined = list(earlier)
    position = 0
    for each in later:
        if each in joined:
            position = joined.index(each) + 1
            continue
        while position < len(joined) and joined[position] not in later:
            position += 1
        joined.insert(position, each)
        position += 1
    return joined

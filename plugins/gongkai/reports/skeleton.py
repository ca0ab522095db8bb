"""A report to fill in: the cells of the form blank, everything else commented out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gongkai.forms.model import CellAddress, FormEdition, Table
from gongkai.reports.model import BLANK, Cell, Report, Row
from gongkai.reports.writer import dump_report, dump_text, report_heading


def skeleton(  # noqa: PLR0913 - what stands in it
    form: FormEdition,
    year: int,
    signer: str,
    first_step: str,
    cells: Mapping[CellAddress, Cell] = MappingProxyType({}),
    remarks: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A report file on a form that is a draft; ``first_step`` is what to do with the file first.

    ``signer`` is the body that signs, ``cells`` are those that are known already, and ``remarks``
    say by row where they come from. There is no sample text: what is uncommented and left empty is
    an issue, so that nothing made up can be published.
    """
    tables = {table.id: _rows(table, cells) for table in form.tables}
    report = Report("", year, form, tables=tables)
    lines = dump_report(report, signer, remarks=remarks).splitlines()
    return "\n".join([*_head(report, form, signer, first_step), *_from_tables_on(lines)]) + "\n"


def _rows(table: Table, cells: Mapping[CellAddress, Cell]) -> dict[str, Row]:
    return {
        row.path: tuple(
            cells.get(CellAddress(table.id, row.path, column.path), BLANK)
            for column in table.column_leaves
        )
        for row in table.row_leaves
    }


def _from_tables_on(lines: list[str]) -> list[str]:
    return lines[lines.index("tables:") :]


def _head(report: Report, form: FormEdition, signer: str, first_step: str) -> Iterator[str]:
    year = report.year
    yield f"# {report_heading(report, signer)}"
    yield f"# {first_step}"
    yield "# 原文空着的格留 ~（空不是 0）。要用下面以“# ”开头的行，就删去行首的“# ”。"
    yield f"year: {year}"
    yield "status: draft # 草稿：预览里看得到，不会发布；填好以后删去这一行"
    yield f"# published: {year + 1}-01-21"
    yield f"# signed: {{name: {dump_text(signer, in_flow=True)}, date: {year + 1}-01-20}}"
    yield "# source: {url: https://www.example.gov.cn/}"
    yield "# narratives:"
    yield "#   # 各部分的正文写在“|”的下面，每行行首空四格；段与段之间空一行"
    for section in form.sections:
        if not section.tables:
            yield f"#   {section.id}: | # {section.label}"

"""A report to fill in: every cell of the form blank, everything else commented out."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.forms.model import FormEdition
from gongkai.reports.model import BLANK, Report
from gongkai.reports.writer import dump_report, dump_text


def skeleton(form: FormEdition, year: int, signer: str, first_step: str) -> str:
    """A report file on a form that is a draft; ``first_step`` is what to do with the file first.

    ``signer`` is the body that signs. There is no sample text: what is uncommented and left empty
    is an issue, so that nothing made up can be published.
    """
    tables = {
        table.id: {row.path: (BLANK,) * len(table.column_leaves) for row in table.row_leaves}
        for table in form.tables
    }
    lines = dump_report(Report("", year, form, tables=tables)).splitlines()
    cells = lines[lines.index("tables:") :]
    return "\n".join([*_head(form, year, signer, first_step), *cells]) + "\n"


def _head(form: FormEdition, year: int, signer: str, first_step: str) -> Iterator[str]:
    yield f"# 骨架：{form.id} 版表式（{form.document}），自 {form.from_year} 年的年报起。"
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

"""The pages of the forms: each edition explained from its own file."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.forms.model import FormEdition, Header, Identity, Section, Table, ValueKind, walk
from gongkai.outputs.model import FORMS, Site, SiteFile, form_uri, href
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.render.table import CellHtml, TableLayout, render_table

_KINDS = {
    ValueKind.COUNT: "件数：不小于 0 的整数",
    ValueKind.CHANGE: "增减：整数，可带正负号",
    ValueKind.DECIMAL: "金额：不小于 0 的十进制数",
}
_BASES = {
    "official": "表式印明",
    "structural": "由“总计”之名而来",
    "cross_year": "跨年衔接的惯例",
    "plausibility": "供核对的线索",
}


def build(site: Site) -> Iterator[SiteFile]:
    """The index of forms and one page for each edition."""
    yield SiteFile(FORMS, _index(site), "表式", "表式")
    for edition in site.corpus.editions:
        yield SiteFile(form_uri(edition), _page(edition), edition.label, f"{edition.id} 版", FORMS)


def _index(site: Site) -> str:
    summary = "政府信息公开工作年度报告的全国统一格式，各版的表格、行列、地址和勾稽关系。"
    items = [
        f"{link(edition.label, href(FORMS, form_uri(edition)))}：{escape(edition.document)}，"
        f"自 {edition.from_year} 年的报告起使用，{_size(edition)}"
        for edition in site.corpus.editions
    ]
    blocks = [heading("表式", 1, "top"), element("p", summary), bullets(items, class_="gk-list")]
    return render_page({"title": "表式", "description": summary}, blocks)


def _size(edition: FormEdition) -> str:
    cells = sum(1 for _ in edition.addresses())
    return f"{len(edition.sections)} 部分、{len(edition.tables)} 张表、{cells} 格"


def _page(edition: FormEdition) -> str:
    summary = f"{edition.document}，自 {edition.from_year} 年的报告起使用，{_size(edition)}。"
    blocks = [
        heading(edition.label, 1, "top"),
        element("p", escape(summary)),
        *(block for section in edition.sections for block in _section(edition, section)),
        *_carries(edition),
    ]
    return render_page({"title": edition.label, "description": summary}, blocks)


def _section(edition: FormEdition, section: Section) -> Iterator[str]:
    yield heading(section.label, 2, section.id)
    if not section.tables:
        yield element("p", "文字部分。")
    for table in edition.tables:
        if table.section == section.id:
            yield _blank_form(table, section.label)
            yield _addresses(table)
            yield _identities(edition, table)


def _blank_form(table: Table, section_label: str) -> str:
    layout = TableLayout(
        id=table.id,
        caption=table.caption or section_label,
        columns=table.columns,
        rows=table.rows,
        columns_label=table.columns_label,
        corner=table.corner_note or table.stub_label,
        unit=table.unit,
        hide_caption=table.caption is None,
        css="gov-form",
    )
    return render_table(layout, lambda row, column: _blank_cell(table, row, column))


def _blank_cell(table: Table, row: Header, column: Header) -> CellHtml:
    mark = {ValueKind.COUNT: "数", ValueKind.CHANGE: "±", ValueKind.DECIMAL: "金额"}
    address = f"{table.id}.{row.path}/{column.path}"
    shown = element("span", mark[table.kind(row, column)], title=address)
    return CellHtml(shown, "gov-kind", address)


def _addresses(table: Table) -> str:
    """A fold with the address, label and known variants of every row and column."""
    kinds = {table.kind(row, column) for row in table.row_leaves for column in table.column_leaves}
    intro = element("p", "；".join(_KINDS[kind] for kind in ValueKind if kind in kinds) + "。")
    rows = bullets([_axis(f"{table.id}.{row.path}", row) for row in walk(table.rows)])
    columns = bullets(
        [_axis(f"{table.id}/{column.path}", column) for column in walk(table.columns)]
    )
    body = "\n".join([intro, element("p", "行："), rows, element("p", "列："), columns])
    summary = element("summary", f"{escape(table.caption or '本表')}的地址和名称")
    return element("details", f"{summary}\n{body}\n", class_="gk-fold")


def _axis(address: str, header: Header) -> str:
    parts = [element("code", escape(address)), escape(header.label or "（无名称）")]
    if header.label_variants:
        parts.append(f"（又作：{escape('、'.join(header.label_variants))}）")
    if header.follows:
        parts.append(f"（接续上一版的 {element('code', escape(header.follows))}，口径有变）")
    if header.collapsible:
        parts.append("（可只填这一行）")
    return " ".join(parts)


def _identities(edition: FormEdition, table: Table) -> str:
    items = [_identity(rule) for rule in edition.identities if rule.table == table.id]
    if not items:
        return ""
    return element("p", "表内勾稽关系：") + "\n\n" + bullets(items, class_="gk-list")


def _identity(rule: Identity) -> str:
    each = "每列" if rule.for_each == "column" else "每行"
    basis = _BASES.get(rule.basis, rule.basis)
    code = element("code", escape(f"{rule.table}.{rule.id}"))
    return f"{each}：{escape(rule.label)}（{escape(basis)}）{code}"


def _carries(edition: FormEdition) -> Iterator[str]:
    if not edition.carries:
        return
    yield heading("跨年衔接", 2, "carries")
    items = [
        f"{escape(rule.label)}（{escape(_BASES.get(rule.basis, rule.basis))}，"
        f"自 {rule.first_year} 年的报告起）{element('code', escape(f'{rule.table}.{rule.id}'))}"
        for rule in edition.carries
    ]
    yield bullets(items, class_="gk-list")

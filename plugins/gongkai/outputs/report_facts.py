"""What a report page says about the report: facts at its top, sources and changes at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.indicators.measures import filling_of
from gongkai.outputs.check_sheet import SHEET, tally
from gongkai.outputs.compare_links import compare_href, has_compare
from gongkai.outputs.downloads import FORMATS, offer, report_file
from gongkai.outputs.model import (
    Site,
    SiteFile,
    agency_uri,
    form_uri,
    href,
    report_uri,
    year_uri,
)
from gongkai.outputs.report_corrections import correction_list
from gongkai.outputs.report_history import last_change
from gongkai.render.days import day_text
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.prose import heading
from gongkai.reports.agency import Agency
from gongkai.reports.files import extension
from gongkai.reports.model import (
    Attachment,
    CellState,
    Report,
    Status,
    StoredFile,
)

UNKNOWN = "未载明"


def agency_of(site: Site, report: Report) -> Agency:
    """The body of a report; a corpus holds no report without one."""
    agency = site.corpus.agency(report.agency)
    if agency is None:
        raise LookupError(report.agency)
    return agency


def report_title(site: Site, report: Report) -> str:
    """The title as printed, or the usual one."""
    return title_of(report, agency_of(site, report))


def title_of(report: Report, agency: Agency) -> str:
    """The same of a report by its body."""
    return report.title or f"{agency.name}{report.year}年政府信息公开工作年度报告"


def show_day(day: date | None) -> str:
    """A day in Chinese, or that none is stated."""
    return day_text(day) if day else UNKNOWN


# --- the top ----------------------------------------------------------------------------------


def adjacent_years(site: Site, report: Report) -> str:
    """Links to the body's report before and after, to all of its years, and to a comparison."""
    reports = site.corpus.reports_of(report.agency)
    position = reports.index(report)
    uri = report_uri(report)
    links = []
    if position > 0:
        earlier = reports[position - 1]
        links.append(link(f"‹ {earlier.year} 年", href(uri, report_uri(earlier)), rel="prev"))
    links.append(link(agency_of(site, report).name, href(uri, agency_uri(report.agency))))
    if position + 1 < len(reports):
        later = reports[position + 1]
        links.append(link(f"{later.year} 年 ›", href(uri, report_uri(later)), rel="next"))
    before = site.corpus.report(report.agency, report.year - 1)
    if before is not None and has_compare(site):
        links.append(link(f"与上年（{before.year}）对比", compare_href(uri, (before, report))))
    return element(
        "nav",
        "\n".join(["", *links, ""]),
        class_="gk-adjacent",
        aria_label="同一机关的其他年份",
        data_gk="skip",
    )


def facts(site: Site, report: Report, attributes: Mapping[str, str | int | None]) -> str:
    """Who, when, on which form, from where, and how its sums come out.

    ``attributes`` are those of the list itself.
    """
    pairs = [
        ("公布", show_day(report.published)),
        ("落款", signature(report)),
        ("年度", link(f"{report.year}年", href(report_uri(report), year_uri(report.year)))),
        ("表式", _form(report)),
        ("来源", source(report)),
        ("填报", _filled(report)),
        ("校验", _checked(site, report)),
    ]
    body = "\n".join(
        element("div", element("dt", name) + element("dd", value)) for name, value in pairs if value
    )
    draft = element("p", "草稿，尚未公布。", class_="gk-draft")
    shown = element("dl", f"\n{body}\n", class_="gk-facts", **attributes)
    return f"{draft}\n\n{shown}" if report.status is Status.DRAFT else shown


def signature(report: Report) -> str:
    """Who signed and when, as HTML; "" where neither is stated."""
    if report.signed is None:
        return ""
    day = show_day(report.signed.date) if report.signed.date else ""
    return escape(" ".join(part for part in (report.signed.name, day) if part))


def _form(report: Report) -> str:
    if report.edition is None:
        return "当年尚无全国统一表式"
    address = href(report_uri(report), form_uri(report.edition))
    shown = link(f"{report.edition.id} 版", address)
    return f"{shown}（不是当年的一版，原报告如此）" if report.edition_stated else shown


def source(report: Report) -> str:
    """Where the report was taken from, as a link where there is an address."""
    origin = report.source
    if origin is None or not (origin.url or origin.title or origin.file):
        return UNKNOWN
    host = origin.url.split("/")[2] if origin.url else ""
    name = origin.title or host or origin.file or ""
    return link(name, origin.url, rel="external") if origin.url else escape(name)


def _checked(site: Site, report: Report) -> str:
    shown = tally(site.checks.of(report))
    return link(shown, f"#{SHEET}") if shown else ""


def _filled(report: Report) -> str:
    filling = filling_of(report)
    if not filling.all:
        return ""
    blank = sum(cell.state is CellState.BLANK for _, cell in report.cells())
    shown = f"{filling.all} 格中 {filling.filled} 格有内容"
    return f"{shown}，{blank} 格原表未填" if blank else shown


# --- the end ----------------------------------------------------------------------------------


def appendix(site: Site, report: Report) -> Iterator[str]:
    """Corrections, attachments, the source and how to cite."""
    yield from correction_list(report)
    if report.attachments:
        yield heading("附件", 2, "attachments")
        yield bullets(
            [
                _attachment(report, number, entry)
                for number, entry in enumerate(report.attachments, 1)
            ]
        )
    yield heading("来源与引用", 2, "provenance")
    yield _provenance(site, report)
    files = {name: report_file(report.agency, report.year, name) for name in FORMATS}
    yield offer(site, report_uri(report), files)
    citation = _citation(site, report)
    yield element("p", citation, class_="gk-cite", id="citation", data_gk="skip")


def _attachment(report: Report, number: int, entry: Attachment) -> str:
    stored = report.files[entry.file]
    return _file_link(report, stored, entry.title or entry.file, f"attachment-{number}")


def _provenance(site: Site, report: Report) -> str:
    origin = report.source
    lines = [f"来源：{source(report)}"]
    if origin and origin.retrieved:
        lines.append(f"取得：{show_day(origin.retrieved)}")
    if origin and origin.file:
        shown = _file_link(report, report.files[origin.file], origin.title or origin.file, "source")
        lines.append(f"原件：{shown}")
    if told := last_change(site, report):
        lines.append(told)
    changed = "更正见更正记录" if report.corrections else "未作更正"
    return bullets([*lines, f"数字照原文录入，{changed}；空格表示原表未填。"])


def _file_link(report: Report, stored: StoredFile, name: str, role: str) -> str:
    """A link that names format, size and checksum of a file published with the report."""
    address = href(report_uri(report), file_uri(report, stored, role))
    kind = extension(stored.path.name).upper()
    size = f"{max(1, round(stored.size / 1024))} KB"
    checksum = element("code", stored.sha256, class_="gk-sha")
    return f"{link(f'{name}（{kind}，{size}）', address)}，SHA-256 {checksum}"


def file_uri(report: Report, stored: StoredFile, role: str) -> str:
    """Where a file of a report is published."""
    folder = f"reports/{report.agency}/{report.year}"
    return f"{folder}/{report.agency}-{report.year}-{role}.{extension(stored.path.name)}"


def report_files(report: Report) -> Iterator[SiteFile]:
    """The original document and the attachments, copied as they are."""
    if report.source and report.source.file:
        stored = report.files[report.source.file]
        yield _copied(report, stored, "source")
    for number, entry in enumerate(report.attachments, start=1):
        stored = report.files[entry.file]
        yield _copied(report, stored, f"attachment-{number}")


def _copied(report: Report, stored: StoredFile, role: str) -> SiteFile:
    return SiteFile(file_uri(report, stored, role), stored.path, sha256=stored.sha256)


def _citation(site: Site, report: Report) -> str:
    """How to cite: body, title, date as stated, and the addresses of the original and this page."""
    name = escape(agency_of(site, report).name)
    title = escape(report_title(site, report))
    signed = report.signed.date if report.signed else None
    day = f"{show_day(report.published)}公布" if report.published else ""
    day = day or (f"{show_day(signed)}落款，公布日期未载明" if signed else "公布日期未载明")
    origin = report.source.url if report.source else None
    original = f"原文：{link(origin, origin, rel='external')}。" if origin else ""
    path = f"reports/{report.agency}/{report.year}/"
    own = f"{site.address.rstrip('/')}/{path}" if site.address else f"/{path}"
    return f"引用格式：{name}：《{title}》，{day}。{original}本页：{escape(own)}"

"""Where downloads stand, and the line by which pages offer them."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.outputs.model import Site, href
from gongkai.render.html import element, link

DATA = "data/index.md"
SCHEMA = "data/report.schema.json"
AGENCIES_JSON = "data/agencies.json"
REPORTS_JSON = "data/reports.json"
MANIFEST = "data/manifest.json"
CHECKSUMS = "SHA256SUMS"
# The outputs by the formats that they write.
FORMATS: Mapping[str, str] = {"csv": "csv_files", "xlsx": "xlsx_files", "json": "json_files"}


def report_file(agency: str, year: int, extension: str) -> str:
    """A download of one report, beside its page."""
    return f"reports/{agency}/{year}/{agency}-{year}.{extension}"


def agency_file(agency: str, extension: str) -> str:
    """A download of all reports of a body."""
    return f"reports/{agency}/{agency}.{extension}"


def year_file(year: int, extension: str) -> str:
    """A download of all reports on a year."""
    return f"years/{year}/{year}.{extension}"


def corpus_file(extension: str, part: int | None = None) -> str:
    """A download of everything, or one of its numbered parts."""
    return f"data/gongkai{'' if part is None else f'-{part}'}.{extension}"


def offer(site: Site, page: str, files: Mapping[str, str]) -> str:
    """The line that offers the downloads of a page, by format; "" where no output makes any."""
    links = [
        link(name.upper(), href(page, uri), download=uri.rpartition("/")[2])
        for name, uri in files.items()
        if site.has(FORMATS[name])
    ]
    if not links:
        return ""
    about = link("字段说明", href(page, DATA, "columns")) if site.has("data_page") else ""
    content = " ".join(part for part in ("下载数据：", *links, about) if part)
    return element("p", content, class_="gk-downloads", data_gk="skip")

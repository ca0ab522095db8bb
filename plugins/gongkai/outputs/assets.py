"""Files that pages need or offer: the style sheet, originals and attachments of reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.outputs.model import Site, SiteFile
from gongkai.outputs.report_facts import report_files

STYLE_SHEET = "assets/gongkai/gongkai.css"
NAME_FILTER = "assets/gongkai/names.js"
MENU = "assets/gongkai/menu.js"
_SHARED_SCRIPT = "assets/gongkai/html.js"

_THEME_ASSETS = Path(__file__).parent.parent / "theme" / "assets"


def build(site: Site) -> Iterator[SiteFile]:
    """The style sheet, the scripts of all pages, then the files of every report."""
    yield SiteFile(STYLE_SHEET, _THEME_ASSETS / "gongkai.css")
    yield SiteFile(_SHARED_SCRIPT, _THEME_ASSETS / "html.js")
    yield SiteFile(MENU, _THEME_ASSETS / "menu.js")
    yield SiteFile(NAME_FILTER, _THEME_ASSETS / "names.js")
    for report in site.corpus.reports:
        yield from report_files(report)

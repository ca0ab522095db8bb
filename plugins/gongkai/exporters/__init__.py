"""The formats that a report is exported in: each a module whose ``write`` prints the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the module that writes it, and the library that it alone needs."""

    module: str
    label: str
    needs: str | None = None


FORMATS: Mapping[str, Format] = {
    "docx": Format("gongkai.exporters.word", "Word 文件", needs="docx"),
    "html": Format("gongkai.exporters.html_fragment", "网页片段"),
    "xlsx": Format("gongkai.exporters.sheets", "工作簿"),
}
EXTRA = "import"
"""The extra of gongkai that installs what a format needs."""

"""Reports printed to PDF by a browser: tables with rules, torn by page breaks."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest

from gongkai.forms.model import Editions
from gongkai.importers.documents import read_document
from gongkai.importers.recognition import recognize
from tests.importing.drawing import different, draw
from tests.importing.styles import word_html

RULED = "<style>table{border-collapse:collapse;font-size:12px}td{border:1px solid}</style>"


def _printed_by_browser(program: str, html: str, folder: Path) -> bytes:
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(f'<meta charset="utf-8">{html}', encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    own = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
    command = [program, *options, *own, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return printed.read_bytes()


@pytest.mark.browser
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_of_a_pdf_is_read(
    edition: str, requires_chromium: str, editions: Editions, tmp_path: Path
) -> None:
    form = editions.get(edition)
    assert form is not None
    printed = draw(form, Random(4))
    page = RULED + word_html(printed).decode()

    data = _printed_by_browser(requires_chromium, page, tmp_path)
    found = recognize(read_document(data, "a.pdf"), editions)

    assert not set(different(printed, dict(found.report.cells())))
    assert not found.doubts
    assert found.report.title == printed.title
    assert found.report.narratives is not None
    assert set(found.report.narratives) == set(printed.narratives)

"""Reports printed to PDF by a browser: tables with rules, torn by page breaks."""

from __future__ import annotations

from random import Random

import pytest
from playwright.sync_api import sync_playwright

from gongkai.forms.model import Editions
from gongkai.importers.documents import read_document
from gongkai.importers.recognition import recognize
from tests.importing.drawing import different, draw
from tests.importing.styles import word_html

RULED = "<style>table{border-collapse:collapse;font-size:12px}td{border:1px solid}</style>"


def _printed_by_browser(program: str, html: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(html)
        data = page.pdf(format="A4")
        browser.close()
    return data


@pytest.mark.browser
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_of_a_pdf_is_read(
    edition: str, requires_chromium: str, editions: Editions
) -> None:
    form = editions.get(edition)
    assert form is not None
    printed = draw(form, Random(4))
    page = RULED + word_html(printed).decode()

    data = _printed_by_browser(requires_chromium, page)
    found = recognize(read_document(data, "a.pdf"), editions)

    assert not set(different(printed, dict(found.report.cells())))
    assert not found.doubts
    assert found.report.title == printed.title
    assert found.report.narratives is not None
    assert set(found.report.narratives) == set(printed.narratives)

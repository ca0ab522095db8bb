"""Documents that cannot be imported: why, what to do, and nothing written."""

from __future__ import annotations

import importlib
import io
import zipfile
from random import Random
from types import ModuleType

import pytest

from gongkai.forms.model import Editions
from gongkai.importers.documents import MOST_BYTES, read_document
from gongkai.importers.recognition import recognize
from gongkai.importers.refusal import Refused
from tests.importing.drawing import draw
from tests.importing.styles import word, word_html, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_FORM = """\
政府信息公开情况统计表
统计指标\t单位\t统计数
一、主动公开情况\t—\t—
（一）主动公开政府信息数\t条\t120
"""
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
LOOP = '<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hosts">]>'


def _package(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def _with(book: bytes, name: str) -> bytes:
    stream = io.BytesIO(book)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"", "空"),
        ("a.txt", OLD_FORM.encode(), "2018 年以前"),
        ("a.html", b"<p>news</p>", "不像"),
        ("a.txt", "今日会议，讨论明年计划。".encode(), "不像"),
        ("a.bin", bytes(range(128, 256)) * 40, "编码|不像"),
        ("a.pdf", SCAN, "扫描件"),
        ("a.pdf", b"%PDF-1.7 broken", "损坏|扫描件"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.docx", b"not a package", "内容却不是"),
        ("a.docx", b"PK\x03\x04word/document.xml torn", "损坏"),
        ("a.zip", _package(readme=b"x"), "压缩包"),
        ("a.docx", _package(word__document_xml=b"\0" * 40_000_000), "压缩炸弹"),
        ("a.docx", _package(word__document_xml=b"<w><unclosed>"), "读不出"),
        ("a.xlsx", _package(xl__workbook_xml=b"<x/>"), "损坏"),
        ("a.html", b"<p>x</p>" * (MOST_BYTES // 8 + 1), "20 MiB"),
        ("a.html", ("<p>" + "字" * 1_100_000).encode(), "文字超过"),
        ("a.html", b"<div>" * 100_000, "没有文字"),
    ],
)
def test_a_document_is_refused_with_the_reason(
    name: str, data: bytes, says: str, editions: Editions
) -> None:
    with pytest.raises(Refused, match=says) as told:
        recognize(read_document(data, name), editions)
    assert told.value.hint or "压缩炸弹" in told.value.message


@pytest.mark.parametrize(
    ("part", "says"),
    [("xl/vbaProject.bin", "宏"), ("xl/externalLinks/externalLink1.xml", "引用了别的文件")],
)
def test_a_workbook_that_does_more_than_hold_figures_is_refused(
    part: str, says: str, editions: Editions
) -> None:
    printed = draw(next(iter(editions)), Random(1))
    with pytest.raises(Refused, match=says):
        read_document(_with(workbook(printed), part), "a.xlsx")


def test_entities_are_not_expanded() -> None:
    text = "<w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="w"><w:body>{text}</w:body></w:document>'
    data = _package(word__document_xml=(LOOP + body).encode())
    assert not read_document(data, "a.docx").blocks


def test_a_word_file_of_a_blank_form_has_no_zeros(editions: Editions) -> None:
    printed = draw(next(iter(editions)), Random(1))
    for address in printed.texts:
        printed.texts[address] = ""
    found = recognize(read_document(word(printed), "a.docx"), editions)
    assert not any(cell.printed for _, cell in found.report.cells())
    assert len(dict(found.report.cells())) == len(printed.texts)


def test_a_missing_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, editions: Editions
) -> None:
    def without(name: str) -> ModuleType:
        raise ModuleNotFoundError(name=f"lxml.{name}")

    printed = draw(next(iter(editions)), Random(1))
    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(Refused, match="没有安装") as told:
        read_document(word_html(printed), "a.html")
    assert "pip install 'gongkai[import]'" in told.value.hint

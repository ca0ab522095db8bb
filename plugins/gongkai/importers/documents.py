"""A document by its bytes: which format it is, and the reader for it.

The bytes decide, the name only where they do not: files named ``.doc`` are web pages as often as
not, and a Word file with a password looks like an old one.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import PurePath
from typing import TypeAlias

from gongkai.importers.raw import RawDocument
from gongkai.importers.refusal import Refused

MOST_BYTES = 20 * 1024 * 1024
INSTALL = "pip install 'gongkai[import]'"

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
_BY_NAME = {
    "doc": "word_binary",
    "rtf": "word_binary",
    "wps": "word_binary",
    "docx": "word",
    "htm": "html",
    "html": "html",
    "markdown": "markdown",
    "md": "markdown",
    "pdf": "pdf",
    "shtml": "html",
    "txt": "text",
    "xhtml": "html",
    "xlsm": "workbook",
    "xlsx": "workbook",
}
SUFFIXES = tuple(f".{suffix}" for suffix in _BY_NAME)
_HEAD = 2048
# The main part of a package of Office.
_PARTS = {b"word/document.xml": "word", b"xl/workbook.xml": "workbook"}

Reader: TypeAlias = Callable[[bytes, str], RawDocument]


def read_document(data: bytes, name: str) -> RawDocument:
    """The document; Refused for one that cannot be read."""
    if not data.strip():
        raise Refused("文件是空的", "请确认选对了文件")
    if len(data) > MOST_BYTES:
        size = len(data) // 1024 // 1024
        raise Refused(f"文件有 {size} MiB，超过 20 MiB", "去掉图片等与正文无关的内容，再导入")
    reader = _reader(format_of(data, name))
    return reader(data, name)


def format_of(data: bytes, name: str) -> str:
    """The module that reads such bytes."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if data.startswith(_ZIP):
        return next((kind for part, kind in _PARTS.items() if part in data), "unknown_package")
    if data.startswith(_OLE):
        return "word_binary"
    if data.startswith(_RTF):
        return "word_binary"
    if data[:1024].lstrip().startswith(_PDF):
        return "pdf"
    head = data[:_HEAD].lower().lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<table" in head:
        return "markdown" if suffix in ("md", "markdown") else "html"
    if suffix in ("docx", "xlsx", "xlsm", "pdf"):
        raise Refused(f"文件名是 .{suffix}，内容却不是", "用原来的软件打开，重新另存后再导入")
    return _BY_NAME.get(suffix, "html" if head.startswith(b"<") else "text")


def _reader(kind: str) -> Reader:
    if kind == "unknown_package":
        raise Refused("是压缩包或不认识的文件", "解压后导入其中的 Word、网页或表格文件")
    try:
        module = importlib.import_module(f"gongkai.importers.readers.{kind}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("gongkai"):
            raise
        raise Refused(f"没有安装导入用的库（{error.name}）", f"运行 {INSTALL}") from error
    reader: Reader = module.read
    return reader

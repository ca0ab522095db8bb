"""Bytes of a text as text: UTF-8, UTF-16 with its mark, GB 18030, else the likeliest encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from gongkai.importers.refusal import Refused

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{3,20})""")
_HEAD = 4096
_SAMPLE = 64 * 1024  # enough to guess by
# The standard asks to read what calls itself GB2312 or GBK as its superset.
_SUPERSETS = dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"), "gb18030")
# Chinese text has these all over; what was read in a wrong encoding does not.
_COMMON = re.compile("[的一是公开政府信息年]")


def decode(data: bytes, *, declares: bool = False) -> str:
    """The text; ``declares`` lets a ``charset=`` near the start speak first.

    Raises Refused for bytes that are no text.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in _candidates(data, declares=declares):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    return _guessed(data)


def _candidates(data: bytes, *, declares: bool) -> list[str]:
    """UTF-8 first: text in another encoding is hardly ever valid in it."""
    declared = _DECLARED.search(data[:_HEAD]) if declares else None
    name = declared[1].decode("ascii").lower() if declared else ""
    return ["utf-8", *([_SUPERSETS.get(name, name)] if name else []), "gb18030"]


def _guessed(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    text = data.decode(best.encoding, errors="replace") if best else ""
    if not _COMMON.search(text):
        raise Refused("不是文字，或编码无法辨认", "用记事本或 WPS 打开，另存为 UTF-8 的文本")
    return text

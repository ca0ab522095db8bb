"""Bytes of a file to text: UTF-8 only, no control characters, nothing that cannot be seen."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from gongkai.issues import Issue, Location, make_issue

# Line breaks other than LF would shift every line number after them, so they count as control
# characters: NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ufff9-\ufffb]"
)
# Zero width and bidirectional controls. A zero width joiner between emoji is part of the emoji.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    "|(?<![\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])\u200d"
)


def decode(data: bytes, name: str) -> str | Issue:
    """The text with LF line breaks and without BOM, or the issue of a foreign encoding."""
    if _is_utf16(data):
        return _foreign(name, 1, 1, "UTF-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return _with_plain_breaks(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _with_plain_breaks(data[: error.start].decode("utf-8"))
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        return _foreign(name, line, column, _guess_encoding(data))


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_utf16(data: bytes) -> bool:
    """Whether a byte order mark says so, or every other of the first bytes is NUL."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    first, second = data[0:4:2], data[1:4:2]
    return b"\0\0" in (first, second) and first != second


def _guess_encoding(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GBK（GB18030）" if re.search("[\u4e00-\u9fff]", text) else None


def _foreign(name: str, line: int, column: int, encoding: str | None) -> Issue:
    found = f"看来是 {encoding} 编码" if encoding else "有不成字的字节"
    return make_issue(
        "yaml.encoding",
        Location(name, line, column),
        f"文件不是 UTF-8：{found}",
        "在编辑器里另存为 UTF-8（无 BOM）",
    )


def forbidden_characters(lines: list[str], name: str) -> Iterator[Issue]:
    """One issue for each line and kind of forbidden character, at the first of them."""
    for number, line in enumerate(lines, start=1):
        if line.isascii() and line.isprintable():
            continue
        yield from forbidden_in(line, Location(name, number))


def forbidden_in(text: str, place: Location, *, escaped: bool = False) -> Iterator[Issue]:
    """Issues for the characters of ``text``; ``escaped`` ones all stand at ``place`` itself."""
    for code, pattern in (("yaml.character", _CONTROL), ("yaml.invisible_character", _INVISIBLE)):
        if (found := pattern.search(text)) is None:
            continue
        at = place if escaped else Location(place.path, place.line, found.start() + 1)
        point = f"U+{ord(found.group()):04X}"
        yield make_issue(code, at, f"含字符 {point}", "删去这个字符（它看不见，常由粘贴带入）")

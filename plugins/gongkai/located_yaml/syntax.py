"""What libyaml says of a broken file, told as the slip of the hand that it usually is."""

from __future__ import annotations

import re

import yaml

from gongkai.issues import Issue, Location, make_issue

_ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_KEY = r"[A-Za-z0-9_.\-]+"
_KEY_ODD_SPACE = re.compile(rf"^\s*(?:- )?{_KEY}:([{_ODD_SPACE}])")
_KEY_WIDE_COLON = re.compile(rf"^\s*(?:- )?{_KEY}(：)")
_TAB_INDENT = re.compile(r"^ *(\t)")
_SURROGATE_ESCAPE = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})")
SPACE_EDGE = re.compile(rf"^(?:{_KEY}:)?[{_ODD_SPACE}]")


def explain(error: yaml.MarkedYAMLError, lines: list[str], name: str) -> Issue:
    """The issue of a syntax error: the author's slip where it is a known one."""
    problem = error.problem or "unknown problem"
    mark = error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else 0
    # The slip is often on the line before, which then runs on into the one that fails.
    first = max(min(error.context_mark.line if error.context_mark else last, last) - 1, 0)
    suspects = lines[first : last + 1]
    if (slip := line_slip(suspects, name, first + 1)) is not None:
        return slip
    if found := _SURROGATE_ESCAPE.search(lines[last]):
        place = Location(name, last + 1, found.start() + 1)
        point = f"U+{found.group(1).upper()}"
        return make_issue("yaml.character", place, f"含字符 {point}（不成字）", "删去这个转义")
    if "end of stream" in problem and error.context_mark is not None:
        mark = error.context_mark  # where the quote was opened, not where the file ends
    place = _inside(mark.line, mark.column, lines, name) if mark else Location(name)
    meaning = next((zh for part, zh in _PROBLEMS.items() if part in problem), None)
    # Only what has no Chinese here is told in the parser's English, so that it can be looked up.
    message = meaning or f"写法不合 YAML 语法（{problem}）"
    hint = "检查这一行及上一行的缩进、冒号、引号和括号"
    return make_issue("yaml.syntax", place, message, hint)


def _inside(line: int, column: int, lines: list[str], name: str) -> Location:
    """The place of a mark; one behind the last line stands for the end of that line."""
    last = len(lines) - (1 if len(lines) > 1 and not lines[-1] else 0)
    if line < last:
        return Location(name, line + 1, column + 1)
    return Location(name, last, len(lines[last - 1]) + 1)


# What libyaml says, and what it usually means for someone who fills in a report.
_PROBLEMS = {
    "could not find expected ':'": "这里缺少冒号，或上一行没有写完",
    "mapping values are not allowed": "冒号的位置不对（上一行没有写完，或文字里有冒号而没加引号）",
    "did not find expected ',' or": "列表的方括号或花括号没有写完",
    "did not find expected key": "缩进不齐，或引号、括号没有配对",
    "did not find expected '-'": "缩进不齐",
    "found unexpected end of stream": "引号或括号没有配对，直到文件结尾",
    "found character that cannot start": "值以 @、% 一类符号开头，须加英文双引号",
    "found unknown escape character": "双引号内的反斜杠写法不对",
    "found undefined alias": "用了未定义的别名",
    "while parsing a block": "缩进不齐",
    "did not find expected node content": "该写值处是逗号或括号；作文字的须加英文双引号",
    "did not find expected comment or line break": "| 或 > 之后不能再有文字，正文从下一行起缩进写",
    "did not find expected hexdecimal number": "双引号内的反斜杠写法不对",
    "expected alphabetic or numeric character": "值以 & 或 * 开头，须加英文双引号",
    "tag": "值以 ! 开头，须加英文双引号",
    "expected '>'": "值以 ! 开头，须加英文双引号",
    "incompatible YAML document": "以 % 开头的一行不能用，删去它",
    "directive": "以 % 开头的一行不能用，删去它",
}


def line_slip(lines: list[str], name: str, first: int) -> Issue | None:
    """The first tab indent, odd space or wide colon in lines numbered from ``first``."""
    for number, line in enumerate(lines, start=first):
        if found := _TAB_INDENT.search(line):
            place = Location(name, number, found.start(1) + 1)
            return make_issue("yaml.tab", place, "用制表符（Tab）缩进", "改用空格缩进")
        if found := _KEY_ODD_SPACE.search(line):
            place = Location(name, number, found.start(1) + 1)
            return odd_space(place, found.group(1))
        if found := _KEY_WIDE_COLON.search(line):
            place = Location(name, number, found.start(1) + 1)
            return make_issue("yaml.colon", place, "键后是全角冒号", "改为半角冒号加一个空格“: ”")
    return None


def odd_space(place: Location, space: str) -> Issue:
    point = f"U+{ord(space):04X}"
    return make_issue("yaml.space", place, f"冒号后的空格是 {point}", "改为普通的半角空格")

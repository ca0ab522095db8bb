"""Problems found in data: what is wrong, where, with which figures, and what to do.

Bad *data* is an :class:`Issue`: collected, never raised. Bad code or environment is an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How bad a problem is: an error contradicts itself, a hint never fails a build."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file; ``line`` and ``column`` count from 1, ``path`` uses ``/``."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem at one place.

    ``message`` states the problem with its figures and ``hint`` what to write instead, both in
    Chinese; ``related`` lists other places that take part (the first of two duplicate keys, say).
    """

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""
    related: tuple[Location, ...] = field(default=())

    def __str__(self) -> str:
        """The issue on one line: ``file:line:column: code: message``."""
        hint = f" 改法：{self.hint}" if self.hint else ""
        related = "".join(f"（另见 {place}）" for place in self.related)
        return f"{self.location}: {self.code}: {self.message}{related}{hint}"


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """A value read from files, with every issue met on the way."""

    value: T
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueCode:
    """What a code means; the reference page of codes is made from these."""

    severity: Severity
    title: str


_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

# A published code is never reused for another problem.
ISSUE_CODES: dict[str, IssueCode] = {
    "yaml.syntax": IssueCode(_ERROR, "YAML 写法有误，文件读不下去"),
    "yaml.tab": IssueCode(_ERROR, "用制表符（Tab）缩进"),
    "yaml.space": IssueCode(_ERROR, "冒号后不是普通空格（不间断空格、全角空格等）"),
    "yaml.colon": IssueCode(_ERROR, "键后用了全角冒号"),
    "yaml.encoding": IssueCode(_ERROR, "文件不是 UTF-8 编码"),
    "yaml.unreadable": IssueCode(_ERROR, "文件打不开"),
    "yaml.too_large": IssueCode(_ERROR, "文件超过 2 MiB"),
    "yaml.too_deep": IssueCode(_ERROR, "嵌套层数过多"),
    "yaml.empty": IssueCode(_ERROR, "文件是空的"),
    "yaml.several_documents": IssueCode(_ERROR, "一个文件里有多份 YAML 文档"),
    "yaml.duplicate_key": IssueCode(_ERROR, "同一层出现两个相同的键"),
    "yaml.key": IssueCode(_ERROR, "键不是一段简单文字"),
    "yaml.anchor": IssueCode(_ERROR, "用了 YAML 锚点（&）"),
    "yaml.alias": IssueCode(_ERROR, "用了 YAML 别名（*）"),
    "yaml.tag": IssueCode(_ERROR, "用了 YAML 标签（!）"),
    "yaml.merge_key": IssueCode(_ERROR, "用了 YAML 合并键（<<）"),
    "yaml.character": IssueCode(_ERROR, "含不允许的控制字符"),
    "yaml.invisible_character": IssueCode(_ERROR, "含看不见的字符（零宽、双向控制等）"),
    "yaml.comment_in_value": IssueCode(_HINT, "“ #”后的文字成了注释，没有读入"),
    "shape.type": IssueCode(_ERROR, "值的形状不对（该是文字、列表或映射）"),
    "shape.unknown_key": IssueCode(_ERROR, "不认识的键"),
    "shape.missing_key": IssueCode(_ERROR, "缺少必填的键"),
    "shape.empty": IssueCode(_ERROR, "值是空的"),
    "shape.choice": IssueCode(_ERROR, "值不在允许的范围内"),
    "value.count": IssueCode(_ERROR, "件数须为不小于 0 的整数"),
    "value.change": IssueCode(_ERROR, "增减须为整数，可带正负号"),
    "value.decimal": IssueCode(_ERROR, "金额须为不小于 0 的十进制数"),
    "value.blank": IssueCode(_ERROR, "空格只能写作 ~"),
    "value.integer": IssueCode(_ERROR, "须为整数"),
    "value.boolean": IssueCode(_ERROR, "须为 true 或 false"),
    "value.date": IssueCode(_ERROR, "日期须写作 2020-01-23 的样子"),
    "value.url": IssueCode(_ERROR, "网址只能以 http:// 或 https:// 开头"),
    "value.sha256": IssueCode(_ERROR, "sha256 不合格式或与文件不符"),
    "value.lookalike": IssueCode(_WARNING, "名称中混有形近的异体或外文字符"),
    "table.duplicate_id": IssueCode(_ERROR, "两张附表用了同一标识"),
    "table.row_length": IssueCode(_ERROR, "一行的格数与表式不符"),
    "form.edition": IssueCode(_ERROR, "找不到该年份或该名称的表式"),
    "form.other_edition": IssueCode(_ERROR, "表格用的是另一版表式的行或列"),
    "form.unknown_row": IssueCode(_ERROR, "表式中没有这一行、列或表"),
    "form.missing_row": IssueCode(_WARNING, "表式中的行没有印出"),
    "form.file": IssueCode(_ERROR, "表式文件的内容前后不符"),
    "place.unknown": IssueCode(_ERROR, "地址指不到任何表格、行、列或部分"),
    "file.name": IssueCode(_ERROR, "文件或文件夹的名称不合规则"),
    "file.ignored": IssueCode(_HINT, "reports/ 中未被读取的文件"),
    "file.link": IssueCode(_ERROR, "符号链接，不予读取"),
    "file.missing": IssueCode(_ERROR, "引用的文件不存在"),
    "file.kind": IssueCode(_ERROR, "附件的类型或大小不合规则"),
    "agency.missing": IssueCode(_ERROR, "机关文件夹缺少 agency.yaml"),
    "agency.unknown": IssueCode(_ERROR, "提到的机关不存在"),
    "agency.collision": IssueCode(_ERROR, "标识、网址或文件名已被占用"),
    "report.year": IssueCode(_ERROR, "年份与文件名或日期不符"),
    "report.tables": IssueCode(_ERROR, "2019 年以前的报告不能填现行表式"),
    "discrepancy.unknown_check": IssueCode(_ERROR, "说明里的检查不存在"),
    "discrepancy.needless": IssueCode(_WARNING, "说明所指的检查没有不成立"),
    "discrepancy.lapsed": IssueCode(_ERROR, "数已改变，说明失效"),
    "discrepancy.duplicate": IssueCode(_ERROR, "同一处不一致有两条说明"),
    "correction.missing": IssueCode(_ERROR, "已公布的数改了，没有更正记录"),
    "correction.removed": IssueCode(_ERROR, "已公布的更正记录不见了"),
    "report.vanished": IssueCode(_ERROR, "已公布的年报不再公布，没有标明撤回"),
    "site.collision": IssueCode(_ERROR, "两个页面写到同一网址"),
}


def make_issue(
    code: str,
    location: Location,
    message: str,
    hint: str = "",
    related: Iterable[Location] = (),
) -> Issue:
    """An issue with the severity its code is registered with; KeyError for an unregistered code."""
    severity = ISSUE_CODES[code].severity
    return Issue(code, severity, message, location, hint, tuple(related))

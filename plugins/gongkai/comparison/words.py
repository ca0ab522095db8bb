"""What a comparison shows, in words: cells as printed, places and fields by their names."""

from __future__ import annotations

from gongkai.checks.wording import message
from gongkai.comparison.model import CheckChange, ProseChange
from gongkai.comparison.prose import PREFACE
from gongkai.reports.model import Cell, CellState, Report

_STATES = {
    CellState.BLANK: "空格",
    CellState.NOT_PRINTED: "未印",
    CellState.NOT_IN_FORM: "表式无此格",
}
_PARTS = {"before": "（表前）", "after": "（表后）"}
_FIELDS = {
    "aliases": "简称",
    "attachments": "附件",
    "contact": "联系方式",
    "edition": "表式",
    "extra_tables": "附表",
    "files": "文件的内容",
    "former_names": "曾用名",
    "homepage": "网址",
    "id": "标识",
    "kind": "类别",
    "level": "层级",
    "makes_rules": "是否制定规章",
    "members": "下属机关",
    "name": "名称",
    "narratives": "正文",
    "notes": "脚注",
    "parent": "上级机关",
    "predecessors": "前身",
    "printed_labels": "印出的名称",
    "published": "公布日期",
    "redirect_from": "曾用标识",
    "region": "地区",
    "signed": "落款",
    "since": "起始年份",
    "source": "来源",
    "title": "标题",
    "until": "终止年份",
}


def cell_text(cell: Cell) -> str:
    """A cell as printed, and its value where that is not all; what stands for an empty one."""
    if cell.value is None:
        return _STATES.get(cell.state) or cell.printed
    value = f"{cell.value}{cell.unit or ''}"
    return cell.printed if cell.printed == value else f"{cell.printed}（值 {value}）"


def prose_label(report: Report, change: ProseChange) -> str:
    """The name of a piece of prose."""
    if change.section == PREFACE:
        return "正文之前的文字"
    section = report.edition.section(change.section) if report.edition else None
    name = section.label if section else change.section
    return f"{name}{_PARTS.get(change.part, '')}"


def field_label(key: str) -> str:
    """The name of a field; inside another that of the outer."""
    top = _outermost(key)
    return _FIELDS.get(top, top)


def is_inner(key: str) -> bool:
    """Whether a key leads into a field, so that the name alone does not say which is meant."""
    return key != _outermost(key)


def _outermost(key: str) -> str:
    return key.partition(".")[0].partition("[")[0]


def check_text(change: CheckChange) -> str:
    """What a check says, or said where its failure is gone, in one sentence."""
    said = message(change.result, change.checks.report, change.checks.before)
    entry = change.result.discrepancy
    return f"{said}；说明：{entry.note}" if entry else said

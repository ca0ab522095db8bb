"""The keys of a report file: what each means and which must be there.

Issues, the reference page and editors' schemas are made from these tables.
"""

from __future__ import annotations

from gongkai.fields import Field

REPORT_FIELDS = {
    "year": Field("报告年份，与文件名相同", required=True),
    "edition": Field("表式版本；只在所用表式不是当年那一版时写"),
    "title": Field("印出的标题；默认〈机关〉〈年〉年政府信息公开工作年度报告"),
    "published": Field("公布日期，如 2020-01-23；未载明就不写"),
    "signed": Field("落款：name 和 date"),
    "status": Field("published 已公布（默认）、draft 草稿（只在预览时可见）"),
    "source": Field("来源：title、url、retrieved、file、sha256"),
    "preface": Field("“一、”之前的文字"),
    "narratives": Field("各部分的文字；原文有而此处未收录则写 omitted"),
    "tables": Field("统计表"),
    "printed_labels": Field("与表式不同的印出名称"),
    "extra_tables": Field("表式以外的表"),
    "attachments": Field("附件：file 和 title"),
    "notes": Field("脚注：at 和 text"),
    "discrepancies": Field("已说明的不一致：check、at、left、right、note"),
    "corrections": Field("公布后的更正：date、at、old、new、reason、kind"),
}
SIGNATURE_FIELDS = {"name": Field("落款机关"), "date": Field("落款日期")}
SOURCE_FIELDS = {
    "title": Field("来源名称"),
    "url": Field("网址"),
    "retrieved": Field("取得日期"),
    "file": Field("files/ 里的原件"),
    "sha256": Field("原件的 SHA-256"),
}
NARRATIVE_FIELDS = {"before": Field("表前的文字"), "after": Field("表后的文字")}
CELL_FIELDS = {
    "value": Field("数值", required=True),
    "printed": Field("原样印出的文字，用英文双引号", required=True),
    "unit": Field("格内印出的单位，如 元"),
}
EXTRA_TABLE_FIELDS = {
    "id": Field("标识", required=True),
    "after": Field("放在哪一部分之后", required=True),
    "title": Field("表题", required=True),
    "unit": Field("单位"),
    "header": Field("表头，一行或几行", required=True),
    "rows": Field("各行，每行首格是行名", required=True),
    "note": Field("表注"),
    "form": Field("原属哪张表（表式没有的行）"),
}
ATTACHMENT_FIELDS = {
    "file": Field("files/ 里的文件名", required=True),
    "title": Field("显示的名称"),
}
NOTE_FIELDS = {"at": Field("地址", required=True), "text": Field("文字", required=True)}
DISCREPANCY_FIELDS = {
    "check": Field("检查的标识", required=True),
    "at": Field("地址", required=True),
    "left": Field("左边之和"),
    "right": Field("右边之和"),
    "note": Field("说明", required=True),
}
CORRECTION_FIELDS = {
    "date": Field("更正日期", required=True),
    "at": Field("地址", required=True),
    "old": Field("原来的值；空格写 ~，不写就不显示"),
    "new": Field("更正后的值；空格写 ~，不写就不显示"),
    "reason": Field("原因", required=True),
    "kind": Field("种类", required=True),
}
WITHDRAWN, DISPLAY_ONLY = "withdrawn", "display_only"
CORRECTION_KINDS = {
    "source_revised": "原文更正",
    "transcription_error": "录入错误",
    "schema_mapping": "归格调整",
    DISPLAY_ONLY: "仅影响显示",
    WITHDRAWN: "撤回",
}

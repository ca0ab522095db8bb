"""The keys of an edition file: what each means and which must be there."""

from __future__ import annotations

from gongkai.fields import Field

EDITION_FILE_FIELDS = {
    "schema_version": Field("文件格式的版本，现为 1", required=True),
    "edition": Field("这一版表式的名称和文号", required=True),
    "sections": Field("报告的各部分，按印出的次序", required=True),
    "tables": Field("各统计表", required=True),
    "identities": Field("表内勾稽关系"),
    "carries": Field("跨年衔接"),
    "sentence": Field("报告开头一句话所说的各数，按说的次序"),
}
EDITION_FIELDS = {
    "id": Field("标识，如 2021", required=True),
    "from": Field("自哪一年的报告起使用", required=True),
    "label": Field("名称", required=True),
    "document": Field("文号", required=True),
}
SECTION_FIELDS = {
    "id": Field("标识", required=True),
    "label": Field("印出的标题", required=True),
    "label_variants": Field("实际报告中的其他写法"),
    "kind": Field("text 文字、tables 表格", required=True),
    "tables": Field("所含的表"),
}
TABLE_FIELDS = {
    "id": Field("标识", required=True),
    "section": Field("所在部分", required=True),
    "caption": Field("表题"),
    "stub_label": Field("左上角的栏名"),
    "corner_note": Field("左上角的说明"),
    "columns_label": Field("各列之上的总栏名"),
    "value": Field("count 件数、change 增减、decimal 金额", required=True),
    "unit": Field("单位；表式未印则为 ~"),
    "columns": Field("列", required=True),
    "rows": Field("行", required=True),
}
HEADER_FIELDS = {
    "id": Field("标识", required=True),
    "label": Field("印出的名称", required=True),
    "label_variants": Field("实际报告中的其他写法"),
    "children": Field("下级"),
    "collapsible": Field("报告可以只填这一行而不填下级"),
    "follows": Field("上一版表式中的前身"),
    "value": Field("这一行、列的数的种类"),
    "unit": Field("这一行、列的单位"),
}
RULE_FIELDS = {
    "id": Field("标识", required=True),
    "table": Field("所在的表", required=True),
    "for_each": Field("column 逐列、row 逐行", required=True),
    "left": Field("左边各项", required=True),
    "right": Field("右边各项", required=True),
    "basis": Field("依据", required=True),
    "severity": Field("严重程度", required=True),
    "label": Field("用文字说明", required=True),
}
CARRY_FIELDS = {**RULE_FIELDS, "first_year": Field("最早从哪一年的报告起检查", required=True)}
TERM_FIELDS = {"this_year": Field("本年的格"), "last_year": Field("上年的格")}
STATEMENT_FIELDS = {
    "at": Field("所说的格", required=True),
    "text": Field("数前面的话", required=True),
    "zero": Field("为 0 时的说法；没有则说 0"),
    "compare": Field("是否与上年相比"),
}

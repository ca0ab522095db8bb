"""Typed fields: each reading method gives the value, or None and one issue at the value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gongkai.fields import Field, Reader, describe
from gongkai.located_yaml import Node, parse_yaml
from tests.marks import unmark

COLORS = {"red": 1, "blue": 2}
FIELDS = {"name": Field("名称", required=True), "size": Field("大小")}


def _reader(text: str) -> tuple[Reader, Node]:
    """A reader of the document ``a: <text>`` and the node of its value."""
    loaded = parse_yaml(f"a: {text}\n".encode(), "x.yaml")
    assert loaded.value is not None
    return Reader(loaded.value), loaded.value.root.entries["a"]


def _codes(reader: Reader) -> list[tuple[str, int, int]]:
    return [(each.code, each.location.line, each.location.column) for each in reader.issues]


@pytest.mark.parametrize(
    "text",
    [
        *("路 ‸#3", "路\t‸#3 号", "路  ‸#3", "一\n  二 ‸#三", "𠀀 ‸#3", "无 ‸#，见注"),
        *("关于（见 ‸# 3 号文）的通知", "“路 ‸# 3”", "《年报 ‸# 附件》", "(a ‸# b)", "【a ‸#　b】"),
    ],
)
@pytest.mark.parametrize("method", ["text", "line", "name"])
def test_text_that_is_lost_as_a_comment_is_told(method: str, text: str) -> None:
    plain, ((line, column),) = unmark(f"a: {text}")
    reader, node = _reader(plain.removeprefix("a: "))
    value = getattr(reader, method)(node)
    assert value == " ".join(plain.removeprefix("a: ").partition("#")[0].split())
    assert _codes(reader) == [("yaml.comment_in_value", line, column)]


@pytest.mark.parametrize(
    "text",
    [
        *("路 # 3", "路 #\t3", "路 #　3", "路 # （一）", "路（一） # （二）", "a) # (b", "路#3"),
        *(
            '"路" #3',
            "'路 #3'",
            "|  #3\n  路",
            "|\n  路 #3",
            "路\n#3",
            "路\n  #3",
            "路 #!x",
            "路 #",
            "路 ##",
            "路 ## 3",
        ),
    ],
)
def test_a_comment_that_is_one_is_left_alone(text: str) -> None:
    reader, node = _reader(text)
    assert reader.text(node)
    assert reader.issues == []


def test_figures_and_words_may_have_any_comment() -> None:
    for method, text in (("integer", "5 #五"), ("date", "2020-02-29 #闰"), ("choice", "red #红")):
        reader, node = _reader(text)
        assert _method(method)(reader, node)
        assert reader.issues == []


def test_a_value_that_is_all_comment_is_empty() -> None:
    reader, node = _reader("#3 号")
    assert reader.text(node) is None
    assert _codes(reader) == [("shape.empty", 1, 3)]
    assert "#" in reader.issues[0].hint


def _method(name: str) -> Callable[[Reader, Node], object]:
    if name == "choice":
        return lambda reader, node: reader.choice(node, COLORS)
    return lambda reader, node: getattr(reader, name)(node)


@pytest.mark.parametrize(
    ("method", "text", "value"),
    [
        ("text", "0351", "0351"),
        ("text", "NULL", "NULL"),
        ("text", '"~"', "~"),
        ("text", '" a "', " a "),
        ("text", "|\n  一\n\n  二\n", "一\n\n二"),
        ("text", '"\\n一\\n\\n"', "\n一"),
        ("line", "一 # 二", "一"),
        ("line", "|\n  一\n", "一"),
        ("name", "長治市 (ABC)", "長治市 (ABC)"),
        ("name", "𠀀𠮷", "𠀀𠮷"),
        ("integer", "2019", 2019),
        ("integer", '"2019"', 2019),
        ("integer", "-5", -5),
        ("integer", "0", 0),
        ("integer", "999999999", 999999999),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("date", "2020-02-29", date(2020, 2, 29)),
        ("date", '"0001-01-01"', date(1, 1, 1)),
        ("choice", "red", 1),
        ("choice", '"blue"', 2),
        ("url", "https://例子.中国/年报?a=1#b", "https://例子.中国/年报?a=1#b"),
        ("url", "http://a", "http://a"),
    ],
)
def test_a_field_is_read_by_its_own_type(method: str, text: str, value: object) -> None:
    reader, node = _reader(text)
    found = _method(method)(reader, node)
    assert (found, type(found)) == (value, type(value))
    assert reader.issues == []


@pytest.mark.parametrize(
    ("method", "text", "code"),
    [
        ("text", "~", "shape.empty"),
        ("text", "null", "shape.empty"),
        ("text", '""', "shape.empty"),
        ("text", '" \\n\\u3000"', "shape.empty"),
        ("text", "[a]", "shape.type"),
        ("text", "{a: b}", "shape.type"),
        ("line", '"a\\nb"', "shape.type"),
        ("integer", "02019", "value.integer"),
        ("integer", "1_000", "value.integer"),
        ("integer", "１", "value.integer"),
        ("integer", "1.0", "value.integer"),
        ("integer", "+1", "value.integer"),
        ("integer", "20l9", "value.integer"),
        ("integer", "9999999999", "value.integer"),
        ("integer", "[1]", "shape.type"),
        ("boolean", "yes", "value.boolean"),
        ("boolean", "True", "value.boolean"),
        ("boolean", "1", "value.boolean"),
        ("boolean", '"true"', "value.boolean"),
        ("date", "2019-02-29", "value.date"),
        ("date", "2019-1-23", "value.date"),
        ("date", "0000-01-01", "value.date"),
        ("date", "２０１９-01-23", "value.date"),
        ("date", "2020-01-23T00:00:00Z", "value.date"),
        ("date", "一月", "value.date"),
        ("choice", "Red", "shape.choice"),
        ("choice", "green", "shape.choice"),
        ("url", "javascript:alert(1)", "value.url"),
        ("url", "java\\tscript:alert(1)", "value.url"),
        ("url", "data:text/html,x", "value.url"),
        ("url", "HTTPS://a", "value.url"),
        ("url", "//a.cn", "value.url"),
        ("url", "https://", "value.url"),
        ("url", '"https://a b"', "value.url"),
        ("url", '"https://a\\"onclick=x"', "value.url"),
        ("url", '"https://a\\nb"', "shape.type"),
        ("url", "https://a<b>", "value.url"),
    ],
)
def test_a_wrong_field_is_one_issue_at_its_value(method: str, text: str, code: str) -> None:
    reader, node = _reader(text)
    assert _method(method)(reader, node) is None or method == "name"
    assert _codes(reader) == [(code, 1, 4)]


@pytest.mark.parametrize("text", ["Аbc", "示例Β", "⽂件", "文⺠", "\uf9b5"])
def test_a_look_alike_in_a_name_is_a_warning(text: str) -> None:
    reader, node = _reader(text)
    assert reader.name(node) == text
    assert _codes(reader) == [("value.lookalike", 1, 4)]


@pytest.mark.parametrize("text", ["﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩", "々〇〆", "“一”（二）〔三〕", "é"])
def test_a_genuine_character_in_a_name_is_none(text: str) -> None:
    """The twelve of the compatibility block that stand for no other character, and signs."""
    reader, node = _reader(text)
    assert reader.name(node) == text
    assert reader.issues == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("‸{size: 1}", "shape.missing_key"),
        ("{name: a, ‸siz: 1}", "shape.unknown_key"),
        ("‸[a]", "shape.type"),
        ("‸a", "shape.type"),
        ("{name: a, ‸Name: b}", "shape.unknown_key"),
    ],
)
def test_a_record_has_its_keys(text: str, code: str) -> None:
    plain, places = unmark(f"a: {text}")
    reader, node = _reader(plain.removeprefix("a: "))
    reader.record(node, FIELDS)
    assert _codes(reader) == [(code, *place) for place in places]


def test_every_unknown_and_missing_key_of_a_record_is_named() -> None:
    reader, node = _reader("{x: 1, y: 2}")
    assert reader.record(node, FIELDS) is not None
    assert _codes(reader) == [
        ("shape.unknown_key", 1, 5),
        ("shape.unknown_key", 1, 11),
        ("shape.missing_key", 1, 4),
    ]


def test_a_list_leaves_out_what_cannot_be_read() -> None:
    reader, node = _reader("[1, x, 3, ~]")
    assert reader.each(node, reader.integer) == (1, 3)
    assert _codes(reader) == [("value.integer", 1, 8), ("shape.empty", 1, 14)]


def test_what_is_no_list_is_an_issue() -> None:
    reader, node = _reader("1")
    assert reader.each(node, reader.integer) == ()
    assert _codes(reader) == [("shape.type", 1, 4)]


def test_an_absent_key_is_nothing() -> None:
    reader, _ = _reader("1")
    root = reader.document.root
    assert reader.get(root, "b", reader.integer) is None
    assert reader.get_each(root, "b", reader.integer) == ()
    assert reader.issues == []


@pytest.mark.parametrize(
    ("text", "shown"), [("b", "一个值“b”"), ("[b]", "列表"), ("{b: c}", "映射")]
)
def test_a_node_has_a_name_in_messages(text: str, shown: str) -> None:
    assert describe(_reader(text)[1]) == shown

"""Strict YAML: values as typed, every node with its place, every refusal with code and place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

import pytest

from gongkai.issues import Issue, Location
from gongkai.located_yaml import (
    MAX_BYTES,
    MAX_DEPTH,
    LocatedDocument,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_yaml,
    read_yaml,
)
from tests.marks import unmark, unmark_one

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


def _parsed(text: str) -> LocatedDocument:
    loaded = parse_yaml(text.encode(), "x.yaml")
    assert loaded.value is not None
    assert loaded.issues == ()
    return loaded.value


def _tree(node: Node) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_tree(item) for item in node.items]
    return {key: _tree(value) for key, value in node.entries.items()}


def _scalars(node: Node) -> list[Node]:
    """Every value in the order of the file, collections before what they hold."""
    below = node.items if isinstance(node, Sequence) else ()
    below = tuple(node.entries.values()) if isinstance(node, Mapping) else below
    return [node, *(each for item in below for each in _scalars(item))]


def _places(issues: tuple[Issue, ...]) -> list[tuple[str, int, int]]:
    return [(each.code, each.location.line, each.location.column) for each in issues]


@pytest.mark.parametrize(
    "typed",
    [
        *("0355", "046000", "12:30", "no", "NO", "y", "on", "true", "null", "~", "1_000", "1e3"),
        *("2020-01-23", "2019-1-23", ".nan", "-.inf", "0x1F", "0o17", "１２", "5.0", "-0", "+2"),
        *(
            "=",
            "https://example.org/a#b",
            "a:b",
            "it's",
            "太行西街 406 号",
            "𠀀",
            "👨\u200d👩\u200d👧",
        ),
    ],
)
def test_a_plain_scalar_is_the_text_that_was_typed(typed: str) -> None:
    node = _parsed(f"a: {typed}\n").root.entries["a"]
    assert node == Scalar(typed, plain=True, line=1, column=4)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a:\n", {"a": ""}),
        ("a: [1, [b], {c: d}]\n", {"a": ["1", ["b"], {"c": "d"}]}),
        ("a:\n- b\n-\n  c: d\n", {"a": ["b", {"c": "d"}]}),
        ("a: |\n  b\n\n  c\n", {"a": "b\n\nc\n"}),
        ("a: |2\n    b\n", {"a": "  b\n"}),
        ("a: |-\n  b\n", {"a": "b"}),
        ("a: >\n  b\n  c\n", {"a": "b c\n"}),
        ("a: b\n  c\n", {"a": "b c"}),
        ('a: "b\\nc\\t\\u4e2d\\U00020000"\n', {"a": "b\nc\t中𠀀"}),
        ("a: 'b''c'\n", {"a": "b'c"}),
        ("a: b # c\n", {"a": "b"}),
        ("a: b#c\n", {"a": "b#c"}),
        ("# c\n---\na: b\n...\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ('"a b": c\n? d\n: e\n', {"a b": "c", "d": "e"}),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        ("a: |\n\n  b\n", {"a": "\nb\n"}),
        ("a: |+\n  b\n\n", {"a": "b\n\n"}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("a: {b: c,}\n", {"a": {"b": "c"}}),
    ],
)
def test_a_document_is_a_tree_of_texts(text: str, tree: Tree) -> None:
    assert _tree(_parsed(text).root) == tree


@pytest.mark.parametrize("text", ['a: "~"', "a: '~'", "a: |\n  ~", "a: >\n  ~"])
def test_only_a_bare_scalar_is_plain(text: str) -> None:
    node = _parsed(text).root.entries["a"]
    assert isinstance(node, Scalar)
    assert not node.plain


@pytest.mark.parametrize(
    "text",
    [
        "‸a: ‸b\nc: ‸d\n",
        "‸a:\n  ‸- ‸b\n  - ‸c\n",
        "‸a: ‸[‸b, ‸{c: ‸d}]\n",
        '‸标题: ‸"一"\n尾: ‸二\n',
        "# x\n\n‸a:\n  ‸b: ‸|\n    c\n",
        "‸𠀀: ‸x\n",
    ],
)
def test_every_node_has_its_place(text: str) -> None:
    plain, places = unmark(text)
    document = _parsed(plain)
    nodes = _scalars(document.root)
    assert [(node.line, node.column) for node in nodes] == places
    locations = [Location("x.yaml", *place) for place in places]
    assert [document.location(node) for node in nodes] == locations


def test_keys_have_places_and_the_order_of_the_file() -> None:
    root = _parsed('b: 1\n"a": {c: 2}\n').root
    assert list(root.entries) == ["b", "a"]
    assert root.keys["a"] == Scalar("a", plain=False, line=2, column=1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('a: ‸"b\nc: d\n', "yaml.syntax"),
        ("a: ‸'b\nc: d\n", "yaml.syntax"),
        ("a: [b\nc‸: d\n", "yaml.syntax"),
        ("a: b‸: c\n", "yaml.syntax"),
        ("a: b\n c‸: d\n", "yaml.syntax"),
        ("a: ‸@b\n", "yaml.syntax"),
        ("a: ‸`b`\n", "yaml.syntax"),
        ('a: "‸\\q"\n', "yaml.syntax"),
        ("a: ‸%b\n", "yaml.syntax"),
        ("a: 1\n‸]\n", "yaml.syntax"),
        ("a‸：b\n", "yaml.colon"),
        ("a: b\nc‸：d\n", "yaml.colon"),
        ("a: b\n- c‸：d\n", "yaml.colon"),
        ("a: b\n‸\tc: d\n", "yaml.tab"),
        ("a:\n  b: c\n  ‸\td: e\n", "yaml.tab"),
        ("a:‸\u3000b\nc: d\n", "yaml.space"),
        ("a: {b:‸\u00a0c}\n", "yaml.space"),
        ("- ‸\u00a0a\n", "yaml.space"),
        ("‸- a\n", "shape.type"),
        ("‸a\n", "shape.type"),
        ('‸"a"\n', "shape.type"),
    ],
)
def test_a_slip_is_located(text: str, code: str) -> None:
    plain, line, column = unmark_one(text)
    assert _places(parse_yaml(plain.encode(), "x.yaml").issues)[0] == (code, line, column)


@pytest.mark.parametrize(
    ("text", "codes", "survives"),
    [
        ("a: &x b\n", ["yaml.anchor"], True),
        ("a: *x\n", ["yaml.alias"], True),
        ("*x : b\n", ["yaml.alias"], True),
        ("a: !x b\n", ["yaml.tag"], True),
        ("<<: {a: b}\n", ["yaml.merge_key"], True),
        ('"<<": {a: b}\n', [], True),
        ("a: b\na: c\n", ["yaml.duplicate_key"], True),
        ("? [a]\n: b\n", ["yaml.key"], True),
        ("? {a: b}\n: c\n", ["yaml.key"], True),
        ("? [a]\n: b\n? [c]\n: d\n", ["yaml.key", "yaml.key"], True),
        ("a: b\n---\nc: d\n", ["yaml.several_documents"], True),
        ("a: \u200bb\n", ["yaml.invisible_character"], True),
        ('a: {b: \u200bx, c: "\\0"}\n', ["yaml.invisible_character", "yaml.character"], True),
        ('a: "\\x07"\n', ["yaml.character"], True),
        ("a: \x07\n", ["yaml.character"], False),
        ("a: \x07\nb: \x07\x08\n", ["yaml.character", "yaml.character"], False),
        ("", ["yaml.empty"], False),
        ("---\n", ["yaml.empty"], False),
    ],
)
def test_what_may_be_read_in_spite_of_issues(text: str, codes: list[str], survives: bool) -> None:
    loaded = parse_yaml(text.encode(), "x.yaml")
    assert [issue.code for issue in loaded.issues] == codes
    assert (loaded.value is not None) is survives


@pytest.mark.parametrize("construct", ["&a x", "*a", "!a x"])
def test_a_construct_is_reported_once_a_file(construct: str) -> None:
    text = "".join(f"k{number}: {construct}\n" for number in range(50))
    assert len(parse_yaml(text.encode(), "x.yaml").issues) == 1


def test_the_first_of_two_equal_keys_counts() -> None:
    loaded = parse_yaml(b"a: 1\na: 2\na: 3\n", "x.yaml")
    assert loaded.value is not None
    assert _tree(loaded.value.root) == {"a": "1"}
    assert _places(loaded.issues) == [("yaml.duplicate_key", 2, 1), ("yaml.duplicate_key", 3, 1)]
    assert {issue.related for issue in loaded.issues} == {(Location("x.yaml", 1, 1),)}


def test_an_escaped_carriage_return_is_a_line_break_in_disguise() -> None:
    issues = parse_yaml(b'a: "x\\ry"\n', "x.yaml").issues
    assert _places(issues) == [("yaml.character", 1, 4)]


@pytest.mark.parametrize(("depth", "fits"), [(MAX_DEPTH - 1, True), (MAX_DEPTH, False)])
def test_nesting_ends_at_the_limit(depth: int, fits: bool) -> None:
    """The outermost mapping is the first level."""
    text = f"a: {'[' * depth}{']' * depth}\n"
    loaded = parse_yaml(text.encode(), "x.yaml")
    assert (loaded.value is not None) is fits
    assert [issue.code for issue in loaded.issues] == ([] if fits else ["yaml.too_deep"])


# --- files ------------------------------------------------------------------------------------


def test_a_file_is_named_as_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("[]", encoding="utf-8")
    assert read_yaml(path, "reports/a.yaml").issues[0].location == Location("reports/a.yaml", 1, 1)
    assert read_yaml(path).issues[0].location == Location(path.as_posix(), 1, 1)


@pytest.mark.parametrize("name", ["missing.yaml", ".", "missing/a.yaml", "文" * 100 + ".yaml"])
def test_what_cannot_be_opened_is_an_issue(name: str, tmp_path: Path) -> None:
    loaded = read_yaml(tmp_path / name, "a.yaml")
    assert loaded.value is None
    assert _places(loaded.issues) == [("yaml.unreadable", 1, 1)]


@pytest.mark.parametrize(("size", "fits"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_size_ends_at_the_limit(size: int, fits: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n#".ljust(size, b"x"))
    loaded = read_yaml(path, "a.yaml")
    assert (loaded.value is not None) is fits
    assert [issue.code for issue in loaded.issues] == ([] if fits else ["yaml.too_large"])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a: "x\n', 1, 4),
        ("a: [1, 2\n", 1, 9),
        ("a: b: c\n", 1, 5),
        ("a:\n  - x\n - y\n", 3, 2),
        ("a: @b\n", 1, 4),
        ('a: "\\q"\n', 1, 5),
        ("- a\nb: c\n", 2, 1),
        ("a: |x\n  y\n", 1, 5),
        ("a: }\n", 1, 4),
        ("a: ,b\n", 1, 4),
        ("a: &\n", 1, 5),
        ("a: !<>\n", 1, 6),
        ('a: "\\x"\n', 1, 7),
        ("%YAML 3.0\n---\na: b\n", 1, 1),
    ],
)
def test_a_common_slip_is_told_in_chinese_alone(text: str, line: int, column: int) -> None:
    """No word of the parser's: a clerk is not to read English to mend a comma."""
    (issue,) = [each for each in parse_yaml(text.encode(), "x.yaml").issues if "yaml" in each.code]
    assert (issue.code, issue.location.line, issue.location.column) == ("yaml.syntax", line, column)
    assert not re.search(r"[A-Za-z]{2}", issue.message)

"""Excerpts: the right columns are marked, and nothing is wider than the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gongkai.cli.formats.excerpt import Mark, excerpt
from gongkai.cli.formats.sources import Sources, end_of_value
from gongkai.issues import Location


def shown(folder: Path, text: str, line: int, column: int, width: int = 80) -> list[str]:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    mark = Mark(Location("x.yaml", line, column), "1 → 2")
    return [each.plain for each in excerpt(Sources(folder), [mark], width, "red")]


def marked(line: str, column: int) -> str:
    return line[column - 1 : end_of_value(line, column) - 1]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("year: 2023", 1, "year"),
        ("year: 2023 # 年", 7, "2023"),
        ("a: [1, 22, 3] # x", 8, "22"),
        ("a: [1,200, 33]", 4, "[1,200, 33]"),
        ("a: {b: [1], c: 2} # x", 4, "{b: [1], c: 2}"),
        ('a: ["1,0", 2]', 5, '"1,0"'),
        ("a: ['it''s', 2]", 5, "'it''s'"),
        ('a: ["[", 2, 3]', 10, "2"),
        ("title: 一, 二（三）", 8, "一, 二（三）"),
        ("a: [", 4, "["),
        ("- {check: x.y, at: z}", 11, "x.y"),
        ("a: http://x.y/z#w", 4, "http://x.y/z#w"),
        ("a:", 3, ""),
        ("\tx: 1", 1, "\t"),
    ],
)
def test_what_stands_at_a_column(line: str, column: int, value: str) -> None:
    assert marked(line, column) == value


def test_the_mark_stands_under_the_cell_after_wide_characters(tmp_path: Path) -> None:
    text = "tables:\n  requests: # 自然人\n    新收: [1, 22]\n"
    lines = shown(tmp_path, text, 3, 13)
    assert lines == [
        "  2 |   requests: # 自然人",
        "  3 |     新收: [1, 22]",
        "    |               ^^ 1 → 2",
    ]


def test_wide_characters_have_wide_marks(tmp_path: Path) -> None:
    assert shown(tmp_path, "a: [４５]\n", 1, 5)[-1] == "    |     ^^^^ 1 → 2"


def test_lines_between_are_left_out(tmp_path: Path) -> None:
    lines = shown(tmp_path, "a:\n  b: 1\n\n  # 注\n  c: 2\n", 5, 6)
    assert lines == ["  1 | a:", "...", "  5 |   c: 2", "    |      ^ 1 → 2"]


def test_a_long_line_is_cut_so_that_the_mark_is_seen(tmp_path: Path) -> None:
    text = "a: [" + ", ".join(map(str, range(1000, 1200))) + "]\n"
    lines = shown(tmp_path, text, 1, text.index("1150") + 1, width=60)
    cell = lines[0].index("1150")
    assert lines[1][cell : cell + 5] == "^^^^ "
    assert all(cell_len(line) <= 60 for line in lines[:1])
    assert lines[0].startswith("  1 | ...")
    assert lines[0].endswith("...")


def test_control_characters_are_written_out(tmp_path: Path) -> None:
    lines = shown(tmp_path, "a: [\u202e, 2]\n", 1, 8)
    assert lines == ["  1 | a: [\\u202e, 2]", "    |             ^ 1 → 2"]


@pytest.mark.parametrize(
    ("line", "column"), [(9, 1), (1, 99), (2, 1)], ids=["no line", "no column", "empty line"]
)
def test_nothing_is_shown_of_what_is_not_there(tmp_path: Path, line: int, column: int) -> None:
    assert shown(tmp_path, "a: 1\n", line, column) == []


@pytest.mark.parametrize("data", [b"\xff\xfea\x00", "年".encode("gbk"), b"x" * (3 << 20)])
def test_what_is_no_text_of_ours_is_not_shown(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(data)
    assert Sources(tmp_path).line("x.yaml", 1) is None
    assert Sources(tmp_path).line("\0.yaml", 1) is None
    assert Sources(tmp_path).line("none.yaml", 1) is None


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n")), st.integers(1, 60), st.data()
)
def test_no_line_is_wider_than_asked_for(text: str, indent: int, data: st.DataObject) -> None:
    line = " " * indent + text
    column = data.draw(st.integers(1, len(line)))
    width = data.draw(st.integers(20, 120))
    sources = Sources(Path())
    sources.lines = lambda _: ("a:", line)  # type: ignore[assignment] # no disk
    lines = list(excerpt(sources, [Mark(Location("x", 2, column))], width, "red"))
    assert all(cell_len(each.plain) <= width for each in lines)

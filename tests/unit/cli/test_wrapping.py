"""Lines of so many columns, in which East Asian characters take two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gongkai.cli.wrapping import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("核对数据", 8, ["核对数据"]),
        ("核对数据", 7, ["核对数", "据"]),
        ("核对数，据", 6, ["核对", "数，据"]),  # no line begins with a mark
        ("核对（数据）", 6, ["核对", "（数", "据）"]),  # nor ends with an opening one
        ("见 gongkai check", 10, ["见 gongkai", "check"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("数 一", 5, ["数 一"]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(st.characters(codec="utf-8")), st.integers(4, 60))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())

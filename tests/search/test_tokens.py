"""How text is cut for the index, and that a phrase of tokens is an exact substring."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.tokens import (
    BLOCK_END,
    HEADING_END,
    NUMBER_END,
    NUMBER_START,
    long_numbers,
    to_tokens,
)

CASES = json.loads(Path(__file__).with_name("token_cases.json").read_text(encoding="utf-8"))

MARKS = re.compile(r"[^\w]")


def bare(text: str) -> list[str]:
    """The tokens as Pagefind knows them: without marks, in lower case."""
    return [MARKS.sub("", token).lower() for token in to_tokens(text)]


@pytest.mark.parametrize(("text", "expected"), CASES["cases"])
def test_text_is_cut_as_the_browser_cuts_it(text: str, expected: str) -> None:
    assert " ".join(bare(text)) == expected


def test_marks_are_kept_for_readers() -> None:
    assert to_tokens("（一）办理 5 件。") == (
        "（一办）", "办理", "理α␣", "α5", "5ω", "ω件␣", "件。¶",
    )  # fmt: skip
    assert to_tokens("标题", HEADING_END)[-1] == "题§"


def test_long_numbers_are_tokens_as_a_whole() -> None:
    text = "金额 75394432.52 元，１，２３４，５６７ 与 12345 及 1234、1.23"
    assert long_numbers(text) == ["α75394432δ52ω", "α12345ω"]
    assert long_numbers("1,234,567") == ["α1234567ω"]


# What Pagefind takes out of a word: were anything else glued to a token, it could not be found.
IGNORED = {"Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So", "Cf", "Cc", "Cn", "Co"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_tokens_hold_every_letter_once_and_no_harmful_mark(text: str) -> None:
    tokens = to_tokens(text)
    for token in tokens:
        assert not re.search(r"\s", token)
        marks = [char for char in token if not char.isalnum() and char != "_"]
        assert {unicodedata.category(mark) for mark in marks} <= IGNORED
        assert 1 <= len(MARKS.sub("", token)) <= 2 or any(len(c.lower()) > 1 for c in token)
    pairs = [MARKS.sub("", token) for token in tokens]
    assert all(a[1:] == b[0] for a, b in itertools.pairwise(pairs))


@given(
    st.text(st.sampled_from("政府信息公开年报，。（）12345.67890 ab"), min_size=2, max_size=40),
    st.data(),
)
def test_a_piece_of_a_text_is_a_phrase_of_its_tokens(text: str, data: st.DataObject) -> None:
    """Wherever it is cut, also inside a number, once its ends are left open."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = [pair[0] for pair in bare(text[start:end])]
    if piece and piece[0] == NUMBER_START:
        del piece[0]
    if piece and piece[-1] == NUMBER_END:
        del piece[-1]
    phrase = [a + b for a, b in itertools.pairwise(piece)]
    tokens = bare(text)
    # A comma or a point is part of a number only between two digits.
    cut_in_number = re.search(r"^[.,]?\d|\d[.,]?$", text[start:end])
    found = any(tokens[n : n + len(phrase)] == phrase for n in range(len(tokens) - len(phrase) + 1))
    assert found or not phrase or (cut_in_number and re.search(r"[.,]", text))


def test_a_block_ends_no_phrase_of_the_next() -> None:
    tokens = [*bare("公开"), *bare("工作")]
    assert tokens == ["公开", "开", "工作", "作"]
    assert to_tokens("公开")[-1].endswith(BLOCK_END)

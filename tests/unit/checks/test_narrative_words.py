"""Counts with their words, and which words leave no doubt."""

from __future__ import annotations

import time

import pytest

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.counts import counts_in
from gongkai.checks.narrative.divisions import divisions
from gongkai.checks.narrative.lexicon import GENERAL, OF_REQUESTS, Lexicon
from gongkai.checks.narrative.prose import Sentence
from gongkai.checks.narrative.writing import chinese_marks, plain

BUREAU = Author(2023, ("某市人力资源和社会保障局",), for_area=False)
COUNTY = Author(2023, ("某县人民政府",), for_area=True)


# --- writing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "plainly"),
    [
        ("收到 １２ 件，", "收到12件,"),
        ("共1 3 4件（含2件）；", "共134件(含2件);"),
        ("12,345条", "12345条"),
        ("2018年 12件", "2018年12件"),
        ("2019 2018", "2019 2018"),  # gluing them would make a third number
        ("一百三十四件", "134件"),
        ("十二件、两件", "12件、2件"),
        ("第三件、几十件、一件事、三百五件", "第三件、几十件、一件事、305件"),
        ("近两万件", "近两万件"),
    ],
)
def test_one_way_of_writing(typed: str, plainly: str) -> None:
    assert plain(typed) == plainly


def test_quotes_have_chinese_marks_again() -> None:
    assert (
        chinese_marks(plain("其中：公告11条，占22.5%（约）；")) == "其中：公告11条，占22.5%（约）；"
    )


# --- counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到申请12件,办结11件", ["收到申请#", "办结#"]),
        ("收到12件申请", ["收到#申请"]),
        ("收到申请12件办结11件", ["收到申请#", "办结#"]),
        ("9件予以公开、3件不予公开", ["#予以公开", "#不予公开"]),
        ("9件予以公开3件不予公开", ["#予以公开", "#不予公开"]),
        ("公告11条、动态38条", ["公告#", "动态#"]),
        ("公告11条,占22.5%、动态38条", ["公告#", "动态#"]),
        ("部分公开67,占4.61%", ["部分公开#"]),
        ("部分公开36件占61%", ["部分公开#"]),
        ("收到75件(含上年1件)", ["收到#", "含上年#"]),
        ("2023年1月1日至12月31日", []),
        ("第3件、20个工作日、2个月、5个百分点、120元", []),
        ("没有数", []),
    ],
)
def test_counts_and_their_words(text: str, found: list[str]) -> None:
    assert [count.words for count in counts_in(text)] == found


@pytest.mark.parametrize(
    "number",
    ["约120件", "近120件", "120余件", "12.5万件", "120件以上", "120件左右", "超过120件", "3至5件"],
)
def test_about_so_many_is_not_exact(number: str) -> None:
    assert [count.exact for count in counts_in(f"收到申请{number}")][-1:] == [False]


def test_a_count_knows_its_place() -> None:
    first, second = counts_in("收到75件(含上年1件),办结")
    assert (first.number, first.unit, first.start, first.end, first.aside) == (
        75,
        "件",
        2,
        5,
        False,
    )
    assert (second.clause, second.aside) == (6, True)
    assert not first.is_compared
    assert counts_in("较上年增加3件")[0].is_compared


# --- divisions --------------------------------------------------------------------------------


def _sentence(text: str, before: str = "") -> Sentence:
    earlier = Sentence("overview", before, before, None, counts_in(before)) if before else None
    return Sentence("overview", text, text, earlier, counts_in(text))


@pytest.mark.parametrize(
    ("before", "text", "whole", "parts"),
    [
        ("", "公开49条,其中公告11条、动态38条", 49, [11, 38]),
        ("", "公开49条,其中:公告11条,占22.5%;动态38条,占77.5%", 49, [11, 38]),
        ("", "公开49条:公告11条,动态38条", 49, [11, 38]),
        ("", "公开49条(其中公告11条、动态38条)", 49, [11, 38]),
        ("公开49条", "其中,公告11条(含转载3条),动态38条", 49, [11, 38]),
        ("", "公开49条,其中公告11条,召开会议2次", 49, [11]),
        ("", "公开49条,其中公告11条,组织清理文件38条", 49, [11]),
        ("", "公开49条,其中公告11条,较上年增加3条", 49, [11]),
        ("", "收到12件,办结10件,其中网上8件", None, [8]),
        ("收到12件,较上年增加2件", "其中网上8件", 12, [8]),
    ],
)
def test_lists_and_what_they_divide(
    before: str, text: str, whole: int | None, parts: list[int]
) -> None:
    (division,) = divisions(_sentence(text, before))
    assert division.whole == whole
    assert [part.number for part in division.parts] == parts


@pytest.mark.parametrize(
    "text", ["公开49余条,其中公告11条", "其中公告11条", "公开49条,公告11条", "情况如下:公告11条"]
)
def test_what_divides_nothing(text: str) -> None:
    assert list(divisions(_sentence(text))) == []


# --- authors and words ------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["我局", "本单位", "市人社局", "某市人力资源和社会保障局", "局"])
def test_a_body_by_its_names(words: str) -> None:
    assert Lexicon(*GENERAL).understands(f"{words}共", BUREAU)


@pytest.mark.parametrize("words", ["全市", "区教育局", "我市", "局属学校", "市人社", "某市"])
def test_other_bodies_and_wider_areas(words: str) -> None:
    assert not Lexicon(*GENERAL).understands(f"{words}共", BUREAU)


@pytest.mark.parametrize("words", ["全县", "我县各级行政机关", "县政府", "全县各乡镇、各部门"])
def test_a_government_speaks_for_its_area(words: str) -> None:
    assert Lexicon(*GENERAL).understands(words, COUNTY)


@pytest.mark.parametrize("words", ["全县各乡镇", "县政府办公室", "县直部门", "县教育局"])
def test_a_part_of_an_area(words: str) -> None:
    assert not Lexicon(*GENERAL).understands(words, COUNTY)


@pytest.mark.parametrize(
    "word", ["涉密", "网上", "较上年增加", "上半年", "同一", "企业", "第四季度"]
)
def test_any_other_word_leaves_doubt(word: str) -> None:
    known = Lexicon("收到", *OF_REQUESTS)
    assert known.understands("全年共收到公民、法人和其他组织提出的政府信息公开申请#", BUREAU)
    assert not known.understands(f"全年共收到{word}政府信息公开申请#", BUREAU)


@pytest.mark.parametrize("word", ["全县各", "县", "街道", "收到", "公民、法人", "通过等", "2023年"])
def test_words_are_read_in_time_that_grows_with_their_length(word: str) -> None:
    known = Lexicon("收到", *OF_REQUESTS)
    start = time.process_time()
    known.understands(f"全县{word * 2000}某", COUNTY)
    assert time.process_time() - start < 1

"""Labels as bodies print them, and the form's own: what counts as the same."""

from __future__ import annotations

import pytest

from gongkai.forms.labels import normal_label, without_tail


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("本年新 制作数量", "本年新制作数量"),
        ("商业\n企业", "商业企业"),
        ("第二十条\u00a0第(一)项", "第二十条第（一）项"),
        ("三、本 / 年度办 / 理结果", "三、本/年度办/理结果"),
        ("本年增／减", "本年增/减"),
        ("1、属于国家秘密", "1.属于国家秘密"),
        ("1．属于国家秘密", "1.属于国家秘密"),
        ("１ .属于国家秘密", "1.属于国家秘密"),
        ("3.危及『三安全一稳定』", "3.危及“三安全一稳定”"),
        ("【六】其他处理", "（六）其他处理"),
        ("［六］其他处理", "(六)其他处理"),
        ("本机关部\u2ed4", "本机关部门"),
        ("\u2ea0政", "民政"),
        ("\u2f00、本年新收", "一、本年新收"),
        ("\u2f3e籍", "户籍"),
        ("规\u200b章", "规章"),
    ],
)
def test_the_same_label_however_it_is_printed(printed: str, label: str) -> None:
    assert normal_label(printed) == normal_label(label)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("社会组织", "社会公益组织"),
        ("2.其他法律行政止公开", "2.其他法律行政法规禁止公开"),
        ("1.属于国家秘密", "2.属于国家秘密"),
        ("现行有效件数（历史累计）", "现行有效件数"),
        ("一、总体情况", "总体情况"),
        ("1.5倍", "15倍"),
    ],
)
def test_other_words_are_another_label(printed: str, label: str) -> None:
    assert normal_label(printed) != normal_label(label)


def test_a_normal_label_stays_as_it_is() -> None:
    once = normal_label("１、申请人（自然人、 “法人”）")
    assert normal_label(once) == once


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("规章（设区的市（州）应提供相关数据）", "规章"),
        ("上一年项目数量(指2019年事项数)", "上一年项目数量"),
        ("（一）予以公开", "(一)予以公开"),
        ("（一）", "(一)"),
        ("（一）部分公开（只计这一情形）", "(一)部分公开"),
        ("多一个)", "多一个)"),
        ("规章", "规章"),
    ],
)
def test_only_an_explanation_at_the_end_is_taken_off(printed: str, label: str) -> None:
    assert without_tail(normal_label(printed)) == label

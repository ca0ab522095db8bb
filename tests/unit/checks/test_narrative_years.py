"""Years left over from another report, and personal data."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.checks.model import Outcome
from gongkai.checks.narrative.personal import is_identity_number
from gongkai.forms.model import Editions
from tests.unit.checks.prose_reports import failures, results_of


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2018 年，我局主动公开各类政府信息49条。", 2018),
        ("2018年我局认真贯彻落实条例。", 2018),
        ("２０１８年度，共收到申请0件。", 2018),
        ("（一）主动公开情况。2018年，我局主动公开信息49条。", 2018),
        ("一是2018年，我局主动公开信息49条。", 2018),
        ("2020年，我局主动公开各类政府信息49条。", 2020),
        ("20199年，我局主动公开各类政府信息49条。", 20199),
        ("本报告所列数据的统计期限自2018年1月1日起至2018年12月31日止。", 2018),
        ("本报告所列数据的统计期限自2018年1月1日起至2019年12月31日止。", 2018),
        ("本报告所列数据的统计期限自2019年1月1日起至2018年12月31日止。", 2018),
        ("2018年县教育局共公开信息49条。", 2018),
        ("2018年，我局公开信息49条。\n\n2019年，我局将继续推进公开。", 2018),
    ],
)
def test_another_year_in_place_of_the_reports_is_found(
    tmp_path: Path, editions: Editions, text: str, stated: int
) -> None:
    results = results_of(tmp_path, editions, 2019, text, {})
    assert failures(results) == [("year", stated, 2019)]
    assert results["year"][0].at == "overview"


@pytest.mark.parametrize(
    "text",
    [
        "2019年，我局主动公开各类政府信息49条。",
        "2018年，我局公开信息40条；2019年，我局公开信息49条。",
        "2018年，上级反馈的问题均已整改，公开栏目已更新。",
        "2018年，国务院办公厅印发通知，我局认真贯彻落实。",
        "2020年，我局将进一步推进主动公开。",
        "2020年1月发布本报告，公开率提高。",
        "截至2018年底，公开信息100条。",
        "2018年度部门决算信息已公开，2018年以来受理申请3件。",
        "按规定发布2018年度政府信息公开年报。",
        "根据《2018年政务公开工作要点》，推进公开。",
        "与2018年相比，公开数量增加。",
        "上年，我局公开信息40条；下一年将继续公开。",
        "整改期限为2018年1月1日至12月31日。",
        "统计期限为2019年1月1日至12月31日。",
        "2018年制定的规范性文件继续有效12件。",
        "2018年县级部门决算已公开。",
        "2018年新冠肺炎疫情防控期间，我局及时公开信息30条。",
        "2018年，我局公开信息40条，今年公开49条。",
        "2018年，我局在政务公开考核中获优秀等次。",
        "2020年，我局坚持问题导向，推进主动公开。",
        "2018年，我局落实三审制度。\n\n2019年，我局公开信息49条。",
    ],
)
def test_other_mentions_of_years_are_no_findings(
    tmp_path: Path, editions: Editions, text: str
) -> None:
    assert failures(results_of(tmp_path, editions, 2019, text, {})) == []


def test_the_preface_is_read_too(tmp_path: Path, editions: Editions) -> None:
    preface = "preface: 现公布某市某局2018年政府信息公开工作年度报告。联系手机：13812345678。\n"
    results = results_of(tmp_path, editions, 2019, "公开信息。", {}, preface)
    assert {(rule, each.at) for rule, found in results.items() for each in found if each.fails} == {
        ("year", "overview"),
        ("personal_data", "overview"),
    }


def test_one_year_is_one_finding_in_a_section(tmp_path: Path, editions: Editions) -> None:
    text = "2018年，我局公开信息。\n\n2018年，我局受理申请。\n\n2017年，我局受理申请。"
    results = results_of(tmp_path, editions, 2019, text, {})
    assert failures(results) == [("year", 2018, 2019), ("year", 2017, 2019)]


# --- personal data ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "联系人手机：13812345678",
        "电话13812345678。",
        "手机 138 1234 5678，",
        "手机１３８１２３４５６７８",
        "手机（199-1234-5678）",
        "联系方式：+86 13812345678",
        "身份证号11010519491231002X。",
        "身份证号码：11010519491231002x",
    ],
)
def test_personal_data_is_found_and_never_repeated(
    tmp_path: Path, editions: Editions, text: str
) -> None:
    (result,) = results_of(tmp_path, editions, 2019, text, {})["personal_data"]
    assert (result.outcome, result.at) == (Outcome.FAILS, "overview")
    assert result.left is None
    assert result.right is None
    for secret in ("12345678", "1234", "5678", "19491231"):
        assert secret not in result.message


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0355-3080515",
        "电话0351—4031583，邮编046000",
        "热线12345",
        "访问量12812345678次，编号138123456789",
        "身份证号110105194912310021",  # wrong check character
        "身份证号11010519491331002X",  # no such month
        "索引号113208007833785008/2025-00001",
        "统一社会信用代码11341702486344515H",
        "http://www.example.gov.cn/t20200120_13812345678.htm",
        "浏览13812345678.5次",
        "阅读量13812345678次，金额13812345678元",
        "举报电话 010 65194406，传真0571-89520687",
        "联系人：李某，电话：0597—7529949 13楼",
        "案号13812345678-2",
    ],
)
def test_office_numbers_are_no_personal_data(tmp_path: Path, editions: Editions, text: str) -> None:
    (result,) = results_of(tmp_path, editions, 2019, text, {})["personal_data"]
    assert result.outcome is Outcome.HOLDS


def test_the_check_character_decides() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310029")
    assert not is_identity_number("11010519490231002X")


def _identity_number(chance: random.Random) -> str:
    """A made-up number with the check character of GB 11643, by its formula and no table."""
    day = f"{chance.randint(1930, 2020)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    text = f"{chance.randint(110000, 659000)}{day}{chance.randint(0, 999):03}"
    rest = sum(2 ** (17 - place) * int(digit) for place, digit in enumerate(text)) % 11
    return text + "0123456789X"[(1 - rest) % 11]


def test_every_digit_of_an_identity_number_counts() -> None:
    chance = random.Random(11643)
    for _ in range(200):
        number = _identity_number(chance)
        assert is_identity_number(number)
        place = chance.choice([*range(6), 14, 15, 16])
        other = chance.choice([each for each in "0123456789" if each != number[place]])
        assert not is_identity_number(number[:place] + other + number[place + 1 :])


def test_what_is_told_of_a_number_is_masked(tmp_path: Path, editions: Editions) -> None:
    text = "联系电话13800138000，身份证号11010519491231002X。"
    (result,) = results_of(tmp_path, editions, 2019, text, {})["personal_data"]
    assert result.message == "文中有手机号码 138****00、身份证号码 110****2X"

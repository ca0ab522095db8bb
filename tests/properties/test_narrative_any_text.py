"""Laws of the checks on prose: whatever the text, they end, raise nothing and name real places."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.narrative import RULES, Narratives
from gongkai.checks.subject import Subject
from gongkai.corpus import Corpus
from gongkai.forms.loader import load_editions
from gongkai.reports.agency import Agency, AgencyKind, Region
from gongkai.reports.model import Narrative, Report, frozen
from gongkai.reports.places import is_place_of_check
from tests import strategies

EDITIONS = load_editions().value
AGENCY = Agency("body", "某市某局", AgencyKind.DEPARTMENT, region=Region("140400", "山西省长治市"))
WORDS = (
    "收到 受理 办结 答复 办理 结转 上年 下年度 政府信息公开申请 依申请公开 申请 予以公开 部分公开",
    "不予公开 无法提供 不予处理 其他处理 因 等原因 本机关不掌握 行政复议 行政诉讼 分别为 均为",
    "未发生 无 未收到 没有 制定 现行有效 规范性文件 规章 其中 包括 其他 占 占比 % 约 余 自然人",
    "法人或其他组织 统计期限 年 月 日 2018年 2019年 2020年 1月1日 件 条 次 ， 。 ； ： （ ） 、",
    "0 1 7 12 3.5 1,234 １２ 三 十一 百 0.0000000000001 ١٢ 13812345678 11010519491231002X 我局",
)
TOKENS = (*" ".join(WORDS).split(), "\n", "\n\n", "（一）主动公开\n\n", " ", "\u3000", "9" * 5000)
odd_texts = st.lists(st.sampled_from(TOKENS) | strategies.texts, max_size=40).map("".join)


def _results(year: int, text: str, before: str = "") -> list[CheckResult]:
    reports = [_report(year - 1, before), _report(year, text)]
    corpus = Corpus(EDITIONS, (AGENCY,), tuple(reports))
    return list(Narratives(corpus).check(Subject(corpus, AGENCY, reports[1], reports[0])))


def _report(year: int, text: str) -> Report:
    edition = EDITIONS.for_year(year)
    prose = frozen({"overview": Narrative(text), "requests": Narrative(text, text)})
    return Report("body", year, edition, narratives=prose, preface=text)


@given(st.sampled_from((2018, 2019, 2020, 2023)), odd_texts, odd_texts)
@settings(max_examples=300)
def test_any_text_gives_results_at_real_places(year: int, text: str, before: str) -> None:
    results = _results(year, text, before)
    assert {each.rule for each in results} == set(RULES)
    edition = EDITIONS.for_year(year)
    for result in results:
        assert result.message == result.message.strip()
        if result.outcome is Outcome.FAILS and edition is not None:
            assert is_place_of_check(edition, result.at), result
            assert result.message, result


@given(odd_texts)
@settings(max_examples=100)
def test_the_same_text_gives_the_same_results(text: str) -> None:
    assert _results(2019, text) == _results(2019, text)


def _repeated(token: str) -> str:
    return token * 20000


def _in_turn(token: str) -> str:
    return f"收到申请5件、{token}、其中3件，占" * 3000


def _sentences(token: str) -> str:
    return f"{token}收到申请5件，予以公开3件。" * 3000


@pytest.mark.parametrize("make", [_repeated, _in_turn, _sentences])
@pytest.mark.parametrize(
    "token",
    [
        "收到",
        "予以公开",
        "行政复议案件",
        "其中1件，",
        "占",
        "一",
        "1 ",
        "1,",
        "件",
        "未",
        "（",
        "2019年，",
        "的",
        "全县各",
        "占1%、",
        "分别占1%、",
        "行政复议、诉讼",
        "因不掌握等",
    ],
)
def test_odd_texts_take_no_odd_time(token: str, make: Callable[[str], str]) -> None:
    text = make(token)
    start = time.process_time()
    _results(2019, text)
    assert time.process_time() - start < 0.05 * (1 + len(text) / 1000)

"""Sections equal or nearly equal to last year's or to a sibling body's."""

from __future__ import annotations

import random
from pathlib import Path
from zlib import crc32

import pytest

from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.narrative import Narratives, check
from gongkai.checks.narrative.fingerprints import SHORTEST, fingerprint
from gongkai.forms.model import Editions
from tests.unit.checks.prose_reports import by_rule, load, subject_of

_WORDS = (
    *("政府信息", "主动公开", "依法", "栏目", "群众", "政策解读", "网站"),
    *("规范", "审核", "机制", "培训", "监督", "考核", "整改"),
    *("平台", "建设", "渠道", "答复", "申请", "及时", "推进"),
    *("落实", "部门", "加强", "完善", "工作", "基层", "业务"),
    *("水平", "提高", "质量", "公众", "关切", "回应", "制度"),
    *("流程", "清单", "更新", "意识", "能力"),
)


def prose(seed: int, length: int = 600) -> str:
    """Chinese-like prose of its own."""
    rng = random.Random(seed)
    text = ""
    while len(text) < length:
        text += "".join(rng.choices(_WORDS, k=rng.randint(3, 7))) + rng.choice("，，，。")
    return text


def _report(year: int, text: str) -> str:
    return f"year: {year}\nnarratives:\n  problems: |\n    {text}\n"


def _copied(
    folder: Path, editions: Editions, files: dict[str, str], agency: str, year: int
) -> CheckResult:
    corpus = load(folder, editions, files)
    results = by_rule(Narratives(corpus).check(subject_of(corpus, agency, year)))
    (result,) = results["copied"]
    return result


def _agency(name: str, rest: str = "") -> str:
    return f"name: {name}\nkind: department\n{rest}"


REGION = 'region: {code: "140400", name: 山西省长治市}\n'


@pytest.mark.parametrize(
    ("before", "now", "alike"),
    [
        (prose(1), prose(1), 100),
        (f"2018年，公开12条。{prose(1)}", f"2019 年，公开 345 条，{prose(1)}", 100),
        (prose(1), prose(1) + "新增加的一句话说的是另外一回事情。", 90),
        (prose(1), prose(1).replace("群众", "百姓", 2), 90),
    ],
)
def test_last_years_text_is_found(
    tmp_path: Path, editions: Editions, before: str, now: str, alike: int
) -> None:
    files = {"body/2018.yaml": _report(2018, before), "body/2019.yaml": _report(2019, now)}
    result = _copied(tmp_path, editions, files, "body", 2019)
    assert (result.outcome, result.at) == (Outcome.FAILS, "problems")
    assert result.left is not None
    assert result.left >= alike


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (prose(1), prose(2), Outcome.HOLDS),
        (prose(1), prose(1)[:300] + prose(2)[:300], Outcome.HOLDS),
        ("无其他需要报告的事项。", "无其他需要报告的事项。", Outcome.NOT_EVALUATED),
        (prose(1, SHORTEST - 40), prose(1, SHORTEST - 40), Outcome.NOT_EVALUATED),
    ],
)
def test_other_texts_and_formulas_are_no_copies(
    tmp_path: Path, editions: Editions, before: str, now: str, outcome: Outcome
) -> None:
    files = {"body/2018.yaml": _report(2018, before), "body/2019.yaml": _report(2019, now)}
    assert _copied(tmp_path, editions, files, "body", 2019).outcome is outcome


@pytest.mark.parametrize("common", ["parent: county\n", REGION])
def test_a_siblings_text_is_found(tmp_path: Path, editions: Editions, common: str) -> None:
    files = {
        "county/agency.yaml": "name: 某县人民政府\nkind: government\n",
        "one/agency.yaml": _agency("某县教育局", common),
        "two/agency.yaml": _agency("某县财政局", common),
        "county/2019.yaml": _report(2019, prose(9)),
        "one/2019.yaml": _report(2019, f"某县教育局公开3条。{prose(1)}"),
        "two/2019.yaml": _report(2019, f"某县财政局公开12条。{prose(1)}"),
    }
    result = _copied(tmp_path, editions, files, "two", 2019)
    assert (result.outcome, result.left) == (Outcome.FAILS, 100)
    assert "某县教育局" in result.message


@pytest.mark.parametrize(
    ("one", "two", "year"),
    [
        ("parent: county\n", "", 2019),
        (REGION, 'region: {code: "140500", name: 山西省晋城市}\n', 2019),
        (REGION, REGION, 2018),  # the same text, in another year's report
    ],
)
def test_the_text_of_a_body_that_is_no_sibling_is_not_compared(
    tmp_path: Path, editions: Editions, one: str, two: str, year: int
) -> None:
    files = {
        "county/agency.yaml": "name: 某县人民政府\nkind: government\n",
        "one/agency.yaml": _agency("某县教育局", one),
        "two/agency.yaml": _agency("某县财政局", two),
        "county/2019.yaml": _report(2019, prose(9)),
        f"one/{year}.yaml": _report(year, prose(1)),
        "two/2019.yaml": _report(2019, prose(1)),
    }
    result = _copied(tmp_path, editions, files, "two", 2019)
    assert result.outcome is Outcome.NOT_EVALUATED


def test_bodies_that_all_copy_one_text_are_all_found(tmp_path: Path, editions: Editions) -> None:
    files: dict[str, str] = {}
    for number in range(30):
        rng = random.Random(number)
        text = prose(1).replace("，", f"，{rng.choice(_WORDS)}", 1)
        files[f"b{number}/agency.yaml"] = _agency(f"某县第{number}局", REGION)
        files[f"b{number}/2019.yaml"] = _report(2019, text)
    corpus = load(tmp_path, editions, files)
    narratives = Narratives(corpus)
    for number in range(30):
        results = by_rule(narratives.check(subject_of(corpus, f"b{number}", 2019)))
        assert results["copied"][0].fails


def test_both_copies_are_named_in_one_finding(tmp_path: Path, editions: Editions) -> None:
    files = {
        "one/agency.yaml": _agency("某县教育局", REGION),
        "two/agency.yaml": _agency("某县财政局", REGION),
        "one/2019.yaml": _report(2019, prose(1)),
        "two/2018.yaml": _report(2018, prose(1)),
        "two/2019.yaml": _report(2019, prose(1)),
    }
    result = _copied(tmp_path, editions, files, "two", 2019)
    assert "上年" in result.message
    assert "某县教育局" in result.message


def test_a_single_report_may_be_checked_without_an_index(
    tmp_path: Path, editions: Editions
) -> None:
    files = {"body/2018.yaml": _report(2018, prose(1)), "body/2019.yaml": _report(2019, prose(1))}
    corpus = load(tmp_path, editions, files)
    subject = subject_of(corpus, "body", 2019)
    assert list(check(subject)) == list(Narratives(corpus).check(subject))


def test_what_is_compared_does_not_depend_on_the_process() -> None:
    made = fingerprint("政府信息公开工作年度报告" * 12)
    assert made is not None
    assert made.exact == crc32(("政府信息公开工作年度报告" * 12).encode())
    assert list(made.shingles) == sorted(set(made.shingles))

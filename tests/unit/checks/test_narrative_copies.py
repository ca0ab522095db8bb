"""Sections equal or nearly equal to last year's or to a sibling body's."""

from __future__ import annotations

import random
from pathlib import Path
from zlib import crc32

import pytest

from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.narrative import Narratives, check, copies
from gongkai.checks.narrative.fingerprints import EQUAL, SHORTEST, Fingerprint, fingerprint
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


# One body in two years and another body, all in the usual turns of phrase.
_USUAL = (
    (
        "我局政府信息公开工作虽然取得了一定成效，但仍存在一些问题：一是主动公开的内容还不够丰富，信息更新不够及时；"
        "二是政策解读形式较为单一，群众喜闻乐见的解读不多；三是工作人员业务能力有待提高。下一步，我局将继续贯彻落实"
        "《条例》，加强组织领导，拓宽公开渠道，丰富解读形式，组织业务培训，不断提升政府信息公开工作水平。"
    ),
    (
        "针对上年存在的问题，我局制定整改清单，明确专人每周检查栏目更新，增加图文和视频解读，组织全局干部参加条例培训。"
        "今年的主要问题是：部分科室对公开属性的认定把握不准，依申请公开答复文书的说理不够充分，公开的信息检索不便。"
        "下一步将编印答复文书范本，会同司法局逐件审核，并对门户网站栏目重新归类，方便群众查找。"
    ),
    (
        "主要问题：政府信息公开的广度和深度还需要拓展，公开内容与群众需求仍有差距；少数单位重视程度不够，信息报送不及时；"
        "专职人员少、变动大，业务不熟。改进措施：一是强化督促检查，将政府信息公开纳入年度考核；二是健全信息报送和审核机制，"
        "做到应公开尽公开；三是加强队伍建设，定期开展学习培训，提高工作人员的业务能力和水平。"
    ),
)


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2)])
def test_usual_turns_of_phrase_are_no_copies(
    tmp_path: Path, editions: Editions, one: int, other: int
) -> None:
    files = {
        "body/2018.yaml": _report(2018, _USUAL[one]),
        "body/2019.yaml": _report(2019, _USUAL[other]),
    }
    assert _copied(tmp_path, editions, files, "body", 2019).outcome is Outcome.HOLDS


def test_a_usual_text_with_a_word_changed_here_and_there_is_a_copy(
    tmp_path: Path, editions: Editions
) -> None:
    now = _USUAL[0].replace("一定成效", "新的成效").replace("我局将继续", "我单位将继续")
    files = {"body/2018.yaml": _report(2018, _USUAL[0]), "body/2019.yaml": _report(2019, now)}
    assert _copied(tmp_path, editions, files, "body", 2019).fails


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


def _print(text: str) -> Fingerprint:
    found = fingerprint(text)
    assert found is not None
    return found


def test_what_is_exactly_as_alike_as_the_bound_is_found(
    tmp_path: Path, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, now = prose(1), prose(1)[:-60] + prose(2, 60)
    alike = _print(before).similarity(_print(now))
    files = {
        "a/agency.yaml": _agency("甲局"),
        "a/2022.yaml": _report(2022, before),
        "a/2023.yaml": _report(2023, now),
    }
    for number, (bound, outcome) in enumerate(((alike, Outcome.FAILS), (alike + 1, Outcome.HOLDS))):
        monkeypatch.setattr(copies, "NEAR", bound)
        folder = tmp_path / str(number)
        folder.mkdir()
        assert _copied(folder, editions, files, "a", 2023).outcome is outcome


def test_texts_of_the_same_pieces_are_nearly_equal_and_no_more() -> None:
    once = prose(1)
    assert _print(once + once).similarity(_print(once * 3)) == EQUAL - 1
    assert _print(once).similarity(_print(once)) == EQUAL

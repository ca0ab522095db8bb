"""Numbers of the prose against the tables: real reports, readings that pass, words left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.checks.model import Outcome
from gongkai.checks.narrative import RULES, Narratives, check
from gongkai.checks.narrative.rules import PERCENT, SUM
from gongkai.checks.narrative.tables import TABLE_RULES
from gongkai.checks.subject import Subject
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions
from gongkai.reports.model import Narrative
from gongkai.reports.places import is_place_of_check
from tests.unit.checks.prose_reports import (
    Figures,
    by_rule,
    failures,
    load,
    report_text,
    results_of,
    subject_of,
)

B = "~"

# 上海市人民政府办公厅 2019: blanks for zeros, and no 总计 in the rows of results.
SHANGHAI: Figures = {
    "new_received": [821, 35, B, B, 2, 1, 859],
    "carried_in": [18, B, B, B, B, B, 18],
    "results.granted": [258, 12, B, B, 1, 1, B],
    "results.partial": [3, B, B, B, B, B, B],
    "results.refused.state_secret": [14, B, B, B, B, B, B],
    "results.refused.forbidden_by_law": [B, B, B, B, B, B, B],
    "results.refused.security_and_stability": [B, B, B, B, B, B, B],
    "results.refused.third_party_rights": [B, B, B, B, B, B, B],
    "results.refused.internal_affairs": [5, B, B, B, B, B, B],
    "results.refused.process_information": [3, 1, B, B, B, B, B],
    "results.refused.enforcement_files": [B, B, B, B, B, B, B],
    "results.refused.administrative_query": [10, 2, B, B, B, B, B],
    "results.unable.not_held": [252, 12, B, B, 1, B, B],
    "results.unable.needs_creation": [44, 3, B, B, B, B, B],
    "results.unable.still_unclear": [25, B, B, B, B, B, B],
    "results.not_processed.petition_or_complaint": [148, 1, B, B, B, B, B],
    "results.not_processed.repeated": [5, 4, B, B, B, B, B],
    "results.not_processed.publication_requested": [B, B, B, B, B, B, B],
    "results.not_processed.abusive_volume": [B, B, B, B, B, B, B],
    "results.not_processed.reconfirm_or_reissue": [B, B, B, B, B, B, B],
    "results.other_handling": [B, B, B, B, B, B, B],
    "results.total": [767, 35, B, B, 2, 1, 805],
    "carried_forward": [72, B, B, B, B, B, 72],
    "review.upheld": 5,
    "review.corrected": B,
    "review.other": B,
    "review.pending": 2,
    "review.total": 7,
    "litigation.direct.upheld": 8,
    "litigation.direct.pending": 1,
    "litigation.direct.total": 9,
    "litigation.after_review.pending": B,
    "litigation.after_review.total": B,
    "regulations": [13, 13, 524],
    "normative_documents": [60, 60, 368],
}
SHANGHAI_TEXT = (
    "市政府办公厅代表市政府共受理政府信息公开申请859件，申请数量较去年回落12.3%；答复政府信息公开申请805件"
    "（含上年度结转申请18件，另有72件申请按照《条例》顺延到下年度答复），均在法定期限内予以答复。"
    "予以公开及部分公开258件，占33.9%；不予公开35件，占4.34%；因本机关不掌握等原因无法提供265件，占32.9%；"
    "不予处理158件，占19.6%；其他处理0件。信息公开类行政复议7件，诉讼9件，均获维持。"
)


def test_shanghai_2019_took_single_cells_for_groups(tmp_path: Path, editions: Editions) -> None:
    results = results_of(
        tmp_path, editions, 2019, SHANGHAI_TEXT, SHANGHAI, body="上海市人民政府办公厅"
    )
    assert [each[1:] for each in failures(results) if each[0] == "groups"] == [
        (258, 275),
        (265, 337),
    ]
    assert [str(each[2]) for each in failures(results) if each[0] == "percent"] == ["32.050"]
    assert len(failures(results)) == 3
    for rule, left in (("received", 859), ("handled", 805), ("carried", 18), ("review", 7)):
        assert [(each.outcome, each.left) for each in results[rule]] == [(Outcome.HOLDS, left)]
    # 复议后起诉 is blank: 9 may be all or not.
    (litigation,) = results["litigation"]
    assert litigation.outcome is Outcome.NOT_EVALUATED
    assert litigation.if_blank_is_zero is True


SUQIAN: Figures = {
    "review.pending": 36,
    "review.total": 170,
    "litigation.direct.pending": 7,
    "litigation.direct.total": 25,
    "litigation.after_review.pending": 13,
    "litigation.after_review.total": 52,
}
PINGTAN_2022: Figures = {
    "new_received": [71, 3, 0, 0, 0, 0, 74],
    "carried_in": [1, 0, 0, 0, 0, 0, 1],
    "results.total": [72, 3, 0, 0, 0, 0, 75],
}
PINGTAN_2023: Figures = {"administrative_normative_documents": [77, 132, 470]}
UNABLE: Figures = {
    "results.unable.not_held": 31,
    "results.unable.needs_creation": 4,
    "results.total": 35,
    "new_received": 35,
}

# Year, figures, words, rule, the figures of the result, and what its message has to name.
ACCEPTED = (
    (2024, SUQIAN, "办结因政府信息公开引发的行政复议134件、行政诉讼57件。", "review", 134, 170),
    (2024, SUQIAN, "办结因政府信息公开引发的行政复议134件、行政诉讼57件。", "litigation", 57, 77),
    (2022, PINGTAN_2022, "全区共收到政府信息公开申请75件，其中自然人72件。", "received", 75, 74),
    (2023, PINGTAN_2023, "现行有效的行政规范性文件393件。", "rules", 393, 470),
    (2023, UNABLE, "办理申请35件，其中因本机关不掌握无法提供31件。", "groups", 31, 35),
    (2024, PINGTAN_2022, "全年共办理依申请公开74件。", "handled", 74, 75),
)


@pytest.mark.parametrize(("year", "figures", "text", "rule", "left", "right"), ACCEPTED)
def test_an_innocent_reading_holds_and_is_named(
    tmp_path: Path,
    editions: Editions,
    year: int,
    figures: Figures,
    text: str,
    rule: str,
    left: int,
    right: int,
) -> None:
    results = results_of(tmp_path, editions, year, text, figures)
    (result,) = results[rule]
    assert (result.outcome, result.left, result.right) == (Outcome.HOLDS, left, right)
    assert str(left) in result.message
    assert not failures(results)


def test_both_applicants_and_total_may_include_last_year(
    tmp_path: Path, editions: Editions
) -> None:
    text = "全区共收到政府信息公开申请75件，其中自然人72件、法人或其他组织3件。"
    (result,) = results_of(tmp_path, editions, 2022, text, PINGTAN_2022)["received"]
    assert result.message.count("“本年新收”与“上年结转”之和") == 2


@pytest.mark.parametrize(
    ("year", "figures", "text", "found"),
    [
        (2024, SUQIAN, "因政府信息公开引发的行政复议133件。", ("review", 133, 170)),
        (2024, SUQIAN, "因政府信息公开引发的行政诉讼58件。", ("litigation", 58, 77)),
        (2022, PINGTAN_2022, "共收到政府信息公开申请76件。", ("received", 76, 74)),
        (2022, PINGTAN_2022, "收到申请75件，其中自然人70件。", ("received", 70, 71)),
        (2023, PINGTAN_2023, "现行有效规范性文件394件。", ("rules", 394, 470)),
        (2023, UNABLE, "办理申请35件，其中因本机关不掌握无法提供30件。", ("groups", 30, 35)),
        (2023, UNABLE, "答复申请35件，因本机关不掌握等原因无法提供31件。", ("groups", 31, 35)),
        (2023, UNABLE, "答复申请35件，无法提供31件。", ("groups", 31, 35)),
        (2023, UNABLE, "我局未收到政府信息公开申请。", ("received", 0, 35)),
        (2022, PINGTAN_2022, "无上年结转。", ("carried", 0, 1)),
        (2022, PINGTAN_2022, "未发生行政复议，收到申请74件，办结73件。", ("handled", 73, 75)),
        (2024, SUQIAN, "未发生因政府信息公开引起的行政复议。", ("review", 0, 170)),
    ],
)
def test_a_number_that_no_reading_gives_is_found(
    tmp_path: Path,
    editions: Editions,
    year: int,
    figures: Figures,
    text: str,
    found: tuple[str, int, int],
) -> None:
    results = results_of(tmp_path, editions, year, f"依申请公开。{text}", figures)
    assert found in failures(results)


def test_haicheng_2023_two_numbers_and_a_year_left_over(tmp_path: Path, editions: Editions) -> None:
    text = (
        "（三） 政府信息管理情况 2022年，海城市西柳镇人民政府办公室共制定规范性文件0件，"
        "废止规范性文件0件，现行有效的规范性文件0件。"
    )
    figures = {"administrative_normative_documents": [4, 0, 32]}
    body = "海城市西柳镇人民政府"
    results = results_of(tmp_path, editions, 2023, text, figures, body=body)
    assert failures(results) == [("rules", 0, 4), ("rules", 0, 32), ("year", 2022, 2023)]
    places = [each.at for each in results["rules"]]
    assert len(set(places)) == 2


def test_a_note_on_last_years_cases_lets_fewer_pass(tmp_path: Path, editions: Editions) -> None:
    note = "notes:\n  - {at: review_litigation, text: 注：行政复议、行政诉讼数量含上年度结转数量}\n"
    text = "因政府信息公开引发的行政复议{}件。"
    fewer = results_of(tmp_path, editions, 2024, text.format(150), SUQIAN, note)
    assert [each.outcome for each in fewer["review"]] == [Outcome.HOLDS]
    more = results_of(tmp_path, editions, 2024, text.format(171), SUQIAN, note)
    assert failures(more) == [("review", 171, 170)]


# --- reports that agree -----------------------------------------------------------------------

# Sentences of published reports with figures that fit them.
AGREEING: tuple[tuple[int, str, str, Figures], ...] = (
    (
        2021,
        "平潭综合实验区管委会",
        (
            "（二）依申请公开方面。本年度全区共收到70件申请，及时依法依规办结69件，"
            "1件结转下年度继续办理。"
        ),
        {"new_received": 70, "results.total": 69, "carried_forward": 1},
    ),
    (
        2022,
        "淮安市人民政府办公室",
        (
            "2022年，市政府办公室代表市政府共受理政府信息公开申请109件，答复108件（含上年度结转申请2件，"
            "另有3件顺延到下年度答复），均在法定期限内予以答复。政府信息公开行政复议2件，均获维持；"
            "政府信息公开行政诉讼21件，其中17件结果维持，4件尚未审结。"
        ),
        {
            "new_received": 109,
            "carried_in": 2,
            "results.total": 108,
            "carried_forward": 3,
            "review.total": 2,
            "litigation.direct.pending": 4,
            "litigation.direct.total": 21,
        },
    ),
    (
        2025,
        "上海市普陀区人民政府",
        (
            "2025年，共受理向区政府提出的政府信息公开申请87件，答复政府信息公开申请83件，均在法定期限内予以答复。"
            "予以公开及部分公开4件，占4.82%；不予公开5件，占6.02%；因本机关不掌握等原因无法提供33件，占39.76%；"
            "其他处理41件（其中申请人主动撤销36件），占49.40%。因政府信息依申请公开答复被申请行政复议9件"
            "（含上一年度结转1件），被提起行政诉讼1件，已审结案件中，未发生被纠错、败诉情况。"
        ),
        {
            "new_received": 87,
            "results.total": 83,
            "carried_forward": 4,
            "results.granted": 4,
            "results.refused.state_secret": 5,
            "results.unable.not_held": 33,
            "results.other_handling.other": 41,
            "review.total": 9,
            "litigation.direct.total": 1,
        },
    ),
    (
        2025,
        "上海市松江区人民政府",
        (
            "今年，受理政府信息公开申请1350件，在法定期限内答复1292件（结转到2026年58件）。予以公开389件，占30.1%；"
            "部分公开63件，占4.9%；不予公开100件，占7.7%；因本机关不掌握等原因无法提供540件，占41.8%；"
            "不予处理23件，占1.8%；其他处理177件（其中申请人主动撤销134件），占13.7%。政府信息公开类行政复议166件，"
            "行政诉讼44件，其中37件行政复议、8件行政诉讼尚未审结，无行政诉讼败诉情形。"
        ),
        {
            "new_received": 1350,
            "results.total": 1292,
            "carried_forward": 58,
            "results.granted": 389,
            "results.partial": 63,
            "results.refused.state_secret": 100,
            "results.unable.not_held": 540,
            "results.not_processed.repeated": 23,
            "results.other_handling.other": 177,
            "review.total": 166,
            "litigation.direct.total": 44,
        },
    ),
    (
        2023,
        "嘉兴市人民政府办公室",
        (
            "2023年，共收到政府信息公开申请132件，上年结转2件，共计134件。目前依法办结122件，其中予以公开的27件，"
            "部分公开的38件，无法提供的48件，不予处理的5件，其他处理的4件。结转下年度继续办理的12件。"
            "因信息公开引发行政争议11件，其中，行政复议7件，结果维持6件，尚未审结1件；行政诉讼4件，结果维持2件。"
        ),
        {
            "new_received": 132,
            "carried_in": 2,
            "results.total": 122,
            "carried_forward": 12,
            "results.granted": 27,
            "results.partial": 38,
            "results.unable.not_held": 48,
            "results.not_processed.repeated": 5,
            "results.other_handling.other": 4,
            "review.total": 7,
            "litigation.direct.total": 4,
        },
    ),
    (
        2023,
        "杭州市余杭区人民政府",
        (
            "2023年，全区共收到政府信息依申请公开1641件，其中，通过网络申请1156件，占70.44%；"
            "通过信函申请470件，占28.64%，通过当面申请15件，占比0.91%。全区共处理政府信息公开申请件1717件"
            "（包含上年结转76件），1646件已按规定在法定期限内予以答复，71件结转下年答复。"
            "因政府信息公开引起的行政复议29件，行政诉讼案件22件。"
        ),
        {
            "new_received": 1641,
            "carried_in": 76,
            "results.total": 1646,
            "carried_forward": 71,
            "review.total": 29,
            "litigation.direct.total": 22,
        },
    ),
    (
        2023,
        "高平市人民政府办公室",
        (
            "全年共收到和办理依申请公开9件，全部为自然人申请，上年度结转政府信息公开申请0件。处理结果中，"
            "部分公开2件，因信息不存在的5件，结转至下一年度办理2件。"
        ),
        {
            "new_received": 9,
            "results.total": 7,
            "carried_forward": 2,
            "results.partial": 2,
            "results.unable.not_held": 5,
        },
    ),
    (
        2024,
        "盐城市大丰区人民政府",
        (
            "全年共办理政府信息公开申请69件，含2023年转至今年办理的3件，办结68件，剩余1件结转下一年度处理，"
            "完成市政府办公室协办件13件，已按要求答复。按期答复率100%。"
        ),
        {
            "new_received": 66,
            "carried_in": 3,
            "results.total": 68,
            "carried_forward": 1,
        },
    ),
    (
        2023,
        "子长市人民政府",
        (
            "2023年度，子长市累计办理公民、法人或其他组织通过市政府门户网站、邮寄等途径依申请公开信息合计12件，"
            "已全部按期限答复办结，办结率100%。未发生因政府信息公开申请行政复议、提起行政诉讼情况。"
        ),
        {"new_received": 12, "results.total": 12},
    ),
)


@pytest.mark.parametrize(("year", "body", "text", "figures"), AGREEING)
def test_reports_that_agree_have_no_finding(
    tmp_path: Path, editions: Editions, year: int, body: str, text: str, figures: Figures
) -> None:
    results = results_of(tmp_path, editions, year, text, figures, body=body)
    assert failures(results) == []
    holding = [rule for rule, found in results.items() if found[0].outcome is Outcome.HOLDS]
    assert {"received", "handled"} & set(holding)


def test_prose_may_agree_with_the_real_tables_of_pingtan_2023_on_every_number(
    reports_folder: Path, editions: Editions
) -> None:
    text = (
        "全区收到政府信息公开申请81件，其中自然人80件，法人或其他组织1件，上年结转0件；办结81件，结转下年度0件。其中，"
        "予以公开22件，占27.2%；部分公开20件，占24.6%；不予公开5件，占6.1%；因本机关不掌握等原因无法提供31件，"
        "占38.3%；不予处理1件，占1.2%；其他处理2件，占2.4%。政府信息公开行政复议2件，行政诉讼7件。"
        "全区制发行政规范性文件77件，现行有效的行政规范性文件393件。"
    )
    subject = subject_of(load_corpus(reports_folder, editions).value, "pingtan", 2023)
    report = replace(subject.report, narratives={"overview": Narrative(text)})
    results = by_rule(check(replace(subject, report=report)))
    assert failures(results) == []
    judged = {rule for rule, found in results.items() if found[0].outcome is Outcome.HOLDS}
    assert {rule.id.partition(".")[2] for rule in (*TABLE_RULES, PERCENT, SUM)} <= judged


# --- words left alone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "收到248条网民留言，办结留言230条，公开答复4条，答复结果可网上查询。",
        "全年办理人大代表建议、政协提案31件，均按期答复。",
        "依申请公开工作培训会议召开3次。",
        "申请政务新媒体账号，政府网站收到信件12件，微信公众号收到留言30条。",
        "受理政府信息公开申请约120件。",
        "受理政府信息公开申请120余件。",
        "上半年收到政府信息公开申请7件。",
        "上年收到政府信息公开申请30件。",
        "2008年以来，累计收到政府信息公开申请300件。",
        "督促指导全区各部门办理依申请公开事项95件。",
        "其中5件属于国家秘密不予公开，依申请公开。",
        "申请公开的信息予以公开的12项制度。",
        "全年受理政府信息公开申请中通过网络收到申请7件。",
        "公开行政复议决定书20件，审理行政复议案件300件。",
        "未发生行政复议被纠错、行政诉讼败诉情形。",
        "全年未收到行政许可申请。",
        "集中公开现行有效行政规范性文件15件。",
        "主动公开规章13件，行政规范性文件60件。",
        "审查备案规范性文件8件，对规范性文件开展清理12件。",
        "发布规范性文件信息12条。",
        "各科室各自办理依申请公开第3件、第4件。",
        "政府信息公开申请12.5万件次。",
        "无正当理由大量反复申请的，要求说明理由。",
    ],
)
def test_other_numbers_are_left_alone(tmp_path: Path, editions: Editions, text: str) -> None:
    results = results_of(tmp_path, editions, 2023, f"依申请公开。{text}", {})
    assert failures(results) == []


def test_a_year_told_beside_the_reports_own_is_left_alone(
    tmp_path: Path, editions: Editions
) -> None:
    text = "2018年，我局收到政府信息公开申请12件；2019年，收到政府信息公开申请15件，比上年增加3件。"
    assert failures(results_of(tmp_path, editions, 2019, text, {"new_received": 15})) == []


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请 １３４ 件。",
        "收到政府信息公开申请 134件。",
        "收到政府信息公开申请1 3 4件。",
        "共收到134件政府信息公开申请。",
        "受理依申请公开134件次。",
        "接收信息公开申请134宗。",
        "收到政府信息公开申请一百三十四件。",
    ],
)
def test_a_number_is_read_however_it_is_written(
    tmp_path: Path, editions: Editions, text: str
) -> None:
    (result,) = results_of(tmp_path, editions, 2023, text, {"new_received": 134})["received"]
    assert (result.outcome, result.left) == (Outcome.HOLDS, 134)


@pytest.mark.parametrize(
    "text",
    [
        "2020年未收到政府信息公开申请。",
        "年内，我镇未收到公民、法人或其他组织通过任何形式提出的政府信息公开申请。",
        "全年未接到信息公开申请。",
        "我街未收到依申请公开的政府信息。",
        "全年无依申请公开事项。",
        "收到公民、法人和其他组织的政府信息公开申请0件。",
        "受理依申请公开0件。",
    ],
)
def test_none_received_is_zero(tmp_path: Path, editions: Editions, text: str) -> None:
    (result,) = results_of(tmp_path, editions, 2020, text, {"new_received": 2})["received"]
    assert (result.outcome, result.left, result.right) == (Outcome.FAILS, 0, 2)


@pytest.mark.parametrize(
    "text",
    [
        "未发生行政复议、行政诉讼。",
        "因政府信息公开引发的行政复议、行政诉讼均为0件。",
        "没有发生针对本局与政府信息公开有关的行政复议和行政诉讼。",
        "未收到任何单位和个人因政府信息公开申请行政复议和政府信息公开提起行政诉讼。",
        "无针对本部门有关政府信息公开事务的行政复议、诉讼、申诉案例。",
        "政府信息公开行政复议0件、行政诉讼0件。",
    ],
)
def test_no_reviews_and_no_lawsuits_are_zeros(
    tmp_path: Path, editions: Editions, text: str
) -> None:
    figures = {"review.total": 3, "litigation.direct.total": 2}
    results = results_of(tmp_path, editions, 2020, f"依申请公开。{text}", figures)
    assert set(failures(results)) == {("review", 0, 3), ("litigation", 0, 2)}


# --- tables with gaps, forms that differ ------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "text", "outcome"),
    [
        # A blank is never zero: what it hides may make up the difference.
        ({"new_received": [4, B, B, B, B, B, B]}, "收到信息公开申请5件。", Outcome.NOT_EVALUATED),
        ({"new_received": [4, B, B, B, B, B, B]}, "收到信息公开申请4件。", Outcome.NOT_EVALUATED),
        ({"new_received": [4, B, B, B, B, B, B]}, "收到信息公开申请3件。", Outcome.FAILS),
        ({"new_received": [B] * 7}, "收到信息公开申请3件。", Outcome.NOT_EVALUATED),
        ({"new_received": ['"/"'] * 7}, "收到信息公开申请3件。", Outcome.NOT_EVALUATED),
        (
            {"new_received": 4, "carried_in": [B] * 7},
            "收到信息公开申请5件。",
            Outcome.NOT_EVALUATED,
        ),
        ({"new_received": 4, "carried_in": [B] * 7}, "收到信息公开申请3件。", Outcome.FAILS),
    ],
)
def test_blanks_leave_open_what_they_could_hold(
    tmp_path: Path, editions: Editions, figures: Figures, text: str, outcome: Outcome
) -> None:
    (result,) = results_of(tmp_path, editions, 2023, text, figures)["received"]
    assert result.outcome is outcome


def test_a_collapsed_group_stands_for_its_rows(tmp_path: Path, editions: Editions) -> None:
    edition = editions.for_year(2023)
    assert edition is not None
    text = report_text(edition, 2023, "答复申请5件，其他处理5件。", {"results.total": 5})
    lines = [line for line in text.splitlines() if "results.other_handling." not in line]
    at = next(n for n, line in enumerate(lines) if "results.total" in line)
    lines.insert(at, "    results.other_handling: [6, 0, 0, 0, 0, 0, 6]")
    corpus = load(tmp_path, editions, {"body/2023.yaml": "\n".join(lines) + "\n"})
    results = by_rule(Narratives(corpus).check(subject_of(corpus, "body", 2023)))
    assert failures(results) == [("groups", 5, 6)]


@pytest.mark.parametrize("lacking", ["tables", "rows"])
def test_a_form_without_these_rows_is_not_evaluated(
    tmp_path: Path, editions: Editions, lacking: str
) -> None:
    corpus = load(
        tmp_path,
        editions,
        {"body/2023.yaml": "year: 2023\nnarratives:\n  overview: 收到申请1件。\n"},
    )
    subject = subject_of(corpus, "body", 2023)
    assert subject.report.edition is not None
    edition = replace(subject.report.edition, id="2099")
    if lacking == "tables":
        edition = replace(edition, tables=())
    else:
        edition = replace(
            edition, tables=tuple(replace(each, rows=each.rows[-1:]) for each in edition.tables)
        )
    text = f"{SHANGHAI_TEXT}制定规范性文件3件，现行有效规范性文件9件，制定规章2件。"
    narrative = replace((subject.report.narratives or {})["overview"], before=text)
    report = replace(subject.report, edition=edition, narratives={"overview": narrative}, tables={})
    results = by_rule(Narratives(corpus).check(replace(subject, report=report)))
    assert failures(results) == []
    assert all(each.outcome is Outcome.NOT_EVALUATED for each in results["received"])


def test_a_report_without_a_form_is_not_evaluated(tmp_path: Path, editions: Editions) -> None:
    text = f"year: 2016\nnarratives:\n  overview: {SHANGHAI_TEXT}\n"
    corpus = load(tmp_path, editions, {"body/2016.yaml": text})
    results = by_rule(Narratives(corpus).check(subject_of(corpus, "body", 2016)))
    assert {rule for rule, _, _ in failures(results)} <= {"percent"}


# --- what a result says -----------------------------------------------------------------------


def test_a_failure_says_where_what_and_what_was_tried(tmp_path: Path, editions: Editions) -> None:
    text = "共收到政府信息公开申请76件。"
    (result,) = results_of(tmp_path, editions, 2022, text, PINGTAN_2022)["received"]
    assert (result.at, result.left, result.right) == ("new_received", 76, 74)
    edition = editions.for_year(2022)
    assert edition is not None
    assert is_place_of_check(edition, result.at)
    assert [str(cell) for cell in result.cells] == [
        "requests.new_received/total",
        "requests.carried_in/total",
    ]
    for words in ("收到政府信息公开申请76件", "一、总体情况", "74", "75"):
        assert words in result.message
    assert result.hint


def test_every_place_of_a_failure_may_stand_in_a_discrepancy(
    tmp_path: Path, editions: Editions
) -> None:
    text = (
        "收到政府信息公开申请9件，其中自然人2件。上年结转3件，办结4件，结转下年度5件。予以公开6件，部分公开7件，"
        "不予公开8件，无法提供9件，不予处理10件，其他处理11件。政府信息公开行政复议12件，行政诉讼13件。"
        "制定规章14件，制定规范性文件15件，现行有效规章16件，现行有效规范性文件17件。"
    )
    edition = editions.for_year(2022)
    assert edition is not None
    results = results_of(tmp_path, editions, 2022, text, {})
    found = [each for each_rule in results.values() for each in each_rule if each.fails]
    assert len(found) == 17
    assert len({(each.rule.id, each.at) for each in found}) == 17
    assert all(is_place_of_check(edition, each.at) for each in found)


def test_rules_give_failures_or_one_result_each(tmp_path: Path, editions: Editions) -> None:
    results = results_of(
        tmp_path, editions, 2019, SHANGHAI_TEXT, SHANGHAI, body="上海市人民政府办公厅"
    )
    assert set(results) == {rule.short_id.partition(".")[2] for rule in RULES}
    for found in results.values():
        assert len(found) == 1 or all(each.fails for each in found)


def test_prose_that_is_omitted_or_missing_is_not_evaluated(
    tmp_path: Path, editions: Editions
) -> None:
    files = {"one/2023.yaml": "year: 2023\nnarratives: omitted\n", "two/2023.yaml": "year: 2023\n"}
    corpus: Corpus = load(tmp_path, editions, files)
    for agency in ("one", "two"):
        subject: Subject = subject_of(corpus, agency, 2023)
        results = list(Narratives(corpus).check(subject))
        assert len(results) == len(RULES)
        assert all(each.outcome is Outcome.NOT_EVALUATED for each in results)

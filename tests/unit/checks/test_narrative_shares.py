"""Percentages and lists in prose, recomputed; the real reports of this repository."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.narrative import Narratives
from gongkai.checks.narrative.rates import exact_share, is_share
from gongkai.checks.run import check_corpus
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from tests.unit.checks.prose_reports import Figures, failures, results_of, subject_of


@pytest.mark.parametrize(
    ("number", "whole", "printed", "agrees"),
    [
        (24, 49, "48.9", True),  # 48.979…, cut
        (24, 49, "49.0", True),
        (24, 49, "48.8", False),
        (12, 49, "24.5", True),
        (12, 49, "24.4", True),
        (11, 49, "22.4", True),
        (11, 49, "22.5", False),
        (2, 49, "4.1", True),
        (1, 8, "12.5", True),
        (1, 8, "13", True),
        (1, 8, "12", True),
        (1, 8, "12.50", True),
        (1, 1, "100", True),
        (0, 5, "0", True),
        (1, 3, "33.333333", True),
        (5, 0, "0", False),
    ],
)
def test_rounding_and_cutting_pass(number: int, whole: int, printed: str, agrees: bool) -> None:
    assert is_share(number, whole, printed) is agrees


def test_the_exact_share_has_two_more_digits() -> None:
    assert exact_share(11, 49, "22.5") == Decimal("22.449")
    assert exact_share(1, 3, "33") == Decimal("33.33")


# --- the real reports -------------------------------------------------------------------------


def _real(reports_folder: Path, editions: Editions, agency: str) -> list[CheckResult]:
    corpus = load_corpus(reports_folder, editions).value
    narratives = Narratives(corpus)
    return [
        result
        for report in corpus.reports_of(agency)
        for result in narratives.check(subject_of(corpus, agency, report.year))
    ]


def test_pingtan_whose_prose_is_left_out_is_not_evaluated(
    reports_folder: Path, editions: Editions
) -> None:
    results = _real(reports_folder, editions, "pingtan")
    assert {each.outcome for each in results} == {Outcome.NOT_EVALUATED}


def test_changzhi_2019_has_one_wrong_percentage(reports_folder: Path, editions: Editions) -> None:
    results = _real(reports_folder, editions, "changzhi-sme")
    (found,) = [each for each in results if each.fails]
    assert (found.rule.id, found.at) == ("narrative.percent", "overview")
    assert (found.left, found.right) == (Decimal("22.5"), Decimal("22.449"))
    assert found.rule.severity is Severity.HINT
    assert "22.449" in found.message
    holding = {each.rule.id for each in results if each.outcome is Outcome.HOLDS}
    assert {"narrative.sum", "narrative.received", "narrative.year"} <= holding


def test_an_issue_about_prose_points_to_its_section(
    reports_folder: Path, editions: Editions
) -> None:
    book = check_corpus(load_corpus(reports_folder, editions).value)
    (issue,) = [each for each in book.issues() if each.code == "narrative.percent"]
    lines = (reports_folder / "changzhi-sme/2019.yaml").read_text(encoding="utf-8").splitlines()
    assert issue.location.line is not None
    assert lines[issue.location.line - 1].startswith("  overview:")


# --- percentages ------------------------------------------------------------------------------

HANDLED: Figures = {
    "new_received": 800,
    "carried_in": 5,
    "results.total": 805,
    "results.granted": 300,
    "results.refused.state_secret": 35,
    "results.unable.not_held": 470,
}


@pytest.mark.parametrize(
    "text",
    [
        "答复申请805件。予以公开300件，占37.3%；不予公开35件，占4.34%。",
        "答复申请805件，其中予以公开300件，占37.26%，不予公开35件，占答复总数的4.35%。",
        "办理申请805件，其中予以公开占37.2%、不予公开占4.3%、无法提供占58.39%。",
        "收到申请800件，其中网络申请600件，占75%，信函申请200件，占25%。",
        "收到申请800件。其中，网络申请600件，占比为75.0%，信函申请200件（含传真），占25%。",
        "不予公开35件，占申请总数的4.4%，申请已全部答复。",
        "公开信息300余条，其中政策文件20条，占6.5%。",
        "公开信息约300条，其中政策文件20条，占6.5%。",
        "网络申请600件，占73%。",
        "答复申请805件，申请量同比增长33.9%，办结率100%，占全市申请总量的12%。",
        "公开文件40件，其中政策文件10件，约占30%。",
        "发布政策解读40篇，占非政府网站解读总量的70%以上。",
    ],
)
def test_percentages_that_fit_or_are_not_clear_are_no_findings(
    tmp_path: Path, editions: Editions, text: str
) -> None:
    results = results_of(tmp_path, editions, 2023, text, HANDLED)
    assert [each for each in failures(results) if each[0] == "percent"] == []


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("答复申请805件。予以公开300件，占37.4%。", "37.4", "37.267"),
        ("办理申请805件，其中不予公开占4.5%。", "4.5", "4.348"),
        ("收到申请800件。其中，网络申请600件，占74.9%。", "74.9", "75.000"),
        ("公开信息49条，其中：公告11条，占比２２．５％。", "22.5", "22.449"),
    ],
)
def test_percentages_that_no_total_gives_are_found(
    tmp_path: Path, editions: Editions, text: str, left: str, right: str
) -> None:
    results = results_of(tmp_path, editions, 2023, text, HANDLED)
    found = [each for each in failures(results) if each[0] == "percent"]
    assert found == [("percent", Decimal(left), Decimal(right))]


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("公开信息376条，其中公告330条，工作信息类44条，其他类2条。", Outcome.HOLDS),
        (("公开信息79603条，其中：会议信息220条、文件3302件、意见征集799件、建议提案2768件、"
         "其他信息72514条。"), Outcome.HOLDS),
        ("公开信息50条，其中政策文件2条，业务工作48条。", Outcome.HOLDS),
        ("公开信息376条，其中公告331条，工作信息类44条，其他类2条。", Outcome.FAILS),
        ("公开信息3437条，包括：人事12条，动态1740条，公告225条，解读110条，其他类1827条。",
         Outcome.FAILS),
        ("公开信息50条。其中：政策文件2条，占4%；业务工作47条，占96%。", Outcome.FAILS),
        # Not said to be complete, or not about the total at all.
        ("公开信息50条，其中政策文件2条，业务工作40条。", Outcome.NOT_EVALUATED),
        ("公开文件29件，其中政策文件15件，同步发布解读15条，解读率100%。", Outcome.NOT_EVALUATED),
        ("公开信息50余条，其中政策文件2条，其他40条。", Outcome.NOT_EVALUATED),
        ("公开信息50条，其中政策文件12条，占24%，其他约30条。", Outcome.NOT_EVALUATED),
        ("公开信息50条，其中其他1条。", Outcome.NOT_EVALUATED),
    ],
)  # fmt: skip
def test_complete_lists_add_up(
    tmp_path: Path, editions: Editions, text: str, outcome: Outcome
) -> None:
    (result,) = results_of(tmp_path, editions, 2023, text, {})["sum"]
    assert result.outcome is outcome


def test_a_wrong_list_gives_both_sums(tmp_path: Path, editions: Editions) -> None:
    text = "公开信息376条，其中公告331条，工作信息类44条，其他类2条。"
    assert failures(results_of(tmp_path, editions, 2023, text, {})) == [("sum", 377, 376)]

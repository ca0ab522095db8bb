"""Odd cells: words beside a number, units, other text; kept, and pointed at."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks.values import RULES, check
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from tests.unit.checks.loading import (
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    outcome,
    said,
)

REMARK, UNIT, TEXT = (rule.id for rule in RULES)

PROCUREMENT = "year: 2019\ntables:\n  art20_9:\n    central_procurement: [4, {amount}]\n"
FEES = "year: 2021\ntables:\n  art20_8:\n    administrative_fees: [{amount}]\n"
RULES_2021 = "year: 2021\ntables:\n  art20_1:\n    regulations: [{cell}, 0, 0]\n"
AMOUNT = "art20_9.central_procurement/amount"
FEE = "art20_8.administrative_fees/amount_collected"
ISSUED = "art20_1.regulations/issued"


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def test_severities() -> None:
    hint, warning = Severity.HINT, Severity.WARNING
    assert [rule.severity for rule in RULES] == [hint, hint, warning]


# --- remarks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('{value: 22, printed: "22（其中修订 16 件）"}', Said(ISSUED, FAILS, 22)),
        ('{value: 22, printed: "约22"}', Said(ISSUED, FAILS, 22)),
        ("22", Said("", HOLDS)),
        ('{value: 1000, printed: "1,000"}', Said("", HOLDS)),
        ('{value: 22, printed: "22件"}', Said("", HOLDS)),
        ('{value: 22, printed: "22 件", unit: 件}', Said("", HOLDS)),
    ],
)
def test_remark(corpora: Corpora, cell: str, expected: Said) -> None:
    subject = corpora.subject(RULES_2021.format(cell=cell))
    assert said(check, subject, REMARK) == [expected]


def test_a_unit_and_a_remark_are_two_findings(corpora: Corpora) -> None:
    cell = '{value: 251000, printed: "251000元（含税）", unit: 元}'
    subject = corpora.subject(PROCUREMENT.format(amount=cell))
    expected = [Said(AMOUNT, FAILS, Decimal(251000))]
    assert said(check, subject, REMARK) == said(check, subject, UNIT) == expected


# --- units ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("56525", Said(AMOUNT, FAILS, Decimal(56525))),
        ("56525.10", Said(AMOUNT, FAILS, Decimal("56525.10"))),
        ('{value: 251000, printed: "251000元", unit: 元}', Said(AMOUNT, FAILS, Decimal(251000))),
        ('{value: 251000, printed: "251000元"}', Said(AMOUNT, FAILS, Decimal(251000))),
        ('{value: 251000, printed: "251000（含税）"}', Said(AMOUNT, FAILS, Decimal(251000))),
        ('{value: 251000, printed: "251000", unit: 元}', Said(AMOUNT, FAILS, Decimal(251000))),
        ('{value: 251000, printed: "251000元整"}', Said("", HOLDS)),
        ("~", Said("", HOLDS)),
    ],
)
def test_unit_where_the_form_prints_none(corpora: Corpora, amount: str, expected: Said) -> None:
    subject = corpora.subject(PROCUREMENT.format(amount=amount))
    assert said(check, subject, UNIT) == [expected]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("24252.311082", Said("", HOLDS)),
        ("24252", Said("", HOLDS)),
        ('{value: 5, printed: "5元", unit: 元}', Said(FEE, FAILS, Decimal(5))),
        ('{value: 5, printed: "5", unit: 元}', Said(FEE, FAILS, Decimal(5))),
    ],
)
def test_unit_where_the_form_prints_one(corpora: Corpora, amount: str, expected: Said) -> None:
    assert said(check, corpora.subject(FEES.format(amount=amount)), UNIT) == [expected]


# --- text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("无", Said(ISSUED, FAILS)),
        ('"/"', Said("", HOLDS)),
        ("不适用", Said("", HOLDS)),
        ("0", Said("", HOLDS)),
        ("~", Said("", HOLDS)),
    ],
)
def test_text(corpora: Corpora, cell: str, expected: Said) -> None:
    assert said(check, corpora.subject(RULES_2021.format(cell=cell)), TEXT) == [expected]


# --- not evaluated ----------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [REMARK, UNIT, TEXT])
def test_nothing_to_judge_where_all_is_blank(corpora: Corpora, rule: str) -> None:
    blank = "year: 2021\ntables:\n  art20_1:\n    regulations: [~, ~, ~]\n"
    assert outcome(check, corpora.subject(blank), rule) is NOT_EVALUATED
    assert outcome(check, corpora.subject("year: 2020\n"), rule) is NOT_EVALUATED


def test_nothing_is_said_about_years_without_a_form(corpora: Corpora) -> None:
    assert not list(check(corpora.subject("year: 2015\n")))


def test_findings_name_their_cell(corpora: Corpora) -> None:
    subject = corpora.subject(RULES_2021.format(cell="无"))
    (found,) = (each for each in check(subject) if each.fails)
    assert [str(cell) for cell in found.cells] == [ISSUED]
    assert found.hint

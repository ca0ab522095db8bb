"""Reports that sum up others: compared cell by cell, and only with all of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks.aggregates import RULES, check
from gongkai.forms.model import Editions
from gongkai.issues import Severity
from tests.unit.checks.loading import (
    AGENCY,
    FAILS,
    HOLDS,
    NOT_EVALUATED,
    Corpora,
    Said,
    outcome,
    said,
)

(SUM,) = (rule.id for rule in RULES)

MEMBERS = f"{AGENCY}members: [one, two]\n"
TABLE = "year: 2022\ntables:\n  art20_1:\n    regulations: {cells}\n"
ADDRESS = "art20_1.regulations/{column}"


@pytest.fixture
def corpora(tmp_path: Path, editions: Editions) -> Corpora:
    return Corpora(tmp_path, editions)


def results(corpora: Corpora, own: str, *members: str | None) -> list[Said]:
    """What is said about a report beside those of its members; None is a report not there."""
    others = {f"{name}/agency": AGENCY for name in ("one", "two")}
    for name, report in zip(("one", "two"), members, strict=True):
        if report is not None:
            others[f"{name}/2022"] = report
    return said(check, corpora.subject(own, agency=MEMBERS, others=others), SUM)


def table(cells: str) -> str:
    return TABLE.format(cells=cells)


def test_severity() -> None:
    assert [rule.severity for rule in RULES] == [Severity.WARNING]


def test_the_sum_of_the_members(corpora: Corpora) -> None:
    found = results(corpora, table("[3, 0, 5]"), table("[1, 0, 2]"), table("[2, 0, 3]"))
    assert found == [Said("", HOLDS)]


def test_every_cell_that_is_not_the_sum(corpora: Corpora) -> None:
    found = results(corpora, table("[4, 0, 4]"), table("[1, 0, 2]"), table("[2, 0, 3]"))
    assert found == [
        Said(ADDRESS.format(column="issued"), FAILS, 4, 3),
        Said(ADDRESS.format(column="in_force"), FAILS, 4, 5),
    ]


def test_only_cells_that_all_have_filled(corpora: Corpora) -> None:
    found = results(corpora, table("[9, ~, 5]"), table("[~, 0, 2]"), table("[2, 0, 3]"))
    assert found == [Said("", HOLDS)]
    found = results(corpora, table("[9, ~, 5]"), table("[~, 0, 2]"), table('[2, 0, "/"]'))
    assert found == [Said("", NOT_EVALUATED)]


def test_only_with_all_members(corpora: Corpora) -> None:
    found = results(corpora, table("[9, 9, 9]"), table("[1, 0, 2]"), None)
    assert found == [Said("", NOT_EVALUATED)]


def test_rows_that_a_member_does_not_print(corpora: Corpora) -> None:
    found = results(corpora, table("[9, 9, 9]"), table("[1, 0, 2]"), "year: 2022\n")
    assert found == [Said("", NOT_EVALUATED)]


def test_a_member_on_another_form(corpora: Corpora) -> None:
    rows = "  requests:\n    new_received: [1, 0, 0, 0, 0, 0, {total}]\n"
    own = table("[9, 9, 9]") + rows.format(total=5)
    old = 'year: 2022\nedition: "2019"\ntables:\n' + rows.format(total=1)
    found = results(corpora, own, old, table("[1, 0, 2]") + rows.format(total=3))
    assert found == [
        Said("requests.new_received/natural_person", FAILS, 1, 2),
        Said("requests.new_received/total", FAILS, 5, 4),
    ]


def test_amounts_are_summed_in_one_unit(corpora: Corpora) -> None:
    fees = "year: 2022\ntables:\n  art20_8:\n    administrative_fees: [{amount}]\n"
    own, one = fees.format(amount="3.50"), fees.format(amount="1.25")
    address = "art20_8.administrative_fees/amount_collected"
    assert results(corpora, own, one, fees.format(amount="2")) == [
        Said(address, FAILS, Decimal("3.50"), Decimal("3.25"))
    ]
    assert results(corpora, own, one, fees.format(amount="2.25")) == [Said("", HOLDS)]
    yuan = fees.format(amount='{value: 22500, printed: "22500元", unit: 元}')
    assert results(corpora, own, one, yuan) == [Said("", NOT_EVALUATED)]


def test_nothing_is_said_about_bodies_without_members(corpora: Corpora) -> None:
    assert outcome(check, corpora.subject(table("[1, 0, 2]")), SUM) is None


def test_nothing_is_said_about_years_without_a_form(corpora: Corpora) -> None:
    others = {f"{name}/agency": AGENCY for name in ("one", "two")}
    subject = corpora.subject("year: 2015\n", agency=MEMBERS, others=others)
    assert outcome(check, subject, SUM) is None

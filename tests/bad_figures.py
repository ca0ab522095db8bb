"""The bad inputs 59-68: files that are well formed and do not make sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from gongkai.forms.model import CellAddress
from gongkai.issues import Severity
from gongkai.reports.model import BLANK, Cell, CellState
from tests.bad_input import (
    AMOUNT_CELL,
    BadInput,
    Beside,
    Found,
    Kept,
    found,
    kept,
    number,
    of_2019,
    refused,
    report,
    with_fees,
)
from tests.marks import MARK, unmark_one

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
ZEROS = "[0, 0, 0, 0, 0, 0, 0]"
SUMS = "identity.requests"
RECEIVED = CellAddress("requests", "new_received", "natural_person")
TOTAL = CellAddress("requests", "results.total", "total")
REVIEW = CellAddress("review_litigation", "cases", "review.total")
FORWARD = CellAddress("requests", "carried_in", "natural_person")


def _with_rows(text: str = "", **rows: str) -> str:
    """A report with other figures in rows of table 三; two underlines stand for a dot."""
    text = text or report()
    for name, cells in rows.items():
        before = f"    {name.replace('__', '.')}: {ZEROS}\n"
        assert before in text
        text = text.replace(before, before.replace(ZEROS, f"[{cells}]"))
    return text


def _with_prose(overview: str, text: str = "") -> str:
    """A report with prose."""
    parts = f"\n  overview: {overview}\n  problems: 没有。\n  other_matters: 没有。"
    return (text or report()).replace(" omitted", parts)


def _on(year: int, text: str) -> str:
    """A report of 2021 as one of another year of the same form."""
    return text.replace("year: 2021", f"year: {year}").replace("2022-01-20", f"{year + 1}-01-20")


def _shown(cell: CellAddress, value: int) -> Kept:
    return Kept(cell, number(value, str(value)), str(value))


def _balance() -> Iterator[BadInput]:
    """Case 59: of several ways to make a column balance none is picked, one is named."""
    row = {"results__granted": "1, 0, 0, 0, 0, 0, 1"}
    total = f"{MARK}2, 0, 0, 0, 0, 0, {MARK}2"
    both = _with_rows(new_received=total, results__total="1, 0, 0, 0, 0, 0, 1", **row)
    received = _shown(RECEIVED, 2)
    yield found(59, "one column", both, f"{SUMS}.balance", received, ERROR)
    moved, line, column = unmark_one(
        _with_rows(
            new_received=f"{MARK}1, 1, 0, 0, 0, 0, 2",
            results__granted="2, 0, 0, 0, 0, 0, 2",
            results__total="2, 0, 0, 0, 0, 0, 2",
        )
    )
    # The two columns that do not balance have one explanation.
    twice = Found(f"{SUMS}.balance", ((line, column),) * 2, _shown(RECEIVED, 1), ERROR)
    yield BadInput(59, "two columns", moved.encode(), twice)
    entries = "".join(
        f"  - {{check: requests.balance, at: {at}, left: 2, right: 1, note: 原文如此}}\n"
        for at in ("natural_person", "total")
    )
    explained = f"{both.replace(MARK, '')}discrepancies:\n{entries}"
    yield kept(59, "explained", explained, RECEIVED, number(2, "2"))
    lapsed = explained.replace("left: 2, right: 1", "left: 3, right: 1").replace(
        "  - {", f"  - {MARK}{{"
    )
    yield found(
        59, "lapsed", lapsed, "discrepancy.lapsed", received, ERROR, also=(f"{SUMS}.balance",)
    )


def _totals() -> Iterator[BadInput]:
    """Cases 60-62: the one cell that would make all sums agree is where the finding stands."""
    total = _with_rows(
        new_received="1, 0, 0, 0, 0, 0, 1",
        results__granted="1, 0, 0, 0, 0, 0, 1",
        results__total=f"1, 0, 0, 0, 0, 0, {MARK}2",
    )
    others = (f"{SUMS}.balance", f"{SUMS}.results_total")
    code = f"{SUMS}.applicant_total"
    yield found(60, "total", total, code, _shown(TOTAL, 2), ERROR, also=others)
    rows = _with_rows(
        new_received="3, 0, 0, 0, 0, 0, 3",
        results__granted="1, 0, 0, 0, 0, 0, 1",
        results__partial="1, 0, 0, 0, 0, 0, 1",
        results__total=f"{MARK}3, 0, 0, 0, 0, 0, {MARK}3",
    )
    yield found(61, "rows", rows, f"{SUMS}.results_total", _shown(TOTAL, 3), ERROR)
    cases = report().replace("cases: [0, 0, 0, 0, 0,", f"cases: [1, 2, 0, 0, {MARK}0,")
    code = "identity.review_litigation.review_total"
    yield found(62, "review", cases, code, _shown(REVIEW, 0), ERROR)


def _carry() -> Iterator[BadInput]:
    """Case 63."""
    before = _with_rows(new_received="1, 0, 0, 0, 0, 0, 1", carried_forward="1, 0, 0, 0, 0, 0, 1")
    after = _on(2022, _with_rows(carried_in=f"{MARK}0, 0, 0, 0, 0, 0, {MARK}0"))
    code = "carry.requests.carried_over"
    given = found(63, "carried over", after, code, _shown(FORWARD, 0), ERROR)
    yield replace(given, file="2022.yaml", beside=(Beside("2021.yaml", before.encode()),))


def _forms() -> Iterator[BadInput]:
    """Case 64."""
    old = report(year=2019).replace("2020-01-20", "2022-01-20")
    marked = old.replace("    normative_documents", f"    {MARK}normative_documents")
    text = marked.replace("year: 2019", "year: 2021")
    yield refused(64, "another form", text, "form.other_edition")
    said = old.replace("year: 2019", f'year: 2021\n{MARK}edition: "2019"')
    cell = CellAddress("art20_1", "normative_documents", "new_disclosed")
    yield found(64, "another form, said", said, "form.edition_year", _shown(cell, 0))
    entry = "{check: form.edition_year, at: proactive_disclosure, note: 原文用旧表式}"
    explained = f"{said.replace(MARK, '')}discrepancies:\n  - {entry}\n"
    yield kept(64, "another form, explained", explained, cell, number(0, "0"))
    text = report().replace("year: 2021", f'year: 2021\nedition: {MARK}"2020"')
    yield refused(64, "no such form", text, "form.edition")


def _blanks() -> Iterator[BadInput]:
    """Cases 65 and 66."""
    blank = re.sub(r"\b0(?=[,\]])", "~", report())
    yield kept(65, "all blank", blank, TOTAL, BLANK)
    dashes = re.sub(r"\b0(?=[,\]])", "/", report())
    yield kept(65, "all dashes", dashes, TOTAL, Cell(CellState.NOT_APPLICABLE, None, "/"))
    yield kept(66, "all zero", report(), TOTAL, number(0, "0"))


def _units() -> Iterator[BadInput]:
    """Case 67."""
    typed = f'{MARK}{{value: 251000, printed: "251000元", unit: 元}}'
    cell = Cell(CellState.NUMBER, Decimal(251000), "251000元", "元")
    value = Kept(AMOUNT_CELL, cell, "251000元")
    yield found(67, "unit in a cell", with_fees(typed), "value.unit", value, HINT)
    bought = CellAddress("art20_9", "central_procurement", "amount")
    text = report(year=2019).replace("procurement: [0, 0]", f"procurement: [4, {MARK}56525]")
    value = Kept(bought, number(Decimal(56525), "56525"), "56525")
    yield of_2019(found(67, "no unit", text, "value.unit", value, HINT))
    before = with_fees("25.1")
    after = _on(2022, with_fees(f"{MARK}251000"))
    value = Kept(AMOUNT_CELL, number(Decimal(251000), "251000"), "251000")
    given = found(67, "元 for 万元", after, "plausible.fee_unit", value)
    yield replace(given, file="2022.yaml", beside=(Beside("2021.yaml", before.encode()),))
    for name, code, parts in (
        ("shares", "narrative.percent", "政策类4条，占比40%；动态类6条，占比50%。"),
        ("parts", "narrative.sum", "政策类4条，动态类7条，其他1条。"),
    ):
        text = f"2021年主动公开信息10条，其中{parts}"
        marked = _with_prose(text).replace("  overview", f"  {MARK}overview")
        yield found(67, name, marked, code, Kept("title", "示例", "示例"), HINT)


def _prose() -> Iterator[BadInput]:
    """Case 68."""
    title = Kept("title", "示例", "示例")
    blank = _with_rows(new_received="~, ~, ~, ~, ~, ~, ~").replace("tables:", f"{MARK}tables:")
    text = _with_prose("2021年收到政府信息公开申请0件。", blank)
    yield found(68, "0 in prose, blank in the table", text, "complete.blank", title, HINT)
    text = _with_prose(
        "2021年收到政府信息公开申请3件。", _with_rows(new_received=f"0, 0, 0, 0, 0, 0, {MARK}0")
    )
    yield found(68, "3 in prose, 0 in the table", text, "narrative.received", title)
    text = _with_prose("2020年，我局主动公开信息5条。").replace("  overview", f"  {MARK}overview")
    yield found(68, "year before in prose", text, "narrative.year", title)
    late = report(published="2022-02-01").replace("published", f"{MARK}published")
    yield found(68, "late", late, "publish.deadline", title, HINT)
    early = report(published=f"{MARK}2021-12-30")
    yield refused(68, "early", early, "report.year")


FIGURES: tuple[BadInput, ...] = (
    *_balance(),
    *_totals(),
    *_carry(),
    *_forms(),
    *_blanks(),
    *_units(),
    *_prose(),
)

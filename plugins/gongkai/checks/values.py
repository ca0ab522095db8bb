"""What is odd about single cells, and kept as printed: words beside a number, units, other text.

That a number is well formed (``value.count``, ``value.change``, ``value.decimal``) the reader of
files has made sure of; it reports those codes itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gongkai.checks.model import Basis, CheckResult, Rule
from gongkai.checks.plans import PerEdition
from gongkai.checks.sheets import Sheet
from gongkai.checks.subject import Subject
from gongkai.checks.units import form_unit, is_amount
from gongkai.checks.verdict import NO_TABLES, verdict
from gongkai.checks.wording import cell_label
from gongkai.forms.model import CellAddress, FormEdition
from gongkai.issues import Severity
from gongkai.located_yaml import quoted
from gongkai.reports.model import Cell, CellState, Report

REMARK = Rule(
    "value.remark",
    Severity.HINT,
    Basis.STRUCTURAL,
    "格内数字之外还有文字",
    "格内有数又有文字，如“22（其中修订 16 件）”：数参与计算，文字照样登载。左：格内的数；右：无。"
    "文字多为说明，并非差错。",
)
UNIT = Rule(
    "value.unit",
    Severity.HINT,
    Basis.STRUCTURAL,
    "格内印有单位，或金额未载明单位",
    "单位写进了格内（如“251000元”），或金额既无表式的单位、格内也没有写单位。数和单位照原样登载，"
    "不换算，也不推定单位。左：格内的数；右：无。采购总金额一栏表式本来没有印单位。",
)
TEXT = Rule(
    "value.text",
    Severity.WARNING,
    Basis.STRUCTURAL,
    "应填数的格里是文字",
    "格里的文字不是数，也不是“/”“-”“不适用”，不参与任何计算。没有左右两数。"
    "原文确实如此（如“无”）时，在 discrepancies 中说明。",
)
RULES = (REMARK, UNIT, TEXT)

# A word that stands alone behind a number is a unit, any other is a remark.
_UNITS = ("元", "万元", "亿元", "件", "条", "项", "个", "次", "份", "宗", "部")

Found = tuple[CellAddress, Cell]


def check(subject: Subject) -> Iterator[CheckResult]:
    report, edition = subject.report, subject.report.edition
    if edition is None:
        return
    odd, filled = _odd_cells(subject.now)
    numbers = [each for each in odd if each[1].value is not None]
    texts = [each for each in odd if each[1].state is CellState.TEXT]
    unitless = _amounts_without_unit(report, edition)
    for rule, found in (
        (REMARK, [_remark(subject, *each) for each in numbers]),
        (UNIT, [_unit(subject, edition, *each) for each in (*numbers, *unitless)]),
        (TEXT, [_text(subject, *each) for each in texts]),
    ):
        failures = [each for each in found if each is not None]
        reason = "各格都空着" if report.tables else NO_TABLES
        yield from verdict(subject, rule, failures, filled, reason)


def _odd_cells(sheet: Sheet) -> tuple[list[Found], int]:
    """The cells that print more than the digits of a count, and how many print anything."""
    odd: list[Found] = []
    filled = 0
    for _, span in sheet.shape.tables:
        cells = sheet.cells[span]
        printed, units = [cell.printed for cell in cells], [cell.unit for cell in cells]
        filled += len(cells) - printed.count("")
        if units.count(None) < len(cells) or not "".join(printed).isdecimal():
            pairs = zip(sheet.shape.addresses[span], cells, strict=True)
            odd += [each for each in pairs if _is_odd(each[1])]
    return odd, filled


def _is_odd(cell: Cell) -> bool:
    return cell.printed != "" and (cell.unit is not None or not cell.printed.isdecimal())


def _remark(subject: Subject, address: CellAddress, cell: Cell) -> CheckResult | None:
    words = _words(cell)
    if not words or words in _UNITS:
        return None
    label = cell_label(subject.report, address)
    return subject.fails(
        REMARK,
        str(address),
        f"“{label}”印作{quoted(cell.printed)}，取数 {cell.value}，文字照样登载",
        hint="核对所取的数；文字若只是单位，另写在 unit 里",
        left=cell.value,
        cells=(address,),
    )


def _text(subject: Subject, address: CellAddress, cell: Cell) -> CheckResult:
    label = cell_label(subject.report, address)
    return subject.fails(
        TEXT,
        str(address),
        f"“{label}”应填数，印的是{quoted(cell.printed)}",
        hint="核对原文：有数就写数，没有填写 ~；原文如此，就在 discrepancies 中说明",
        cells=(address,),
    )


# --- units ------------------------------------------------------------------------------------


def _unit(
    subject: Subject, edition: FormEdition, address: CellAddress, cell: Cell
) -> CheckResult | None:
    unstated = address in _WITHOUT_UNIT.of(edition)
    message, hint = _about_unit(cell, form_unit(edition, address), unstated=unstated)
    if not message:
        return None
    label = cell_label(subject.report, address)
    return subject.fails(
        UNIT,
        str(address),
        f"“{label}”{message}",
        hint=hint,
        left=cell.value,
        cells=(address,),
    )


def _about_unit(cell: Cell, of_form: str | None, *, unstated: bool) -> tuple[str, str]:
    """What is to be said about the unit of a number, and what to do; nothing if all is plain."""
    words = _words(cell)
    if cell.unit is not None and of_form not in (None, cell.unit):
        hint = "核对原文的单位；数照原样登载，不换算"
        return f"表式的单位是{of_form}，格内印的是{cell.unit}（{cell.printed}）", hint
    if cell.unit is not None:
        return f"格内印有单位（{cell.printed}），照样登载", "与别的年份比较以前，先看单位是否相同"
    if words in _UNITS:
        return f"格内印有单位（{cell.printed}）", f"补上 unit: {words}"
    if unstated and "元" not in words:
        return f"印作 {cell.printed}，单位未载明", "原文若载明单位，写在 unit 里；没有就不推定"
    return "", ""


def _amounts_without_unit(report: Report, edition: FormEdition) -> Iterator[Found]:
    """Amounts of whole digits with no unit in sight, which are not odd in any other way."""
    for address in _WITHOUT_UNIT.of(edition):
        cell = report.cell(address)
        if cell.unit is None and cell.printed.isdecimal():
            yield address, cell


def _amounts(edition: FormEdition) -> tuple[CellAddress, ...]:
    """The amounts for which the form prints no unit."""
    return tuple(
        address
        for address in edition.addresses()
        if is_amount(edition, address) and form_unit(edition, address) is None
    )


_WITHOUT_UNIT = PerEdition(_amounts)


def _words(cell: Cell) -> str:
    """The letters and characters in a cell without its digits and its unit."""
    printed = unicodedata.normalize("NFKC", cell.printed)
    if cell.unit is not None:
        printed = printed.replace(unicodedata.normalize("NFKC", cell.unit), "", 1)
    return "".join(character for character in printed if character.isalpha())

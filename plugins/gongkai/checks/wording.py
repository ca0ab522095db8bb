"""Results in Chinese: which figures, which places, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from gongkai.checks.locate import LINE, SHOWN, Explanation, Part
from gongkai.checks.model import CheckResult, Figure, Operand, Outcome, SumPlace
from gongkai.checks.slips import Edit
from gongkai.forms.model import CellAddress, Header, leaves
from gongkai.reports.model import Report

OUTCOMES = {
    Outcome.HOLDS: "成立",
    Outcome.FAILS: "不成立",
    Outcome.NOT_EVALUATED: "未能判断",
}
# The rules in code are titled by what they look for, which does not hold or fail.
SIGHTINGS = {
    Outcome.HOLDS: "未见",
    Outcome.FAILS: "见",
    Outcome.NOT_EVALUATED: "未能判断",
}
_CIRCLED = "①②③④⑤"

Find: TypeAlias = Callable[[str], Header | None]
"""Finds a row, or a column, by its path."""

Where: TypeAlias = Callable[[Edit], str]
"""Where in a file the cell of an edit stands, as words in brackets."""


def outcome_label(result: CheckResult) -> str:
    """The outcome in a word: a sum holds or not, anything else is seen or not."""
    is_sum = result.rule.id.startswith(("identity.", "carry."))
    return (OUTCOMES if is_sum else SIGHTINGS)[result.outcome]


def counts(tally: Mapping[Outcome, int], explained: int = 0, *, with_zeros: bool = True) -> str:
    """``成立 38，不成立 2（已说明 2），未能判断 0``; outcomes that do not occur may be left out."""
    of_failing = f"（已说明 {explained}）" if explained else ""
    return "，".join(
        f"{label} {tally[outcome]}{of_failing if outcome is Outcome.FAILS else ''}"
        for outcome, label in OUTCOMES.items()
        if with_zeros or tally[outcome]
    )


def place_label(report: Report, result: CheckResult) -> str:
    """The printed name of the row, column or section that a result is about."""
    table_id = _table_id(result)
    edition = report.edition
    table = edition.table(table_id) if edition and table_id else None
    header = (table.row(result.at) or table.column(result.at)) if table else None
    if header is not None:
        return header.label
    section = edition.section(result.at) if edition else None
    return section.label if section else result.at


def cell_label(report: Report, address: CellAddress) -> str:
    """The printed names of a cell's row and column, groups included: 总计 alone names many."""
    row, column = _headers(report, address)
    if not row and not column:
        return str(address)
    columns = column if not any(row) else column[-1:]
    return "×".join(part for part in (*row, "·".join(columns)) if part)


def figures(result: CheckResult, report: Report, before: Report | None) -> str:
    """A sum as ``3 + 1 = 2 + 2`` or ``20 + 1 = 21 ≠ 20``; the bare figures of any other rule."""
    if result.left is None or result.right is None:
        return ""
    if result.place is None:
        return f"{result.left}／{result.right}"
    left = _terms(result.place.left, result.left, report, before)
    right = _terms(result.place.right, result.right, report, before)
    if not result.fails:
        return f"{left} = {right}"
    return f"{_with_sum(left, result.left)} ≠ {_with_sum(right, result.right)}"


def message(result: CheckResult, report: Report, before: Report | None) -> str:
    """What a failing result says, in one sentence."""
    if result.message or result.left is None or result.right is None:
        return result.message or result.rule.title
    difference = abs(result.left - result.right)
    shown = figures(result, report, before)
    where = place_label(report, result)
    at = f"“{where}”" if where else ""
    return f"{result.rule.title}：{at}不成立，{shown}，相差 {difference}"


def part_message(part: Part, count: int, report: Report) -> str:
    """That ``count`` identities of a part fail together, and which change would mend them all."""
    together = f"{count} 处勾稽关系一同不成立"
    options = len(part.explanations)
    if not options:
        return f"{together}，改一格、两格或者一整行、一整列，都不能使其都成立"
    if options > 1:
        return f"{together}，有 {options} 种改法能使其都成立"
    edits = part.explanations[0].edits
    if len(edits) >= LINE:
        return f"{together}，改{_line_label(edits, report)}的 {len(edits)} 格就都成立"
    cells = "、".join(
        f"“{cell_label(report, edit.address)}”（{edit.printed} → {edit.needed}）" for edit in edits
    )
    only = "只改一格" if len(edits) == 1 else f"改 {len(edits)} 格"
    return f"{together}，{only}就都成立：{cells}"


def advice(part: Part, report: Report, *, with_lines: bool = True) -> str:
    """What would make a part's identities agree, with the lines to change; never a correction."""
    first, *options = advice_lines(part, report, with_lines=with_lines)
    return f"{first}：{'；'.join(options)}；请对照原文" if options else first


def advice_lines(part: Part, report: Report, *, with_lines: bool = True) -> list[str]:
    """The advice as a sentence and, where several changes would do, one line for each."""
    count = len(part.explanations)
    if not count:
        return ["改一格、两格或者一整行、一整列，都不能使各式同时成立；请逐格对照原文"]
    where = partial(_line_number, report) if with_lines else _nowhere
    options = [_option(each, report, where) for each in part.explanations[:SHOWN]]
    if count == 1:
        return [f"若{options[0]}，各式都成立；请对照原文"]
    more = f"（只列出 {SHOWN} 种）" if count > SHOWN else ""
    sentence = f"有 {count} 种改法能使各式成立，单凭数字分不出是哪一种{more}"
    return [sentence, *(f"{_CIRCLED[n]} {option}" for n, option in enumerate(options))]


def guessed(part: Part, report: Report, *, with_lines: bool = True) -> str:
    """The same for identities that blanks keep from being evaluated, worded as a guess."""
    rules = "、".join(dict.fromkeys(f"“{each.rule.title}”" for each in part.failing))
    advised = advice(part, report, with_lines=with_lines)
    return f"空格不视为 0，以下只是推测：假如空格都是 0，就{rules}而言，{advised}"


def _option(explanation: Explanation, report: Report, where: Where) -> str:
    edits = explanation.edits
    shown = _along(edits, report, where) if len(edits) >= LINE else _apart(edits, report, where)
    reasons = "；".join((*explanation.supports, *explanation.slips))
    return f"{shown}（{reasons}）" if reasons else shown


def _apart(edits: Sequence[Edit], report: Report, where: Where) -> str:
    """Edits of single cells, one by one."""
    return "，且".join(
        f"“{cell_label(report, edit.address)}”{where(edit)}{_change(edit)}" for edit in edits
    )


def _along(edits: Sequence[Edit], report: Report, where: Where) -> str:
    """Edits that all lie in one row, or in one column: the line, then each cell in it."""
    in_row = _in_row(edits)
    cells = []
    for edit in edits[:SHOWN]:
        row, column = _headers(report, edit.address)
        cells.append(f"{''.join(column[-1:] if in_row else row)}{_change(edit)}")
    more = "等" if len(edits) > SHOWN else ""
    line = f"{_line_label(edits, report)}{where(edits[0])}"
    return f"{line}的 {len(edits)} 格：{'、'.join(cells)}{more}"


def _line_label(edits: Sequence[Edit], report: Report) -> str:
    row, column = _headers(report, edits[0].address)
    return f"“{''.join(row)}”一行" if _in_row(edits) else f"“{'·'.join(column)}”一栏"


def _in_row(edits: Sequence[Edit]) -> bool:
    return edits[0].address.row == edits[1].address.row


def _change(edit: Edit) -> str:
    printed = "空格" if edit.printed is None else f" {edit.printed} "
    return f"由{printed}改为 {edit.needed}"


def _line_number(report: Report, edit: Edit) -> str:
    place = report.locations.get(str(edit.address))
    return f"（{place.path} 第 {place.line} 行第 {place.column} 列）" if place else ""


def _nowhere(_: Edit) -> str:
    return ""


def missing_labels(result: CheckResult, report: Report) -> str:
    """The cells that kept a rule from being evaluated, named within the result's row or column."""
    shown = [_operand_label(report, operand, result.at) for operand in result.missing[:SHOWN]]
    more = f"等 {len(result.missing)} 格" if len(result.missing) > SHOWN else ""
    return "、".join(shown) + more


def _operand_label(report: Report, operand: Operand, at: str) -> str:
    label = _label_within(report, operand.address, at)
    return f"上年{label}" if operand.years_back else label


def _label_within(report: Report, address: CellAddress, at: str) -> str:
    """A cell's name where its row or column is said already."""
    table = report.edition.table(address.table) if report.edition else None
    if table is not None and at == address.row:
        return _own_label(table.column, table.columns, address.column)
    if table is not None and at == address.column:
        return _own_label(table.row, table.rows, address.row)
    return cell_label(report, address)


def _own_label(find: Find, headers: Sequence[Header], path: str) -> str:
    """The label of a leaf, behind those of its groups where another leaf has the same."""
    chain = _labels(find, path)
    same = [leaf for leaf in leaves(headers) if leaf.label == chain[-1]]
    return chain[-1] if len(same) == 1 else "·".join(chain)


# --- sums -------------------------------------------------------------------------------------


def _terms(
    operands: Sequence[Operand], total: Figure, report: Report, before: Report | None
) -> str:
    """``3 + 1``: zeros left out where there are many terms, the bare total for one term."""
    sources = (before if operand.years_back else report for operand in operands)
    values = [
        (source.cell(operand.address).value if source else None) or 0
        for operand, source in zip(operands, sources, strict=True)
    ]
    terms = values if len(values) <= SHOWN else [value for value in values if value]
    return " + ".join(str(term) for term in terms) if len(terms) > 1 else str(total)


def _with_sum(terms: str, total: Figure) -> str:
    return terms if terms == str(total) else f"{terms} = {total}"


def _table_id(result: CheckResult) -> str:
    if result.place is not None:
        return _first_table(result.place)
    return result.cells[0].table if result.cells else ""


def _first_table(place: SumPlace) -> str:
    return place.operands[0].address.table


def _headers(report: Report, address: CellAddress) -> tuple[list[str], list[str]]:
    """The label of a cell's row, and those of its column from the top down; none if unknown."""
    table = report.edition.table(address.table) if report.edition else None
    if table is None:
        return [], []
    return _labels(table.row, address.row)[-1:], _labels(table.column, address.column)


def _labels(find: Find, path: str) -> list[str]:
    """The labels from the top of a tree down to a path."""
    ids = path.split(".")
    above = (find(".".join(ids[:depth])) for depth in range(1, len(ids) + 1))
    return [header.label for header in above if header is not None]

"""Results in Chinese: which figures, which places, and what to type instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.checks.locate import SHOWN, Explanation, Part
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
    table = report.edition.table(address.table) if report.edition else None
    if table is None:
        return str(address)
    row = _chain(table.rows, address.row)[-1:]
    column = _chain(table.columns, address.column)
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
        return f"{together}，改一格或两格都不能使其都成立"
    if options > 1:
        return f"{together}，有 {options} 种改法能使其都成立"
    edits = part.explanations[0].edits
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
        return ["改一格或两格都不能使各式同时成立；可能整行或整列有误，请逐格对照原文"]
    options = [_option(each, report, with_lines) for each in part.explanations[:SHOWN]]
    if count == 1:
        return [f"若{options[0]}，各式都成立；请对照原文"]
    more = f"（只列出 {SHOWN} 种）" if count > SHOWN else ""
    sentence = f"有 {count} 种改法能使各式成立，单凭数字分不出是哪一种{more}"
    return [sentence, *(f"{_CIRCLED[n]} {option}" for n, option in enumerate(options))]


def _option(explanation: Explanation, report: Report, with_lines: bool) -> str:  # noqa: FBT001
    edits = "，且".join(_edit(edit, report, with_lines) for edit in explanation.edits)
    slips = "、".join(dict.fromkeys(explanation.slips))
    return f"{edits}（{slips}）" if slips else edits


def _edit(edit: Edit, report: Report, with_lines: bool) -> str:  # noqa: FBT001
    place = report.locations.get(str(edit.address)) if with_lines else None
    where = f"（{place.path} 第 {place.line} 行第 {place.column} 列）" if place else ""
    return f"“{cell_label(report, edit.address)}”{where}由 {edit.printed} 改为 {edit.needed}"


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
        return _own_label(table.columns, address.column)
    if table is not None and at == address.column:
        return _own_label(table.rows, address.row)
    return cell_label(report, address)


def _own_label(headers: Sequence[Header], path: str) -> str:
    """The label of a leaf, behind those of its groups where another leaf has the same."""
    chain = _chain(headers, path)
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


def _chain(headers: Iterable[Header], path: str) -> list[str]:
    """The labels from the top of a tree down to a path."""
    return [
        header.label
        for top in headers
        for header in top.walk()
        if path == header.path or path.startswith(f"{header.path}.")
    ]

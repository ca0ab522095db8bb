"""``gongkai diff --format markdown``: what a reviewer reads, short enough for a comment on GitHub.

Text from data is escaped or stands in code, so that it is never markup. Every list is cut, with how
many more there are, and so is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.checks.wording import cell_label
from gongkai.comparison.model import (
    AgencyChange,
    BrokenPage,
    CellChange,
    Change,
    CheckChange,
    Comparison,
    FieldChange,
    ProseChange,
    ReportChange,
    Turn,
)
from gongkai.comparison.words import cell_text, check_text, field_label, is_inner, prose_label
from gongkai.issues import Issue
from gongkai.located_yaml import visible
from gongkai.outputs.model import href
from gongkai.outputs.report_corrections import kind_label, place_name, sides
from gongkai.render.html import escape_markdown
from gongkai.reports.model import CellState, Correction, Report

MOST_CHARACTERS = 65_536  # of a comment
MOST_LISTED = 20
MOST_FRAGMENTS = 3
_MOST_OF_TEXT = 200
_MOST_OF_VALUE = 60

_CHANGES = {Change.ADDED: "增加", Change.REMOVED: "不再公布", Change.CHANGED: "改动"}
_AGENCY_CHANGES = {Change.ADDED: "增加", Change.REMOVED: "删去", Change.CHANGED: "改动"}
_TURNS = {
    Turn.FAILING: "新不成立",
    Turn.EXPLAINED: "新说明",
    Turn.HOLDING: "不再有问题",
    Turn.UNJUDGED: "不再能判断",
}


def markdown(comparison: Comparison) -> str:
    """The counts, what needs attention, the bodies, then report by report; as far as it fits."""
    blocks = [
        _section("读不出的文件", map(_issue, comparison.unread)),
        _section("没有记录的改动", map(_issue, comparison.lacking)),
        _section("会失效的网址", map(_broken, comparison.broken)),
        _section("机关", map(_agency, comparison.agencies)),
        *(_report(comparison, each) for each in comparison.reports),
    ]
    states = " → ".join(_code(each.name) for each in (comparison.before, comparison.after))
    head = ["## 公众将看到的变化", "", f"{states}：{counts(comparison)}", ""]
    return "\n".join(_fitting([head, *filter(None, blocks)]))


def counts(comparison: Comparison) -> str:
    """How many reports were added, removed and changed, in one sentence."""
    told = "，".join(
        f"{label} {len(found)} 份年报"
        for change, label in _CHANGES.items()
        if (found := comparison.of_kind(change))
    )
    others = comparison.agencies or comparison.broken
    nothing = "年报没有变化" if others else "没有公众看得到的变化"
    drafts = f"另有 {comparison.drafts} 份草稿有改动，公众看不到。" if comparison.drafts else ""
    return f"{told or nothing}。{drafts}"


def _fitting(blocks: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the blocks that fit, and how many do not."""
    rest = "还有 {} 节放不下，用 gongkai diff --format json 看全部。"
    room = MOST_CHARACTERS - len(rest) - len(str(len(blocks))) - 1
    kept: list[str] = []
    for number, block in enumerate(blocks):
        room -= sum(len(line) + 1 for line in block)
        if room < 0:
            return [*kept, rest.format(len(blocks) - number), ""]
        kept += block
    return kept


def _section(title: str, items: Iterable[str]) -> list[str]:
    """A heading with the number of items, and the list; nothing without any."""
    items = list(items)
    return [f"### {title}（{len(items)}）", "", *_listed(items), ""] if items else []


def _listed(items: Sequence[str]) -> Iterator[str]:
    yield from (f"- {item}" for item in items[:MOST_LISTED])
    if len(items) > MOST_LISTED:
        yield f"- 另有 {len(items) - MOST_LISTED} 处"


# --- what concerns no single report -----------------------------------------------------------


def _issue(issue: Issue) -> str:
    return f"{_code(str(issue.location))}：{_text(issue.message)}"


def _broken(page: BrokenPage) -> str:
    address = _code(href("index.md", page.uri))
    if page.is_gone:
        return address
    shown = "、".join(_code(f"#{each}") for each in page.fragments[:MOST_FRAGMENTS])
    more = f" 等 {len(page.fragments)} 处" if len(page.fragments) > MOST_FRAGMENTS else ""
    return f"{address} 里的 {shown}{more}"


def _agency(change: AgencyChange) -> str:
    agency = change.agency
    head = f"{_AGENCY_CHANGES[change.change]}：{_text(agency.name)}（{_code(agency.id)}）"
    fields = "；".join(map(_field, change.fields[:MOST_LISTED]))
    return f"{head}：{fields}" if fields else head


# --- one report -------------------------------------------------------------------------------


def _report(comparison: Comparison, change: ReportChange) -> list[str]:
    report = change.report
    lines = [f"### {_title(comparison, change)}", "", *_cells(report, change.cells)]
    items = [
        *([_filled(report)] if change.change is Change.ADDED else []),
        *(_prose(report, each) for each in change.prose),
        *map(_field, change.fields),
        *map(_check, change.checks),
        *(f"新更正：{_correction(report, each)}" for each in change.corrections),
        *(f"删去的更正：{_correction(report, each)}" for each in change.dropped),
    ]
    return [*lines, *_listed(items), ""] if items else lines


def _title(comparison: Comparison, change: ReportChange) -> str:
    report = change.report
    state = comparison.before if change.after is None else comparison.after
    agency = state.site.corpus.agency(report.agency)
    name = agency.name if agency else report.agency
    return f"{_CHANGES[change.change]}：{_text(name)} {report.year} 年（{_code(report.path)}）"


def _filled(report: Report) -> str:
    count = sum(cell.state is CellState.NUMBER for _, cell in report.cells())
    return f"新公布，有数的 {count} 格"


def _cells(report: Report, changes: Sequence[CellChange]) -> Iterator[str]:
    """A table of the figures, before and after."""
    if not changes:
        return
    yield from ("| 格 | 原来 | 现在 | 地址 |", "| --- | --- | --- | --- |")
    for each in changes[:MOST_LISTED]:
        label = _text(cell_label(report, each.address))
        before, after = (_code(cell_text(cell)) for cell in (each.before, each.after))
        yield f"| {label} | {before} | {after} | {_code(str(each.address))} |"
    yield ""
    if len(changes) > MOST_LISTED:
        yield from (f"另有 {len(changes) - MOST_LISTED} 格。", "")


def _prose(report: Report, change: ProseChange) -> str:
    sizes = f"{change.length_before} 字 → {change.length_after} 字"
    how = f"删 {change.removed} 字，增 {change.added} 字"
    told = how if change.removed or change.added else "只有空白不同"
    return f"文字：{_text(prose_label(report, change))}：{sizes}（{told}）"


def _field(change: FieldChange) -> str:
    before, after = (_code(side) if side else "无" for side in (change.before, change.after))
    inner = f" {_code(change.key)}" if is_inner(change.key) else ""
    return f"{field_label(change.key)}{inner}：{before} → {after}"


def _check(change: CheckChange) -> str:
    return (
        f"校验，{_TURNS[change.turn]}：{_code(change.result.rule.id)}：{_text(check_text(change))}"
    )


def _correction(report: Report, entry: Correction) -> str:
    where = _text(place_name(report, entry.at))
    told = f" {_text(shown)}" if (shown := sides(entry)) else ""
    reason = _text(entry.reason)
    return f"{entry.date}，{_text(kind_label(entry))}：{where}{told}：{reason}"


# --- text from data ---------------------------------------------------------------------------


def _text(text: str) -> str:
    """Words from data, cut where they are long, with no markup in them."""
    return escape_markdown(_cut(visible(text), _MOST_OF_TEXT))


def _code(text: str) -> str:
    """A value from data as code, which holds anything but its own sign and that of a column."""
    shown = _cut(" ".join(visible(text).split()), _MOST_OF_VALUE)
    return escape_markdown(shown) if "`" in shown or "|" in shown else f"`{shown}`"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"

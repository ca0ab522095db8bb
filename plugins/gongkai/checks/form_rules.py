"""Whether a report keeps to the form of its year: edition, rows, labels."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.model import Basis, CheckResult, Rule
from gongkai.checks.plans import PerEdition
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import NO_TABLES, verdict
from gongkai.forms.labels import normal_label, without_tail
from gongkai.forms.model import CellAddress, FormEdition, Header, Table, walk
from gongkai.issues import Severity
from gongkai.located_yaml import quoted
from gongkai.reports.model import ExtraTable, Report
from gongkai.reports.places import extra_table_key, label_key, table_key

EDITION_YEAR = Rule(
    "form.edition_year",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "所用表式不是当年的表式",
    "报告写明的表式（edition）与该年度应当使用的表式比较。没有左右两数。有的机关在新表式施行以后"
    "仍用旧表式，原文如此的，在 discrepancies 中说明。",
)
MIXED = Rule(
    "form.mixed",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "一份报告混用两版表式",
    "报告中出现另一版表式特有的表题、栏名，或者把新表式的一组几行照旧表式合为一行。没有左右两数。"
    "合为一行的，下级各行视为未印出，不视为 0。",
)
EXTRA_ROW = Rule(
    "form.extra_row",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "印有表式所没有的行",
    "注明属于某张表（form）的表外行，不参与计算。左：该表多出的行数；右：无。"
    "多为地方自行增加的项目。",
)
MISSING_ROW = Rule(
    "form.missing_row",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "表式中的行没有印出",
    "没有印出与印出而空着不同：没有印出的行，各格未印出，不是空格，也不视为 0。整张表都没有的，"
    "只算一处。没有左右两数。多为漏录；原表确未印出的，在 discrepancies 中说明。",
)
LABEL = Rule(
    "form.label",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "印出的名称与表式不同",
    "printed_labels 中的名称与表式的名称比较；全角半角、空白、括号和引号的写法、序号的标点"
    "不算不同。没有左右两数。多为已知的别写、误排，或加了解释。",
)
RULES = (EDITION_YEAR, MIXED, EXTRA_ROW, MISSING_ROW, LABEL)

Labels = dict[str, str]


def check(subject: Subject) -> Iterator[CheckResult]:
    edition = subject.report.edition
    if edition is None:
        return
    printed = len(subject.report.tables)
    yield from _edition_year(subject, edition, printed)
    mixed = dict(_mixed(subject, edition))
    extra = list(_extra_rows(subject))
    judged = printed + len(subject.report.extra_tables)
    yield from verdict(subject, MIXED, list(mixed.values()), judged, NO_TABLES)
    yield from verdict(subject, EXTRA_ROW, extra, judged, NO_TABLES)
    missing = list(_missing_rows(subject, edition))
    yield from verdict(subject, MISSING_ROW, missing, printed, NO_TABLES)
    labels = list(_labels(subject, edition))
    yield from verdict(subject, LABEL, labels, printed, NO_TABLES)


# --- edition ----------------------------------------------------------------------------------


def _edition_year(subject: Subject, edition: FormEdition, printed: int) -> Iterator[CheckResult]:
    year = subject.report.year
    of_year = subject.corpus.editions.for_year(year)
    found = []
    if subject.report.edition_stated and of_year is not None and of_year is not edition:
        at = _FIRST_DIFFERENCE.of(edition, of_year)
        message = f"{year} 年的报告用的是 {edition.id} 版表式，当年应是 {of_year.id} 版"
        hint = "原文确用旧表式，就在 discrepancies 中说明；否则删去 edition，按当年的表式填"
        failure = subject.fails(EDITION_YEAR, at, message, hint=hint, where="edition")
        found.append(failure)
    yield from verdict(subject, EDITION_YEAR, found, printed, NO_TABLES)


def _first_difference(edition: FormEdition, other: FormEdition) -> str:
    """The first section in which two editions have other tables."""
    differing = [table for table in edition.tables if other.table(table.id) != table]
    return (differing or edition.tables)[0].section


_FIRST_DIFFERENCE = PerEdition(_first_difference)


# --- two editions in one report ---------------------------------------------------------------


def _mixed(subject: Subject, edition: FormEdition) -> Iterator[tuple[str, CheckResult]]:
    """One failure for each place, by place."""
    yield from _collapsed(subject, edition)
    report = subject.report
    if not report.extra_tables and not report.printed_labels:
        return
    others = [each for each in subject.corpus.editions if each is not edition]
    strange = _STRANGE_LABELS.of(edition, *others)
    for key, label in report.printed_labels.items():
        if (of := strange.get(normal_label(label))) is not None:
            yield _of_other_edition(subject, _place_of_label(key), label, of, label_key(key))
    for table in report.extra_tables:
        for label in _texts(table):
            if (of := strange.get(normal_label(label))) is not None:
                where = extra_table_key(table.id)
                yield _of_other_edition(subject, table.after, label, of, where)


def _collapsed(subject: Subject, edition: FormEdition) -> Iterator[tuple[str, CheckResult]]:
    for table_id, group, count in _COLLAPSIBLE.of(edition):
        if group.path not in subject.report.tables.get(table_id, ()):
            continue
        at = f"{table_id}.{group.path}"
        message = f"“{group.label}”印成了一行，表式在其下分 {count} 行；下级各行未印出"
        hint = "原文如此就在 discrepancies 中说明；原文分行印出，就改填下级各行"
        yield at, subject.fails(MIXED, at, message, hint=hint, cells=_cells(subject.report, at))


def _of_other_edition(
    subject: Subject, at: str, label: str, other: str, where: str
) -> tuple[str, CheckResult]:
    message = f"{quoted(label)}是 {other} 版表式的名称"
    hint = "核对所用的表式；原文确是混用，就在 discrepancies 中说明"
    return at, subject.fails(MIXED, at, message, hint=hint, where=where)


def _strange_labels(edition: FormEdition, *others: FormEdition) -> Labels:
    """Captions and column labels that only another edition has, with the edition's id."""
    own = {normal_label(label) for label in _all_labels(edition)}
    return {
        label: other.id
        for other in others
        for table in other.tables
        for each in (table.caption or "", *_with_variants(walk(table.columns)))
        if (label := normal_label(each)) and label not in own
    }


def _all_labels(edition: FormEdition) -> Iterator[str]:
    for table in edition.tables:
        yield table.caption or ""
        yield from _with_variants(walk(table.columns))
        yield from _with_variants(walk(table.rows))


def _with_variants(headers: Iterator[Header]) -> Iterator[str]:
    for header in headers:
        yield from (header.label, *header.label_variants)


def _collapsible(edition: FormEdition) -> tuple[tuple[str, Header, int], ...]:
    """The groups that a report may give as one row, with how many rows the form has there."""
    return tuple(
        (table.id, row, len(tuple(row.leaves())))
        for table in edition.tables
        for row in walk(table.rows)
        if row.collapsible
    )


_STRANGE_LABELS = PerEdition(_strange_labels)
_COLLAPSIBLE = PerEdition(_collapsible)


def _texts(table: ExtraTable) -> Iterator[str]:
    yield table.title
    for row in table.header:
        yield from (text for text in row if text)


def _cells(report: Report, at: str) -> tuple[CellAddress, ...]:
    """The cells of a row."""
    table_id, _, path = at.partition(".")
    table = report.edition.table(table_id) if report.edition else None
    columns = table.column_leaves if table else ()
    return tuple(CellAddress(table_id, path, column.path) for column in columns)


# --- rows and labels --------------------------------------------------------------------------


def _extra_rows(subject: Subject) -> Iterator[CheckResult]:
    """One failure for each table that rows were added to."""
    tables = subject.report.extra_tables
    for form in dict.fromkeys(table.form for table in tables if table.form):
        added = [table for table in tables if table.form == form]
        rows = [row for table in added for row in table.rows]
        named = "、".join(quoted(row[0]) for row in rows if row and row[0])
        message = f"表式没有的行，共 {len(rows)} 行：{named}"
        hint = "这些行不参与计算；原文如此就在 discrepancies 中说明"
        where = extra_table_key(added[0].id)
        yield subject.fails(EXTRA_ROW, form, message, hint=hint, left=len(rows), where=where)


def _missing_rows(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    """One failure for each row, table or, where there are none at all, report."""
    report = subject.report
    absent = [table for table in edition.tables if not _is_there(report, table)]
    if len(absent) == len(edition.tables):
        yield _missing(subject, edition.tables[0].section, "没有统计表", "tables", "tables")
        return
    for table in edition.tables:
        title = quoted(_title(table, edition))
        rows = [] if table in absent else _rows_not_there(report, table)
        if table in absent or len(rows) == len(table.row_leaves):
            message = f"没有表{title}" if table in absent else f"表{title}中一行也没有"
            yield _missing(subject, table.id, message, table.id, table_key(table.id))
            continue
        for row in rows:
            message = f"表{title}中没有行{quoted(row.label or row.path)}"
            at = f"{table.id}.{row.path}"
            yield _missing(subject, at, message, row.path, table_key(table.id))


def _missing(subject: Subject, at: str, message: str, key: str, where: str) -> CheckResult:
    hint = f"漏录的，补上“{key}: …”，空格写 ~；原表确未印出，就在 discrepancies 中说明"
    places = [each for each in (where, "tables", "year") if each in subject.report.locations]
    return subject.fails(MISSING_ROW, at, message, hint=hint, where=(*places, "")[0])


def _is_there(report: Report, table: Table) -> bool:
    """Whether a table is in the file, though maybe not to be read."""
    return table.id in report.tables or table_key(table.id) in report.locations


def _rows_not_there(report: Report, table: Table) -> list[Header]:
    """The rows that neither the file has nor a group that it gives as one row stands for."""
    if table.id not in report.tables:
        return []
    rows, places = report.rows(table), report.locations

    def is_there(path: str) -> bool:
        return path in rows or f"{table.id}.{path}" in places

    groups = (each for each in walk(table.rows) if each.collapsible and is_there(each.path))
    below = {leaf.path for group in groups for leaf in group.leaves()}
    return [leaf for leaf in table.row_leaves if leaf.path not in below and not is_there(leaf.path)]


def _title(table: Table, edition: FormEdition) -> str:
    section = edition.section(table.section)
    return table.caption or (section.label if section else table.id)


def _labels(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    for key, printed in subject.report.printed_labels.items():
        label, variants = _of_form(edition, key)
        if (difference := _difference(printed, label, variants)) is not None:
            message = f"{quoted(label)}印作{quoted(printed)}，{difference}"
            hint = "核对是否归对了行、列；原文如此，照样登载，不必改动"
            at, where = _place_of_label(key), label_key(key)
            yield subject.fails(LABEL, at, message, hint=hint, where=where)


def _difference(printed: str, label: str, variants: tuple[str, ...]) -> str | None:
    """How a printed label differs from the form's, None if it does not."""
    normal, of_form = normal_label(printed), normal_label(label)
    if normal == of_form:
        return None
    if normal in map(normal_label, variants):
        return "是已知的另一种写法"
    if without_tail(normal) == without_tail(of_form):
        return "只是解释不同"
    return "表式和已知的写法中都没有"


def _of_form(edition: FormEdition, key: str) -> tuple[str, tuple[str, ...]]:
    """The label that a key of ``printed_labels`` names, with its known variants."""
    head, _, rest = key.partition(".")
    if head == "sections":
        section = edition.section(rest)
        return (section.label, section.label_variants) if section else ("", ())
    table = edition.table(head)
    axis, _, path = rest.partition(".")
    if table is None or axis == "caption":
        return (table.caption or "" if table else "", ())
    header = table.row(path) if axis == "rows" else table.column(path)
    return (header.label, header.label_variants) if header else ("", ())


def _place_of_label(key: str) -> str:
    """The place that a key of ``printed_labels`` is about, as an address."""
    head, _, rest = key.partition(".")
    axis, _, path = rest.partition(".")
    if head == "sections":
        return rest
    return {"rows": f"{head}.{path}", "columns": f"{head}/{path}"}.get(axis, head)

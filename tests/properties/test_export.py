"""Laws of exported reports: every figure stands at its labels, every text is there, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

import pytest
from hypothesis import Phase, given, settings

from gongkai.exporters import FORMATS
from gongkai.exporters.layout import Layout, layout_of
from gongkai.forms.loader import load_editions
from gongkai.forms.model import FormEdition, Header, Table
from gongkai.render.prose import split_blocks
from gongkai.reports.model import ExtraTable, Report
from tests import strategies
from tests.export_reading import Exported, Matrix, read_docx, read_html, read_xlsx

EDITIONS = load_editions().value
TITLE = "示例机关年报"
READERS: dict[str, Callable[[bytes], Exported]] = {
    "docx": read_docx,
    "html": read_html,
    "xlsx": read_xlsx,
}
# Each is a whole document, written and read: to shrink one would take minutes.
documents = settings(max_examples=6, phases=(Phase.explicit, Phase.generate))


def test_every_format_has_a_reader() -> None:
    assert READERS.keys() == FORMATS.keys()


@documents
@given(
    report=strategies.reports(EDITIONS).filter(lambda report: report.edition is not None),
)
@pytest.mark.parametrize("name", list(FORMATS))
def test_all_of_a_report_is_in_its_place(name: str, report: Report) -> None:
    form = report.edition
    assert form is not None
    write: Callable[[Layout], bytes] = import_module(FORMATS[name].module).write
    exported = READERS[name](write(layout_of(report, form, TITLE)))
    assert_in_order(list(texts(report, form)), exported.texts)
    assert_tables(report, form, exported.tables)


# --- texts --------------------------------------------------------------------------------------


def texts(report: Report, form: FormEdition) -> Iterator[str]:
    """All that a report says outside its tables."""
    yield TITLE
    yield from blocks(report.preface or "")
    for section in form.sections:
        yield report.printed_labels.get(f"sections.{section.id}", section.label)
        prose = (report.narratives or {}).get(section.id)
        yield from blocks(prose.before if prose else "")
        yield from blocks(prose.after if prose else "")
        for table in report.extra_tables:
            if table.after == section.id:
                yield table.title
                yield from [f"单位：{table.unit}"] if table.unit else []
                yield from [f"注：{table.note}"] if table.note else []
    if report.signed and report.signed.name:
        yield report.signed.name


def blocks(text: str) -> Iterable[str]:
    return (block.text for block in split_blocks(text))


def assert_in_order(expected: Sequence[str], found: Sequence[str]) -> None:
    """Each text is there, after the one before it."""
    rest = iter(found)
    for text in expected:
        assert text in rest, (text, found)


def test_the_order_is_held() -> None:
    assert_in_order(["a", "c"], ["a", "b", "c"])
    with pytest.raises(AssertionError):
        assert_in_order(["c", "a"], ["a", "b", "c"])


# --- tables -------------------------------------------------------------------------------------


def assert_tables(report: Report, form: FormEdition, found: list[Matrix]) -> None:
    """The tables of each part, then those of the body's own, and nothing else."""
    rest = list(found)
    for section in form.sections:
        printed = [
            table for table in form.tables if table.section == section.id and report.rows(table)
        ]
        lines = [line for matrix in take(rest, form, section.id, report) for line in matrix]
        for table in printed:
            height = assert_table(report, table, lines)
            del lines[:height]
        assert lines == []
        for extra in report.extra_tables:
            if extra.after == section.id:
                assert_extra(extra, rest.pop(0))
    assert rest == []


def take(rest: list[Matrix], form: FormEdition, section: str, report: Report) -> list[Matrix]:
    """The tables of a part: those with captions that follow each other are one."""
    count, joined = 0, False
    for table in form.tables:
        if table.section == section:
            is_printed = bool(report.rows(table))
            count += is_printed and not (joined and table.caption is not None)
            joined = is_printed and table.caption is not None
    taken = rest[:count]
    del rest[:count]
    return taken


def assert_table(report: Report, table: Table, lines: Matrix) -> int:
    """The labels and figures at the top of some lines are those of a table; how many lines."""
    columns = list(chains(report, table, "columns", table.columns))
    rows = [
        (path, labels)
        for path, labels in chains(report, table, "rows", table.rows)
        if path in report.rows(table)
    ]
    top = 0
    # A body may print a caption where the form has none.
    caption = report.printed_labels.get(f"{table.id}.caption", table.caption)
    if caption is not None:
        assert distinct(lines[0]) == [caption]
        top = 1
    above = [table.columns_label] if table.columns_label is not None else []
    head = len(above) + max(len(labels) for _, labels in columns)
    for line, (path, labels) in zip(lines[top + head :], rows, strict=False):
        named = distinct(line)[: -len(columns)]
        assert named == ([] if labels == [""] else labels)
        figures = figures_of(line, len(columns))
        for (at, text), (column, names), cell in zip(
            figures, columns, report.rows(table)[path], strict=True
        ):
            assert text == cell.printed, (path, column)
            assert distinct([each[at] for each in lines[top : top + head]]) == [*above, *names]
    return top + head + len(rows)


def chains(
    report: Report, table: Table, axis: str, headers: Sequence[Header], above: Sequence[str] = ()
) -> Iterator[tuple[str, list[str]]]:
    """Each row or column that can hold figures, with its labels from the outermost on."""
    for header in headers:
        label = report.printed_labels.get(f"{table.id}.{axis}.{header.path}", header.label)
        labels = [*above, label]
        is_one_row = axis == "rows" and header.path in report.rows(table)
        if header.children and not is_one_row:
            yield from chains(report, table, axis, header.children, labels)
        else:
            yield header.path, labels


def distinct(places: Iterable[tuple[object, str]]) -> list[str]:
    """The texts of the cells that cover some places, each cell once."""
    return list(dict(places).values())


def figures_of(line: Sequence[tuple[object, str]], count: int) -> list[tuple[int, str]]:
    """The last cells of a line, each with the first column that it covers."""
    starts = {owner: column for column, (owner, _) in reversed(list(enumerate(line)))}
    found = dict(line)
    return sorted((starts[owner], found[owner]) for owner in found)[-count:]


def assert_extra(table: ExtraTable, matrix: Matrix) -> None:
    """Every row of a body's own table, its label first."""
    assert len(matrix) > len(table.rows)
    for row, line in zip(reversed(table.rows), reversed(matrix), strict=False):
        texts = [text or "" for text in row]
        assert distinct(line) == texts

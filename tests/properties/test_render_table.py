"""Laws of the rendered table: a rectangle whose cells name the headers above and beside them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from gongkai.forms.model import Header, leaves
from gongkai.render.html import escape
from gongkai.render.table import CellHtml, TableLayout, render_table
from tests.html_reading import attribute, by_id, grid, header_texts, ids, parse, seen
from tests.strategies import lines, maybe

# Each case is a whole table.
tables = settings(max_examples=50)

MOST_LEVELS = 4
WIDEST = 3

# Rows whose ids would be those of other parts of the table; edition files may not use them.
_TAKEN = {"caption", "region", "columns_label"}
_ids = st.from_regex(r"[a-z][a-z0-9_]{0,3}", fullmatch=True).filter(lambda own: own not in _TAKEN)
_labels = lines.filter(lambda text: not {"\n", "\r"} & set(text))


@st.composite
def header_trees(draw: st.DrawFn, above: str = "", level: int = 1) -> tuple[Header, ...]:
    """One to three headers, each of them a leaf or a group of such headers."""
    own_ids = draw(st.lists(_ids, min_size=1, max_size=WIDEST, unique=True))
    found = []
    for own in own_ids:
        path = f"{above}{own}"
        is_group = level < MOST_LEVELS and draw(st.integers(0, 2)) == 0
        children = draw(header_trees(f"{path}.", level + 1)) if is_group else ()
        found.append(Header(own, path, draw(_labels | st.just("")), children=children))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Case:
    """A layout and what stands in its cells."""

    layout: TableLayout
    texts: dict[str, str]

    def render(self) -> str:
        return render_table(self.layout, self.cell)

    def cell(self, row: Header, column: Header) -> CellHtml:
        address = f"{self.layout.id}.{row.path}/{column.path}"
        return CellHtml(escape(self.texts[address]), id=address)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    layout = TableLayout(
        id=draw(st.sampled_from(("t", "art20_1", "extra-items"))),
        caption=draw(_labels),
        columns=draw(header_trees()),
        rows=draw(header_trees()),
        columns_label=draw(maybe(_labels)),
        corner=draw(maybe(_labels)),
        unit=draw(maybe(_labels)),
        hide_caption=draw(st.booleans()),
    )
    addresses = [
        f"{layout.id}.{row.path}/{column.path}"
        for row in leaves(layout.rows)
        for column in leaves(layout.columns)
    ]
    few = draw(st.lists(_labels, min_size=1, max_size=4))
    texts = {address: few[n % len(few)] for n, address in enumerate(addresses)}
    return Case(layout, texts)


def _chains(headers: tuple[Header, ...], above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The labels from the top down to each leaf, by its path."""
    found: dict[str, tuple[str, ...]] = {}
    for header in headers:
        labels = (*above, header.label)
        found |= _chains(header.children, labels) if header.children else {header.path: labels}
    return found


def _table(case: Case) -> LexborNode:
    (table,) = parse(case.render()).css("table")
    return table


def _is_labelled(case: Case) -> bool:
    """Whether any row has a label; without one there is no column of row headers."""
    return any(header.label for row in case.layout.rows for header in row.walk())


@tables
@given(cases())
def test_every_cell_names_its_headers_from_the_outermost_in(case: Case) -> None:
    tree = parse(case.render())
    nodes = by_id(tree)
    top = (case.layout.columns_label,) if case.layout.columns_label else ()
    rows, columns = _chains(case.layout.rows), _chains(case.layout.columns)
    for row, beside in rows.items():
        for column, above in columns.items():
            cell = nodes[f"{case.layout.id}.{row}/{column}"]
            side = beside if _is_labelled(case) else ()
            assert header_texts(cell, nodes) == [*top, *above, *side]


@tables
@given(cases())
def test_headers_are_header_cells_of_the_same_table(case: Case) -> None:
    tree = parse(case.render())
    nodes = by_id(tree)
    for cell in tree.css("[headers]"):
        for named in attribute(cell, "headers").split():
            assert nodes[named].tag == "th"


@tables
@given(cases())
def test_a_header_names_only_the_groups_above_it(case: Case) -> None:
    """No header names itself, and a group's headers are the beginning of those of what it holds."""
    tree = parse(case.render())
    nodes = by_id(tree)
    for header in tree.css("th[id]"):
        chain = attribute(header, "headers").split()
        assert attribute(header, "id") not in chain
        if chain and nodes[chain[-1]].attributes.get("headers"):
            assert attribute(nodes[chain[-1]], "headers").split() == chain[:-1]


@tables
@given(cases())
def test_the_table_is_a_rectangle(case: Case) -> None:
    """No hole, no overlap, as wide as its headers, and cells stand below and beside their own."""
    rows = grid(_table(case))
    labelled = _is_labelled(case)
    stub = max(map(len, _chains(case.layout.rows).values())) if labelled else 0
    columns, below = _chains(case.layout.columns), _chains(case.layout.rows)
    assert {len(row) for row in rows} == {stub + len(columns)}
    body = rows[len(rows) - len(below) :]
    shown = [[attribute(cell, "id") for cell in row[stub:]] for row in body]
    own = case.layout.id
    assert shown == [[f"{own}.{row}/{column}" for column in columns] for row in below]
    for row, cells in zip(below, body, strict=True):
        beside = [attribute(cell, "id") for cell in cells[:stub]]
        groups = [f"{own}.{'.'.join(row.split('.')[:end])}" for end in range(1, row.count(".") + 2)]
        assert list(dict.fromkeys(beside)) == (groups if stub else [])


@tables
@given(cases())
def test_columns_stand_below_their_groups(case: Case) -> None:
    rows = grid(_table(case))
    head = rows[: len(rows) - len(_chains(case.layout.rows))]
    stub = len(rows[0]) - len(_chains(case.layout.columns))
    for number, (_, labels) in enumerate(_chains(case.layout.columns).items()):
        column = [row[stub + number] for row in head]
        distinct = [cell for n, cell in enumerate(column) if not n or column[n - 1] != cell]
        top = [case.layout.columns_label] if case.layout.columns_label else []
        assert [seen(cell) for cell in distinct] == [*top, *labels]


@tables
@given(cases())
def test_column_groups_span_the_table(case: Case) -> None:
    table = _table(case)
    spans = [int(attribute(group, "span")) for group in table.css("colgroup")]
    assert sum(spans) == len(grid(table)[0])


@tables
@given(cases())
def test_ids_are_unique(case: Case) -> None:
    found = ids(parse(case.render()))
    assert sorted(found) == sorted(set(found))


@tables
@given(cases())
def test_texts_are_shown_as_they_are(case: Case) -> None:
    nodes = by_id(parse(case.render()))
    assert {address: seen(nodes[address]) for address in case.texts} == case.texts
    caption = nodes[f"{case.layout.id}.caption"]
    unit = f"单位：{case.layout.unit}" if case.layout.unit else ""
    assert caption.text() == case.layout.caption + unit


@tables
@given(cases())
def test_the_block_can_stand_in_markdown(case: Case) -> None:
    """A blank line would end it, and indentation would begin a block of code."""
    block = case.render()
    assert block.startswith("<div ")
    assert block.endswith("</div>")
    assert all(line and not line[0].isspace() for line in block.split("\n"))

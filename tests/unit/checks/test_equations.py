"""Equations over cells: what is joined, and which changes bring all of them to zero."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.checks.equations import Change, Equation, Equations
from gongkai.checks.model import Basis, CheckResult, Operand, Outcome, Rule, SumPlace
from gongkai.forms.model import CellAddress
from gongkai.issues import Severity

RULE = Rule("identity.t.sum", Severity.ERROR, Basis.STRUCTURAL, "和")


def cell(name: str) -> CellAddress:
    """``b2`` is column b of row 2."""
    return CellAddress("t", name[1:], name[0])


def equation(left: str, right: str, residual: int = 0) -> Equation:
    """``a1 b1`` = ``c1``, off by a residual."""
    sides = (tuple(Operand(cell(name)) for name in side.split()) for side in (left, right))
    place = SumPlace(f"{left} = {right}", *sides)
    return Equation(CheckResult(RULE, "body", 2021, place.at, Outcome.FAILS, place=place), residual)


def changes(found: Iterable[tuple[Change, ...]]) -> list[dict[str, int]]:
    return [{f"{a.column}{a.row}": int(change) for a, change in each} for each in found]


# --- parts ------------------------------------------------------------------------------------


def test_parts_are_joined_by_cells() -> None:
    equations = Equations(
        [
            equation("a1", "b1", 1),
            equation("a2", "b2", 1),
            equation("b1", "c1", 1),
            equation("c1", "c2", 0),
            equation("c1", "d1", 1),
        ]
    )
    assert list(equations.parts()) == [{0, 2, 4}, {1}]
    assert [each.at for each in equations.results({4, 0})] == ["a1 = b1", "c1 = d1"]
    assert equations.residuals([2, 0]) == {0: 1, 2: 1}


def test_equations_that_hold_are_no_part() -> None:
    assert list(Equations([equation("a1", "b1"), equation("b1", "c1")]).parts()) == []


# --- one cell ---------------------------------------------------------------------------------


def test_one_cell_mends_both_its_equations() -> None:
    equations = Equations([equation("a1 b1", "c1", -2), equation("a1 a2", "a3", -2)])
    assert changes(equations.singles({0: -2, 1: -2})) == [{"a1": 2}]


def test_a_cell_on_the_right_goes_the_other_way() -> None:
    equations = Equations([equation("a1", "c1", 2), equation("c1", "c2", -2)])
    assert changes(equations.singles({0: 2, 1: -2})) == [{"c1": 2}]


def test_equations_that_need_different_changes_are_not_mended_by_one() -> None:
    equations = Equations([equation("a1 b1", "c1", -2), equation("a1 a2", "a3", -3)])
    assert changes(equations.singles({0: -2, 1: -3})) == []


def test_a_change_breaks_nothing() -> None:
    equations = Equations([equation("a1", "c1", -2), equation("a1", "a2"), equation("c1", "c2")])
    assert changes(equations.singles({0: -2})) == []


def test_cells_in_the_same_equations_are_all_given() -> None:
    equations = Equations([equation("a1 b1", "c1", -2)])
    assert changes(equations.singles({0: -2})) == [{"a1": 2}, {"b1": 2}, {"c1": -2}]


# --- two cells --------------------------------------------------------------------------------


def grid(rows: int, columns: str, wrong: dict[str, int]) -> Equations:
    """Every row sums up in column t, every column in row 9; ``wrong`` cells are off by so much."""
    found = []
    for row in map(str, (*range(1, rows + 1), 9)):
        cells = [f"{column}{row}" for column in columns]
        off = sum(wrong.get(name, 0) for name in cells) - wrong.get(f"t{row}", 0)
        found.append(equation(" ".join(cells), f"t{row}", off))
    for column in (*columns, "t"):
        cells = [f"{column}{row}" for row in range(1, rows + 1)]
        off = sum(wrong.get(name, 0) for name in cells) - wrong.get(f"{column}9", 0)
        found.append(equation(" ".join(cells), f"{column}9", off))
    return Equations(found)


def found_pairs(equations: Equations) -> set[frozenset[tuple[str, int]]]:
    (part,) = equations.parts()
    pairs = list(changes(equations.pairs(equations.residuals(part))))
    assert all(len(each) == 2 for each in pairs)
    return {frozenset(each.items()) for each in pairs}


def test_two_cells_in_one_row() -> None:
    assert frozenset({("a1", -2), ("b1", -3)}) in found_pairs(grid(3, "abc", {"a1": 2, "b1": 3}))


def test_two_cells_of_which_one_is_a_total() -> None:
    assert found_pairs(grid(3, "abc", {"a1": 2, "t1": 5})) == {frozenset({("a1", -2), ("t1", -5)})}


def test_three_cells_are_no_pair() -> None:
    assert found_pairs(grid(3, "abc", {"a1": 2, "b1": 3, "c1": 7})) == set()


def test_pairs_are_given_in_a_fixed_order() -> None:
    equations = grid(3, "abc", {"a1": 2, "b1": 3})
    (part,) = equations.parts()
    residuals = equations.residuals(part)
    found = changes(equations.pairs(residuals))
    assert found[0] == {"a1": -2, "b1": -3}
    assert changes(equations.pairs(residuals)) == found


# --- lines ------------------------------------------------------------------------------------


def found_lines(equations: Equations) -> list[dict[str, int]]:
    numbers = frozenset[int]().union(*equations.parts())
    return changes(equations.lines(equations.residuals(numbers)))


def test_a_row_and_a_column() -> None:
    assert found_lines(grid(3, "abc", {"a1": 2, "b1": 3, "c1": 7})) == [
        {"a1": -2, "b1": -3, "c1": -7}
    ]
    assert found_lines(grid(3, "abc", {"a1": 2, "a2": 3, "a3": 7})) == [
        {"a1": -2, "a2": -3, "a3": -7}
    ]


def test_a_row_in_which_figures_changed_places() -> None:
    """Its own sum holds, so that any row could be it."""
    wrong = {"a1": 2, "b1": 3, "c1": -5}
    assert len(found_lines(grid(3, "abc", wrong))) == 4


def test_a_line_has_two_cells_or_more() -> None:
    assert found_lines(grid(3, "abc", {"a1": 2, "b1": 3})) == [{"a1": -2, "b1": -3}]
    assert found_lines(grid(3, "abc", {"a1": 2})) == []


def test_what_runs_along_a_line_has_to_agree() -> None:
    """Three cells of a row and one elsewhere in it that no column is about."""
    wrong = grid(3, "abc", {"a1": 2, "b1": 3, "c1": 7, "b2": 1})
    assert found_lines(wrong) == []


def test_two_equations_that_cross_a_line_in_one_cell_have_to_agree() -> None:
    def with_second(residual: int) -> Equations:
        return Equations(
            [
                equation("a1 b1 c1", "t1", 12),
                equation("a1 a2", "a9", 2),
                equation("b1 b2", "b9", 3),
                equation("c1 c2", "c9", 7),
                equation("c1 d2", "d9", residual),
            ]
        )

    assert found_lines(with_second(7)) == [{"a1": -2, "b1": -3, "c1": -7}]
    assert found_lines(with_second(6)) == []

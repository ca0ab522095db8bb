"""Every case of bad input has a test, and the table of them names tests that exist."""

from __future__ import annotations

import ast

from tests.bad_cases import CASES, cases
from tests.bad_inputs import BAD_INPUTS
from tests.conftest import ROOT


def test_every_case_has_a_test() -> None:
    assert list(CASES) == list(range(1, 69))
    assert [case.number for case in cases() if not case.tests] == []
    assert {each.case for each in BAD_INPUTS} <= set(CASES)


def test_the_tests_exist() -> None:
    for name in {test for case in cases() for test in case.tests}:
        path, _, function = name.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert function in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}

"""The mutants are real faults, and one that no test could miss is noticed."""

from __future__ import annotations

import ast

import pytest

from tests.benchmarks import mutation
from tests.benchmarks.mutants import Mutant, mutants_of, mutated

SOURCE = """\
def sign(number: int) -> int:
    if not number:
        return 0
    return 1 if number > 0 else -1
"""


def test_every_mutant_differs_from_the_source_and_from_the_others() -> None:
    sources = {ast.unparse(mutated(SOURCE, each.number)) for each in mutants_of("m", SOURCE)}
    assert ast.unparse(ast.parse(SOURCE)) not in sources
    assert len(sources) == len(mutants_of("m", SOURCE))


@pytest.mark.parametrize(
    ("line", "what"),
    [(2, "without its not"), (3, "return None"), (4, "Gt to GtE"), (4, "1 to 2"), (4, "0 to 1")],
)
def test_a_module_has_the_faults_that_slip_into_code(line: int, what: str) -> None:
    assert (line, what) in {(each.line, each.what) for each in mutants_of("m", SOURCE)}


def test_the_tests_notice_a_turned_comparison_and_pass_without_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only in a child: this process keeps its modules."""
    tests = [each for each in mutation.TESTS if each.name == "test_verdict.py"]
    monkeypatch.setattr(mutation, "TESTS", tests)
    path = mutation.CHECKS / "verdict.py"
    module = "gongkai.checks.verdict"
    mutants = mutants_of(module, path.read_text(encoding="utf-8"))
    assert not mutation.survives(next(each for each in mutants if each.what == "return None"))
    elsewhere = mutants_of("gongkai.checks.aggregates", "NUMBER = 1\n")[0]
    assert mutation.survives(Mutant("gongkai.checks.nowhere", elsewhere.number, 1, "nothing"))

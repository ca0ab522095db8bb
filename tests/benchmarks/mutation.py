"""How many small faults in the checks the tests notice: each is run in a process of its own.

A fault is noticed if a test fails, or if the tests take far longer than without it. The tests that
name the module run first, and the first failure ends the run.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

import gongkai.checks
from tests.benchmarks.mutants import Mutant, mutants_of, mutated

CHECKS = Path(gongkai.checks.__file__).parent
_TESTS = Path(__file__).parent.parent
TESTS = (
    *sorted((_TESTS / "unit" / "checks").glob("test_*.py")),
    *(_TESTS / "golden" / f"test_{name}.py" for name in ("check", "narrative")),
)
MOST_SECONDS = 120  # of the tests with one mutant; without they take about eight


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants there are, which were tried, and which of these no test notices."""

    all: int
    tried: tuple[Mutant, ...]
    survivors: tuple[Mutant, ...]

    @property
    def share(self) -> float:
        """The part of the tried mutants that the tests notice."""
        return 1 - len(self.survivors) / len(self.tried)

    def by_module(self) -> Iterator[tuple[str, int, int]]:
        """Module, tried, survived."""
        survived = Counter(each.module for each in self.survivors)
        for module, tried in sorted(Counter(each.module for each in self.tried).items()):
            yield module, tried, survived[module]


Track = Callable[[Sequence[Mutant]], Iterable[Mutant]]


def measure(sample: int, seed: int, track: Track = iter) -> Score:
    """Tries a seeded sample of the mutants, every module in proportion; 0 for all of them."""
    mutants = [each for path in sorted(CHECKS.rglob("*.py")) for each in _mutants(path)]
    tried = _sample(mutants, sample, seed) if sample else mutants
    survivors = tuple(each for each in track(tried) if survives(each))
    return Score(len(mutants), tuple(tried), survivors)


def _mutants(path: Path) -> list[Mutant]:
    return mutants_of(_module_name(path), path.read_text(encoding="utf-8"))


def _module_name(path: Path) -> str:
    parts = path.relative_to(CHECKS).with_suffix("").parts
    return ".".join(("gongkai", "checks", *(part for part in parts if part != "__init__")))


def _sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """So many in proportion to each module's number, one of each at least."""
    by_module: defaultdict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_module[mutant.module].append(mutant)
    chance = random.Random(seed)
    share = min(1.0, size / len(mutants))
    chosen = (
        chance.sample(each, min(len(each), max(1, round(share * len(each)))))
        for each in by_module.values()
    )
    return [mutant for each in chosen for mutant in sorted(each, key=lambda one: one.number)]


# --- one mutant --------------------------------------------------------------------------------


def survives(mutant: Mutant) -> bool:
    """Whether all tests pass with the mutant, in a process of its own."""
    command = [sys.executable, "-m", __spec__.name, mutant.module, str(mutant.number)]
    try:
        done = subprocess.run(
            [*command, *map(str, _tests(mutant))],
            cwd=_TESTS.parent,
            capture_output=True,
            check=False,
            timeout=MOST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _run_tests(module: str, number: str, *tests: str) -> int:
    """The exit status of the tests with the mutant in place of its module."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "gongkai"]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Finder(module, int(number)))
    return int(pytest.main(["-x", "-q", "-m", "not long", *tests]))


def _tests(mutant: Mutant) -> list[Path]:
    """The files of tests, those that import the module first."""
    return sorted(TESTS, key=lambda each: mutant.module not in each.read_text(encoding="utf-8"))


class _Finder(importlib.abc.MetaPathFinder):
    """Brings the mutated module in place of the one on disk."""

    def __init__(self, module: str, number: int) -> None:
        self._module, self._number = module, number

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del target
        if fullname != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self._number)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, path: str, number: int) -> None:
        super().__init__(fullname, path)
        self._number = number

    def exec_module(self, module: ModuleType) -> None:
        source = Path(self.path).read_text(encoding="utf-8")
        code = compile(mutated(source, self._number), self.path, "exec")
        exec(code, vars(module))  # noqa: S102 - our own source with one fault


if __name__ == "__main__":
    sys.exit(_run_tests(*sys.argv[1:]))

"""The scripts of the comparison under Node, whose own tests lie beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.node_running import ASSETS, run_suite

SUITES = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.name)
def test_scripts_pass_their_own_tests(requires_node: str, suite: Path) -> None:
    run_suite(requires_node, suite, ASSETS / "compare")

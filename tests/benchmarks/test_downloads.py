"""What the downloads cost: that all are measured, and that workbooks which are kept are cheap."""

from __future__ import annotations

from pathlib import Path

from gongkai.forms.model import Editions
from tests.benchmarks.downloads import KEPT, OUTPUTS, measure


def test_workbooks_that_are_kept_cost_a_part_of_new_ones(
    tmp_path: Path, editions: Editions
) -> None:
    costs = measure(tmp_path, editions, 70)
    assert list(costs) == list(OUTPUTS)
    assert all(each.reports == 70 and each.size > 0 for each in costs.values())
    assert costs[KEPT].size == costs["xlsx_files"].size
    assert costs[KEPT].seconds < costs["xlsx_files"].seconds / 2

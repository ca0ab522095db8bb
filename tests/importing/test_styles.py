"""Drawn reports, printed in every style of the field and read back cell by cell."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.forms.model import CellAddress, Editions
from gongkai.importers.documents import read_document
from gongkai.importers.recognition import Recognition, recognize
from tests.importing.drawing import Printed, different, draw
from tests.importing.oddities import relabelling
from tests.importing.styles import STYLES, glued

EDITIONS = ("2019", "2021")
# In running text an empty cell leaves no trace, and glued digits have several readings.
LOSSY = frozenset({"spaced.txt", "glued.txt"})


def _read(data: bytes, name: str, editions: Editions) -> Recognition:
    return recognize(read_document(data, name), editions)


def _drawn(editions: Editions, edition: str, seed: int, *, heavy: bool = False) -> Printed:
    form = editions.get(edition)
    assert form is not None
    return draw(form, Random(seed), heavy=heavy)


def _unread(printed: Printed, found: Recognition) -> set[CellAddress]:
    return set(different(printed, dict(found.report.cells())))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("style", sorted(set(STYLES) - {"glued.txt"}))
def test_every_cell_of_a_plain_report_is_read(style: str, edition: str, editions: Editions) -> None:
    printed = _drawn(editions, edition, seed=11)

    found = _read(STYLES[style](printed, str), style, editions)

    assert not _unread(printed, found)
    assert not found.doubts
    assert found.report.edition == printed.edition
    assert found.report.year == printed.year
    assert found.report.title == printed.title
    assert found.body == "某某市测试局"
    assert found.report.narratives is not None
    prose = {name: each.before for name, each in found.report.narratives.items()}
    assert prose == printed.narratives


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("style", sorted(set(STYLES) - LOSSY))
def test_oddities_change_no_cell(style: str, edition: str, editions: Editions) -> None:
    printed = _drawn(editions, edition, seed=12, heavy=True)

    found = _read(STYLES[style](printed, relabelling(Random(12))), style, editions)

    assert not _unread(printed, found)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("style", sorted(LOSSY))
@pytest.mark.parametrize("seed", range(4))
def test_what_running_text_does_not_decide_is_in_doubt(
    seed: int, style: str, edition: str, editions: Editions
) -> None:
    printed = _drawn(editions, edition, seed, heavy=True)

    found = _read(STYLES[style](printed, relabelling(Random(seed))), style, editions)

    assert _unread(printed, found) <= {doubt.address for doubt in found.doubts}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("seed", range(3))
def test_glued_figures_are_divided_by_the_sums(seed: int, edition: str, editions: Editions) -> None:
    printed = _drawn(editions, edition, seed)

    found = _read(glued(printed), "glued.txt", editions)

    unread = _unread(printed, found)
    assert unread == {doubt.address for doubt in found.doubts}
    assert len(unread) < len(printed.cells) / 6  # most of them in rows that no sum covers

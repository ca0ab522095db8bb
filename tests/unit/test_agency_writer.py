"""The written body: it loads as the body it was, and the real files are in its shape."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.issues import Location
from gongkai.reports.agency import (
    LEVEL_LABELS,
    Agency,
    AgencyKind,
    Contact,
    FormerName,
    Region,
    load_agency,
)
from gongkai.reports.agency_writer import dump_agency
from tests.strategies import lines, maybe, urls

REAL = sorted((Path(__file__).parents[2] / "reports").glob("*/agency.yaml"))
_IDS = st.lists(st.sampled_from(["a", "b-c", "0355"]), max_size=2).map(tuple)
AGENCIES = st.builds(
    Agency,
    id=st.just("example"),
    name=lines,
    kind=st.sampled_from(AgencyKind),
    level=maybe(st.sampled_from(sorted(LEVEL_LABELS))),
    region=maybe(st.builds(Region, lines, lines)),
    aliases=st.lists(lines, max_size=2).map(tuple),
    former_names=st.lists(st.builds(FormerName, lines, st.integers(1949, 2100)), max_size=2).map(
        tuple
    ),
    parent=maybe(st.sampled_from(["a", "1e3"])),
    members=_IDS,
    since=maybe(st.integers(1949, 2100)),
    until=maybe(st.integers(1949, 2100)),
    makes_rules=maybe(st.booleans()),
    predecessors=_IDS,
    contact=maybe(st.builds(Contact, **{each.name: maybe(lines) for each in fields(Contact)})),
    homepage=maybe(urls),
    redirect_from=_IDS.map(lambda ids: tuple(dict.fromkeys(ids))),
    location=st.just(Location("")),
)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_the_real_files_are_in_the_canonical_shape(path: Path) -> None:
    agency = load_agency(path, path.parent.name).value
    assert agency is not None
    assert dump_agency(agency).encode() == path.read_bytes()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("example") / "agency.yaml"


@given(AGENCIES)
def test_a_dumped_body_loads_as_it_was(file: Path, agency: Agency) -> None:
    text = dump_agency(agency)
    file.write_bytes(text.encode())
    loaded = load_agency(file, "example")
    assert [each.code for each in loaded.issues if each.code != "value.lookalike"] == []
    assert loaded.value is not None
    # Where it stands is no part of what it says.
    written = {each.name: getattr(agency, each.name) for each in fields(Agency)}
    read = {each.name: getattr(loaded.value, each.name) for each in fields(Agency)}
    for aside in ("location", "places"):
        del written[aside], read[aside]
    assert read == written
    assert dump_agency(loaded.value) == text

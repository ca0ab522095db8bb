"""Laws of a comparison: nothing differs from itself, and no difference goes untold."""

from __future__ import annotations

import json
from dataclasses import replace

import markdown as python_markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser

from gongkai.build import Settings, site_of
from gongkai.cli.formats.diff_json import document, schema
from gongkai.cli.formats.diff_markdown import MOST_CHARACTERS, markdown
from gongkai.comparison.compare import compare
from gongkai.comparison.model import Change, Comparison
from gongkai.comparison.state import State
from gongkai.comparison.words import cell_text
from gongkai.corpus import Corpus
from gongkai.forms.loader import load_editions
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.model import Report, Signature, Source, Status
from tests import strategies
from tests.conftest import ROOT

EDITIONS = load_editions().value
VALIDATOR = Draft202012Validator(json.loads(schema()))
SETTINGS = Settings(ROOT, ROOT, outputs=())

COLUMNS = 4
PARTS = (
    *("title", "published", "signed", "source", "preface", "narratives", "tables"),
    *("printed_labels", "extra_tables", "attachments", "notes", "corrections"),
)

# All that the Markdown is made of, and what every parser puts around it.
OUR_ELEMENTS = {
    *("-undef", "html", "head", "body", "h2", "h3", "p", "ul", "li", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Report, Report]:
    """Two public reports of one year that differ in two parts at most.

    With the tables the form changes as well.
    """
    first, other = (
        replace(draw(strategies.reports(EDITIONS)), status=Status.PUBLISHED) for _ in range(2)
    )
    parts = draw(st.sets(st.sampled_from(PARTS), min_size=1, max_size=2))
    if "tables" in parts:
        parts |= {"edition"}
    return first, replace(first, **{part: getattr(other, part) for part in parts})


def state(report: Report | None, name: str = "状态") -> State:
    agency = Agency("example", "某`|<局>", AgencyKind.OTHER)
    corpus = Corpus(EDITIONS, (agency,), (report,) if report else ())
    return State(name, site_of(corpus, SETTINGS), {}, (), {})


def between(before: Report | None, after: Report | None) -> Comparison:
    return compare(state(before), state(after))


@given(strategies.reports(EDITIONS))
def test_nothing_differs_from_itself(report: Report) -> None:
    report = replace(report, status=Status.PUBLISHED)
    found = between(report, report)
    assert not any((found.reports, found.agencies, found.broken, found.lacking))


@given(pairs())
def test_no_difference_goes_untold(pair: tuple[Report, Report]) -> None:
    """Entries of ``discrepancies`` are told where they explain something, and nowhere else."""
    first, second = (_told(replace(each, discrepancies=(), edition_stated=False)) for each in pair)
    assert bool(between(first, second).reports) is (first != second)


def _told(report: Report) -> Report:
    """The report without records that say nothing: their pages are the same."""
    source = None if report.source == Source() else report.source
    signed = None if report.signed == Signature() else report.signed
    return replace(report, source=source, signed=signed)


@given(pairs())
def test_there_and_back(pair: tuple[Report, Report]) -> None:
    """What is told one way is told the other way round."""
    first, second = pair
    there, back = (found.reports for found in (between(first, second), between(second, first)))
    for one, other in zip(there, back, strict=True):
        assert {(e.address, e.before, e.after) for e in one.cells} == {
            (e.address, e.after, e.before) for e in other.cells
        }
        assert {(e.key, e.before, e.after) for e in one.fields} == {
            (e.key, e.after, e.before) for e in other.fields
        }
        assert {(e.section, e.part, e.length_before, e.length_after) for e in one.prose} == {
            (e.section, e.part, e.length_after, e.length_before) for e in other.prose
        }
        assert (one.corrections, one.dropped) == (other.dropped, other.corrections)


@given(pairs())
def test_a_change_of_a_cell_can_be_seen(pair: tuple[Report, Report]) -> None:
    for change in between(*pair).reports:
        for each in change.cells:
            if each.before.state is each.after.state:
                assert cell_text(each.before) != cell_text(each.after)


@given(pairs())
def test_characters_add_up(pair: tuple[Report, Report]) -> None:
    for change in between(*pair).reports:
        for each in change.prose:
            assert each.length_before - each.removed == each.length_after - each.added
            assert 0 <= each.removed <= each.length_before
            assert 0 <= each.added <= each.length_after


@given(pairs())
def test_every_changed_cell_lacks_a_record_until_one_is_added(pair: tuple[Report, Report]) -> None:
    first, second = (replace(each, corrections=()) for each in pair)
    found = between(first, second)
    cells = [str(cell.address) for each in found.reports for cell in each.cells]
    assert [each.code for each in found.lacking] == ["correction.missing"] * len(cells)
    assert all(any(f"at: {at}," in each.hint for each in found.lacking) for at in cells)


@given(strategies.reports(EDITIONS))
def test_added_and_removed(report: Report) -> None:
    report = replace(report, status=Status.PUBLISHED)
    (added,) = between(None, report).reports
    (removed,) = between(report, None).reports
    assert (added.change, removed.change) == (Change.ADDED, Change.REMOVED)
    withdrawn = any(each.kind == "withdrawn" for each in report.corrections)
    assert bool(between(report, None).lacking) is not withdrawn


@given(pairs())
@settings(max_examples=50)
def test_formats_take_text_of_any_kind(pair: tuple[Report, Report]) -> None:
    """The JSON is as its schema says; the Markdown stays within bounds, and text stays text."""
    found = between(*pair)
    assert [each.message for each in VALIDATOR.iter_errors(document(found))] == []
    text = markdown(found)
    assert len(text) <= MOST_CHARACTERS
    page = LexborHTMLParser(python_markdown.markdown(text, extensions=["tables"]))
    assert {node.tag or "" for node in page.css("*")} <= OUR_ELEMENTS
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} <= {COLUMNS + 1}

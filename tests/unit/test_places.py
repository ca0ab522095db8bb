"""Places that notes, corrections, discrepancies and printed labels may name."""

from __future__ import annotations

import pytest

from gongkai.forms.model import Editions, FormEdition
from gongkai.reports.places import is_label_key, is_place, is_place_of_check, label_keys


@pytest.fixture
def form(editions: Editions) -> FormEdition:
    """The form of 2021."""
    found = editions.get("2021")
    assert found is not None
    return found


PLACES = (
    "overview",
    "requests",
    "review_litigation",
    "art20_1",
    "requests.new_received",
    "requests.results",
    "requests.results.refused",
    "requests.results.granted",
    "requests/natural_person",
    "requests/organisation",
    "requests/organisation.business",
    "requests.results.granted/natural_person",
    "requests.results.other_handling/total",
    "review_litigation.cases/litigation.after_review.total",
)
NO_PLACES = (
    *("", ".", "/", "nowhere", "Requests", "requests.", "requests/", "requests.gone", "art20_9"),
    *("requests/gone", "requests.new_received/gone", "requests.gone/total", "requests.granted"),
    *("requests.new_received/", "requests./total", "requests.new_received/total/", "/total"),
    *("requests.new_received.", "overview.x", "overview/x", "requests new_received", "art20_5/x"),
    *("requests.new_received/organisation/business", "art20_1.normative_documents"),
)
PATHS = ("natural_person", "total", "organisation.business", "regulations", "cases", "new_received")


@pytest.mark.parametrize("at", PLACES)
def test_a_place_exists(at: str, form: FormEdition) -> None:
    assert is_place(form, at)
    assert is_place_of_check(form, at)


@pytest.mark.parametrize("at", NO_PLACES)
def test_no_other_place_exists(at: str, form: FormEdition) -> None:
    assert not is_place(form, at)
    assert not is_place_of_check(form, at)


@pytest.mark.parametrize("at", PATHS)
def test_a_check_says_which_table_a_path_is_in(at: str, form: FormEdition) -> None:
    assert is_place_of_check(form, at)
    assert not is_place(form, at)


def test_every_cell_is_a_place(editions: Editions) -> None:
    for form in editions:
        assert all(is_place(form, str(address)) for address in form.addresses())


LABELS = (
    "requests.columns.organisation.public_interest",
    "requests.columns.organisation",
    "requests.rows.results.granted",
    "requests.rows.results",
    "art20_1.caption",
    "sections.problems",
)
NO_LABELS = (
    *("", "sections", "sections.", "sections.x", "requests", "requests.", "requests.caption.x"),
    *("requests.rows", "requests.rows.", "requests.rows.gone", "requests.columns.new_received"),
    *("requests.results.granted", "gone.caption", "requests.cells.x", "problems"),
)


@pytest.mark.parametrize("key", LABELS)
def test_a_label_exists(key: str, form: FormEdition) -> None:
    assert is_label_key(form, key)


@pytest.mark.parametrize("key", NO_LABELS)
def test_no_other_label_exists(key: str, form: FormEdition) -> None:
    assert not is_label_key(form, key)


def test_the_list_of_labels_is_whole(editions: Editions) -> None:
    for form in editions:
        keys = list(label_keys(form))
        assert len(keys) == len(set(keys))
        assert all(is_label_key(form, key) for key in keys)
        assert set(LABELS) <= {*keys}

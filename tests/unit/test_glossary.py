"""The glossary: an entry for every label of the forms, nothing for labels of others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from gongkai.checks.run import check_corpus
from gongkai.corpus import Corpus
from gongkai.forms.glossary import BUILTIN_GLOSSARY, builtin_glossary, load_glossary
from gongkai.forms.loader import BUILTIN_EDITIONS
from gongkai.forms.model import Editions, Header
from gongkai.outputs.glossary import PAGE, build, term_link
from gongkai.outputs.model import Site
from tests.html_reading import by_id, parse, seen

LONGEST = 75


def _labels(headers: list[dict[str, object]]) -> set[str]:
    found = set()
    for header in headers:
        found |= {str(header["label"])}
        children = header.get("children", [])
        assert isinstance(children, list)
        found |= _labels(children)
    return found - {""}


def _all_labels() -> set[str]:
    """Every label of the forms that ship, read without our loader."""
    found: set[str] = set()
    for path in BUILTIN_EDITIONS.glob("*.yaml"):
        for table in yaml.safe_load(path.read_text(encoding="utf-8"))["tables"]:
            found |= _labels(table["columns"]) | _labels(table["rows"])
    return found


def test_every_label_of_the_forms_has_just_one_entry() -> None:
    counted = Counter(label for term in builtin_glossary().terms() for label in term.labels)
    assert set(counted) == _all_labels()
    assert set(counted.values()) == {1}


def test_every_entry_explains_in_words_of_its_own() -> None:
    terms = list(builtin_glossary().terms())
    assert len({term.id for term in terms}) == len({term.text for term in terms}) == len(terms)
    for term in terms:
        assert 8 <= len(term.text) <= LONGEST, term.id
        assert term.example.endswith("。")
        assert term.example != term.text


def test_anchors_stay() -> None:
    """Links from elsewhere: an id may be added, never changed or removed."""
    known = Path(__file__).parent / "glossary_anchors.txt"
    ids = [term.id for term in builtin_glossary().terms()]
    assert set(known.read_text(encoding="utf-8").split()) == set(ids)


def test_the_page_has_every_entry_with_its_example(site: Site) -> None:
    (page,) = build(site)
    assert page.uri == PAGE
    nodes = by_id(parse(str(page.content)))
    for term in builtin_glossary().terms():
        entry = nodes[term.id].parent
        assert entry is not None
        text = seen(entry)
        assert term.name in text
        assert f"{term.text}例：{term.example}" in text
        assert "版表式" in text


@pytest.fixture
def site(editions: Editions) -> Site:
    """A site without reports."""
    corpus = Corpus(editions, (), ())
    return Site(corpus, check_corpus(corpus))


def test_labels_of_other_forms_are_silent(site: Site) -> None:
    header = Header("x", "x", "没有人解释的行")
    assert term_link(site, "reports/a/2030.md", header, "没有人解释的行") == "没有人解释的行"


def test_without_the_page_no_label_leads_to_it(site: Site) -> None:
    few = replace(site, outputs=("report_pages",))
    assert term_link(few, "reports/a/2020.md", Header("x", "x", "商业企业"), "印") == "印"


def test_a_label_leads_to_its_entry(site: Site) -> None:
    shown = term_link(site, "reports/a/2020.md", Header("x", "x", "商业 企业"), "<b>印</b>")
    assert shown.startswith('<a href="../../../glossary/#business" title="')
    assert shown.endswith('class="gk-term"><b>印</b></a>')


@pytest.mark.parametrize("damage", ["id: regulations", "text: 国务院"])
def test_a_missing_field_is_an_issue(tmp_path: Path, damage: str) -> None:
    text = BUILTIN_GLOSSARY.read_text(encoding="utf-8").replace(damage, f"no_{damage}", 1)
    path = tmp_path / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_glossary(path).issues

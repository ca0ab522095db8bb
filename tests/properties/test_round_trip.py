"""Laws of the written report: it loads as the report it was, and there is one way to write it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.forms.loader import load_editions
from gongkai.forms.model import FormEdition
from gongkai.issues import Severity
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report
from gongkai.reports.writer import _flow, dump_report
from tests import strategies

EDITIONS = load_editions().value
OLDEST: FormEdition = next(iter(EDITIONS))


@pytest.fixture(scope="module")
def agency_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A body's folder with all files that a random report may name."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "files").mkdir()
    for name in strategies.FILE_NAMES:
        (folder / "files" / name).write_bytes(strategies.FILE_CONTENT)
    return folder


def _reload(text: str, folder: Path, year: int) -> Report | None:
    """What the reader makes of a written report; it must have no error."""
    path = folder / f"{year}.yaml"
    path.write_bytes(text.encode())
    loaded = load_report(path, EDITIONS, "example")
    assert [each for each in loaded.issues if each.severity is Severity.ERROR] == []
    assert "yaml.comment_in_value" not in {each.code for each in loaded.issues}
    return loaded.value


@given(strategies.reports(EDITIONS))
def test_a_dumped_report_loads_as_it_was(agency_folder: Path, report: Report) -> None:
    text = dump_report(report, "示例机关", OLDEST)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    again = _reload(text, agency_folder, report.year)
    assert again == report
    assert dump_report(again, "示例机关", OLDEST) == text


@example("1e3")
@example("0o17")
@example("2001-12-14t21:59:43.10-05:00")
@example("0b1010_0111")
@example("190:20:30")
@given(strategies.lines)
@settings(max_examples=300)
def test_other_readers_of_yaml_see_texts_as_texts(text: str) -> None:
    """A title, a cell's words and a label must not become numbers, dates or booleans elsewhere."""
    report = Report("example", 2015, None, title=text)
    found = yaml.load(dump_report(report), Loader=yaml.CSafeLoader)
    assert found == {"year": 2015, "title": text}


@example({"x": "http://a:?"})
@given(st.dictionaries(st.sampled_from(["name", "x"]), strategies.lines))
def test_other_readers_of_yaml_see_texts_between_brackets(texts: dict[str, str]) -> None:
    assert yaml.load(_flow(texts), Loader=yaml.CSafeLoader) == texts

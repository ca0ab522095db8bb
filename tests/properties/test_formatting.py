"""Laws of the canonical form: the same data, every comment with what it is about, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongkai.forms.loader import load_editions
from gongkai.located_yaml import Mapping, Node, Sequence, parse_yaml
from gongkai.located_yaml.comments import Comment, comments
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.formatting import formatted_report
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report
from gongkai.reports.writer import dump_report
from tests import strategies

EDITIONS = load_editions().value
OLDEST = next(iter(EDITIONS))
AGENCY = Agency("example", "示例机关", AgencyKind.OTHER)
END = ("end",)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A body's folder with all files that a random report may name."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "files").mkdir()
    for name in strategies.FILE_NAMES:
        (folder / "files" / name).write_bytes(strategies.FILE_CONTENT)
    return folder


@dataclass(frozen=True, slots=True)
class Sketch:
    """A file as a hand has left it, and what each of the comments in it is about."""

    text: str
    report: Report
    about: dict[str, tuple[object, ...]]


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """A report whose keys stand in any order, with comments above and behind its lines."""
    report = draw(strategies.reports(EDITIONS))
    _, *parts = re.split(r"^(?=\S)", dump_report(report, "示例机关", OLDEST), flags=re.MULTILINE)
    if draw(st.booleans()):
        parts = draw(st.permutations(parts))
    text = "".join(parts)
    begun = firsts(text)
    about: dict[str, tuple[object, ...]] = {}
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        path = begun.get(number)
        way = draw(st.integers(0, 9)) if path else 9
        mark = f"# 注{len(about)}。" + draw(st.sampled_from(["", ": x", " # y", "“[{", "~ '\""]))
        if path is None or way > 2:
            lines.append(line)
            continue
        about[mark] = path
        if way == 0:
            lines += [*[""] * draw(st.integers(0, 1)), f"{indent(line)}{mark}", line]
        else:
            lines.append(f"{line} {mark}")
    if draw(st.booleans()):
        about["# 末尾"] = END
        lines.append("# 末尾")
    return Sketch("\n".join(lines) + "\n", report, about)


def indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def firsts(text: str) -> dict[int, tuple[object, ...]]:
    """By number of line what begins first on it."""
    document = parse_yaml(text.encode(), "text").value
    assert document is not None
    found: dict[int, tuple[object, ...]] = {}
    for line, _, path in sorted(places(document.root, ()), key=lambda each: each[:2]):
        found.setdefault(line, path)
    return found


def places(node: Node, path: tuple[object, ...]) -> Iterator[tuple[int, int, tuple[object, ...]]]:
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield node.keys[key].line, node.keys[key].column, (*path, key)
            yield from places(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield item.line, item.column, (*path, number)
            yield from places(item, (*path, number))


def about(comment: Comment, begun: dict[int, tuple[object, ...]]) -> tuple[object, ...]:
    """What a comment is about: what begins its line, or else the next line with anything."""
    if not comment.is_alone:
        return begun[comment.line]
    later = [number for number in begun if number > comment.line]
    return begun[min(later)] if later else END


# Each is a file that is read five times.
@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))
@given(sketch=sketches())
def test_the_canonical_form(folder: Path, sketch: Sketch) -> None:
    path = folder / f"{sketch.report.year}.yaml"
    path.write_bytes(sketch.text.encode())
    text = formatted_report(path, EDITIONS, AGENCY, "x").value
    assert text is not None
    path.write_bytes(text.encode())
    assert load_report(path, EDITIONS, "example").value == sketch.report
    begun = firsts(text)
    found = {mark: each for each in comments(text) for mark in sketch.about if mark in each.text}
    assert {mark: about(each, begun) for mark, each in found.items()} == sketch.about
    assert all(text.count(f"注{number}。") == 1 for number in range(len(found) - 1))
    assert formatted_report(path, EDITIONS, AGENCY, "x").value == text
    bare = dump_report(sketch.report, "示例机关", OLDEST)
    kept = [line for line in text.splitlines() if not line.lstrip().startswith("# 注")]
    assert [re.sub(r" # 注.*", "", line) for line in kept if line != "# 末尾"] == (
        bare.splitlines()
    )

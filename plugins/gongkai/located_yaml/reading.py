"""A file, or its bytes, to one located document: everything that may be wrong is an issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import yaml

from gongkai.issues import Issue, Loaded, Location, make_issue
from gongkai.located_yaml.compose import MAX_DEPTH, Composer, TooDeepError
from gongkai.located_yaml.nodes import LocatedDocument, Mapping, Scalar, Sequence, quoted
from gongkai.located_yaml.syntax import explain, line_slip
from gongkai.located_yaml.text import decode, forbidden_characters

MAX_BYTES = 2 * 1024 * 1024
MAX_ISSUES = 20  # of one code in one file: more would hide what other files have to say


def read_yaml(path: Path, shown_as: str | None = None) -> Loaded[LocatedDocument | None]:
    """The document in a file, or None with at least one issue saying why there is none.

    ``shown_as`` is the path that issues name; by default the path itself.
    """
    name = shown_as or path.as_posix()
    try:
        if not path.is_file():
            return _refused("yaml.unreadable", Location(name), "没有这个文件，或它不是普通文件")
        if path.stat().st_size > MAX_BYTES:
            return _refused("yaml.too_large", Location(name), "文件超过 2 MiB", "一份年报一个文件")
        data = path.read_bytes()
    except OSError as error:
        return _refused("yaml.unreadable", Location(name), f"文件打不开（{error.strerror}）")
    return parse_yaml(data, name)


def parse_yaml(data: bytes, name: str) -> Loaded[LocatedDocument | None]:
    """The document in the bytes of a file named ``name``."""
    decoded = decode(data, name)
    if isinstance(decoded, Issue):
        return Loaded(None, (decoded,))
    loaded = _parse_text(decoded, name)
    if loaded.value is None:
        return loaded
    return Loaded(replace(loaded.value, sha256=sha256(data).hexdigest()), loaded.issues)


def _parse_text(decoded: str, name: str) -> Loaded[LocatedDocument | None]:
    lines = decoded.split("\n")
    forbidden = tuple(forbidden_characters(lines, name))
    if any(issue.code == "yaml.character" for issue in forbidden):
        return Loaded(None, capped(forbidden))
    noted = frozenset((issue.location.line, issue.code) for issue in forbidden)
    composer = Composer(name, noted)
    try:
        composer.run(decoded)
    except TooDeepError as deep:
        composer.report("yaml.too_deep", deep.line, deep.column, f"嵌套超过 {MAX_DEPTH} 层")
        composer.root = None
    except yaml.MarkedYAMLError as error:
        composer.issues.append(explain(error, lines, name))
        composer.root = None
    return _result(composer, forbidden, name)


def _result(
    composer: Composer, forbidden: tuple[Issue, ...], name: str
) -> Loaded[LocatedDocument | None]:
    """The composed document, unless the file holds something else than one mapping."""
    issues = [*forbidden, *composer.issues]
    root = composer.root
    if isinstance(root, Mapping):
        return Loaded(LocatedDocument(name, root), capped(issues))
    if root is not None:
        issues.append(_not_a_mapping(root, name))
    elif not issues:
        issues.append(make_issue("yaml.empty", Location(name), "文件里没有内容"))
    return Loaded(None, capped(issues))


def capped(issues: Iterable[Issue], limit: int = MAX_ISSUES) -> tuple[Issue, ...]:
    """The issues, each once; of one code only so many, then one that says how many more."""
    by_code: dict[str, list[Issue]] = {}
    for issue in dict.fromkeys(issues):
        by_code.setdefault(issue.code, []).append(issue)
    kept: list[Issue] = []
    for code, alike in by_code.items():
        kept += alike[:limit]
        if rest := alike[limit:]:
            message = f"同类问题还有 {len(rest)} 处，这里起不再列出"
            kept.append(make_issue(code, rest[0].location, message, "先改好前面的"))
    return tuple(kept)


def _not_a_mapping(root: Scalar | Sequence, name: str) -> Issue:
    place = Location(name, root.line, root.column)
    if isinstance(root, Sequence):
        return make_issue("shape.type", place, "最外层是列表", "最外层须是“键: 值”")
    if not root.text and root.plain:
        return make_issue("yaml.empty", Location(name), "文件里没有内容")
    if (slip := line_slip([root.text], name, root.line)) is not None:
        return slip
    shown = quoted(root.text)
    return make_issue("shape.type", place, f"最外层是一段文字{shown}", "最外层须是“键: 值”")


def _refused(
    code: str, place: Location, message: str, hint: str = ""
) -> Loaded[LocatedDocument | None]:
    return Loaded(None, (make_issue(code, place, message, hint),))

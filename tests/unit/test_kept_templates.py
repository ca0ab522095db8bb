"""Compiled templates come back as they were, and only where nothing that compiles them differs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2
import pytest

from gongkai.cache import Cache
from gongkai.mkdocs_adapter.kept_templates import KeptTemplates

TEXT = "{% if x %}\n{{ x|upper }}{% endif %}"


def _environment(
    folder: Path, text: str = TEXT, options: Mapping[str, object] | None = None
) -> jinja2.Environment:
    loader = jinja2.DictLoader({"a.html": text})
    kept = KeptTemplates(Cache(folder))
    return jinja2.Environment(loader=loader, bytecode_cache=kept, **(options or {}))  # type: ignore[arg-type] # noqa: S701 - no page


def _shown(environment: jinja2.Environment) -> str:
    return environment.get_template("a.html").render(x="<a>")


def _never(*_: object, **__: object) -> None:
    raise AssertionError


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _shown(_environment(tmp_path))
    again = _environment(tmp_path)
    monkeypatch.setattr(again, "compile", _never)
    assert _shown(again) == first == "\n<A>"


@pytest.mark.parametrize(
    ("text", "options", "shown"),
    [
        ("{{ x }}", {}, "<a>"),
        (TEXT, {"trim_blocks": True}, "<A>"),
        (TEXT, {"autoescape": True}, "\n&lt;A&gt;"),
        (TEXT, {"variable_start_string": "((", "variable_end_string": "))"}, "\n{{ x|upper }}"),
        (TEXT, {"extensions": ["jinja2.ext.loopcontrols"]}, "\n<A>"),
    ],
)
def test_what_compiles_otherwise_is_compiled_anew(
    tmp_path: Path, text: str, options: dict[str, object], shown: str
) -> None:
    _shown(_environment(tmp_path))
    before = sum(path.is_file() for path in tmp_path.rglob("*"))
    assert _shown(_environment(tmp_path, text, options)) == shown
    assert sum(path.is_file() for path in tmp_path.rglob("*")) > before


def test_an_entry_that_is_no_bytecode_is_replaced(tmp_path: Path) -> None:
    _shown(_environment(tmp_path))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(b"x")
    assert _shown(_environment(tmp_path)) == "\n<A>"

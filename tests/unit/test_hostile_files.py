"""Files made to flood, to hang or to deceive: reading ends soon, and messages show no secrets."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest

from gongkai.build import Settings, build_site, check_site
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.located_yaml import parse_yaml, quoted, read_yaml
from tests.bad_input import BadInput, Beside, Kept, report
from tests.report_reading import read_report


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\0\n" * 5_000, id="control characters"),
        pytest.param("\u200b\n".encode() * 5_000, id="invisible characters"),
        pytest.param(b"a:\n" * 5_000, id="equal keys"),
        pytest.param(b"? [a]\n:\n" * 5_000, id="lists as keys"),
        pytest.param(b"<<:\n" * 5_000, id="merge keys"),
        pytest.param("a: {b:\u00a0c}\n".encode() * 5_000, id="odd spaces"),
        pytest.param(b"a: !" + b"t" * 500_000 + b" b\n", id="long tag"),
        pytest.param(b"a: &" + b"t" * 500_000 + b" b\n", id="long anchor"),
    ],
)
def test_a_hostile_file_does_not_drown_the_rest(data: bytes) -> None:
    """Whoever opens the log finds the other files' issues, too."""
    issues = parse_yaml(data, "x.yaml").issues
    assert 1 <= len(issues) <= 1000
    assert sum(len(str(issue)) for issue in issues) < 200_000


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * 200_000, id="brackets"),
        pytest.param(b"- " * 100_000, id="dashes"),
        pytest.param(b"a: [" + b"b," * 100_000 + b"]\n", id="long list"),
        pytest.param(b"a: " + b"b " * 100_000, id="long text"),
        pytest.param(b'a: "' + b"\\\n" * 100_000 + b'"\n', id="joined lines"),
        pytest.param(b"a: |\n" + b"\n" * 200_000, id="blank lines"),
        pytest.param(b"a" * 200_000 + b": b\n", id="long key"),
        pytest.param(b"a:" * 100_000, id="colons"),
    ],
)
def test_a_hostile_file_is_read_in_linear_time(data: bytes) -> None:
    start = time.process_time()
    parse_yaml(data, "x.yaml")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("key{}: 1\n", id="fields"),
        pytest.param("printed_labels: {{{}}}\n", id="labels"),
        pytest.param("narratives: {{{}}}\n", id="sections"),
    ],
)
def test_unknown_keys_are_told_in_linear_time(
    more: str, tmp_path: Path, editions: Editions
) -> None:
    """Looking for the nearest known key is dear; no author mistypes a thousand of them."""
    keys = range(2_000)
    text = "".join(more.format(key) for key in keys)
    if "{{" in more:
        text = more.format(", ".join(f"requests.rows.results.key{key}: x" for key in keys))
    start = time.process_time()
    _, issues = read_report(report().replace("narratives: omitted\n", text), tmp_path, editions)
    assert time.process_time() - start < 3
    assert issues


@pytest.mark.parametrize(
    "text",
    [
        "公开信息，接受监督。",
        "x",
        "2021年收到申请5件，其中3件，",
        "\n\n    （一）甲",
        "_ 条",
        "<b>",
    ],
)
def test_long_prose_is_checked_and_built_in_linear_time(text: str, tmp_path: Path) -> None:
    prose = text * (100_000 // len(text))
    more = f" \n  overview: |\n    {prose}\n  problems: 无。\n  other_matters: 无。"
    data = report().replace(" omitted", more).encode()
    BadInput(48, "long", data, Kept("", "", "")).write(tmp_path)
    settings = Settings(tmp_path, tmp_path)
    start = time.process_time()
    check_site(settings)
    build_site(settings)
    assert time.process_time() - start < 3


def test_a_pipe_in_place_of_a_file_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "agency.yaml"
    os.mkfifo(path)
    codes: list[str] = []
    read = threading.Thread(
        target=lambda: codes.extend(issue.code for issue in read_yaml(path).issues), daemon=True
    )
    read.start()
    read.join(timeout=3)
    hangs = read.is_alive()
    if hangs:
        os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))
    assert not hangs
    assert codes == ["yaml.unreadable"]


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("iterdir", "", "yaml.unreadable"),
        ("iterdir", "example", "yaml.unreadable"),
        ("iterdir", "example/files", "yaml.unreadable"),
        ("is_symlink", "example", "yaml.unreadable"),
        ("is_symlink", "example/2021.yaml", "yaml.unreadable"),
        ("read_bytes", "example/2021.yaml", "yaml.unreadable"),
        ("read_bytes", "example/agency.yaml", "yaml.unreadable"),
        ("open", "example/files/a.pdf", "file.missing"),
        ("stat", "example/files/a.pdf", "file.missing"),
    ],
)
def test_what_may_not_be_read_is_an_issue(  # whoever runs the tests may read everything
    method: str,
    path: str,
    code: str,
    tmp_path: Path,
    editions: Editions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = report(more="source: {file: a.pdf}\n").encode()
    original = Beside("files/a.pdf", b"%PDF")
    BadInput(0, "", text, Kept("", "", ""), beside=(original,)).write(tmp_path)
    allowed = getattr(Path, method)

    def refuse(self: Path, *arguments: object, **options: object) -> object:
        if self == tmp_path / path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return allowed(self, *arguments, **options)

    monkeypatch.setattr(Path, method, refuse)
    issues = load_corpus(tmp_path, editions, tmp_path.parent).issues
    place = "example/2021.yaml" if path.endswith(".pdf") else path
    assert (code, (tmp_path / place).relative_to(tmp_path.parent).as_posix()) in [
        (each.code, each.location.path) for each in issues
    ]


def test_an_issue_shows_a_tag_escaped() -> None:
    (issue,) = parse_yaml(b"a: !%1b%5b31m%0a%e2%80%ae b\n", "x.yaml").issues
    assert issue.code == "yaml.tag"
    assert str(issue).isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("长治", "“长治”"),
        ("a\nb\x1b\u202e", "“a\\nb\\x1b\\u202e”"),
        ("x" * 41, "“" + "x" * 40 + "…”"),
        ("", "“”"),
    ],
)
def test_a_value_is_shown_cut_and_escaped(text: str, shown: str) -> None:
    assert quoted(text) == shown

"""Pages rendered directly are, byte for byte, those that MkDocs renders from their Markdown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from gongkai.mkdocs_adapter.direct import DirectWriter, direct_writer
from gongkai.outputs.downloads import CHECKSUMS, MANIFEST
from gongkai.render.prose import heading
from gongkai.site_index import BUNDLE
from tests.site.building import CONFIG, ROOT, Build, built, dump, folder_state, mkdocs

PAGE = f"{heading('甲 *乙*', 2, 'one')}\n\n<p>*a* [b](c)</p>\n"


def test_the_real_site_is_the_same_without_it(real: Build, tmp_path: Path) -> None:
    options = {"reports_dir": str(ROOT / "reports"), "direct": False}
    config = {
        "INHERIT": str(CONFIG),
        "docs_dir": str(ROOT / "docs"),
        "plugins": ["search", {"gongkai": options}],
    }
    (tmp_path / "mkdocs.yml").write_text(dump(config), encoding="utf-8")
    environment = {"SITE_URL": "https://example.org/", "GIT_DIR": os.devnull}
    plain = built(mkdocs(tmp_path / "mkdocs.yml", tmp_path / "site", **environment))
    ours, theirs = (_pages(each) for each in (real, plain))
    assert len(ours) > 100
    assert ours == theirs


def _pages(build: Build) -> dict[str, str]:
    """Every file but the search index and the lists, which tell of it and of where the data lie."""
    return {
        name: state
        for name, state in folder_state(build.site).items()
        if not name.startswith(BUNDLE) and name not in (MANIFEST, CHECKSUMS)
    }


def _config(tmp_path: Path, **changes: object) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(dump({"site_name": "x", "plugins": []} | changes), encoding="utf-8")
    return load_config(str(file))


@pytest.mark.parametrize(
    "extensions",
    [
        ["toc"],
        ["attr_list", "md_in_html", {"toc": {"permalink": True, "baselevel": 2}}],
        ["attr_list", "smarty", "admonition", "footnotes", {"toc": {"toc_depth": "2-3"}}],
        ["attr_list", "pymdownx.superfences", "pymdownx.magiclink", "pymdownx.tilde", "abbr"],
    ],
    ids=str,
)
def test_permanent_links_and_depth_are_as_configured(
    tmp_path: Path, extensions: list[object]
) -> None:
    writer = direct_writer(_config(tmp_path, markdown_extensions=extensions))
    if "attr_list" in extensions:
        assert writer is not None
        assert writer.agrees_on(PAGE)
    else:
        # Without it the parser shows the braces, and so must we.
        assert writer is None


class _Shouting(Extension):
    """Changes finished HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's
        md.postprocessors.register(_Shout(md), "shout", 1)


class _Shout(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace("<p>", '<p class="loud">')


def test_an_extension_that_changes_finished_html_turns_it_off(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = _config(tmp_path, markdown_extensions=["attr_list"])
    config.markdown_extensions.append(_Shouting())  # type: ignore[arg-type] # as hooks add theirs
    with caplog.at_level("INFO"):
        assert direct_writer(config) is None
    assert "逐页经 Markdown 解析" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        "text\n",
        "<p>a</p>\n\n* item\n",
        "<p>a\tb</p>\n",
        "## 甲\n",
        "<span>a</span>\n",
        "## 甲 {#a}{#b}\n",
        "## *甲* {#a}\n",
        "<p>a\n \nb</p>\n",
        f"{heading('甲', 2, 'a')}\n\n{heading('乙', 2, 'a')}\n",
    ],
)
def test_other_markdown_is_left_to_the_parser(tmp_path: Path, body: str) -> None:
    config = _config(tmp_path, markdown_extensions=["attr_list"])
    assert DirectWriter(config).write(body) is None

"""A preview is indexed when somebody searches there, and anew after a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gongkai.mkdocs_adapter.search_index import PreviewIndex
from tests.search.test_site_index import site


def _server(asked: list[str]) -> Any:
    def app(environ: dict[str, Any], _: Any) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        return [b"answer"]

    return app


def test_the_index_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    built, asked, index = site(tmp_path), list[str](), PreviewIndex()
    app = index.app(_server(asked), built)
    entry = built / "pagefind" / "pagefind-entry.json"

    assert list(app({"PATH_INFO": "/repo/reports/xian/2019/"}, None)) == [b"answer"]
    assert not entry.exists()

    app({"PATH_INFO": "/repo/pagefind/pagefind-entry.json"}, None)
    assert entry.exists()
    assert asked == ["/repo/reports/xian/2019/", "/repo/pagefind/pagefind-entry.json"]

    entry.unlink()
    app({"PATH_INFO": "/repo/pagefind/pagefind.js"}, None)
    assert not entry.exists(), "made once only, as long as nothing changes"

    index.expire()
    app({"PATH_INFO": "/repo/pagefind/pagefind.js"}, None)
    assert entry.exists()

"""The search index as a step of MkDocs' build, and of its preview when somebody searches there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from gongkai.site_index import BUNDLE, IndexingError, write_index

log = get_plugin_logger(__name__)

App: TypeAlias = Callable[[dict[str, Any], Any], Iterable[bytes]]


def index_site(site: Path) -> None:
    """Indexes a built site; PluginError if that fails."""
    try:
        count = write_index(site)
    except IndexingError as error:
        raise PluginError(str(error)) from error
    log.info("检索索引：%d 页", count)


class PreviewIndex:
    """Indexes the previewed site at the first search after a build, not at every build.

    Indexing takes about half as long as the pages, and who mends a figure seldom searches.
    """

    def __init__(self) -> None:
        self._is_stale = True
        self._lock = threading.Lock()

    def expire(self) -> None:
        """The site was built anew."""
        self._is_stale = True

    def app(self, inner: App, site: Path) -> App:
        """The preview's server, which now makes the index before it hands out a part of it."""

        def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if f"/{BUNDLE}/" in environ["PATH_INFO"]:
                self._renew(site)
            return inner(environ, start_response)

        return serve

    def _renew(self, site: Path) -> None:
        with self._lock:
            if self._is_stale:
                # Before, so that a build that ends meanwhile makes it stale again.
                self._is_stale = False
                index_site(site)

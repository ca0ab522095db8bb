"""What holds for a page by itself: its markup, its tags, and that nothing foreign runs in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.verification.built_site import NOT_FOUND
from gongkai.verification.findings import Finding
from gongkai.verification.linked_figures import linked_figures
from gongkai.verification.page import Page
from gongkai.verification.page_figures import page_figures
from gongkai.verification.page_texts import page_texts
from gongkai.verification.policies import csp_hash, policies
from gongkai.verification.redirects import redirect_page
from gongkai.verification.scope import Scope, title_of
from gongkai.verification.withdrawals import withdrawn_page

# The theme's first script holds the way from the page to the site's root, which differs.
_ROOT = re.compile(r'(?<=new URL\(")(?:\.|\.\.(?:/\.\.)*|/(?:[\w.~-]+/)*)(?=",location\))')
_KNOWN_SCRIPTS = frozenset(
    (
        # mkdocs-material 9.8.1, the root being ".": where its settings are kept, the colours chosen
        # last, the tab that an address names.
        "sha256-apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk=",
        "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
        "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
    )
)


def page_checks(scope: Scope, page: Page) -> Iterator[Finding]:
    """Everything that can be said of a page without the others."""
    yield from _markup(page)
    yield from policies(page)
    if page.path in scope.redirects:
        yield from redirect_page(scope, page, scope.redirects[page.path])
        return
    yield from _tags(scope, page)
    yield from _safety(scope, page)
    yield from linked_figures(scope, page)
    report = scope.by_page.get(page.path)
    if report is not None:
        title = title_of(scope, report)
        if not page.title.startswith(title):
            yield Finding(page.path, "title", "report.title", stands=page.title, should=title)
        yield from page_figures(page, report)
        yield from page_texts(page, report)
    if (withdrawn := scope.withdrawn_by_page.get(page.path)) is not None:
        yield from withdrawn_page(page, withdrawn)


def _markup(page: Page) -> Iterator[Finding]:
    for odd in page.odd:
        yield Finding(page.path, f"L{odd.line}", "page.markup", odd.text)
    for each, count in Counter(page.ids).items():
        if count > 1:
            yield Finding(page.path, each, "page.id", f"{count} 处")


def _tags(scope: Scope, page: Page) -> Iterator[Finding]:
    """Language, title, description, and where the page is known to be published."""
    if not page.language.lower().startswith("zh"):
        yield Finding(page.path, "lang", "page.meta", stands=page.language, should="zh-Hans")
    if not page.title:
        yield Finding(page.path, "title", "page.meta", "没有 title")
    if not page.named.get("description"):
        yield Finding(page.path, "description", "page.meta", "没有 description")
    if scope.site.address is not None and page.path != NOT_FOUND:
        own = scope.site.url(page.path)
        if page.canonical != own:
            yield Finding(
                page.path, "canonical", "page.meta", stands=page.canonical or "", should=own
            )


def _safety(scope: Scope, page: Page) -> Iterator[Finding]:
    for each in page.unsafe:
        yield Finding(page.path, "", each.code, each.text)
    for script in page.scripts:
        if csp_hash(_ROOT.sub(".", script)) not in _KNOWN_SCRIPTS:
            own = csp_hash(script)
            if own not in scope.scripts:
                yield Finding(page.path, "", "script.inline", f"{own}：{_beginning(script)}")


def _beginning(script: str) -> str:
    return " ".join(script.split())[:60]

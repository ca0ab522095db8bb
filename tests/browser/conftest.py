"""One browser a worker, the real site served at the root of a host and below a path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from tests.browser.serving import serve
from tests.site.building import real_site

# Chromium's own conversations with its makers are not the site's.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(requires_chromium: str) -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=requires_chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def at_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site at the root of a host."""
    with serve(real_site(tmp_path_factory).site) as address:
        yield address


@pytest.fixture(scope="session")
def below_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site below a path, as on a project's pages of a code host."""
    build = real_site(tmp_path_factory, "https://example.org/repo/", "real-below")
    with serve(build.site, "/repo/") as address:
        yield address


@dataclass
class Visit:
    """A tab, with everything that went wrong in it."""

    page: Page
    origin: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Notes errors, and stops and notes every request to another host."""
        self.page.route("**/*", self._route)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", self._note_failure)

    def _route(self, route: Route) -> None:
        if route.request.url.startswith((self.origin, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _note_console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def _note_failure(self, request: Request) -> None:
        # A page that is left early ends its own requests.
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"{request.url}: {request.failure}")


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens an address in a tab of its own; what went wrong there fails the test at its end."""
    visits: list[Visit] = []

    def go(
        address: str,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        *,
        script: bool = True,
        settled: bool = False,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            locale="zh-CN",
            reduced_motion="reduce",  # where things stand is measured at once
        )
        origin = "/".join(address.split("/")[:3]) + "/"
        opened = Visit(context.new_page(), origin)
        opened.watch()
        opened.page.goto(address)
        if settled:
            opened.page.wait_for_load_state("networkidle")
        visits.append(opened)
        return opened

    yield go
    for opened in visits:
        opened.page.context.close()
    assert [each for opened in visits for each in opened.foreign] == []
    assert [each for opened in visits for each in opened.errors] == []

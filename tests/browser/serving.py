"""The built site behind a local server, as a web host would serve it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path, with the site's own page for what is missing."""

    protocol_version = "HTTP/1.1"
    base: ClassVar[str] = "/"
    folder: ClassVar[Path]

    def translate_path(self, path: str) -> str:
        plain = path.partition("?")[0].partition("#")[0]
        if not plain.startswith(self.base):
            return str(self.folder / "no such file")
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:  # not found
            super().send_error(code, message, explain)
            return
        body = (self.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Nothing: the browser notes what fails."""


class _Server(ThreadingHTTPServer):
    """Says nothing of a browser that leaves in the middle of an answer."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(site: Path, below: str = "/") -> Iterator[str]:
    """The address of the site's home page while it is served below a path."""
    names = {"base": below, "folder": site}
    kind = type("Handler", (_Handler,), names)

    def handler(*arguments: object) -> SimpleHTTPRequestHandler:
        made: SimpleHTTPRequestHandler = kind(*arguments, directory=str(site))
        return made

    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
        thread.join()

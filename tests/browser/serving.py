"""The built site behind a local server, as a web host would serve it."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, NamedTuple


class Sent(NamedTuple):
    """An answer that was sent: path, bytes of its body, and when it began, in ms of the epoch."""

    path: str
    size: int
    at: float


_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".xml"})


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path, with the site's own page for what is missing."""

    protocol_version = "HTTP/1.1"
    base: ClassVar[str] = "/"
    folder: ClassVar[Path]
    zipped: ClassVar[bool] = False
    headers_to_add: ClassVar[Mapping[str, str]] = {}
    sent: ClassVar[list[Sent]] = []

    def translate_path(self, path: str) -> str:
        plain = path.partition("?")[0].partition("#")[0]
        if not plain.startswith(self.base):
            return str(self.folder / "no such file")
        return super().translate_path("/" + path.removeprefix(self.base))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if self.zipped and path.suffix in _TEXTS and path.is_file():
            self._send_zipped(path)
        else:
            super().do_GET()

    def _send_zipped(self, path: Path) -> None:
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Length":
            self.sent.append(Sent(self.path.partition("?")[0], int(value), time.time() * 1000))
        super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, value in self.headers_to_add.items():
            self.send_header(name, value)
        super().end_headers()

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
def serve(
    site: Path,
    below: str = "/",
    *,
    zipped: bool = False,
    headers: Mapping[str, str] = MappingProxyType({}),
    sent: list[Sent] | None = None,
) -> Iterator[str]:
    """The address of the site's home page while it is served below a path.

    ``zipped`` sends texts compressed, as most hosts do; ``headers`` come with every answer. What
    is sent is added to ``sent``.
    """
    names = {
        "base": below,
        "folder": site,
        "zipped": zipped,
        "headers_to_add": headers,
        "sent": [] if sent is None else sent,
    }
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

"""Servers that an office may have, each as a program of its own before a folder."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.conftest import ROOT

GUIDE = ROOT / "docs/guide/publish.md"
IN_THE_GUIDE = "/zwgk/nianbao/"

_HOST = "127.0.0.1"
_PATIENCE = 20  # seconds
_BLOCK = re.compile(r"^```nginx\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TEMPORARY = ("client_body", "fastcgi", "proxy", "scgi", "uwsgi")
_NGINX = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    {temporary}
    server {{
        listen {host}:{port};
        root {root};
        {block}
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: status, headers by their name in small letters, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int

    def ask(self, path: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
        """The answer for a path as it is sent; nothing is redirected or unpacked."""
        connection = http.client.HTTPConnection(_HOST, self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", path, headers=dict(headers))
            sent = connection.getresponse()
            named = {name.lower(): value for name, value in sent.getheaders()}
            return Answer(sent.status, named, sent.read())
        finally:
            connection.close()


@contextmanager
def python_server(root: Path) -> Iterator[Server]:
    """``python -m http.server`` before a folder."""
    port = _free_port()
    command = [sys.executable, "-m", "http.server", "--bind", _HOST, "--directory", str(root)]
    with _running([*command, str(port)], root.parent / "python.log", port) as server:
        yield server


@contextmanager
def nginx_server(nginx: str, root: Path, base: str) -> Iterator[Server]:
    """nginx as the guide sets it up, before the root folder of a host with the site at a path."""
    port = _free_port()
    file = root.parent / "nginx.conf"
    file.write_text(_configuration(nginx, root, base, port), encoding="utf-8")
    command = [nginx, "-e", "stderr", "-p", str(root.parent), "-c", str(file)]
    with _running(command, root.parent / "nginx.log", port) as server:
        yield server


def _configuration(nginx: str, root: Path, base: str, port: int) -> str:
    (block,) = _BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
    folder = root.parent
    return _NGINX.format(
        folder=folder,
        types=_types(nginx),
        temporary=" ".join(f"{each}_temp_path {folder}/{each};" for each in _TEMPORARY),
        host=_HOST,
        port=port,
        root=root,
        block=block.replace(IN_THE_GUIDE, base),
    )


def _types(nginx: str) -> Path:
    """The table of types that nginx was installed with."""
    said = subprocess.run([nginx, "-V"], check=True, capture_output=True, encoding="utf-8").stderr
    found = re.search(r"--conf-path=(\S+)", said)
    assert found, said
    return Path(found[1]).with_name("mime.types")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _running(command: list[str], log: Path, port: int) -> Iterator[Server]:
    """A server once it answers; it is stopped at the end."""
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
    try:
        _wait(process, log, port)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(process: subprocess.Popen[bytes], log: Path, port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            socket.create_connection((_HOST, port), timeout=1).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.02)
        else:
            return

"""Builds that no network helps, and builds that run beside another."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.building import Project, built, folder_state

ASKED = 97
# Whoever asks for a host or a connection ends the process at once, whatever it catches.
WITHOUT_NETWORK = f"""\
import os, socket
def end(*_, **__):
    os._exit({ASKED})
socket.getaddrinfo = socket.socket.connect = socket.socket.connect_ex = end
"""


@pytest.fixture
def lake(project: Project) -> Project:
    project.agency("lake", name="湖区局")
    project.report("lake", 2010, narratives={"overview": "一切正常。"})
    search = [{"search": {"lang": "en"}}, {"gongkai": {"reports_dir": "reports"}}]
    project.configure(plugins=search)
    return project


@pytest.fixture
def without_network(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python has no network."""
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_NETWORK, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path)}


@pytest.mark.parametrize("call", ["getaddrinfo('localhost', 9)", "socket().connect(('::', 9))"])
def test_the_network_is_out_of_reach(without_network: dict[str, str], call: str) -> None:
    command = [sys.executable, "-c", f"import socket; socket.{call}"]
    assert subprocess.run(command, env=without_network, check=False).returncode == ASKED


def test_a_build_asks_no_network(lake: Project, without_network: dict[str, str]) -> None:
    built(lake.build(**without_network))


def test_two_builds_at_once_are_equal(lake: Project) -> None:
    with ThreadPoolExecutor(2) as pool:
        one, other = (built(each) for each in pool.map(lake.build, ("one", "other")))
    assert folder_state(one.site) == folder_state(other.site)

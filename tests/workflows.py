"""The workflows of this project and of a new site, and their steps run as GitHub runs them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

Step = Mapping[str, Any]

OWN = sorted((ROOT / ".github/workflows").glob("*.yml"))
OF_NEW_SITES = [
    ROOT / "plugins/gongkai/scaffold/files" / name for name in ("check.yml", "publish.yml")
]
WORKFLOWS = [*OWN, *OF_NEW_SITES]


def ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def load(path: Path) -> dict[str, Any]:
    """A workflow; its key ``on`` is that text, which YAML 1.1 takes for true."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def steps(workflow: Mapping[str, Any]) -> Iterator[Step]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def failures(workflow: Mapping[str, Any], folder: Path, **variables: str) -> dict[str, str]:
    """What every step said that runs a command and fails, by the name of the step.

    All are run, one after the other, also behind one that fails. What a step takes from GitHub
    itself is left out.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT")}
    environment |= {"CI": "true", "GITHUB_ACTIONS": "true", **variables}
    commands = {step["name"]: step["run"] for step in steps(workflow) if "run" in step}
    done = {name: _run(command, folder, environment) for name, command in commands.items()}
    return {name: each.stdout for name, each in done.items() if each.returncode}


def _run(
    command: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )

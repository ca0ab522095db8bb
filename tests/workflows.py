"""The workflows of this project and of a new site, and their steps run as GitHub runs them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from gongkai.scaffold.site import TEMPLATES
from tests.conftest import ROOT

Step = Mapping[str, Any]

OWN = sorted((ROOT / ".github/workflows").glob("*.yml"))
_TEMPLATES = ROOT / "plugins/gongkai/scaffold/files"
OF_NEW_SITES = [_TEMPLATES / name for name in ("check.yml", "publish.yml")]
WORKFLOWS = [*OWN, *OF_NEW_SITES]

LOCAL = "./.github/actions/site"
ACTIONS = [ROOT / LOCAL / "action.yml", _TEMPLATES / "action.yml"]

_INPUT = re.compile(r"\$\{\{ inputs\.([a-z]+) \}\}")


def ids(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def load(path: Path) -> dict[str, Any]:
    """A workflow, with the steps of its own actions in place of those that call them."""
    workflow = read(path)
    for job in workflow["jobs"].values():
        job["steps"] = [each for step in job["steps"] for each in _followed(step, path)]
    return workflow


def read(path: Path) -> dict[str, Any]:
    """A file as it stands; the key ``on`` is that text, which YAML 1.1 takes for true."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def _followed(step: Step, workflow: Path) -> list[Step]:
    """The steps of the action that a step calls, if it stands beside the workflow; else itself."""
    if not step.get("uses", "").startswith("./"):
        return [step]
    action = read(_own_action(step["uses"], workflow))
    inputs = {name: about["default"] for name, about in action["inputs"].items()}
    given = step.get("with", {})
    assert given.keys() <= inputs.keys()
    return [_filled(each, inputs | given) for each in action["runs"]["steps"]]


def _own_action(uses: str, workflow: Path) -> Path:
    path = f"{uses.removeprefix('./')}/action.yml"
    return ROOT / path if workflow in OWN else _TEMPLATES / TEMPLATES[path]


def _filled(step: Step, inputs: Mapping[str, str]) -> Step:
    """A step of an action, its environment made of what was given to the action."""
    given = {
        name: _INPUT.sub(lambda found: inputs[found[1]], value)
        for name, value in step.get("env", {}).items()
    }
    return {**step, "env": given} if given else step


def steps(workflow: Mapping[str, Any]) -> Iterator[Step]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def failures(workflow: Mapping[str, Any], folder: Path, **variables: str) -> dict[str, str]:
    """What every step said that runs a command and fails, by the name of the step.

    All are run, one after the other, also behind one that fails. What a step takes from GitHub
    itself is left out; what it would hand to a command is among the variables.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT")}
    environment |= {"CI": "true", "GITHUB_ACTIONS": "true", **variables}
    done = {
        step["name"]: _run(step["run"], folder, environment | _said(step))
        for step in steps(workflow)
        if "run" in step
    }
    return {name: each.stdout for name, each in done.items() if each.returncode}


def _said(step: Step) -> dict[str, str]:
    """The variables of a step that do not come from GitHub."""
    return {name: value for name, value in step.get("env", {}).items() if "${{" not in value}


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

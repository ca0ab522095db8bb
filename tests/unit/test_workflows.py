"""Workflows: least permissions, our own commands, nothing that a script could be fed with."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.workflows import ACTIONS, LOCAL, OF_NEW_SITES, OWN, WORKFLOWS, ids, load, read, steps

BIN = Path(sys.executable).parent
OURS = re.compile(r"(?:make [./a-z]+|\.venv/bin/gongkai [^;&|<>`\n]*)\n?")
RELEASE = (
    'gh release create "$GITHUB_REF_NAME" --verify-tag --generate-notes '
    "annual-reports.zip site/SHA256SUMS"
)
USES = re.compile(r"actions/[a-z-]+@(?:v[0-9]+|[0-9a-f]{40})")


@pytest.mark.parametrize("path", WORKFLOWS, ids=ids(WORKFLOWS))
def test_permissions_are_the_least(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    writes = {
        (name, scope)
        for name, job in workflow["jobs"].items()
        for scope, right in job["permissions"].items()
        if right == "write"
    }
    allowed = {("deploy", "pages"), ("deploy", "id-token")}
    allowed |= {("release", scope) for scope in ("attestations", "contents", "id-token")}
    assert writes == (allowed if "publish" in path.name else set())
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=ids(WORKFLOWS))
def test_steps_run_our_own_commands_only(path: Path) -> None:
    for step in steps(load(path)):
        command = step.get("run")
        assert (command is None) is ("uses" in step)
        if command is not None:
            assert OURS.fullmatch(command) or command == RELEASE, command
            assert "${{" not in command
        else:
            assert USES.fullmatch(step["uses"])


@pytest.mark.parametrize("paths", [WORKFLOWS, ACTIONS], ids=["workflows", "actions"])
def test_they_are_as_github_wants_them(paths: list[Path]) -> None:
    kind = "actions" if paths is ACTIONS else "workflows"
    schema = ["--builtin-schema", f"vendor.github-{kind}"]
    subprocess.run([BIN / "check-jsonschema", *schema, *paths], check=True, capture_output=True)


@pytest.mark.parametrize("folder", [".github", "plugins/gongkai/scaffold/files"])
def test_zizmor_finds_nothing(folder: str) -> None:
    files = [each for each in (*WORKFLOWS, *ACTIONS) if each.is_relative_to(ROOT / folder)]
    assert files
    command = ["zizmor", "--offline", "--quiet", "--no-config", *map(str, files)]
    done = subprocess.run(
        command, executable=BIN / "zizmor", check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=ids(WORKFLOWS))
def test_only_a_tag_is_released_and_only_main_is_deployed(path: Path) -> None:
    """And what may write runs nothing that the project brings: no checkout, no installation."""
    for name, job in load(path)["jobs"].items():
        if "write" in job["permissions"].values():
            conditions = {
                "deploy": "github.ref == 'refs/heads/main'",
                "release": "startsWith(github.ref, 'refs/tags/v')",
            }
            assert job["if"] == conditions[name]
            used = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
            assert "actions/checkout" not in used


def test_pull_requests_are_checked_and_main_is_published() -> None:
    for paths in (OWN, OF_NEW_SITES):
        triggers = {path.stem: set(load(path)["on"]) for path in paths}
        assert triggers == {
            "check": {"pull_request"},
            "publish": {"push", "schedule", "workflow_dispatch"},
        }


@pytest.mark.parametrize("path", WORKFLOWS, ids=ids(WORKFLOWS))
def test_published_figures_do_not_change_without_a_record(path: Path) -> None:
    """Neither in a pull request nor, pushed past it, in what is published."""
    names = [step["name"] for step in steps(load(path))]
    (gate,) = (step for step in steps(load(path)) if "--require-corrections" in step.get("run", ""))
    if path.stem == "check":
        assert gate["run"].endswith('"origin/$GITHUB_BASE_REF"')
    else:
        assert gate["run"].endswith('"$RELEASED"')
        assert gate["env"] == {"RELEASED": "${{ steps.released.outputs.result }}"}
        assert names.index(gate["name"]) < names.index("Keep the site for publishing")


@pytest.mark.parametrize("path", WORKFLOWS, ids=ids(WORKFLOWS))
def test_a_site_is_made_of_checked_data_and_held_against_them(path: Path) -> None:
    """Both workflows make it alike, before anything of it is kept."""
    done = [step.get("run", step.get("uses")) for step in steps(load(path))]
    kept = [each for each in done if each.startswith("actions/upload-")]
    order = [
        ".venv/bin/gongkai check --format github",
        "make site",
        ".venv/bin/gongkai verify site",
        *kept,
    ]
    assert kept
    assert [each for each in done if each in order] == order


def test_what_a_review_waits_for_is_said_by_the_action() -> None:
    """GitHub takes an unknown output for an empty text, and would leave such steps out."""
    check, _ = OWN
    action = read(ACTIONS[0])
    asked = set(re.findall(r"steps\.site\.outputs\.([a-z]+)", check.read_text(encoding="utf-8")))
    assert asked == set(action["outputs"])
    assert action["outputs"]["installed"]["value"] == "${{ steps.install.outcome }}"
    (install,) = (each for each in action["runs"]["steps"] if each.get("id") == "install")
    assert install["run"] == "make .venv/project"


_ASKS = """
const asked = [];
const context = {repo: {owner: "o", repo: "r"}};
const github = {rest: {actions: {listWorkflowRuns: async (about) => {
  asked.push(about);
  return {data: {workflow_runs: RUNS}};
}}}};
const found = await (async () => { SCRIPT })();
console.log(JSON.stringify([found, asked]));
"""


@pytest.mark.parametrize(("runs", "found"), [([{"head_sha": "ab"}], "ab"), ([], "")])
def test_the_last_whole_run_says_what_is_published(
    requires_node: str, runs: list[dict[str, str]], found: str
) -> None:
    publish = load(OWN[-1])
    (step,) = (each for each in steps(publish) if each.get("id") == "released")
    script = _ASKS.replace("RUNS", json.dumps(runs)).replace("SCRIPT", step["with"]["script"])
    command = [requires_node, "--input-type=module", "--eval", script]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    said, (asked,) = json.loads(done.stdout)
    assert said == found
    assert (asked["owner"], asked["repo"]) == ("o", "r")
    assert asked["workflow_id"] == OWN[-1].name
    assert asked["status"] == "success"
    assert [asked["branch"]] == publish["on"]["push"]["branches"]


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_new_sites_do_as_this_one_does(name: str) -> None:
    """But for how gongkai is installed, and the language of the comments."""
    own, new = (load(path) for path in WORKFLOWS if path.name == name)
    text = yaml.safe_dump(own).replace("make .venv/project", "make install")
    assert text == yaml.safe_dump(new)


def test_the_action_of_new_sites_does_as_this_one_does() -> None:
    own, new = map(read, ACTIONS)
    text = yaml.safe_dump(own).replace("make .venv/project", "make install")
    assert text == yaml.safe_dump(new)


@pytest.mark.parametrize("folder", [".github", "plugins/gongkai/scaffold/files"])
def test_dependabot_moves_what_the_action_uses_as_well(folder: str) -> None:
    """It looks through the workflows, and through no action that is not named."""
    settings = read(ROOT / folder / "dependabot.yml")
    (actions,) = (
        each for each in settings["updates"] if each["package-ecosystem"] == "github-actions"
    )
    assert actions["directories"] == ["/", LOCAL.removeprefix(".")]

"""What every test run shares: hypothesis without traces, and an honest list of what was left out.

A test that needs a program, such as Chromium or Java, is skipped where there is none, and the run
ends with a list of what was left out and why. With ``GONGKAI_REQUIRE_ALL=1`` whatever would be left
out fails instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from gongkai.forms.loader import load_editions
from gongkai.forms.model import Editions

REQUIRE_ALL = os.environ.get("GONGKAI_REQUIRE_ALL") == "1"
ROOT = Path(__file__).parent.parent

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_home = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


# --- hypothesis -------------------------------------------------------------------------------

settings.register_profile(
    "gongkai",
    database=None,
    deadline=None,
    derandomize="CI" in os.environ or REQUIRE_ALL,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gongkai")


def pytest_configure(config: pytest.Config) -> None:
    """Hypothesis keeps tables of characters on disk even without a database."""
    config.stash[_home] = tempfile.TemporaryDirectory(prefix="gongkai-hypothesis-")
    set_hypothesis_home_dir(config.stash[_home].name)


def pytest_unconfigure(config: pytest.Config) -> None:
    if (home := config.stash.get(_home, None)) is not None:
        home.cleanup()


# --- what a machine may lack ------------------------------------------------------------------


def chromium_path() -> str | None:
    """Where a Chromium of the system is."""
    fixed = Path("/usr/bin/chromium")
    found = (shutil.which(name) for name in _CHROMIUM_NAMES)
    return str(fixed) if fixed.exists() else next((path for path in found if path), None)


def vnu_command() -> list[str] | None:
    """How to call the Nu HTML checker, None without Java or its jar."""
    java, jar = shutil.which("java"), os.environ.get("GONGKAI_VNU_JAR", "")
    return [java, "-jar", jar] if java and Path(jar).is_file() else None


def lighthouse_command() -> list[str] | None:
    """How to call Lighthouse, None without Node or its package."""
    node, package = shutil.which("node"), os.environ.get("GONGKAI_LIGHTHOUSE", "")
    script = Path(package) / "cli" / "index.js"
    return [node, str(script)] if node and package and script.is_file() else None


def _without_chromium() -> str | None:
    """Why browser tests cannot run."""
    missing = "Chromium is not installed (chromium or google-chrome on PATH)"
    return missing if chromium_path() is None else None


def _without_vnu() -> str | None:
    """Why tests with the Nu HTML checker cannot run."""
    if shutil.which("java") is None:
        return "Java is not installed"
    return "GONGKAI_VNU_JAR does not name a vnu.jar" if vnu_command() is None else None


def _without_lighthouse() -> str:
    """Why pages cannot be measured."""
    if shutil.which("node") is None:
        return "Node is not installed (node on PATH)"
    return "GONGKAI_LIGHTHOUSE does not name the folder of the package lighthouse"


_NEEDS = {"browser": _without_chromium, "java": _without_vnu}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out the tests marked ``browser`` or ``java`` that this machine cannot run."""
    for marker, lacking in _NEEDS.items():
        if item.get_closest_marker(marker) and (reason := lacking()):
            pytest.skip(reason)


@pytest.fixture(scope="session")
def requires_chromium() -> str:
    """The path of the system's Chromium; the test is left out where there is none."""
    return chromium_path() or pytest.skip(str(_without_chromium()))


@pytest.fixture(scope="session")
def requires_lighthouse() -> list[str]:
    """The command of Lighthouse; the test is left out where there is none."""
    return lighthouse_command() or pytest.skip(_without_lighthouse())


@pytest.fixture(scope="session")
def requires_nginx() -> str:
    """The path of nginx; the test is left out where there is none."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    return found or pytest.skip("nginx is not installed (nginx on PATH or in /usr/sbin)")


@pytest.fixture(scope="session")
def requires_node() -> str:
    """The path of Node, 20 or newer; the test is left out where there is none."""
    return shutil.which("node") or pytest.skip("Node is not installed (node on PATH)")


@pytest.fixture(scope="session")
def requires_soffice() -> str:
    """The path of LibreOffice's program; the test is left out where there is none."""
    return shutil.which("soffice") or pytest.skip("LibreOffice Calc is not installed (soffice)")


@pytest.fixture(scope="session")
def requires_sha256sum() -> str:
    """The path of sha256sum; the test is left out where there is none."""
    return shutil.which("sha256sum") or pytest.skip("sha256sum is not installed (GNU coreutils)")


@pytest.fixture(scope="session")
def requires_vnu() -> list[str]:
    """The command of the Nu HTML checker; the test is left out where there is none."""
    return vnu_command() or pytest.skip(str(_without_vnu()))


# --- left out ---------------------------------------------------------------------------------


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    found = report.longrepr
    text = found[2] if isinstance(found, tuple) else str(found)
    return text.removeprefix("Skipped: ")


def _insist(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turns what was left out into a failure, where nothing may be.

    Documents that the repository may not hold are no program that a machine could install.
    """
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = _reason(report)
        if reason.startswith("GONGKAI_IMPORT_SAMPLES"):
            return
        report.outcome = "failed"
        report.longrepr = f"left out although GONGKAI_REQUIRE_ALL=1: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _insist(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _insist(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lists what did not run, file by file, with the reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    counted = Counter((report.nodeid.partition("::")[0], _reason(report)) for report in skipped)
    if counted:
        terminalreporter.section("left out")
    for (file, reason), count in sorted(counted.items()):
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.line(f"left out: {file} ({tests}) because {reason}")


# --- data -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def editions() -> Editions:
    """The forms that ship with the package."""
    loaded = load_editions()
    assert not loaded.issues
    return loaded.value


@pytest.fixture(scope="session")
def reports_folder() -> Path:
    """The real reports of this repository."""
    return ROOT / "reports"

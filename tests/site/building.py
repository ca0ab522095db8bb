"""Strict builds of the real site and of made-up projects, each as a user would run them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "mkdocs.yml"

# The day of the build is the day of the data, as `make` sets it.
SOURCE_DATE_EPOCH = "1767225600"

# What a made-up project needs of a menu; the real one has authored pages besides.
NAV = [
    {"首页": "index.md"},
    {"机关": ["reports/index.md"]},
    {"年份": ["years/index.md"]},
    {"指标": ["indicators/index.md"]},
    {"比较": "compare/index.md"},
    {"表式": ["forms/index.md"]},
    {"搜索": "search/index.md"},
    {"校验": ["checks/index.md"]},
    {"数据": ["data/index.md"]},
]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build left: the site's folder, the exit code and all that was printed."""

    site: Path
    code: int
    log: str

    def page(self, address: str) -> Path:
        """The file behind a page's address below the site's root (``reports/pingtan/2020/``)."""
        return self.site / address / "index.html"

    def pages(self) -> list[Path]:
        """Every page but ``404.html`` and those that only lead to a new address."""
        found = sorted(self.site.rglob("index.html"))
        return [each for each in found if b'http-equiv="refresh"' not in each.read_bytes()]


def mkdocs(config: Path, site: Path, **environment: str) -> Build:
    """``mkdocs build --strict``, which may fail."""
    return mkdocs_of(-1, config, site, **environment)


def mkdocs_of(umask: int, config: Path, site: Path, **environment: str) -> Build:
    """The same by somebody whose new files have this mask; -1 for ours."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(  # noqa: PLW1510 - the caller judges the exit code
        [*command, "--config-file", str(config), "--site-dir", str(site)],
        capture_output=True,
        cwd=config.parent,
        encoding="utf-8",
        env=_environment(environment),
        umask=umask,
    )
    return Build(site, done.returncode, done.stdout + done.stderr)


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    fixed = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
    }
    return own | fixed | dict(changes)


def built(build: Build) -> Build:
    """The build, which must have succeeded."""
    assert build.code == 0, build.log
    return build


def real_config() -> dict[str, Any]:
    """The real ``mkdocs.yml``, every scalar as it is typed."""
    text = CONFIG.read_text(encoding="utf-8")
    config: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return config


def folder_state(folder: Path) -> dict[str, str]:
    """The checksum of every file in a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- made-up projects -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Project:
    """A project of its own on the real site's configuration, without search and authored pages."""

    root: Path

    def write(self, path: str, content: str | bytes) -> Path:
        """A file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def agency(self, agency_id: str, **fields: object) -> None:
        """The file of a body; the name is its id where none is given."""
        record = {"name": agency_id, "kind": "department"} | fields
        self.write(f"reports/{agency_id}/agency.yaml", dump(record))

    def report(self, agency_id: str, year: int, **fields: object) -> None:
        """The file of a report."""
        self.write(f"reports/{agency_id}/{year}.yaml", dump({"year": year} | fields))

    def configure(self, options: Mapping[str, object] | None = None, **changes: object) -> None:
        """``mkdocs.yml``: the real one with the plugin's options and other keys changed."""
        for folder in ("docs", "reports"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        plugin = {"reports_dir": "reports", **(options or {})}
        record = {"INHERIT": str(CONFIG), "docs_dir": "docs", "nav": NAV} | changes
        self.write("mkdocs.yml", dump({"plugins": [{"gongkai": plugin}]} | record))

    def build(self, site: str = "site", **environment: str) -> Build:
        """A strict build, which may fail."""
        if not (self.root / "mkdocs.yml").exists():
            self.configure()
        return mkdocs(self.root / "mkdocs.yml", self.root / site, **environment)


def dump(record: object) -> str:
    """YAML for the reader under test, whose blank is ``~`` and which knows no anchors."""
    return yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's
        return True


_Dumper.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "~")
)


# --- once for all workers ---------------------------------------------------------------------


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Build]) -> Build:
    """What ``make`` builds into a folder, made by the first worker that asks for it."""
    folder = _run_folder(factory) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "code").exists():
            _keep(folder, make(folder))
    log = (folder / "log").read_text(encoding="utf-8")
    return Build(folder / "site", int((folder / "code").read_text()), log)


def _run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this test run, which all workers share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _keep(folder: Path, build: Build) -> None:
    (folder / "log").write_text(build.log, encoding="utf-8")
    (folder / "code").write_text(str(build.code))


def real_site(
    factory: pytest.TempPathFactory, address: str = "https://example.org/", name: str = "real"
) -> Build:
    """The real site, built for an address, as if it lay in no repository: that has many states."""

    def make(folder: Path) -> Build:
        return mkdocs(CONFIG, folder / "site", SITE_URL=address, GIT_DIR=os.devnull)

    return built(once(factory, name, make))

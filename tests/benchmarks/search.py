"""What the search costs and how well it finds, on made-up sites.

``python -m tests.benchmarks.search`` prints Markdown. CPU times are user and system time of the
process that did the work and of those that it started; bytes are bodies as a host sends them that
compresses texts.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, sync_playwright

from tests import synthetic
from tests.browser.asking import Answer, Question, ask
from tests.browser.conftest import FLAGS
from tests.browser.costs import Cost, first_search
from tests.browser.serving import serve
from tests.conftest import chromium_path
from tests.search.probes import PageText, page_texts, score, seeded_probes
from tests.site.building import Project

# What people look for: matters of the form and of prose, a phrase that every report has many
# times, years, a small and a large number, a body with its year.
QUERIES = (
    "规范性文件",
    "行政许可",
    "行政复议",
    "三审三校",
    "无障碍",
    "政策解读",
    "依申请公开",
    "政府信息公开",
    "2020年",
    "125",
)
BYTES_BOUND = 400_000
BEFORE_BOUND = 20_000
SECONDS_BOUND = 1.5
CPU_BOUND = 1.0

# The same builder without the index, and the index alone.
_PAGES = """
import sys
from gongkai.mkdocs_adapter import plugin
plugin.index_site = lambda site: None
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "build", "--quiet", "--site-dir", sys.argv[1]]
cli()
"""
_INDEX = """
import sys
from pathlib import Path
from gongkai.site_index import write_index
write_index(Path(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Built:
    """A made-up site, and the CPU seconds that its pages and its index took."""

    site: Path
    pages: float
    index: float


def build(folder: Path, reports: int) -> Built:
    """A site of so many made-up reports."""
    project = Project(folder)
    project.configure(site_url="https://example.org/made-up/")
    synthetic.write_corpus(folder / "reports", reports)
    site = folder / "site"
    return Built(site, _cpu(_PAGES, site, folder), _cpu(_INDEX, site, folder))


def _cpu(code: str, site: Path, folder: Path) -> float:
    before = os.times()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, str(site)]
    subprocess.run(command, check=True, cwd=folder, env=environment)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield launched
        launched.close()


def probe(browser: Browser, site: Path, probes: Sequence[str]) -> list[Answer]:
    """The answers to probes, asked in one tab."""
    tab = browser.new_page()
    with serve(site, "/repo/") as base:
        tab.goto(base)
        answers = ask(tab, base, site, [Question(each) for each in probes])
    tab.close()
    return answers


def queries_of(pages: Sequence[PageText]) -> list[str]:
    """The usual queries, the greatest amount of a site, and a body with its year."""
    figures = (each for page in pages for each in page.figures)
    amount = max((each for each in figures if re.fullmatch(r"[\d.]+", each)), key=len)
    first = pages[0]
    return [*QUERIES, amount, f"{first.agency} {first.address.rstrip('/').rpartition('/')[2]}"]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--reports", default=500, show_default=True, help="Size of the site.")
@click.option("--probes", default=1000, show_default=True, help="Pieces of pages to ask for.")
def main(reports: int, probes: int) -> None:
    """Builds a made-up site, indexes it, asks it."""
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as folder, _browser() as browser:
        built = build(Path(folder), reports)
        pages = page_texts(built.site)
        costs = {query: first_search(browser, built.site, query) for query in queries_of(pages)}
        drawn = seeded_probes(pages, probes)
        answers = probe(browser, built.site, drawn)
        _print_build(built, reports)
        _print_costs(costs)
        _print_probes(drawn, answers, pages)


def _print_build(built: Built, reports: int) -> None:
    bundle = [path.stat().st_size for path in (built.site / "pagefind").rglob("*")]
    click.echo(f"{reports} reports: index {len(bundle)} files, {sum(bundle) / 1e6:.1f} MB\n")
    ratio = built.index / built.pages
    click.echo(f"- CPU of the pages {built.pages:.1f} s, of the index {built.index:.1f} s")
    _verdict("index CPU, of the pages'", ratio, CPU_BOUND)


def _print_costs(costs: dict[str, Cost]) -> None:
    click.echo("\n| first search | KB | s | KB to the full answer |\n|---|---:|---:|---:|")
    for query, cost in costs.items():
        first = f"{cost.bytes / 1000:.0f} | {cost.milliseconds / 1000:.2f}"
        click.echo(f"| {query} | {first} | {cost.all_bytes / 1000:.0f} |")
    sizes = [cost.bytes for cost in costs.values()]
    click.echo()
    _verdict(
        "bytes of search before any", max(each.before for each in costs.values()), BEFORE_BOUND
    )
    _verdict("bytes to the first result, median", statistics.median(sizes), BYTES_BOUND)
    _verdict("bytes to the first result, most", max(sizes), BYTES_BOUND)
    seconds = [cost.milliseconds / 1000 for cost in costs.values()]
    _verdict("seconds to the first result, median", statistics.median(seconds), SECONDS_BOUND)
    _verdict("seconds to the first result, most", max(seconds), SECONDS_BOUND)


def _print_probes(
    drawn: Sequence[str], answers: Sequence[Answer], pages: Sequence[PageText]
) -> None:
    scores = [score(text, answer.pages, pages) for text, answer in zip(drawn, answers, strict=True)]
    took = sorted(answer.milliseconds for answer in answers)
    click.echo(f"\n- {len(scores)} probes: recall {statistics.mean(s.recall for s in scores):.4f},")
    click.echo(f"  precision {statistics.mean(s.precision for s in scores):.4f}")
    click.echo(f"- a query takes {statistics.median(took):.0f} ms, at most {took[-1]:.0f} ms")


def _verdict(what: str, value: float, bound: float) -> None:
    shown = f"{value:.2f}" if bound < 100 else f"{value:.0f}"
    click.echo(f"- {what}: {shown}, bound {bound:g}: {'kept' if value <= bound else 'MISSED'}")


if __name__ == "__main__":
    main()

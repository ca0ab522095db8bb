"""Prints the figures of ``docs/dev/benchmarks.md`` as Markdown: ``python -m tests.benchmarks``."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from gongkai.checks.locate import locate
from gongkai.corpus import load_corpus
from gongkai.forms.loader import load_editions
from tests.benchmarks import cost, downloads, finder, mutation, outputs, speed, verify
from tests.benchmarks.mutants import Mutant
from tests.unit.checks.building import identities_of

REPORTS = Path(__file__).parent.parent.parent / "reports"
GROWTH = 5  # the larger sample is so many times the smaller


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """How well the finder finds wrong figures, and what the checks cost."""
    click.echo(f"Python {platform.python_version()}, {platform.machine()}, {sys.platform}\n")


@main.command("finder")
@click.option("--share", default=1.0, show_default=True, help="Part of the trials to run.")
def finder_command(share: float) -> None:
    """Seeded slips: how often the truth is found, and how fast."""
    editions = load_editions().value
    _table(finder.COLUMNS, (each.row() for each in finder.all_trials(editions, share)))
    pingtan = load_corpus(REPORTS, editions).value.report("pingtan", 2020)
    if pingtan is None:
        raise LookupError(REPORTS)
    click.echo("平潭 2020, as published, every answer:\n")
    for answer in finder.answers(locate(pingtan, identities_of(pingtan))):
        click.echo(f"- {'; '.join(f'{cell} to {needed}' for cell, needed in sorted(answer))}")


@main.command("cost")
@click.option("--reports", default=10_000, show_default=True, help="Size of the larger sample.")
@click.option("--rounds", default=5, show_default=True, help="Rounds to take the median of.")
def cost_command(reports: int, rounds: int) -> None:
    """The checks beside the C YAML loader, and how their time grows with the reports."""
    small, large = (_cost(count, rounds) for count in (reports // GROWTH, reports))
    groups = (cost.READING, *cost.FIGURES, *cost.OTHERS, *cost.PROSE)
    columns = ("rules", "per report", "of reading", "results per report", "growth")
    _table(columns, (_row(name, small, large) for name in groups))
    growth = max(large.seconds[name] / small.seconds[name] for name in cost.PROSE)
    for name, value, bound in (
        ("rules on figures, of reading", large.share(*cost.FIGURES), cost.FIGURES_BOUND),
        ("rules on prose, of reading", large.share(*cost.PROSE), cost.PROSE_BOUND),
        (f"growth of prose at {GROWTH} times the reports", growth, cost.GROWTH_BOUND),
    ):
        verdict = "kept" if value <= bound else "MISSED"
        click.echo(f"- {name}: {value:.2f}, bound {bound}: {verdict}")


@main.command("downloads")
@click.option("--reports", default=2_000, show_default=True, help="Size of the larger sample.")
def downloads_command(reports: int) -> None:
    """The time and size of each kind of download, and how its time grows with the reports."""
    small, large = (_downloads(count) for count in (reports // GROWTH, reports))
    _table(
        ("output", "per report", "bytes per report", "growth"),
        (
            (
                name,
                f"{each.seconds / each.reports * 1e3:.1f} ms",
                f"{each.size / each.reports:,.0f}",
                f"{each.seconds / small[name].seconds:.1f}",
            )
            for name, each in large.items()
        ),
    )


@main.command("outputs")
@click.option("--reports", default=1_000, show_default=True, help="Size of the site.")
@click.option("--rounds", default=3, show_default=True, help="Rounds to take the median of.")
def outputs_command(reports: int, rounds: int) -> None:
    """What outputs cost in whole runs of MkDocs, beside the pages of the reports."""
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as folder:
        seconds = outputs.measure(Path(folder), reports, rounds)
    pages = seconds[outputs.REPORT_PAGES]
    rows = ((name, f"{each:.1f} s", f"{each / pages:.2f}") for name, each in seconds.items())
    _table(("output", "CPU", "of the report pages"), rows)
    share = seconds[outputs.ACROSS] / pages
    verdict = "kept" if share <= outputs.BOUND else "MISSED"
    click.echo(f"- {outputs.ACROSS}: {share:.2f}, bound {outputs.BOUND}: {verdict}")


@main.command("verify")
@click.option("--reports", default=1_000, show_default=True, help="Size of the site.")
@click.option("--rounds", default=3, show_default=True, help="Rounds to take the median of.")
def verify_command(reports: int, rounds: int) -> None:
    """What `gongkai verify` costs beside the build of the same site."""
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as folder:
        seconds = verify.measure(Path(folder), reports, rounds)
    build = seconds[verify.BUILD]
    rows = ((name, f"{each:.1f} s", f"{each / build:.2f}") for name, each in seconds.items())
    _table(("command", "CPU", "of the build"), rows)
    for name, bound in verify.BOUNDS.items():
        share = seconds[name] / build
        verdict = "kept" if share <= bound else "MISSED"
        click.echo(f"- {name}: {share:.2f}, bound {bound}: {verdict}")


@main.command("speed")
@click.option("--reports", default=1_000, show_default=True, help="Size of the site.")
@click.option("--rounds", default=5, show_default=True, help="Rounds to take the median of.")
def speed_command(reports: int, rounds: int) -> None:
    """Whole builds beside stock MkDocs, Hugo and a copy of the site."""
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as folder:
        medians = speed.measure(Path(folder), reports, rounds)
    columns = ("build", "CPU", "wall", "peak memory", "HTML", "of stock", "of Hugo", "of a copy")
    others = (speed.STOCK, speed.HUGO, speed.COPY)
    rows = (
        (
            name,
            f"{each.cpu:.1f} s",
            f"{each.wall:.1f} s",
            f"{each.memory / 1e6:,.0f} MB",
            f"{each.size / 1e6:,.1f} MB",
            *(f"{each.ratios[other]:.2f}" if other in medians else "–" for other in others),
        )
        for name, each in medians.items()
    )
    _table(columns, rows)


@main.command("mutation")
@click.option("--sample", default=400, show_default=True, help="Mutants to try; 0 for all.")
@click.option("--seed", default=1, show_default=True, help="Of the sample.")
def mutation_command(sample: int, seed: int) -> None:
    """Small faults in the checks: how many of them the tests notice."""

    def shown(mutants: Sequence[Mutant]) -> Iterable[Mutant]:
        with click.progressbar(mutants, label="mutants", file=sys.stderr) as bar:
            yield from bar

    score = mutation.measure(sample, seed, shown)
    rows = ((module, str(tried), str(lost)) for module, tried, lost in score.by_module())
    _table(("module", "mutants tried", "not noticed"), rows)
    noticed = len(score.tried) - len(score.survivors)
    click.echo(f"{noticed} of {len(score.tried)} noticed ({score.share:.1%}), {score.all} in all\n")
    for each in score.survivors:
        click.echo(f"- {each.module}:{each.line}: {each.what} (number {each.number})")


def _cost(reports: int, rounds: int) -> cost.Cost:
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as folder:
        sample = cost.make_sample(Path(folder), load_editions().value, reports)
        return cost.measure(sample, rounds)


def _downloads(reports: int) -> dict[str, downloads.Cost]:
    with tempfile.TemporaryDirectory(prefix="gongkai-benchmark-") as folder:
        return downloads.measure(Path(folder), load_editions().value, reports)


def _row(name: str, small: cost.Cost, large: cost.Cost) -> tuple[str, ...]:
    return (
        name,
        f"{large.per_report(name):.0f} µs",
        f"{large.share(name):.3f}",
        f"{large.results[name] / large.reports:.1f}" if name in large.results else "",
        f"{large.seconds[name] / small.seconds[name]:.1f}",
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    click.echo(f"| {' | '.join(columns)} |")
    click.echo(f"|---{'|---:' * (len(columns) - 1)}|")
    for row in rows:
        click.echo(f"| {' | '.join(row)} |")
    click.echo()


if __name__ == "__main__":
    main()

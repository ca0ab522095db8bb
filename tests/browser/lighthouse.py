"""What Lighthouse says of a page on a phone: its own settings for phones, throttled by its model.

The site is served as web hosts do, its texts compressed.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")

# A busy machine only makes a page slower, never faster: the best of so many runs is the page's own.
RUNS = 3


class Scores(NamedTuple):
    """Scores from 0 to 1, and what stood in the way of a better one."""

    accessibility: float
    performance: float
    failed: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


_MEASURES = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
)


def best_scores(command: list[str], chromium: str, url: str, folder: Path, enough: float) -> Scores:
    """The scores of the fastest run; there is no further run after one that is fast enough."""
    best = Scores(0, 0)
    for _ in range(RUNS):
        best = max(best, _scores(_report(command, chromium, url, folder)), key=_performance)
        if best.performance >= enough:
            break
    return best


def _performance(scores: Scores) -> float:
    return scores.performance


def _scores(report: dict[str, Any]) -> Scores:
    assert "runtimeError" not in report, report["runtimeError"]
    audits, categories = report["audits"], report["categories"]
    weighed = [each["id"] for each in categories["accessibility"]["auditRefs"] if each["weight"]]
    return Scores(
        categories["accessibility"]["score"],
        categories["performance"]["score"],
        tuple(each for each in weighed if audits[each]["score"] == 0),
        (
            *(f"{each} {audits[each]['displayValue']}" for each in _MEASURES),
            f"benchmark index of this machine {report['environment']['benchmarkIndex']:.0f}",
        ),
    )


def _report(command: list[str], chromium: str, url: str, folder: Path) -> dict[str, Any]:
    """The report of one run, whose traces stay in a folder."""
    output = folder / "lighthouse.json"
    options = [
        f"--chrome-flags={' '.join(FLAGS)}",
        "--no-enable-error-reporting",
        "--only-categories=accessibility,performance",
        "--output=json",
        f"--output-path={output}",
        "--quiet",
    ]
    own = {"CHROME_PATH": chromium, "HOME": str(folder), "TMPDIR": str(folder)}
    done = subprocess.run(
        [*command, url, *options],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | own,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report: dict[str, Any] = json.loads(output.read_text("utf-8"))
    return report

"""Real reports: every cell as it stands in ``reports/``, or in doubt.

The documents are not part of the repository; ``GONGKAI_IMPORT_SAMPLES`` names their folder, which
may also lie beside the repository.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.forms.model import Editions
from gongkai.importers.documents import read_document
from gongkai.importers.recognition import Recognition, recognize
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "reports"
BESIDE = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="module")
def samples() -> Path:
    folder = Path(os.environ.get("GONGKAI_IMPORT_SAMPLES") or BESIDE)
    if not folder.is_dir():
        pytest.skip("GONGKAI_IMPORT_SAMPLES does not name the folder of the sample documents")
    return folder


def _read(samples: Path, name: str, editions: Editions) -> Recognition:
    path = next(samples.rglob(name))
    return recognize(read_document(path.read_bytes(), path.name), editions)


def _in_repository(name: str, editions: Editions) -> Report:
    path = REPORTS / f"{name}.yaml"
    report = load_report(path, editions, path.parent.name).value
    assert report is not None
    return report


@pytest.mark.parametrize(
    ("document", "name", "doubtful"),
    [
        ("changzhi-sme-2019.txt", "changzhi-sme/2019", 0),
        ("pingtan-2019.html", "pingtan/2019", 0),
        ("pingtan-2023.html", "pingtan/2023", 0),
        ("pingtan-2021.txt", "pingtan/2021", 3),  # 693665, which no sum divides
    ],
)
def test_a_sample_gives_the_figures_of_the_repository(
    document: str, name: str, doubtful: int, samples: Path, editions: Editions
) -> None:
    found = _read(samples, document, editions)
    stored = _in_repository(name, editions)

    cells = dict(found.report.cells())
    unread = {address for address, cell in stored.cells() if cells.get(address) != cell}
    assert unread == {doubt.address for doubt in found.doubts}
    assert len(unread) == doubtful
    assert found.report.year == stored.year


def test_prose_title_and_signature_are_those_of_the_repository(
    samples: Path, editions: Editions
) -> None:
    found = _read(samples, "changzhi-sme-2019.txt", editions).report
    stored = _in_repository("changzhi-sme/2019", editions)

    assert found.title == stored.title
    assert found.signed == stored.signed
    assert found.narratives is not None
    assert stored.narratives is not None
    assert {k: v.before.rstrip() for k, v in found.narratives.items()} == {
        k: v.before.rstrip() for k, v in stored.narratives.items()
    }
    assert dict(found.printed_labels) == dict(stored.printed_labels)


def test_the_head_of_an_archived_page_is_understood(samples: Path, editions: Editions) -> None:
    found = _read(samples, "pingtan-2021.txt", editions).report
    stored = _in_repository("pingtan/2021", editions)

    assert found.title == stored.title
    assert found.published == stored.published
    assert found.source is not None
    assert stored.source is not None
    assert found.source.url == stored.source.url

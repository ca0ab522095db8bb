"""Small report files for the tests of checks on prose, written out and loaded like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative import Narratives
from gongkai.checks.subject import Subject
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions, FormEdition, Table

Figures = Mapping[str, int | str | Sequence[int | str]]
"""By row path (of 四 by column path) a total, or all cells; everything else is 0."""

BODY = "某市某局"


def agency_text(body: str) -> str:
    """The file of a body, whose kind its name tells."""
    kinds = {"镇人民政府": "township", "乡人民政府": "township", "街道办事处": "township"}
    kinds |= {"人民政府": "government", "管委会": "other"}
    kind = next((kinds[end] for end in kinds if body.endswith(end)), "department")
    return f"name: {body}\nkind: {kind}\n"


def report_text(
    edition: FormEdition, year: int, overview: str, figures: Figures, rest: str = ""
) -> str:
    """A report file with one section of prose, and tables that hold the figures."""
    lines = [f"year: {year}", "narratives:", "  overview: |"]
    lines += [f"    {line}" if line else "" for line in overview.split("\n")]
    lines.append("tables:")
    for table in edition.tables:
        if table.id in ("requests", "art20_1", "review_litigation"):
            lines += [f"  {table.id}:", *_rows(table, figures)]
    return "\n".join(lines) + f"\n{rest}"


def _rows(table: Table, figures: Figures) -> list[str]:
    if table.id == "review_litigation":
        cells = [f"{each.path}: {figures.get(each.path, 0)}" for each in table.column_leaves]
        return [f"    cases: {{{', '.join(cells)}}}"]
    width = len(table.column_leaves)
    rows = {row.path: _row(figures.get(row.path, 0), width) for row in table.row_leaves}
    return [f"    {path}: [{', '.join(map(str, cells))}]" for path, cells in rows.items()]


def _row(figures: int | str | Sequence[int | str], width: int) -> Sequence[int | str]:
    """All cells of a row; a total is that of the first column, and stands in the last."""
    if isinstance(figures, (int, str)):
        return [figures, *[0] * (width - 2), figures]
    return figures


def load(folder: Path, editions: Editions, reports: Mapping[str, str]) -> Corpus:
    """The corpus of some files by ``body/year.yaml``; bodies without a file get a plain one."""
    for name, text in reports.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        agency = path.parent / "agency.yaml"
        if not agency.exists() and f"{path.parent.name}/agency.yaml" not in reports:
            agency.write_text(agency_text(BODY), encoding="utf-8")
    loaded = load_corpus(folder, editions)
    assert not [issue for issue in loaded.issues if issue.code.startswith("yaml.")]
    assert loaded.value.reports
    return loaded.value


def subject_of(corpus: Corpus, agency: str, year: int) -> Subject:
    body, report = corpus.agency(agency), corpus.report(agency, year)
    assert body is not None
    assert report is not None
    return Subject(corpus, body, report, corpus.report(agency, year - 1))


def results_of(
    folder: Path,
    editions: Editions,
    year: int,
    overview: str,
    figures: Figures,
    rest: str = "",
    body: str = BODY,
) -> dict[str, list[CheckResult]]:
    """The results of every rule, by the last word of its id, for one report."""
    edition = editions.for_year(year)
    assert edition is not None
    text = report_text(edition, year, overview, figures, rest)
    files = {"body/agency.yaml": agency_text(body), f"body/{year}.yaml": text}
    corpus = load(folder, editions, files)
    assert corpus.report("body", year) is not None
    return by_rule(Narratives(corpus).check(subject_of(corpus, "body", year)))


def by_rule(results: object) -> dict[str, list[CheckResult]]:
    found: dict[str, list[CheckResult]] = {}
    assert hasattr(results, "__iter__")
    for result in results:
        found.setdefault(result.rule.id.partition(".")[2], []).append(result)
    return found


def failures(results: Mapping[str, list[CheckResult]]) -> list[tuple[str, object, object]]:
    """Rule, left and right of every failure."""
    return [
        (rule, each.left, each.right)
        for rule, found in results.items()
        for each in found
        if each.fails
    ]

"""The shipped search index against the data: each report in it, with its words and its figures.

The index holds text as pairs of characters, and a reader's query is cut in the same way
(``search/tokens.py``); so a probe out of the data is found here as a browser finds it.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.reports.model import CellState, Report
from gongkai.search.tokens import NUMBER_END, NUMBER_START, POINT, to_tokens
from gongkai.verification.figures import figures_of
from gongkai.verification.findings import Finding
from gongkai.verification.names import folder_of, id_of
from gongkai.verification.scope import Scope, title_of
from gongkai.verification.unreadable import or_unreadable

TABLE = "pagefind/gongkai-pages.json"
_ENTRY = "pagefind/pagefind-entry.json"
_FRAGMENTS = "pagefind/fragment/"
_HEAD = b"pagefind_dcd"
_PROBES = 4
_LONGEST = 12
_MARKS = re.compile(r"[^\w ]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{4,}")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_INDEXED_NUMBER = re.compile(rf"{NUMBER_START}([0-9{POINT}]+){NUMBER_END}")


def fragments(scope: Scope) -> Mapping[str, str]:
    """The files of reports' pages in the index, by what downloads call the report.

    Empty where the table of pages cannot be read.
    """
    try:
        names, table = _named(scope)
        ids = table["ids"].split()
        return {
            name: _fragment(f"{table['idStart']}{each}")
            for name, each in zip(names, ids, strict=True)
            if _fragment(f"{table['idStart']}{each}") in scope.site.files
        }
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def index_table(scope: Scope) -> Iterator[Finding]:
    """Where the table of pages differs from the data, and from the files of the index."""
    if TABLE not in scope.site.files:
        if scope.corpus.reports:
            yield Finding(TABLE, "", "file.missing")
        return
    names, table = _named(scope)
    counts, should = Counter(names), {id_of(report) for report in scope.corpus.reports}
    for name in sorted(should - counts.keys()):
        yield Finding(TABLE, name, "search.table", "没有这份年报")
    for name in sorted(name for name in counts if name not in should or counts[name] > 1):
        yield Finding(TABLE, name, "search.table", "数据里没有这份年报，或列了两次")
    named = {f"{table['idStart']}{each}" for each in table["ids"].split()} | {*table["forms"]}
    yield from _files(scope, {_fragment(each) for each in named})


def _named(scope: Scope) -> tuple[list[str], Mapping[str, Any]]:
    """The reports in the table, as downloads call them, and the table."""
    table = json.loads(scope.site.read(TABLE))
    bodies = [body[0] for body in table["agencies"]]
    columns = zip(table["agency"], table["year"], strict=True)
    return [f"{bodies[number]}-{year}" for number, year in columns], table


def _files(scope: Scope, named: set[str]) -> Iterator[Finding]:
    """Files of pages that the table does not name, or names in vain; and how many are counted."""
    there = {file for file in scope.site.files if file.startswith(_FRAGMENTS)}
    for file in sorted(named - there):
        yield Finding(file, "", "file.missing")
    for file in sorted(there - named):
        yield Finding(file, "", "search.table", "页面表里没有这个文件")
    counted = json.loads(scope.site.read(_ENTRY))["languages"].values()
    stands, should = str(sum(each["page_count"] for each in counted)), str(len(named))
    if stands != should:
        yield Finding(_ENTRY, "page_count", "search.table", "页数", stands, should)


def _fragment(name: str) -> str:
    return f"{_FRAGMENTS}{name}.pf_fragment"


def indexed_text(scope: Scope, file: str, report: Report) -> Iterator[Finding]:
    """Words and figures of a report that the index does not find on its page."""
    return or_unreadable(file, _indexed_text(scope, file, report))


def _indexed_text(scope: Scope, file: str, report: Report) -> Iterator[Finding]:
    fragment = json.loads(gzip.decompress(scope.site.read(file)).removeprefix(_HEAD))
    page = f"/{folder_of(report)}/"
    if fragment["url"] != page:
        yield Finding(file, "url", "search.table", "", fragment["url"], page)
    text = _MARKS.sub("", fragment["content"])
    for probe in _probes(scope, report):
        pairs = to_tokens(probe)[:-1]  # the last character would end a block
        if f" {' '.join(pairs)} " not in f" {text} ":
            yield Finding(file, id_of(report), "search.text", f"“{probe}”")
    numbers = set(_INDEXED_NUMBER.findall("".join(pair[0] for pair in text.split())))
    for address, number in _numbers(report):
        if number.replace(".", POINT) not in numbers:
            yield Finding(file, f"{id_of(report)}:{address}", "search.text", number)


def _probes(scope: Scope, report: Report) -> list[str]:
    """Pieces of the title and of the prose, drawn by the seed."""
    prose = [report.preface or ""]
    for each in (report.narratives or {}).values():
        prose += [each.before, each.after]
    runs = [run for text in prose for run in _HAN.findall(text)]
    chance = random.Random(f"{scope.seed}/{id_of(report)}")  # noqa: S311 - no secret
    chosen = [*_HAN.findall(title_of(scope, report))[:1]]
    chosen += chance.sample(runs, min(_PROBES, len(runs)))
    return [_piece(run, chance) for run in chosen]


def _piece(run: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(run) - _LONGEST + 1))
    return run[start : start + _LONGEST]


def _numbers(report: Report) -> Iterator[tuple[str, str]]:
    """Every number but 0 that is printed in a cell, with the cell's address."""
    for address, cell in figures_of(report).items():
        if cell.state is CellState.NUMBER and cell.value != 0:
            printed = unicodedata.normalize("NFKC", cell.printed).replace(",", "")
            yield from ((address, number) for number in _NUMBER.findall(printed))

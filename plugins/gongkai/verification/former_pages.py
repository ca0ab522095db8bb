"""The addresses that bodies and their reports had under former ids."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.corpus import Corpus


def redirects_of(corpus: Corpus, outputs: frozenset[str]) -> Mapping[str, str]:
    """The page that each former page leads to, both by their files."""
    found: dict[str, str] = {}
    if "redirects" not in outputs:
        return found
    for agency in corpus.agencies:
        reports = (*corpus.reports_of(agency.id), *corpus.withdrawn_of(agency.id))
        pages = ["index.html"] if "agency_pages" in outputs else []
        pages += [f"{each.year}/index.html" for each in reports if "report_pages" in outputs]
        for old in agency.redirect_from:
            found |= {f"reports/{old}/{page}": f"reports/{agency.id}/{page}" for page in pages}
    return found

"""The feeds against the reports: each new report and each correction, with its day."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.reports.model import Report
from gongkai.verification.findings import Finding
from gongkai.verification.names import page_of
from gongkai.verification.scope import Pages, Scope, title_of
from gongkai.verification.unreadable import or_unreadable

NEW, CORRECTIONS = "feed.xml", "corrections.xml"
MOST_ENTRIES = 50
"""Of a feed: the newest."""

_ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(scope: Scope, _: Pages) -> Iterator[Finding]:
    """What the feeds say otherwise than the data."""
    corpus = scope.corpus
    if "feeds" not in scope.outputs or scope.site.address is None or corpus.updated is None:
        return
    days = {_url(scope, each): day for each in corpus.reports if (day := _day(each))}
    titles = {_url(scope, each): title_of(scope, each) for each in corpus.reports}
    yield from or_unreadable(NEW, _feed(scope, NEW, days, titles))
    corrected = {
        f"{_url(scope, report)}#correction-{number}": each.date
        for report in corpus.pages()
        for number, each in enumerate(report.corrections, start=1)
    }
    yield from or_unreadable(CORRECTIONS, _feed(scope, CORRECTIONS, corrected, {}))


def _url(scope: Scope, report: Report) -> str:
    return scope.site.url(page_of(report))


def _day(report: Report) -> date | None:
    """The day on which a report was published, or at least signed."""
    return report.published or (report.signed.date if report.signed else None)


def _feed(
    scope: Scope, file: str, days: Mapping[str, date], titles: Mapping[str, str]
) -> Iterator[Finding]:
    """What a feed says otherwise: the newest entries by their address, each with its day."""
    if file not in scope.site.files:
        yield Finding(file, "", "file.missing")
        return
    newest = sorted(days, key=lambda url: (days[url], url), reverse=True)[:MOST_ENTRIES]
    found = {}
    for each in ET.fromstring(scope.site.read(file)).iter(f"{_ATOM}entry"):  # noqa: S314 - as above
        found[each.findtext(f"{_ATOM}id") or ""] = each
    for url in newest:
        entry = found.pop(url, None)
        if entry is None:
            yield Finding(file, "", "report.feed", "没有这一条", should=url)
            continue
        for name, should in (("updated", days[url].isoformat()), ("title", titles.get(url, ""))):
            stands = entry.findtext(f"{_ATOM}{name}") or ""
            if not stands.startswith(should):
                yield Finding(file, url, "report.feed", name, stands, should)
    for url in found:
        yield Finding(file, "", "report.feed", "数据里没有这一条", stands=url)

"""Atom feeds (RFC 4287): reports newly published, and corrections.

A feed needs addresses that hold anywhere, so a site that does not know its own address has none.
Ids are the addresses of pages, which never change; days are those that the reports state, at
midnight in China. A report that states no day is in no feed, since nobody knows whether it is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape, quoteattr

from gongkai.outputs.model import Site, SiteFile, href, report_uri
from gongkai.outputs.report_corrections import correction_id, kind_label, place_name, sides
from gongkai.outputs.report_facts import agency_of, report_title
from gongkai.outputs.report_sentence import description
from gongkai.reports.model import Correction, Report
from gongkai.reports.spec import WITHDRAWN

NEW, CORRECTIONS = "feed.xml", "corrections.xml"
URIS = (NEW, CORRECTIONS)
MOST_ENTRIES = 50

# What XML 1.0 cannot hold; the reader of reports refuses most of it.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``address`` is also its id, ``author`` the body that published."""

    address: str
    title: str
    author: str
    day: date
    summary: str


def has_feeds(site: Site) -> bool:
    """Whether there can be feeds: not without the site's address, nor where no day is stated."""
    return bool(site.has("feeds") and site.address and site.corpus.updated)


def build(site: Site) -> Iterator[SiteFile]:
    """Both feeds, the newest entry first."""
    if not has_feeds(site):
        return
    for uri, title, entries in (
        (NEW, "新公布的年报", _reports(site)),
        (CORRECTIONS, "年报的更正", _corrections(site)),
    ):
        newest = sorted(entries, key=lambda each: (each.day, each.address), reverse=True)
        yield SiteFile(uri, _feed(site, uri, title, newest[:MOST_ENTRIES]), title)


def _reports(site: Site) -> Iterator[Entry]:
    for report in site.corpus.reports:
        day = report.published or (report.signed.date if report.signed else None)
        if day is not None:
            yield Entry(
                address=absolute(site, report_uri(report)),
                title=report_title(site, report),
                author=agency_of(site, report).name,
                day=day,
                summary=description(site, report),
            )


def _corrections(site: Site) -> Iterator[Entry]:
    for report in site.corpus.pages():
        for number, each in enumerate(report.corrections, start=1):
            yield Entry(
                address=f"{absolute(site, report_uri(report))}#{correction_id(number)}",
                title=f"{kind_label(each)}：{report_title(site, report)}",
                author=agency_of(site, report).name,
                day=each.date,
                summary=_told(report, each),
            )


def _told(report: Report, entry: Correction) -> str:
    if entry.kind == WITHDRAWN:
        return entry.reason
    told = "：".join(filter(None, (place_name(report, entry.at), sides(entry))))
    return f"{told}。{entry.reason}"


def absolute(site: Site, uri: str) -> str:
    """The address of a page or file that holds anywhere; the site's own is known."""
    base = f"{(site.address or '').rstrip('/')}/"
    return urljoin(base, href("index.md", uri))


# --- XML --------------------------------------------------------------------------------------


def _feed(site: Site, uri: str, title: str, entries: Sequence[Entry]) -> str:
    days = [each.day for each in entries] or [day for day in [site.corpus.updated] if day]
    own = absolute(site, uri)
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">',
        _text("id", own),
        _text("title", title),
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
        f"<link href={quoteattr(absolute(site, 'index.md'))}/>",
        _text("updated", _moment(max(days))),
        f"<author>{_text('name', urlsplit(own).netloc)}</author>",
    ]
    return "\n".join([*head, *map(_entry_xml, entries), "</feed>", ""])


def _entry_xml(entry: Entry) -> str:
    lines = [
        "<entry>",
        _text("id", entry.address),
        _text("title", entry.title),
        f"<link href={quoteattr(entry.address)}/>",
        _text("updated", _moment(entry.day)),
        f"<author>{_text('name', entry.author)}</author>",
        _text("summary", entry.summary),
        "</entry>",
    ]
    return "\n".join(lines)


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(_NOT_XML.sub('', text))}</{name}>"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"

"""The tags by which government sites describe their pages (网站页面标签), under their own names.

Only the site of the body itself bears them: a copy by others must not pass for it. What is not
known has no tag, and what the usual metas say is not repeated. Source: the annex on page tags of
政府网站发展指引（国办发〔2017〕47号）.
"""

from __future__ import annotations

from enum import StrEnum

from gongkai.outputs.model import Mode, Site
from gongkai.outputs.report_facts import agency_of, report_title
from gongkai.reports.model import Report

META = "page_tags"
"""Under which name the front matter of a page holds them."""

Tags = dict[str, str]


class ColumnType(StrEnum):
    """The kinds of list pages among the fixed values that this site has."""

    HOME = "首页"
    REPORTS = "信息公开年报"
    DATA = "数据开放"


def column_tags(site: Site, name: str, description: str, kind: ColumnType) -> dict[str, Tags]:
    """For the front matter of a list page; nothing on a copy by others."""
    tags = {
        "ColumnName": name,
        "ColumnDescription": description,
        "ColumnKeywords": ",".join(dict.fromkeys((name, "政府信息公开", "年度报告"))),
        "ColumnType": kind.value,
    }
    return _official(site, tags)


def article_tags(site: Site, report: Report) -> dict[str, Tags]:
    """For the front matter of a report: title, day of publication, who issued it."""
    published = report.published.isoformat() if report.published else ""
    tags = {
        "ArticleTitle": report_title(site, report),
        "PubDate": published,
        "ContentSource": agency_of(site, report).name,
    }
    return _official(site, tags)


def _official(site: Site, tags: Tags) -> dict[str, Tags]:
    known = {name: value for name, value in tags.items() if value}
    return {META: known} if site.mode is Mode.OFFICIAL else {}

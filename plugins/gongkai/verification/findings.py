"""What verification finds: where in the site, what stands there, what should, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: what it says, and what to do about it."""

    title: str
    hint: str


_REBUILD = "不要手改网站里的文件；重新运行 make site，再核对一遍"
_REINDEX = "重新运行 make site，或对网站文件夹运行 gongkai index"
_RESEAL = "查明页面为什么改了；确是网站的，重新运行 make site，或对网站文件夹运行 gongkai seal"
_MEND_TEXT = "改正写这个链接的页面或数据，再运行 make site"

KINDS: Mapping[str, Kind] = {
    "file.missing": Kind("缺少文件", _REBUILD),
    "file.foreign": Kind(
        "多出的文件：数据、手写页面和主题里都没有它",
        "删去它；确属网站的，放进 docs/，或用 --docs 写明它来自哪个文件夹",
    ),
    "file.changed": Kind("与来源的内容不同", _REBUILD),
    "file.unreadable": Kind("读不懂", _REBUILD),
    "report.page": Kind("年报没有页面", _REBUILD),
    "report.index": Kind("索引页没有指向这份年报", _REBUILD),
    "report.sitemap": Kind("站点地图里没有这份年报", _REBUILD),
    "report.feed": Kind("订阅与数据不符", _REBUILD),
    "report.download": Kind("缺少下载文件，或页面没有给出", _REBUILD),
    "report.withdrawn": Kind("撤回的年报没有照数据注明，或还有它的内容", _REBUILD),
    "report.title": Kind("标题与数据不符", _REBUILD),
    "sitemap.page": Kind("站点地图与页面不符", _REBUILD),
    "cell.html": Kind("网页上的格与数据不符", _REBUILD),
    "cell.linked": Kind("各年并列的数与它指向的那一格不同", _REBUILD),
    "text.html": Kind("网页上没有数据里的这段文字", _REBUILD),
    "cell.csv": Kind("CSV 里的格与数据不符", _REBUILD),
    "cell.json": Kind("JSON 里的格与数据不符", _REBUILD),
    "cell.jsonl": Kind("JSON Lines 里的格与数据不符", _REBUILD),
    "cell.xlsx": Kind("工作簿里的格与数据不符", _REBUILD),
    "checksum.wrong": Kind("校验和与文件不符", _REBUILD),
    "checksum.unlisted": Kind("文件没有列入 SHA256SUMS", _REBUILD),
    "manifest.report": Kind("清单与数据或文件不符", _REBUILD),
    "search.table": Kind("搜索索引的页面表与数据不符", _REINDEX),
    "search.text": Kind("搜索索引里找不到年报上的文字或数", _REINDEX),
    "link.dead": Kind("链接指不到任何页面或文件", _MEND_TEXT),
    "link.fragment": Kind("链接的锚点在那一页上没有", _MEND_TEXT),
    "link.absolute": Kind("以 / 开头的链接，换一个目录就失效", "改成相对链接，再运行 make site"),
    "page.markup": Kind("看不懂的标记，浏览器可能另作理解", _REBUILD),
    "page.id": Kind("同一页上有两处用同一个 id", _REBUILD),
    "page.meta": Kind("页面缺少标签，或标签不对", "在这一页开头补上，再运行 make site"),
    "page.redirect": Kind("旧网址的页面没有照数据转到新网址", _REBUILD),
    "script.inline": Kind(
        "不认识的页内脚本",
        "查明来历；确属主题的，用 --allow-script 写明它的散列值",
    ),
    "script.event": Kind("元素上有事件属性，会运行脚本", "查明来历，删去它"),
    "script.link": Kind("链接会运行脚本", "查明来历，只留 http、https 和站内链接"),
    "policy.missing": Kind("没有内容安全策略，或者在它前面已有脚本或样式", _RESEAL),
    "policy.loose": Kind("内容安全策略与本页所需的不符", _RESEAL),
    "policy.script": Kind("内容安全策略里没有这段页内脚本，浏览器不会运行它", _RESEAL),
    "page.element": Kind(
        "不该有的元素：能嵌入别的文档、改写链接，或各种软件读法不同", "查明来历，删去它"
    ),
    "request.host": Kind("向别的网站请求文件", "把文件放进网站，改成站内地址"),
}
"""Every kind by its code, which is never given to another."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding: ``file`` is relative to the site, ``place`` an address, anchor or line in it.

    ``subject`` says what it is about where file and place do not. ``stands`` and ``should`` are
    None where there is nothing to be set against each other.
    """

    file: str
    place: str
    code: str
    subject: str = ""
    stands: str | None = None
    should: str | None = None

    @property
    def where(self) -> str:
        """File and place in one."""
        return f"{self.file}#{self.place}" if self.place else self.file

    @property
    def message(self) -> str:
        """What is wrong, with what stands there and what should."""
        parts = [KINDS[self.code].title]
        if self.subject:
            parts.append(f"：{self.subject}")
        if self.stands is not None:
            parts.append(f"；现为“{self.stands}”")
        if self.should is not None:
            parts.append(f"{'，' if self.stands is not None else '；'}应为“{self.should}”")
        return "".join(parts)

    @property
    def hint(self) -> str:
        """What to do."""
        return KINDS[self.code].hint

"""What stands around the six parts: title, body, year, days, preface, signature, site furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.importers.dates import find_date, find_year, is_date
from gongkai.importers.raw import Paragraph, RawDocument
from gongkai.importers.values import clean
from gongkai.reports.model import Signature
from gongkai.search.simplified import simplify

_TITLE = re.compile(
    r"(?=.*政府信息公开)(?=.*(?:年度报告|年报|工作报告))(?=.*[0-9〇零○一二]{4}\s*年)"
)
_TITLE_WORD = re.compile(r"^标题[:：]")
_MOST_LINES = 3
_TITLE_END = re.compile(r"(?:年度报告|年报|工作报告)\s*$")
_STAMP = re.compile(r"(?:发布|发文|公开|成文|生成|公布|来源)?(?:时间|日期)\s*[:：]\s*(.{8,24})")
_URL = re.compile(r"(?:原文|来源|页面)?(?:链接|网址|地址)\s*[:：]\s*(https?://\S+)")
_PERIOD = re.compile(r"自\s*([0-9]{4})\s*年\s*1\s*月\s*1\s*日")
_FURNITURE = re.compile(
    "当前位置|您的位置|来源[:：]|发布(?:时间|日期|机构|单位)|浏览(?:次数|量)|点击(?:率|数)|字号|字体|打印|关闭|分享到|"
    "微信|微博|QQ空间|附件下载|文字版|全真版|扫一扫|责任编辑|上一篇|下一篇|返回|版权所有|ICP备|网站标识码|主办单位|"
    "技术支持|相关链接|文件下载|首页|索引号|文号[:：]|栏目[:：]|标题[:：]|正文 =|原文链接|-->"
)
_HAS_SENTENCE = re.compile("[。；]")
_BODY = re.compile(r"^(.*?)\s*(?:[0-9]{4}|二[〇零○\uff2f][〇零○\uff2f一二三四五六七八九]{2})\s*年")
_SHORT = 60  # characters of a line that is no paragraph
_WORD = 12
_HARDLY_ANY = 4
_BODY_END = re.compile(
    "(?:局|委|会|办|室|厅|部|院|府|处|所|中心|署|站|镇|乡|街道|区|县|市|公司|大队|支队|协会|集团|办公室)$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document states, and the lines of it that are none of a report."""

    title: str | None = None
    body: str | None = None
    year: int | None = None
    published: date | None = None
    url: str | None = None
    preface: str | None = None
    rest: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """The last part without what stands below it."""

    paragraphs: tuple[Paragraph, ...]
    signed: Signature | None = None
    rest: tuple[Paragraph, ...] = ()


def read_head(document: RawDocument, paragraphs: Sequence[Paragraph]) -> Head:
    """What stands before the first part."""
    pieces = _pieces(paragraphs)
    lines = [line for line, _ in pieces]
    at, title = _title(lines)
    title = title or document.title
    preface: list[Paragraph] = []
    rest: list[Paragraph] = []
    for number, (line, may_be_prose) in enumerate(pieces):
        if number not in at:
            is_prose = may_be_prose and _is_prose(line, at, number)
            (preface if is_prose else rest).append(line)
    text = "\n".join(line.text for line in lines)
    stamp, url, period = _STAMP.search(text), _URL.search(text), _PERIOD.search(text)
    return Head(
        title=title,
        body=_body(title),
        year=(find_year(title) if title else None) or (int(period[1]) if period else None),
        published=document.published or (find_date(stamp[1]) if stamp else None),
        url=document.url or (url[1] if url else None),
        preface="\n\n".join(clean(line.text) for line in preface) or None,
        rest=tuple(rest),
    )


def _pieces(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, bool]]:
    """Paragraphs, and whether each may be prose; one with furniture in it is cut at its blanks.

    Of what is cut, nothing before the first sentence is prose.
    """
    pieces: list[tuple[Paragraph, bool]] = []
    for each in paragraphs:
        if not _FURNITURE.search(each.text) or len(each.text) <= _SHORT:
            pieces.append((each, True))
            continue
        in_prose = False
        for text in each.text.split():
            in_prose = in_prose or bool(_HAS_SENTENCE.search(text))
            pieces.append((Paragraph(text, each.place), in_prose))
    return pieces


def _title(lines: Sequence[Paragraph]) -> tuple[frozenset[int], str | None]:
    """The title with the lines it stands on, up to three; a page may say it twice."""
    texts = [_TITLE_WORD.sub("", "".join(clean(line.text).split())) for line in lines]
    found: frozenset[int] = frozenset()
    title: str | None = None
    for number in range(len(texts)):
        for first in range(number, max(number - _MOST_LINES, -1), -1):
            joined = "".join(texts[first : number + 1])
            if not all(map(_is_short, texts[first : number + 1])) or not _is_title(joined):
                continue
            if first and not _body(joined) and _is_name(texts[first - 1]):
                first, joined = first - 1, texts[first - 1] + joined  # noqa: PLW2901 - the name is a line above
            if title in (None, joined):
                title, found = joined, found | set(range(first, number + 1))
            break
    return found, title


def _is_title(text: str) -> bool:
    shown = simplify(text)
    return len(text) <= _SHORT and bool(_TITLE.search(shown) and _TITLE_END.search(shown))


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _SHORT and not _HAS_SENTENCE.search(text)


def _is_name(text: str) -> bool:
    return _is_short(text) and not _FURNITURE.search(text) and bool(_BODY_END.search(text))


def _body(title: str | None) -> str | None:
    """The name of the body in front of the year."""
    found = _BODY.match(title or "")
    return found[1].removeprefix("关于") or None if found else None


def _is_prose(line: Paragraph, title: frozenset[int], number: int) -> bool:
    """Whether a line of the head belongs to the report: sentences, and lines below the title."""
    text = clean(line.text)
    if _HAS_SENTENCE.search(text):
        return len(text) > _SHORT or not _FURNITURE.search(text)
    return (
        bool(title)
        and number > max(title)
        and not _FURNITURE.search(text)
        and len(text) > _HARDLY_ANY
    )


# --- below the last part --------------------------------------------------------------------------


def read_tail(paragraphs: Sequence[Paragraph]) -> Tail:
    """The last part without signature and furniture."""
    lines = list(paragraphs)
    rest: list[Paragraph] = []
    while lines and (len(lines[-1].text) <= _SHORT or " " in lines[-1].text):
        kept, cut = _cut_furniture(lines[-1])
        if not cut:
            break
        rest.insert(0, Paragraph(cut, lines[-1].place))
        lines.pop()
        if kept:
            lines.append(Paragraph(kept, rest[0].place))
            break
    signed = _signature(lines)
    return Tail(tuple(lines), signed, tuple(rest))


def _cut_furniture(line: Paragraph) -> tuple[str, str]:
    """A line before and from its first furniture that no sentence follows."""
    words = line.text.split(" ")
    for number, word in enumerate(words):
        after = " ".join(words[number:])
        if _FURNITURE.search(word) and len(word) <= _WORD and not _HAS_SENTENCE.search(after):
            return " ".join(words[:number]).strip(), after
    return line.text, ""


def _signature(lines: list[Paragraph]) -> Signature | None:
    """The day and the name at the end; the lines are taken off."""
    if not lines or not is_date(clean(lines[-1].text)):
        return None
    day = find_date(lines.pop().text)
    name = None
    if lines and _is_name("".join(clean(lines[-1].text).split())):
        name = "".join(clean(lines.pop().text).split())
    return Signature(name, day)

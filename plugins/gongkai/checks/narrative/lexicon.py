"""The words that may stand around a number without changing what it counts.

A number is held against a table only where every word of its clause is understood. So each topic
lists its words, and any other word, 涉密 or 网上 or 较上年, leaves the number in doubt: nothing has
to be known of what such a word means.
"""

from __future__ import annotations

import re

from gongkai.checks.narrative.author import Author

_YEAR = r"20\d\d年"
WHOLE_YEAR = (
    rf"(?:{_YEAR})?1月1日起?[至到—~-]+(?:{_YEAR})?12月31日(?:期间)?止?",
    rf"截[至止]到?(?:{_YEAR})?(?:年底|年末|底|末|12月31日|12月底|12月末)",
    rf"{_YEAR}度?(?:以来)?",
    "本年度?|本报告年度|报告期内?|今年(?:以来)?|全年度?|年度内?|年内|一年来|年初以来",
)
_COUNTING = "共计|总共|一共|合计|总计|累计|数量|件数|总数|总量|共|计|数|为|是|有|达到|达|了|的"
_MANNER = (
    "依法依规|依法|依规|及时|规范|认真|严格|妥善|积极|高效|按照?(?:有关|相关)?(?:规定|要求|程序)"
    "|(?:依据|根据|按照)?《条例》(?:规定|要求)?|现已|已经|已|目前|予以|均|都|皆|全部|直属"
)
_JOINTS = "代表|以及|[和及与并且另还也、“”\"'‘’《》<>]|[一二三四五六七八九十]是|\\d{1,2}\\."

WHERE_OBJECT = (
    r"(?:政府|政务)?信息公开的?(?:依)?申请(?:书|表|事项|件|数量)?"
    r"|(?:政府|政务)?信息依申请公开(?:申请|事项|件)?"
    r"|依申请公开的?(?:政府|政务)?(?:信息)?(?:公开)?的?(?:申请|事项|办件|件|数量)*"
    r"|依申请(?:政府|政务)?信息公开(?:申请|事项|件)?"
    r"|申请公开的?(?:政府|政务)?信息(?:事项|件|要求)?"
    r"|公开(?:政府|政务)?信息的?(?:申请|要求)"
    r"|公开申请(?:事项|件)?|申请(?:书|事项|件|数量)?"
)
OBJECT = re.compile(WHERE_OBJECT)
_APPLICANTS = (
    "公民、?法人(?:和|或者?|及|与|以及|、)其他(?:社会)?组织(?:或个人)?|社会公众|公众|群众|申请人|单位和个人|任何"
    "|各类|各种|有效|提出|提交|递交|要求|向"
)
_ALL_WAYS = (
    r"(?:通过|以|经)[^,;:()\d#]{1,40}?等(?:多种|各种|各类|不同)?(?:渠道|方式|途径|形式)"
    r"|(?:通过|以)?(?:各种|多种|各类|任何)(?:渠道|方式|途径|形式)"
)
OF_REQUESTS = (*WHOLE_YEAR, _ALL_WAYS, _APPLICANTS, WHERE_OBJECT, _COUNTING, _MANNER, _JOINTS)
GENERAL = (*WHOLE_YEAR, _COUNTING, _MANNER, _JOINTS)


class Lexicon:
    """A choice of known words, the longer before the shorter that they begin with."""

    def __init__(self, *words: str) -> None:
        self._known = re.compile(f"(?:{'|'.join(words)})")

    def understands(self, words: str, author: Author) -> bool:
        """Whether nothing is left but known words and names of the author."""
        pieces = self._known.split(author.without_names(words).replace("#", "、"))
        return all(not piece or author.is_meant_by(piece) for piece in pieces)

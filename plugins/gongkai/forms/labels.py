"""Labels brought into one shape, so that what a body printed can be compared with the form.

Word processors and PDF files print one label in many ways: full-width digits, blanks inside words,
radicals in place of characters. None of that is a difference.
"""

from __future__ import annotations

import re
import unicodedata

# Radicals that PDF fonts hand out for whole characters and that NFKC leaves as they are, and 戶,
# which NFKC makes of the radical that stands for 户.
_RADICALS = {
    0x2E81: "厂",
    0x2E9D: "月",
    0x2EA0: "民",
    0x2EA7: "牛",
    0x2EAC: "示",
    0x2EB6: "羊",
    0x2EC1: "虎",
    0x2EC4: "西",
    0x2EC5: "见",
    0x2EC6: "角",
    0x2EC9: "贝",
    0x2ECB: "车",
    0x2ED1: "長",
    0x2ED3: "长",
    0x2ED4: "门",
    0x2ED7: "雨",
    0x2ED8: "青",
    0x2ED9: "韦",
    0x2EDA: "页",
    0x2EDB: "风",
    0x2EDC: "飞",
    0x2EDD: "食",
    0x2EE2: "马",
    0x2EE3: "骨",
    0x2EE4: "鬼",
    0x2EE5: "鱼",
    0x2EE6: "鸟",
    0x2EE8: "麦",
    0x2EE9: "黄",
    0x2EEC: "齐",
    0x2EEE: "齿",
    0x2EF0: "龙",
    0x6236: "户",
}
_MARKS = {
    **dict.fromkeys(map(ord, "〔［【〖﹝"), "("),
    **dict.fromkeys(map(ord, "〕］】〗﹞"), ")"),
    **dict.fromkeys(map(ord, "“”„‟「」『』‘’'"), '"'),
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),
}
_CHARACTERS = {**_RADICALS, **_MARKS, ord("["): "(", ord("]"): ")"}
_ITEM_NUMBER = re.compile(r"^([0-9]+)[、.。](?![0-9])")


def normal_label(text: str) -> str:
    """The label in the shape in which labels are compared; nothing of its wording is lost.

    NFKC, radicals as characters, no white space, one kind of brackets and of quotes, and ``1.`` for
    ``1、`` and ``1．``.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_CHARACTERS)
    return _ITEM_NUMBER.sub(r"\1.", "".join(folded.split()))


def without_tail(label: str) -> str:
    """A normal label without the explanation in brackets at its end, if something is left of it."""
    depth = 0
    if not label.endswith(")"):
        return label
    for place in range(len(label) - 1, 0, -1):
        depth += {")": 1, "(": -1}.get(label[place], 0)
        if depth == 0:
            return label[:place]
    return label

"""The words of sentences about requests: received, carried over, answered; and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.checks.narrative.lexicon import OF_REQUESTS, Lexicon
from gongkai.checks.narrative.results import WHERE_LABEL

ABOUT_REQUESTS = re.compile(f"依申请|公开的?申请|申请公开|{WHERE_LABEL}")
_LAST_YEAR = r"(?:上一?年度?|去年度?|20\d\d年度?)"
_NEXT_YEAR = r"(?:(?:下|次|明)一?年度?|20\d\d年度?)"
_CARRY = "(?:结转|转结|顺延|延期|转接|转入|转至|转到|遗留|结余)"
CARRY_WORDS = re.compile(_CARRY)
DIRECTION = re.compile(r"(?P<last>上一?年|去年)|(?P<next>[下次明]一?年)|(?P<year>20\d\d)年")
APPLICANT = re.compile("(?P<who>自然人|法人(?:和|或者?|及|与|、)其他组织)[^#]*#")
# What is about the same requests again and does not narrow their number: 收到 12 件，均已答复.
SAME_AGAIN = re.compile("#(?:已?全部|均|都|且|并).*$")
_IN_TIME = "在?(?:法定|规定|法律规定)的?(?:期限|时限|时间)内|按期|按时|如期|其中"


@dataclass(frozen=True, slots=True)
class Verb:
    """What is done with requests.

    ``core`` finds it in the words of a count; ``lexicon`` has to know all of them.
    """

    kind: str
    core: re.Pattern[str]
    lexicon: Lexicon


_RECEIVE = "新收到|接收到|收到|接到|接收|收悉|新收|受理"
_ANSWER = "办结|答复|回复|办复|办理完毕|办理|处理|完成"
VERBS = (
    Verb(
        "received",
        re.compile(f"(?:{_RECEIVE})[^#]*#"),
        Lexicon(f"(?:{_RECEIVE})(?:[和并及、]?(?:办理|处理|受理))?", *OF_REQUESTS),
    ),
    Verb(
        "handled",
        re.compile(
            "(?:办结|答复|回复|办复)(?!率)[^#]*#|#[^#]*(?:办结|答复|回复|办复|办理完毕)(?!率)"
        ),
        Lexicon(_ANSWER, *OF_REQUESTS),
    ),
    Verb(
        "processed",
        re.compile("(?<![应需待须拟])(?:办理|处理|完成)(?!率|时间|期限|程序)[^#]*#"),
        Lexicon("办理|处理|完成", *OF_REQUESTS),
    ),
)
HANDLED_REST = Lexicon(_IN_TIME, _ANSWER, *OF_REQUESTS)
CARRIED = Lexicon(
    f"{_CARRY}[至到入]?{_NEXT_YEAR}|{_LAST_YEAR}的?{_CARRY}|{_CARRY}{_LAST_YEAR}",
    "继续|办理|处理|答复|包括|包含|其中|含|另有|剩余|其余|今年|加|件",
    *OF_REQUESTS,
)
# 共计 12 件 and 应办理 12 件 sum up what was counted before.
SUMMED = Lexicon("[应需待须](?:办理|处理|答复|办)", *OF_REQUESTS)
APPLICANTS = Lexicon("自然人|法人(?:和|或者?|及|与|、)其他组织|其中|申请人", *OF_REQUESTS)

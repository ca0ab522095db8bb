"""Prose put together at random from the words of published reports, on the figures of a report.

A statement is made of slots that vary apart from each other: when, who, how, verb, from whom, what,
unit, order, what follows. A paragraph has some statements, whole sentences or clauses of one, under
a heading or none, and among them sentences about other things, whose numbers fit no table.

``⟦ ⟧`` stand around the numbers that the tables or the sentence itself can tell to be wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from tests.unit.checks.passages import MARKED
from tests.unit.checks.prose_facts import BODIES, RESULTS, Facts

Write = Callable[[Facts], str]

_LABELS = dict(
    zip(
        RESULTS,
        ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"),
        strict=True,
    )
)
_OBJECTS = (
    *("政府信息公开申请", "信息公开申请", "依申请公开申请", "政府信息依申请公开", "依申请公开事项"),
    *("依申请公开件", "政府信息公开申请事项", "依申请公开政府信息"),
)
_UNITS = ("件", "件", "件", "件次", "份", "宗", "条", "起")
_FROM = (
    "",
    "",
    "",
    "公民、法人和其他组织提出的",
    "公民、法人或者其他组织提交的",
    "社会公众",
    "群众",
)
_WAYS = ("", "", "", "通过网络、信函等方式", "通过政府网站、邮寄等多种渠道")
_ADVERBS = ("共", "共", "", "累计", "总计", "一共")
_ENDS = (
    *(
        "",
        "",
        "",
        "，均在法定期限内予以答复",
        "，未收取任何费用",
        "，同比增长12.5%",
        "，比上年增加3件",
    ),
    *("，主要涉及征地拆迁、社会保障等方面", "，全部按时办结", "，申请内容较为集中"),
)
_HEADINGS = (
    "（二）依申请公开\n\n",
    "（二）依申请公开情况。",
    "（二）依申请公开方面\n\n",
    "",
    "",
    "",
)
_OTHERS = (
    "办理人大代表建议{a}件、政协提案{b}件，办复率100%。",
    "受理12345政务服务热线工单{c}件，办结{c}件，满意率98.7%。",
    "政务微信发布信息{c}条，政务微博发布信息{b}条，收到留言{a}条。",
    "办理行政许可申请{c}件，办结{c}件。",
    "召开政府信息公开工作推进会{a}次，培训工作人员{b}人次。",
    "门户网站全年访问量{c}万次，回应公众关切{a}次。",
    "{last}年收到网民来信{b}件，{year}年收到{a}件。",
    "聘请法律顾问{a}名，审核依申请公开答复文书，开展案例研讨{b}次。",
    "开展规范性文件清理，梳理文件{b}份。",
)


def prose(made: Facts) -> str:
    """One paragraph with marks, and a heading before it or none."""
    rng = made.rng
    statements = [_finished(rng.choice(STATEMENTS)(made)) for _ in range(rng.choice((1, 1, 2)))]
    for _ in range(rng.choice((0, 0, 1, 2))):
        statements.insert(rng.randint(0, len(statements)), _other(made))
    return f"{rng.choice(_HEADINGS)}{''.join(statements)}"


def written(rng: random.Random, text: str) -> str:
    """The text as typed: full-width digits, blanks, numerals, or plain."""
    style = rng.choice(("plain", "plain", "plain", "blanks", "wide", "numerals"))
    return MARKED.sub(lambda match: _number(style, match[1]), text)


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_NUMERALS = "零一二三四五六七八九十"


def _number(style: str, number: str) -> str:
    if style == "blanks":
        return f" {number} "
    if style == "wide":
        return number.translate(_FULL_WIDTH)
    small = number.isdigit() and 0 < int(number) <= 10
    return _NUMERALS[int(number)] if style == "numerals" and small else number


def _n(value: int) -> str:
    return f"⟦{value}⟧"


def _p(made: Facts, number: int, whole: int) -> str:
    """A percentage as offices print them: one or two digits, rounded or cut."""
    step = Decimal(made.rng.choice(("0.1", "0.01")))
    mode = made.rng.choice((ROUND_HALF_UP, ROUND_HALF_UP, ROUND_DOWN))
    return f"⟦{(Decimal(100) * number / whole).quantize(step, mode)}⟧%"


def _finished(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def _other(made: Facts) -> str:
    numbers = {name: made.rng.randint(2, most) for name, most in (("a", 30), ("b", 99), ("c", 999))}
    text = made.rng.choice(_OTHERS)
    return text.format(**numbers, year=made.year, last=made.year - 1)


def _when(made: Facts) -> str:
    year, rng = f"{made.year}年", made.rng
    return rng.choice(
        (
            *(
                f"{year}，",
                f"{year}度，",
                f"{year}",
                "本年度，",
                "全年",
                "",
                "",
                "今年，",
                "一年来，",
            ),
            *(f"{year}1月1日至12月31日，", f"截至{year}12月31日，", f"{year}全年，"),
        )
    )


def _who(made: Facts) -> str:
    return made.rng.choice(("", "", *BODIES[made.body]))


def _counted(made: Facts, verb: str, value: int, *, whole: bool = True) -> str:
    """Verb, object and number in either order: 收到申请 3 件, 收到 3 件申请."""
    rng = made.rng
    adverb = rng.choice(_ADVERBS)
    source, way = (rng.choice(_FROM), rng.choice(_WAYS)) if whole else ("", "")
    thing, unit = rng.choice(_OBJECTS), rng.choice(_UNITS)
    if rng.random() < 0.2:
        return f"{way}{adverb}{verb}{_n(value)}{unit}{source}{thing}"
    return f"{way}{adverb}{verb}{source}{thing}{_n(value)}{unit}"


# --- statements -------------------------------------------------------------------------------


def _received(made: Facts) -> str:
    verb = made.rng.choice(("收到", "收到", "受理", "接到", "新收"))
    opening = f"{_when(made)}{_who(made)}"
    return f"{opening}{_counted(made, verb, made['new'])}{made.rng.choice(_ENDS)}"


def _balance(made: Facts) -> str:
    """What was received, carried over and answered, in one sentence or two."""
    rng = made.rng
    pieces = [_received(made)]
    if rng.random() < 0.7:
        pieces.append(_carried_in(made))
    pieces.append(_handled(made))
    if rng.random() < 0.7:
        pieces.append(_carried_forward(made))
    marks = [rng.choice(("，", "，", "；", "。")) for _ in pieces[1:]]
    return pieces[0] + "".join(mark + text for mark, text in zip(marks, pieces[1:], strict=True))


def _carried_in(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            "上年结转{n}件",
            "上年度结转申请{n}件",
            "{last}年结转{n}件",
            "另有上年结转{n}件",
            "结转上年度{n}件",
        )
    )
    return pattern.format(n=_n(made["carried_in"]), last=made.year - 1)


def _handled(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            "办结{n}件",
            "已答复{n}件",
            "共办结{n}件",
            "依法依规办结{n}件",
            "目前依法办结{n}件",
            "{n}件已办结",
        )
    )
    return pattern.format(n=_n(made["handled"]))


def _carried_forward(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            *("结转下年度继续办理{n}件", "{n}件结转下年度继续办理", "结转至{next}年办理{n}件"),
            *("{n}件顺延至下一年度答复", "剩余{n}件结转下一年度办理"),
        )
    )
    return pattern.format(n=_n(made["carried_forward"]), next=made.year + 1)


def _with_last_year(made: Facts) -> str:
    both = made["new"] + made["carried_in"]
    opening = f"{_when(made)}{_who(made)}{_counted(made, '收到', both)}"
    aside = made.rng.choice(
        ("（含上年结转{n}件）", "（其中上年结转{n}件）", "，包括上年度结转{n}件")
    )
    return f"{opening}{aside.format(n=_n(made['carried_in']))}，{_handled(made)}"


def _applicants(made: Facts) -> str:
    opening = f"{_when(made)}{_who(made)}{_counted(made, '收到', made['new'])}"
    people, others = _n(made["people"]), _n(made["others"])
    pattern = made.rng.choice(
        (
            "，其中自然人申请{p}件，法人或其他组织申请{o}件",
            "。其中，自然人{p}件、法人和其他组织{o}件",
            "（自然人{p}件，法人或其他组织{o}件）",
        )
    )
    return opening + pattern.format(p=people, o=others)


def _groups(made: Facts) -> str:
    """All groups of results, or some, after what was answered."""
    rng = made.rng
    names = [*RESULTS] if rng.random() < 0.6 else sorted(rng.sample(RESULTS, 3), key=RESULTS.index)
    style = rng.choice(
        ("{l}{n}件", "{l}的{n}件", "{l}申请{n}件", "{l}{n}件，占{p}", "{l}{n}件，占比{p}")
    )
    mark = rng.choice("，、；") if "占" not in style else "；"
    handled = made["handled"]
    items = mark.join(
        style.format(l=_LABELS[each], n=_n(made[each]), p=_p(made, made[each], handled))
        for each in names
    )
    verb = rng.choice(("办结", "答复", "办理", "处理"))
    joint = rng.choice(("，其中", "，其中：", "。其中，", "："))
    opening = f"{_when(made)}{_who(made)}{_counted(made, verb, handled, whole=False)}"
    return f"{opening}{joint}{items}"


def _rates(made: Facts) -> str:
    handled, public = made["handled"], made["granted"] + made["partial"]
    joined = made.rng.choice(("予以公开及部分公开", "予以公开和部分公开", "予以公开或部分公开"))
    reason = made.rng.choice(("因本机关不掌握等原因", "因信息不存在等原因", ""))
    opening = f"{_counted(made, '办理', handled, whole=False)}，均在法定期限内答复。"
    return (
        f"{_when(made)}{opening}{joined}{_n(public)}件，占{_p(made, public, handled)}；"
        f"不予公开{_n(made['refused'])}件，占{_p(made, made['refused'], handled)}；"
        f"{reason}无法提供{_n(made['unable'])}件，占{_p(made, made['unable'], handled)}"
    )


def _ways(made: Facts) -> str:
    """Ways of applying, with shares of each or of all together."""
    rng, new = made.rng, made["new"]
    first = rng.randint(0, new)
    second = rng.randint(0, new - first)
    numbers = (first, second, new - first - second)
    names = rng.choice(
        (("网络申请", "信函申请", "当面申请"), ("通过网站提交", "邮寄提交", "现场提交"))
    )
    opening = f"{_when(made)}{_who(made)}{_counted(made, '收到', new)}"
    shares = [_p(made, number, new) for number in numbers]
    if rng.random() < 0.3:
        listed = "、".join(f"{name}{_n(n)}件" for name, n in zip(names, numbers, strict=True))
        return f"{opening}，其中{listed}，分别占{'、'.join(shares)}"
    items = zip(names, numbers, shares, strict=True)
    shown = "；".join(f"{name}{_n(n)}件，占{share}" for name, n, share in items)
    return f"{opening}{rng.choice(('，其中', '。其中，', '，'))}{shown}"


def _reviews(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            "因政府信息公开引起的行政复议{r}件，行政诉讼{s}件",
            "因政府信息公开工作被申请行政复议{r}件，被提起行政诉讼{s}件",
            "政府信息公开类行政复议{r}件、行政诉讼{s}件，均无败诉",
            "因信息公开引发的行政复议案件共{r}起，行政诉讼案件共{s}起",
            "因政府信息公开申请发生的行政复议和行政诉讼分别为{r}件和{s}件",
            "涉及政府信息公开的行政复议{r}件、行政诉讼{s}件",
            "收到政府信息公开行政复议{r}件；收到政府信息公开行政诉讼{s}件",
        )
    )
    closed = ".closed" if made.rng.random() < 0.2 else ""
    verb = "办结" if closed else ""
    return f"{_when(made)}{verb}" + pattern.format(
        r=_n(made[f"review{closed}"]), s=_n(made[f"litigation{closed}"])
    )


def _issued(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            "共制定行政规范性文件{n}件",
            "制发规范性文件{n}件，均已公开",
            "制定出台{n}件行政规范性文件",
            "制定规章{m}件、行政规范性文件{n}件",
            "制发规章{m}部，制发行政规范性文件{n}件",
            "印发行政规范性文件{n}份",
        )
    )
    issued, rules = _n(made["documents_issued"]), _n(made["rules_issued"])
    return f"{_when(made)}{made.rng.choice(('', '我局', '共'))}{pattern.format(n=issued, m=rules)}"


def _in_force(made: Facts) -> str:
    if made.year < 2021:
        return _issued(made)
    stock, issued = made["documents_in_force"], made["documents_issued"]
    shown = made.rng.choice((stock, stock, stock - issued))
    pattern = made.rng.choice(
        (
            "制定行政规范性文件{i}件，现行有效的行政规范性文件{s}件",
            "现行有效规范性文件{s}件，本年制发规范性文件{i}件",
            "制发规范性文件{i}件，现行有效{s}件",
        )
    )
    return _when(made) + pattern.format(i=_n(issued), s=_n(shown))


_KINDS = (
    "概况类信息",
    "工作动态",
    "政策文件",
    "通知公告",
    "财政预决算信息",
    "人事信息",
    "解读材料",
)


def _list(made: Facts) -> str:
    """What was published, by kinds down to 其他, or with all shares."""
    rng = made.rng
    items = [rng.randint(1, 300) for _ in range(rng.randint(3, 6))]
    with_shares = rng.random() < 0.5
    names: Sequence[str] = rng.sample(_KINDS, len(items))
    if not with_shares:
        names = [*names[:-1], rng.choice(("其他", "其他信息", "其他类", "其他各类信息"))]
    shown = [
        f"{name}{_n(n)}条" + (f"，占{_p(made, n, sum(items))}" if with_shares else "")
        for name, n in zip(names, items, strict=True)
    ]
    head = rng.choice(
        ("主动公开政府信息", "通过政府网站公开各类信息合计", "共公开政府信息", "发布信息")
    )
    mark = "；" if with_shares else rng.choice("，、")
    joint = rng.choice(("，其中", "，其中：", "。其中，", "：", "，包括"))
    return f"{_when(made)}{_who(made)}{head}{_n(sum(items))}条{joint}{mark.join(shown)}"


STATEMENTS: tuple[Write, ...] = (
    *(_received, _balance, _balance, _with_last_year, _applicants, _groups, _groups, _rates),
    *(_ways, _reviews, _reviews, _issued, _in_force, _list),
)

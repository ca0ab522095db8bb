"""Sentences as bodies write them, on random balanced tables: no false finding, and slips are found.

Every number stands between marks, so that one of them can be changed. The seed is fixed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative import Narratives
from gongkai.corpus import Corpus
from gongkai.forms.model import Editions, FormEdition
from tests.unit.checks.test_narrative_sample import load, report_text, subject_of

SENTENCES = 300
FOUND_AT_LEAST = 0.95
SEED = 20240301

_MARKED = re.compile("⟦([^⟧]*)⟧")
_RESULTS = ("granted", "partial", "refused", "unable", "not_processed", "other_handling")
_NAMES = ("我局", "我镇", "市政府办公室", "我街道", "区教育局", "我委", "县人民政府")


@dataclass
class Facts:
    """Figures of one made-up report: ``rows`` by path for its tables, the rest for its prose."""

    rng: random.Random
    year: int
    rows: dict[str, int | list[int | str]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.totals[name]


def facts(rng: random.Random, edition: FormEdition, year: int) -> Facts:
    """Tables in which every identity holds."""
    made = Facts(rng, year)
    _requests(made, edition)
    _cases(made)
    _documents(made, edition)
    return made


def _small(rng: random.Random, most: int = 60) -> int:
    return rng.choice((0, 1, 2, 3, rng.randint(0, most), rng.randint(0, most), rng.randint(0, 400)))


def _requests(made: Facts, edition: FormEdition) -> None:
    rng, table = made.rng, edition.table("requests")
    assert table is not None
    for name in _RESULTS:
        paths = table.expand_rows(f"results.{name}")
        for path in paths:
            made.rows[path] = _small(rng) if path == paths[0] or rng.random() < 0.3 else 0
        made.totals[name] = sum(_total(made.rows[path]) for path in paths)
        made.totals[f"{name}_first"] = _total(made.rows[paths[0]])
    handled = sum(made[name] for name in _RESULTS)
    forward = rng.choice((0, 1, 2, rng.randint(0, 12)))
    carried = min(rng.choice((0, 1, 2, rng.randint(0, 12))), handled)
    new = handled + forward - carried
    people = rng.randint(0, new)
    made.rows |= {"results.total": handled, "carried_in": carried, "carried_forward": forward}
    made.rows["new_received"] = [people, new - people, 0, 0, 0, 0, new]
    made.totals |= {"handled": handled, "carried_in": carried, "carried_forward": forward}
    made.totals |= {"new": new, "people": people, "others": new - people}


def _total(cells: int | list[int | str]) -> int:
    return cells if isinstance(cells, int) else int(cells[-1])


def _cases(made: Facts) -> None:
    rng = made.rng
    for group in ("review", "litigation.direct", "litigation.after_review"):
        parts = {name: _small(rng, 20) for name in ("upheld", "corrected", "other", "pending")}
        made.rows |= {f"{group}.{name}": value for name, value in parts.items()}
        made.rows[f"{group}.total"] = sum(parts.values())
        made.totals[group] = sum(parts.values())
        made.totals[f"{group}.closed"] = sum(parts.values()) - parts["pending"]
    for suffix in ("", ".closed"):
        both = made[f"litigation.direct{suffix}"] + made[f"litigation.after_review{suffix}"]
        made.totals[f"litigation{suffix}"] = both


def _documents(made: Facts, edition: FormEdition) -> None:
    table = edition.table("art20_1")
    assert table is not None
    for name, row in zip(("rules", "documents"), table.row_leaves, strict=True):
        issued, repealed, stock = _small(made.rng), _small(made.rng), _small(made.rng, 300)
        stock += issued
        made.rows[row.path] = [issued, repealed, stock]
        made.totals |= {f"{name}_issued": issued, f"{name}_in_force": stock}


# --- sentences --------------------------------------------------------------------------------


def _n(value: int) -> str:
    return f"⟦{value}⟧"


def _p(made: Facts, number: int, whole: int) -> str:
    """A percentage as offices print them: one or two digits, rounded or cut."""
    places = made.rng.choice(("0.1", "0.01"))
    mode = made.rng.choice((ROUND_HALF_UP, ROUND_HALF_UP, ROUND_DOWN))
    return f"⟦{(Decimal(100) * number / whole).quantize(Decimal(places), mode)}⟧%"


def _when(made: Facts) -> str:
    year = f"⟦{made.year}⟧年"
    name = made.rng.choice(_NAMES)
    return made.rng.choice(
        (f"{year}，{name}", f"{year}，{name}全年", f"{year}度，{name}", "全年", "本年度，")
    )


def _received(made: Facts) -> str:
    words = made.rng.choice(
        (
            "共收到政府信息公开申请{n}件",
            "共受理依申请公开{n}件，均在法定期限内答复",
            "新收政府信息公开申请{n}件",
            "共收到{n}件政府信息公开申请",
            "收到公民、法人或其他组织提出的政府信息公开申请{n}件",
            "通过信函、网络等渠道共收到依申请公开{n}件",
            "接到信息公开申请{n}份，无收费情况",
            "受理政府信息公开申请{n}宗，比上年略有增加",
        )
    )
    return f"{_when(made)}{words.format(n=_n(made['new']))}。"


def _received_with_last_year(made: Facts) -> str:
    both = made["new"] + made["carried_in"]
    return (
        f"{_when(made)}共收到政府信息公开申请{_n(both)}件（含上年结转{_n(made['carried_in'])}件），"
        f"已答复{_n(made['handled'])}件，{_n(made['carried_forward'])}件结转下年度继续办理。"
    )


def _balance(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            "新收政府信息公开申请{new}件，上年结转{carried}件，办结{handled}件，结转下年度办理{forward}件。",
            "共收到政府信息公开申请{new}件，上年度结转{carried}件；答复{handled}件，结转{next}年办理{forward}件。",
            (
                "受理政府信息公开申请{new}件，答复政府信息公开申请{handled}件（含上年度结转申请{carried}件，"
                "另有{forward}件申请按照《条例》规定顺延到下年度答复）。"
            ),
            "处理政府信息公开申请件{handled}件（包含上年结转{carried}件），{forward}件结转下年答复。",
            "收到申请{new}件，及时依法依规办结{handled}件，{forward}件结转下一年度继续办理。",
            "收到政府信息公开申请{new}件，{last}年结转{carried}件。目前依法办结{handled}件。",
        )
    )
    return _when(made) + pattern.format(
        new=_n(made["new"]),
        carried=_n(made["carried_in"]),
        handled=_n(made["handled"]),
        forward=_n(made["carried_forward"]),
        last=made.year - 1,
        next=made.year + 1,
    )


def _applicants(made: Facts) -> str:
    return (
        f"{_when(made)}共收到政府信息公开申请{_n(made['new'])}件，其中自然人申请{_n(made['people'])}件，"
        f"法人或其他组织{_n(made['others'])}件。"
    )


def _groups(made: Facts) -> str:
    items = "、".join(
        f"{name}{_n(made[key])}件" for key, name in zip(_RESULTS, _LABELS, strict=True)
    )
    lead = made.rng.choice(("办结", "办理", "答复"))
    return f"{_when(made)}共{lead}政府信息公开申请{_n(made['handled'])}件，其中{items}。"


_LABELS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")


def _some_groups(made: Facts) -> str:
    chosen = made.rng.sample(range(len(_RESULTS)), 3)
    style = made.rng.choice(("{label}{n}件", "{label}的{n}件", "{n}件{label}", "{label}申请{n}件"))
    items = [style.format(label=_LABELS[at], n=_n(made[_RESULTS[at]])) for at in chosen]
    return f"{_when(made)}依法答复政府信息公开申请。其中，{made.rng.choice('，、；').join(items)}。"


def _shares_of_groups(made: Facts) -> str:
    handled = made["handled"]
    public = made["granted"] + made["partial"]
    items = [("予以公开及部分公开", public), ("不予公开", made["refused"])]
    items += [("因本机关不掌握等原因无法提供", made["unable"]), ("不予处理", made["not_processed"])]
    shown = "；".join(f"{label}{_n(n)}件，占{_p(made, n, handled)}" for label, n in items)
    return f"答复政府信息公开申请{_n(handled)}件，均在法定期限内答复。{shown}。"


def _rates(made: Facts) -> str:
    handled = made["handled"]
    public = made["granted"] + made["partial"]
    return (
        f"{_when(made)}共办理政府信息公开申请{_n(handled)}件，其中予以公开或部分公开占"
        f"{_p(made, public, handled)}、不予公开占{_p(made, made['refused'], handled)}、"
        f"因本机关不掌握等原因无法提供占{_p(made, made['unable'], handled)}。"
    )


def _reviews(made: Facts) -> str:
    pattern = made.rng.choice(
        (
            "因政府信息公开引起的行政复议{r}件，行政诉讼案件{s}件。",
            "因政府信息公开工作被申请行政复议{r}件，被提起行政诉讼{s}件。",
            "政府信息公开类行政复议{r}件、行政诉讼{s}件，均无败诉。",
            "因信息公开引发的行政复议案件共{r}起，行政诉讼案件共{s}起。",
            "因政府信息公开申请发生的行政复议和行政诉讼分别为{r}件和{s}件。",
        )
    )
    return _when(made) + pattern.format(r=_n(made["review"]), s=_n(made["litigation"]))


def _closed_reviews(made: Facts) -> str:
    review, suits = _n(made["review.closed"]), _n(made["litigation.closed"])
    return f"{_when(made)}办结政府信息公开行政复议{review}件、行政诉讼{suits}件。"


def _issued(made: Facts) -> str:
    words = made.rng.choice(
        (
            "共制定行政规范性文件{n}件",
            "制发规范性文件{n}件，均已公开",
            "制定出台{n}件行政规范性文件",
            "制定规章{m}件、行政规范性文件{n}件",
        )
    )
    issued, rules = _n(made["documents_issued"]), _n(made["rules_issued"])
    return f"{_when(made)}{words.format(n=issued, m=rules)}。"


def _in_force(made: Facts) -> str:
    if made.year < 2021:
        return _issued(made)
    stock, issued = made["documents_in_force"], made["documents_issued"]
    shown = made.rng.choice((stock, stock, stock - issued))
    pattern = made.rng.choice(
        (
            "制定行政规范性文件{i}件，现行有效的行政规范性文件{s}件。",
            "现行有效规范性文件{s}件，本年制发规范性文件{i}件。",
        )
    )
    return _when(made) + pattern.format(i=_n(issued), s=_n(shown))


def _items(made: Facts) -> list[int]:
    return [made.rng.randint(1, 300) for _ in range(made.rng.randint(3, 6))]


_KINDS = ("概况类信息", "工作动态", "政策文件", "通知公告", "财政预决算信息", "人事信息")


def _list(made: Facts) -> str:
    items = _items(made)
    names = [*_KINDS[: len(items) - 1], made.rng.choice(("其他", "其他信息", "其他类"))]
    mark = made.rng.choice("，、")
    shown = mark.join(f"{name}{_n(n)}条" for name, n in zip(names, items, strict=True))
    head = made.rng.choice(("主动公开政府信息", "通过政府网站公开各类信息合计", "共公开政府信息"))
    return f"{_when(made)}{head}{_n(sum(items))}条，其中{made.rng.choice(('', '：'))}{shown}。"


def _list_with_shares(made: Facts) -> str:
    items = _items(made)
    whole = sum(items)
    shown = "；".join(
        f"{name}{_n(n)}条，{made.rng.choice(('占比', '占', '占总数的'))}{_p(made, n, whole)}"
        for name, n in zip(_KINDS, items, strict=False)
    )
    return f"{_when(made)}主动公开各类政府信息{_n(whole)}条，其中：{shown}。"


def _ways(made: Facts) -> str:
    new = made["new"]
    first = made.rng.randint(0, new)
    second = made.rng.randint(0, new - first)
    items = (("通过网络申请", first), ("通过信函申请", second), ("当面申请", new - first - second))
    shown = "；".join(f"{name}{_n(n)}件，占{_p(made, n, new)}" for name, n in items)
    end = made.rng.choice(("，其中，", "。其中，"))
    return f"{_when(made)}共收到政府信息公开申请{_n(new)}件{end}{shown}。"


TEMPLATES: tuple[Callable[[Facts], str], ...] = (
    _received,
    _received,
    _received_with_last_year,
    _balance,
    _balance,
    _balance,
    _applicants,
    _groups,
    _some_groups,
    _shares_of_groups,
    _rates,
    _reviews,
    _reviews,
    _closed_reviews,
    _issued,
    _in_force,
    _list,
    _list_with_shares,
    _ways,
)


def sentence(made: Facts) -> str:
    while True:
        if made["handled"] and made["new"]:
            return made.rng.choice(TEMPLATES)(made)
        made.totals |= {"handled": 1, "new": 1}


# --- writing ----------------------------------------------------------------------------------

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_NUMERALS = "零一二三四五六七八九十"


def written(rng: random.Random, text: str) -> str:
    """The sentence as typed: full-width digits, blanks, numerals, or plain."""
    style = rng.choice(("plain", "plain", "plain", "blanks", "wide", "numerals"))

    def write(match: re.Match[str]) -> str:
        number = match[1]
        if style == "blanks":
            return f" {number} "
        if style == "wide":
            return number.translate(_FULL_WIDTH)
        small = number.isdigit() and 0 < int(number) <= 10
        return _NUMERALS[int(number)] if style == "numerals" and small else number

    return _MARKED.sub(write, text)


def changed(rng: random.Random, text: str) -> str:
    """The sentence with one number changed by a slip."""
    at = rng.choice(list(_MARKED.finditer(text)))
    return f"{text[: at.start()]}⟦{_slip(rng, at[1])}⟧{text[at.end() :]}"


def _slip(rng: random.Random, number: str) -> str:
    while True:
        made = rng.choice((_other_digit, _swapped, _dropped, _next, _ten_times))(rng, number)
        if made and Decimal(made) != Decimal(number):
            return made


def _other_digit(rng: random.Random, number: str) -> str:
    at = rng.choice([place for place, sign in enumerate(number) if sign != "."])
    made = f"{number[:at]}{rng.randrange(10)}{number[at + 1 :]}"
    return made if "." in made else str(int(made))


def _swapped(rng: random.Random, number: str) -> str:
    at = rng.randrange(len(number))
    pair = number[at : at + 2]
    made = f"{number[:at]}{pair[::-1]}{number[at + 2 :]}"
    return "" if "." in number or len(pair) < 2 else str(int(made))


def _dropped(rng: random.Random, number: str) -> str:
    at = rng.randrange(len(number))
    made = number[:at] + number[at + 1 :]
    return str(int(made)) if made.isdigit() and "." not in number else ""


def _next(rng: random.Random, number: str) -> str:
    value = Decimal(number)
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    made = value + rng.choice((step, -step)) * rng.choice((1, 2))
    return str(made) if made >= 0 else ""


def _ten_times(_: random.Random, number: str) -> str:
    return "" if "." in number else f"{number}0"


# --- the test ---------------------------------------------------------------------------------


def _write(
    rng: random.Random, editions: Editions, count: int
) -> tuple[dict[str, str], dict[str, str]]:
    """Report files by name: as they should be, and each with one number changed."""
    right: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for number in range(count):
        year = rng.randint(2019, 2025)
        edition = editions.for_year(year)
        assert edition is not None
        made = facts(rng, edition, year)
        while not (made["handled"] and made["new"]):
            made = facts(rng, edition, year)
        text = rng.choice(TEMPLATES)(made)
        name = f"body-{number}/{year}.yaml"
        right[name] = report_text(edition, year, written(rng, text), made.rows)
        wrong[name] = report_text(edition, year, written(rng, changed(rng, text)), made.rows)
    return right, wrong


def _failures(corpus: Corpus) -> dict[str, list[CheckResult]]:
    narratives = Narratives(corpus)
    return {
        report.agency: [
            result
            for result in narratives.check(subject_of(corpus, report.agency, report.year))
            if result.fails
        ]
        for report in corpus.reports
    }


def _shown(files: Mapping[str, str], failures: Mapping[str, list[CheckResult]]) -> list[str]:
    by_body = {name.partition("/")[0]: text for name, text in files.items()}
    return [
        f"{by_body[body].split('tables:')[0]} {[each.message for each in found]}"
        for body, found in failures.items()
    ]


def test_a_changed_number_is_found_and_no_right_one_is(tmp_path: Path, editions: Editions) -> None:
    rng = random.Random(SEED)
    right, wrong = _write(rng, editions, SENTENCES)
    clean = _failures(load(_new(tmp_path, "right"), editions, right))
    slips = _failures(load(_new(tmp_path, "wrong"), editions, wrong))
    false = {body: found for body, found in clean.items() if found}
    missed = {body: found for body, found in slips.items() if not found}
    rate = 1 - len(missed) / SENTENCES
    print(f"sentences: {SENTENCES}, found: {rate:.1%}, false findings: {len(false)}")
    assert not false, _shown(right, false)
    assert rate >= FOUND_AT_LEAST, _shown(wrong, missed)


def _new(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made

"""Made-up bodies and reports in any number: the same seed gives the same files, byte for byte.

The bodies do not exist. Their tables keep every identity and carry of the form and give no cause
for a warning, most of their figures are small or 0 as in real ones, and their prose has the usual
parts and turns of phrase.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from gongkai.forms.loader import load_editions
from gongkai.forms.model import Editions, FormEdition, Header, Table, ValueKind
from gongkai.reports.model import Cell, CellState, Narrative, Report, Row, Signature, frozen
from gongkai.reports.writer import dump_report

YEARS = range(2019, 2026)

_REGIONS = {
    "qinghe": "清河市",
    "yunling": "云岭市",
    "baishui": "白水县",
    "shiqiao": "石桥区",
    "luxi": "芦溪县",
    "dongpo": "东坡区",
    "nanwan": "南湾市",
    "beiyuan": "北塬县",
    "jinting": "金亭区",
    "huguang": "湖光县",
}
_OFFICES = {
    "education": "教育局",
    "science": "科学技术局",
    "industry": "工业和信息化局",
    "civil-affairs": "民政局",
    "justice": "司法局",
    "finance": "财政局",
    "employment": "人力资源和社会保障局",
    "environment": "生态环境局",
    "housing": "住房和城乡建设局",
    "transport": "交通运输局",
    "water": "水利局",
    "agriculture": "农业农村局",
    "commerce": "商务局",
    "culture": "文化和旅游局",
    "health": "卫生健康委员会",
    "audit": "审计局",
    "market": "市场监督管理局",
    "statistics": "统计局",
    "medical-insurance": "医疗保障局",
    "administration": "行政审批局",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A made-up body."""

    id: str
    name: str


def write_corpus(folder: Path, reports: int, seed: int = 0) -> None:
    """Folders of bodies with so many reports in all, seven each, of the last body maybe fewer."""
    editions = load_editions().value
    for body, report in islice(corpus(editions, seed), reports):
        path = folder / body.id
        path.mkdir(parents=True, exist_ok=True)
        agency = f"name: {body.name}\nkind: department\n"
        (path / "agency.yaml").write_text(agency, encoding="utf-8", newline="\n")
        text = dump_report(report, body.name)
        (path / f"{report.year}.yaml").write_text(text, encoding="utf-8", newline="\n")


def corpus(editions: Editions, seed: int = 0) -> Iterator[tuple[Body, Report]]:
    """Reports of body after body, without end."""
    for number, body in enumerate(_bodies()):
        before: Report | None = None
        for year in YEARS:
            chance = random.Random(f"{seed}/{number}/{year}")
            before = _report(body, year, editions, before, chance)
            yield body, before


def _bodies() -> Iterator[Body]:
    """Every office of every region, then the same with a number behind it."""
    number = 1
    while True:
        for office_id, office in _OFFICES.items():
            for region_id, region in _REGIONS.items():
                suffix = ("", "") if number == 1 else (f"-{number}", f"第{number}分局")
                yield Body(f"{region_id}-{office_id}{suffix[0]}", f"{region}{office}{suffix[1]}")
        number += 1


def _report(
    body: Body, year: int, editions: Editions, before: Report | None, chance: random.Random
) -> Report:
    edition = editions.for_year(year)
    if edition is None:
        raise LookupError(year)
    day = date(year + 1, 1, 4) + timedelta(days=chance.randrange(80))
    tables = {table.id: _table(edition, table, before, chance) for table in edition.tables}
    received = int(tables["requests"]["new_received"][-1])
    return Report(
        agency=body.id,
        year=year,
        edition=edition,
        published=day,
        signed=Signature(body.name, day - timedelta(days=chance.randrange(4))),
        narratives=frozen(_narratives(body, year, received, chance)),
        tables=frozen({name: frozen(_cells(edition, name, rows)) for name, rows in tables.items()}),
    )


# --- figures ----------------------------------------------------------------------------------

_Figures = dict[str, list[int | Decimal]]


def _table(
    edition: FormEdition, table: Table, before: Report | None, chance: random.Random
) -> _Figures:
    """A row of figures for each leaf row, by path."""
    if table.id == "requests":
        return _requests(table, before, chance)
    if table.id == "review_litigation":
        return {row.path: _with_totals(table, chance) for row in table.row_leaves}
    last = before.tables[table.id] if before is not None and before.edition is edition else {}
    return {
        row.path: _other_row(table, row, last.get(row.path), chance) for row in table.row_leaves
    }


def _other_row(
    table: Table, row: Header, last: Row | None, chance: random.Random
) -> list[int | Decimal]:
    """A row of table two, which follows last year's; 规章 only governments make."""
    columns = table.column_leaves
    if row.id == "regulations":
        return [0] * len(columns)
    figures = {each.id: _figure(table.kind(row, each), chance) for each in columns}
    before = {each.id: cell.value or 0 for each, cell in zip(columns, last or (), strict=False)}
    if "items_change" in figures:
        _continue_items(figures, before)
    if "total_disclosed" in figures:
        total = before.get("total_disclosed", 100)
        figures["total_disclosed"] = total + figures["new_disclosed"]
    if "in_force" in figures and before:
        _continue_stock(figures, before)
    return list(figures.values())


def _continue_items(figures: dict[str, int | Decimal], before: dict[str, int | Decimal]) -> None:
    """As many items as last year's change left, of which no more go than there are."""
    if before:
        figures["items_previous_year"] = before["items_previous_year"] + before["items_change"]
    figures["items_change"] = max(figures["items_change"], -figures["items_previous_year"])


def _continue_stock(figures: dict[str, int | Decimal], before: dict[str, int | Decimal]) -> None:
    """In force = in force last year + issued - repealed, and not more repealed than there are."""
    stock = before["in_force"] + figures["issued"]
    figures["repealed"] = min(figures["repealed"], stock)
    figures["in_force"] = stock - figures["repealed"]


def _figure(kind: ValueKind, chance: random.Random) -> int | Decimal:
    if kind is ValueKind.DECIMAL:
        return Decimal(chance.randrange(10**7)).scaleb(-2)
    if kind is ValueKind.CHANGE:
        return chance.randrange(-30, 31)
    return chance.choice((0, 0, chance.randrange(20), chance.randrange(900)))


def _requests(table: Table, before: Report | None, chance: random.Random) -> _Figures:
    """Requests by outcome: what came in and was left over is what was answered and is left over."""
    columns = len(table.column_leaves) - 1
    outcomes = [
        row.path
        for row in table.row_leaves
        if row.path.startswith("results.") and row.path != "results.total"
    ]
    rows: dict[str, list[int]] = {path: _small(columns, chance) for path in outcomes}
    rows["carried_in"] = _last_year(before, columns)
    rows["carried_forward"] = _small(columns, chance)
    rows["results.granted"] = [
        own + carried
        for own, carried in zip(rows["results.granted"], rows["carried_in"], strict=True)
    ]
    rows["results.total"] = [sum(rows[path][n] for path in outcomes) for n in range(columns)]
    rows["new_received"] = [
        rows["results.total"][n] + rows["carried_forward"][n] - rows["carried_in"][n]
        for n in range(columns)
    ]
    return {row.path: [*rows[row.path], sum(rows[row.path])] for row in table.row_leaves}


def _small(count: int, chance: random.Random) -> list[int]:
    """Figures of which most are 0, the first more often not."""
    return [
        chance.randrange(12) if chance.random() < (0.4 if n == 0 else 0.08) else 0
        for n in range(count)
    ]


def _last_year(before: Report | None, columns: int) -> list[int]:
    """What the report before carried forward, by applicant."""
    row = before.tables["requests"]["carried_forward"][:columns] if before else ()
    return [int(cell.value or 0) for cell in row] or [0] * columns


def _with_totals(table: Table, chance: random.Random) -> list[int | Decimal]:
    """A row whose every fifth figure is the sum of the four before it."""
    figures: list[int | Decimal] = []
    for column in table.column_leaves:
        is_total = column.id == "total"
        figures.append(sum(figures[-4:]) if is_total else _small(1, chance)[0])
    return figures


def _cells(edition: FormEdition, table_id: str, rows: _Figures) -> Mapping[str, Row]:
    table = edition.table(table_id)
    order = [row.path for row in table.row_leaves] if table else []
    return {path: tuple(_cell(value) for value in rows[path]) for path in order}


def _cell(value: int | Decimal) -> Cell:
    return Cell(CellState.NUMBER, value, f"{value:f}" if isinstance(value, Decimal) else f"{value}")


# --- prose ------------------------------------------------------------------------------------

_OPENINGS = (
    "{year}年，{name}认真贯彻落实《中华人民共和国政府信息公开条例》，围绕中心工作做好政府信息公开。",
    "本报告依据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "一年来，{name}以公开为常态、不公开为例外，推进决策、执行、管理、服务和结果公开。",
)
_PARTS: Mapping[str, Sequence[str]] = {
    "主动公开": (
        "全年通过政府网站公开信息{a}条，其中政策文件{b}条、工作动态{c}条、通知公告{d}条。",
        "规范性文件公开{d}件，配套解读{b}篇，其中图解{d}篇。",
        "政务新媒体发布信息{a}条，关注人数{c}人，回应群众关切{d}次。",
    ),
    "依申请公开": (
        "全年收到政府信息公开申请{received}件，均在法定期限内答复，未收取信息处理费。",
        "进一步规范登记、审核、办理、答复、归档各环节，申请渠道保持畅通，电话受理咨询{c}人次。",
    ),
    "政府信息管理": (
        "严格落实“三审三校”和先审查、后公开制度，对历史文件开展清理，废止{d}件、修改{d}件。",
        "建立公开属性源头认定机制，公文办理时同步确定公开属性，不予公开的说明理由。",
    ),
    "政府信息公开平台建设": (
        "优化政府信息公开专栏，调整栏目{d}个，设置公共查阅点{d}处，接待查阅{b}人次。",
        "完成网站适老化与无障碍改造，检索更加便捷，全年访问量{a}次。",
    ),
    "监督保障": (
        "把政府信息公开纳入年度考核，组织培训{d}场、{b}人次，开展自查{d}次，问题均已整改。",
        "畅通监督投诉渠道，全年未发生因政府信息公开被责任追究的情形。",
    ),
}
_FOCUS = (
    "{topic}和{other}是本年这方面工作的重点。",
    "涉及{topic}的工作，会同有关单位办理；涉及{other}的，逐件登记。",
)
_PROBLEMS = (
    "{topic}的政策解读形式比较单一，群众看得懂的解读还不够多。",
    "公开力量较弱，{topic}栏目的更新由{other}科室兼管，时效性需要加强。",
    "公开内容与群众需求仍有差距，{topic}、{other}两个栏目更新不够及时。",
    "对{topic}信息的公开属性认定把握不够准，{other}信息的公开标准还不统一。",
    "办理{topic}方面的申请时，与申请人沟通不够充分。",
    "{topic}信息分散在多个栏目，{other}信息查找不便。",
)
_MEASURES = (
    "下一步，将围绕{topic}丰富解读形式，定期检查通报{other}栏目。",
    "改进情况：上年提出的{d}项问题均已整改到位，其中{topic}栏目的问题通过每月巡查解决。",
    "针对{topic}方面的不足，修订{other}公开目录，组织培训{d}场。",
    "今后把{topic}作为重点，完善{other}信息的发布和审核机制。",
)
_TOPIC_LINES = (
    "财政预决算 重大建设项目 公共资源配置 义务教育 户籍管理 社会救助 养老服务 公共法律服务",
    "就业创业 社会保险 征地补偿 生态环境 国有土地 农村危房改造 保障性住房 城市规划 市政服务",
    "涉农补贴 公共文化 医疗卫生 安全生产 救灾 食品药品监管 税收管理 扶贫",
)
_TOPICS = tuple(topic for line in _TOPIC_LINES for topic in line.split())
_NUMERALS = "一二三四五六七八九"


def _narratives(
    body: Body, year: int, received: int, chance: random.Random
) -> Mapping[str, Narrative]:
    def say(sentences: Sequence[str], most: int) -> str:
        chosen = chance.sample(sentences, chance.randint(1, min(most, len(sentences))))
        topic, other = chance.sample(_TOPICS, 2)
        facts = {"year": year, "name": body.name, "received": received}
        facts |= {"topic": topic, "other": other}
        return "".join(sentence.format(**facts, **_figures(chance)) for sentence in chosen)

    parts = [say(_OPENINGS, 3)]
    for numeral, (title, sentences) in zip(_NUMERALS, _PARTS.items(), strict=False):
        parts += [f"（{numeral}）{title}", say(sentences, 3) + say(_FOCUS, 1)]
    return {
        "overview": Narrative("\n\n".join(parts)),
        "problems": Narrative(
            "\n\n".join(say(each, 2) for each in (_PROBLEMS, _PROBLEMS, _MEASURES))
        ),
        "other_matters": Narrative("无其他需要报告的事项。"),
    }


def _figures(chance: random.Random) -> Mapping[str, int]:
    """Figures for a sentence; the first is the sum of the others."""
    parts = {
        "b": chance.randrange(10, 90),
        "c": chance.randrange(1, 900),
        "d": chance.randint(1, 9),
    }
    return {"a": sum(parts.values()), **parts}

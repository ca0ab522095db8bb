"""A made-up site with what the real reports lack: odd names, old reports, files, a draft."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from gongkai.forms.loader import load_editions
from gongkai.reports.model import Report, Status
from gongkai.reports.writer import dump_report
from tests import synthetic
from tests.site.building import Build, Project, built, once

# Markup in HTML, Markdown and two template languages.
NAME = '<b>湖&"区"</b>{{ 7*7 }}[局](x)'
TITLES = {
    2020: '<i onclick="x()">题&"目"</i>',
    2021: "# 题 [链接](https://evil.example/){: .x } {% raw %} *强*",
    2022: "${1+1} &amp; &#60;b&#62; \\* `码` --8<-- “引”",
}
DRAFT_YEAR = 2023
DRAFT_PROSE = "草稿里的话"
WITHDRAWN = {
    "prose": "撤回的年报里的一段话，别处都不该再有它。",
    "figure": "76543",
    "reason": "机关<b>重新核实</b>后撤回",
}
FORMER_ID = "former-seat"
EDIT_URI = "https://git.example.org/org/repo/edit/main/docs/"

FILES = {
    "原件（扫描）.pdf": b"%PDF-1.7\nscan",
    "附表 一.xlsx": b"PK\x03\x04sheet",
    "说明.txt": "说明\r\n".encode(),
}
CHECKSUMS = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
OLD_HEADER = [["栏目", "公开条数", "公开条数", "备注"], ["~", "主动公开", "依申请公开", "~"]]
OLD_ROWS = [["本年", "1,024", "/", "含<b>转发</b>"], ["累计", "~", "0", "~"]]


def sample_site(factory: pytest.TempPathFactory) -> Build:
    """The site, built once a run."""
    return built(once(factory, "sample", lambda folder: write(folder).build()))


def write(folder: Path) -> Project:
    """The project of the site."""
    project = Project(folder)
    project.configure(edit_uri=EDIT_URI, site_url="https://example.org/sample/")
    _lake(project)
    _old_town(project)
    project.agency("waiting", name="新设机关", since=2021)
    _withdrawn(project)
    return project


def _lake(project: Project) -> None:
    """A body whose names are markup, with three reports on two forms and a draft."""
    project.agency(
        "lake",
        name=NAME,
        aliases=['别名<i>&"名"</i>'],
        former_names=[{"name": "旧名*局*", "until": 2019}],
        contact={"address": "<script>alert(1)</script>路 1 号", "phone": "0355-0000000"},
        homepage="https://lake.example/?a=1&b=%222%22",
    )
    pairs = islice(synthetic.corpus(load_editions().value), len(synthetic.YEARS))
    reports = {report.year: report for _, report in pairs}
    for year, title in TITLES.items():
        _write(project, replace(reports[year], agency="lake", title=title))
    draft = replace(reports[DRAFT_YEAR], agency="lake", status=Status.DRAFT, preface=DRAFT_PROSE)
    _write(project, draft)


def _withdrawn(project: Project) -> None:
    """A report that was taken back, with an original that is no longer published."""
    project.agency("moved", name="迁址机关", redirect_from=[FORMER_ID])
    project.write("reports/moved/files/原件.txt", WITHDRAWN["prose"])
    project.report(
        "moved",
        2021,
        published="2022-01-20",
        signed={"name": "迁址机关", "date": "2022-01-19"},
        source={"file": "原件.txt", "url": "https://moved.example/2021"},
        narratives={"overview": WITHDRAWN["prose"]},
        tables={"art20_5": {"licensing": [int(WITHDRAWN["figure"])]}},
        corrections=[
            {
                "date": "2022-02-01",
                "at": "art20_5.licensing",
                "old": "1",
                "reason": "录错",
                "kind": "transcription_error",
            },
            {
                "date": "2022-03-01",
                "at": "overview",
                "reason": WITHDRAWN["reason"],
                "kind": "withdrawn",
            },
        ],
    )


def _write(project: Project, report: Report) -> None:
    project.write(f"reports/{report.agency}/{report.year}.yaml", dump_report(report))


def _old_town(project: Project) -> None:
    """A body that reported before the first form: its own table, the original, attachments."""
    original, *others = FILES
    for name, content in FILES.items():
        project.write(f"reports/old-town/files/{name}", content)
    project.agency("old-town", name="老城镇政府", kind="township")
    project.report(
        "old-town",
        2010,
        source={"file": original, "sha256": CHECKSUMS[original]},
        narratives={"overview": "一是公开；二是监督。"},
        extra_tables=[
            {
                "id": "items",
                "after": "overview",
                "title": "公开情况 <u>表</u>",
                "unit": "条",
                "header": [[None if text == "~" else text for text in row] for row in OLD_HEADER],
                "rows": [[None if text == "~" else text for text in row] for row in OLD_ROWS],
                "note": "含上年 *结转*",
            }
        ],
        attachments=[{"file": others[0], "title": "附表 <1>"}, {"file": others[1]}],
    )

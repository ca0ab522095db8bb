"""A report that was taken back: a page says so at its address, and nothing else has it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.verification.page import PageReader
from gongkai.verification.withdrawals import withdrawn_page
from tests.cli_running import run
from tests.html_reading import attribute, read, seen
from tests.site.building import Build
from tests.site.sample import WITHDRAWN

PAGE = "reports/moved/2021"


def test_its_page_says_since_when_why_and_what_it_was(sample: Build) -> None:
    page = read(sample.page(PAGE))
    text = seen(page.css("main")[0])
    assert seen(page.css("h1")[0]) == "迁址机关2021年政府信息公开工作年度报告（已撤回）"
    assert f"2022年3月1日：本报告已撤回。原因：{WITHDRAWN['reason']}" in text
    for told in ("2022年1月20日", "迁址机关 2022年1月19日", "录错", "行政许可 原为 1。"):
        assert told in text
    links = {attribute(each, "href") for each in page.css("main a[href]")}
    assert {"https://moved.example/2021", "../"} <= links
    assert page.css("table") == []


def test_nothing_else_of_it_is_on_the_site(sample: Build) -> None:
    forbidden = [WITHDRAWN["prose"].encode(), WITHDRAWN["figure"].encode(), b"moved-2021"]
    texts = {".html", ".csv", ".json", ".jsonl", ".xml", ".txt"}
    for path in sample.site.rglob("*"):
        if path.suffix in texts:
            content = path.read_bytes()
            assert not [each for each in forbidden if each in content], path
    assert [each.name for each in sample.page(PAGE).parent.iterdir()] == ["index.html"]


def test_lists_lead_to_its_page_and_say_what_it_is(sample: Build) -> None:
    for index, way in {
        "reports/moved": "2021/",
        "years/2021": "../../reports/moved/2021/",
        "reports": "moved/2021/",
    }.items():
        page = read(sample.page(index))
        assert page.css(f"main a[href='{way}']"), index
        assert "已撤回" in seen(page.css("main")[0])
    assert "尚未收录" not in sample.page("reports/moved").read_text(encoding="utf-8")
    assert "本站收录 0 份" in sample.page("reports/moved").read_text(encoding="utf-8")


def test_the_feed_of_corrections_tells_it(sample: Build) -> None:
    feed = (sample.site / "corrections.xml").read_text(encoding="utf-8")
    assert f"{PAGE}/#correction-2" in feed
    assert PAGE not in (sample.site / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本报告已撤回", "本报告"),
        ("2022年3月1日", "2022年3月2日"),
        ("重新核实", "重新"),
        ("</h1>", f"</h1><p>{WITHDRAWN['prose']}</p>"),
        ("</h1>", '</h1><table><tr><td id="art20_5.licensing/processed">7</td></tr></table>'),
    ],
)
def test_verification_knows_what_the_page_has_to_say(
    sample: Build, editions: Editions, old: str, new: str
) -> None:
    (report,) = load_corpus(sample.site.parent / "reports", editions).value.withdrawn
    text = sample.page(PAGE).read_text(encoding="utf-8")
    for shown, finds in ((text, False), (text.replace(old, new), True)):
        page = PageReader().read(f"{PAGE}/index.html", shown, with_text=True)
        found = {each.code for each in withdrawn_page(page, report)}
        assert found == ({"report.withdrawn"} if finds else set())


def test_verification_knows_what_must_not_be_there(
    sample: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.site.parent)
    copy = Path(shutil.copytree(sample.site, tmp_path / "site"))
    (copy / PAGE / "index.html").unlink()
    (copy / PAGE / "moved-2021.csv").write_text("x")
    result = run("verify", "--sample", "1", str(copy))
    assert result.exit_code == 1
    assert f"{PAGE}/moved-2021.csv" in result.stdout
    assert "年报没有页面" in result.stdout

"""Who runs the site: tags and foot of a body's own site, and what a copy by others leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.git_running import git, start_repository
from tests.html_reading import attribute, read, seen
from tests.site.building import ROOT, Build, Project, built

HOST = {
    "site_name": "某市<政务>网",
    "site_domain": "www.example.gov.cn",
    "site_id_code": "1234567890",
    "host_unit": "某市人民政府办公室",
    "contact": {"tel": "0000-1234567", "address": "某路 1 号"},
    "icp": "某ICP备00000000号",
    "police_icp": {"number": "某公网安备 1号", "link": "https://beian.example.cn/1"},
    "party_gov_badge": {"link": "https://bszs.example.cn/", "image": "badge.png"},
    "zhaocuo_link": "https://zfwzgl.example.cn/",
    "sitemap_link": "https://www.example.gov.cn/map/",
    "copyright": "",
}


def _site(folder: Path, mode: str, host: Mapping[str, object]) -> Build:
    project = Project(folder)
    project.agency("bureau", name='局"&<b>')
    text = (ROOT / "reports/pingtan/2022.yaml").read_text(encoding="utf-8")
    project.write("reports/bureau/2022.yaml", text)
    project.write("docs/badge.png", b"png")
    options = {"mode": mode, "host": host, "repository": "https://gitee.com/org/data"}
    project.configure(options, site_url="https://example.org/own/")
    start_repository(folder)
    return built(project.build())


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return _site(tmp_path_factory.mktemp("official"), "official", HOST)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return _site(tmp_path_factory.mktemp("copy"), "unofficial", HOST)


def tags(build: Build, address: str) -> dict[str, str]:
    """The tags of a page but the usual ones."""
    metas = read(build.page(address)).css("head meta[name]")
    found = {attribute(each, "name"): attribute(each, "content") for each in metas}
    return {name: value for name, value in found.items() if name[0].isupper()}


SITE = {
    "SiteName": "某市<政务>网",
    "SiteDomain": "www.example.gov.cn",
    "SiteIDCode": "1234567890",
}


def test_a_report_leads_to_the_commit_of_its_file(copy: Build) -> None:
    commit = git(copy.site.parent, "rev-parse", "HEAD")
    links = read(copy.page("reports/bureau/2022/")).css("a[href*='/commit/']")
    assert [attribute(each, "href") for each in links] == [
        f"https://gitee.com/org/data/commit/{commit}"
    ]


def test_a_report_is_an_article(official: Build) -> None:
    found = tags(official, "reports/bureau/2022/")
    assert found == SITE | {
        "ArticleTitle": found["ArticleTitle"],
        "PubDate": "2023-02-20",
        "ContentSource": '局"&<b>',
    }
    assert found["ArticleTitle"] == seen(read(official.page("reports/bureau/2022/")).css("h1")[0])


@pytest.mark.parametrize(
    ("address", "name", "kind"),
    [
        ("", "首页", "首页"),
        ("reports/", "机关", "信息公开年报"),
        ("reports/bureau/", '局"&<b>', "信息公开年报"),
        ("years/", "年份", "信息公开年报"),
        ("years/2022/", "2022年政府信息公开工作年度报告", "信息公开年报"),
        ("data/", "数据", "数据开放"),
    ],
)
def test_a_list_is_a_column(official: Build, address: str, name: str, kind: str) -> None:
    found = tags(official, address)
    assert found.items() >= SITE.items()
    assert (found["ColumnName"], found["ColumnType"]) == (name, kind)
    assert found["ColumnDescription"]
    assert found["ColumnKeywords"].split(",")[0] == name
    assert "ArticleTitle" not in found


def test_other_pages_have_the_tags_of_the_site_alone(official: Build) -> None:
    assert tags(official, "checks/") == SITE


def test_the_foot_says_who_runs_the_site(official: Build) -> None:
    for address in ("", "reports/bureau/2022/"):
        (foot,) = read(official.page(address)).css(".gk-host")
        lines = [" ".join(seen(each).split()) for each in foot.css("li")]
        assert lines == [
            "主办单位：某市人民政府办公室",
            "电话：0000-1234567",
            "地址：某路 1 号",
            "某ICP备00000000号",
            "某公网安备 1号",
            "网站地图",
            "网站标识码：1234567890",
            "我为政府网站找错",
            "",
        ]
        (badge,) = foot.css("img")
        assert attribute(badge, "alt") == "党政机关网站标识"
        picture = official.page(address).parent / attribute(badge, "src")
        assert picture.is_file()


def test_a_copy_by_others_vouches_for_nothing(copy: Build) -> None:
    for address in ("", "reports/bureau/2022/", "data/"):
        assert tags(copy, address) == {}
        (foot,) = read(copy.page(address)).css(".gk-host")
        assert "标识码" not in seen(foot)
        assert "找错" not in seen(foot)
        assert foot.css("img") == []
        assert "某ICP备00000000号" in seen(foot)


def test_what_is_not_configured_is_not_invented(tmp_path: Path) -> None:
    build = _site(tmp_path, "official", {"site_name": "某网"})
    found = tags(build, "checks/")
    assert found == {"SiteName": "某网"}
    assert read(build.page("checks/")).css(".gk-host") == []

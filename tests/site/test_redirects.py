"""The addresses of a body under a former id lead to the new ones, and are in no list."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.build import Settings, build_site
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.page import PageReader
from gongkai.verification.redirects import redirect_page
from gongkai.verification.scope import Scope
from tests.cli_running import run, write
from tests.html_reading import attribute, parse, read, seen
from tests.site.building import Build
from tests.site.sample import FORMER_ID

OLD = f"reports/{FORMER_ID}"
ADDRESS = "https://example.org/sample/"


@pytest.mark.parametrize(
    ("old", "way", "new"),
    [
        (OLD, "../moved/", "reports/moved/"),
        (f"{OLD}/2021", "../../moved/2021/", "reports/moved/2021/"),
    ],
)
def test_a_former_address_leads_to_the_new_one(sample: Build, old: str, way: str, new: str) -> None:
    page = read(sample.page(old))
    (link,) = page.css("body a")
    assert attribute(link, "href") == way
    assert "网址已改" in seen(page.css("body")[0])
    (refresh,) = page.css("meta[http-equiv=refresh]")
    assert attribute(refresh, "content") == f"0; url={way}"
    (canonical,) = page.css("link[rel=canonical]")
    assert attribute(canonical, "href") == ADDRESS + new
    (robots,) = page.css("meta[name=robots]")
    assert attribute(robots, "content") == "noindex"
    assert page.css("script, style, img, link[rel=stylesheet]") == []
    assert (sample.page(old).parent / way / "index.html").is_file()


def test_no_list_names_it(sample: Build) -> None:
    texts = {".html", ".csv", ".json", ".jsonl", ".xml", ".txt"}
    for path in sample.site.rglob("*"):
        if path.suffix in texts and FORMER_ID not in path.parts:
            assert FORMER_ID.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0; url=../moved/", "5; url=../moved/"),
        ("0; url=../moved/", "0; url=https://evil.example/"),
        ('<a href="../moved/">', '<a href="../lake/">'),
        ("noindex", "index"),
        ("https://example.org/sample/reports/moved/", "https://example.org/sample/"),
        ("</body>", "<script>alert(1)</script></body>"),
        ("</body>", '<img src="x.png"></body>'),
        ('<meta http-equiv="refresh" content="0; url=../moved/">', ""),
    ],
)
def test_verification_knows_where_it_has_to_lead(
    sample: Build, editions: Editions, old: str, new: str
) -> None:
    corpus = load_corpus(sample.site.parent / "reports", editions).value
    outputs = frozenset({"redirects", "agency_pages", "report_pages"})
    scope = Scope(BuiltSite(sample.site, ADDRESS), corpus, outputs)
    file = f"{OLD}/index.html"
    text = sample.page(OLD).read_text(encoding="utf-8")
    assert old in text
    for shown, is_wrong in ((text, False), (text.replace(old, new), True)):
        page = PageReader().read(file, shown)
        found = {each.code for each in redirect_page(scope, page, scope.redirects[file])}
        assert found == ({"page.redirect"} if is_wrong else set())


def test_verification_knows_which_there_have_to_be(
    sample: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.site.parent)
    copy = Path(shutil.copytree(sample.site, tmp_path / "site"))
    (copy / OLD / "2021/index.html").rename(copy / OLD / "2021/index.htm")
    result = run("verify", "--sample", "1", str(copy))
    assert result.exit_code == 1
    assert f"{OLD}/2021/index.html: file.missing" in result.stdout
    assert f"{OLD}/2021/index.htm: file.foreign" in result.stdout


def test_names_stay_text(tmp_path: Path) -> None:
    agency = "name: '<b>&\"{局}'\nkind: other\nredirect_from: [old-a, old-b]\n"
    write(tmp_path / "reports/a/agency.yaml", agency)
    files = build_site(Settings(tmp_path / "reports", tmp_path)).files
    found = {each.uri: str(each.content) for each in files if "/old-" in each.uri}
    assert set(found) == {"reports/old-a/index.html", "reports/old-b/index.html"}
    page = parse(found["reports/old-a/index.html"])
    assert seen(page.css("a")[0]) == '<b>&"{局}'
    (canonical,) = page.css("link[rel=canonical]")
    assert attribute(canonical, "href") == "../a/"  # the site does not know its own address

"""``gongkai verify`` on sites as they are built, and on copies in which one thing is wrong."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from gongkai.build import ALL, chosen_outputs
from gongkai.cli.verify import installed_theme
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions
from gongkai.sealing.policy import sealed
from gongkai.sealing.site import renew_lists
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.findings import Finding
from gongkai.verification.markup import Raw, Scanner, Tag
from gongkai.verification.run import Verification, verify
from gongkai.verification.scope import Scope
from tests.cli_running import replace_in, run
from tests.html_reading import parse
from tests.site.building import ROOT, Build, Project

FOLDER = "reports/pingtan/2020"
PAGE = f"{FOLDER}/index.html"
STEM = f"{FOLDER}/pingtan-2020"
CELL = "requests.results.granted/total"
AT = f"pingtan-2020:{CELL}"
OF_THE_PACKAGE = ("checksum.wrong", "data/gongkai.csv", "")
TABLE = "pagefind/gongkai-pages.json"


@pytest.fixture(scope="module")
def corpus(editions: Editions) -> Corpus:
    """The real data."""
    return load_corpus(ROOT / "reports", editions, ROOT).value


def verified(
    site: Path, corpus: Corpus, sample: int | None = None, *, listed_again: bool = False
) -> Verification:
    """What verification says of a site of the real project.

    ``listed_again``: as if whoever changed it had also renewed its checksums.
    """
    if listed_again:
        renew_lists(site)
    return verify(_scope(site, corpus, sample))


def _scope(site: Path, corpus: Corpus, sample: int | None = None, seed: int = 0) -> Scope:
    return Scope(
        BuiltSite.opened(site),
        corpus,
        outputs=frozenset(chosen_outputs([ALL]) or ()),
        docs=(ROOT / "docs",),
        themes=installed_theme(),
        sample=sample,
        seed=seed,
    )


# --- sites as they are built ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "real_below"])
def test_a_built_site_agrees_with_its_data(
    name: str, corpus: Corpus, request: pytest.FixtureRequest
) -> None:
    build: Build = request.getfixturevalue(name)
    found = verified(build.site, corpus)
    assert found.findings == ()
    assert (found.reports, found.sampled, found.pages) == (8, 8, len(build.pages()) + 1)
    assert found.downloads == 3 * 8 + 3 * (2 + 7) + 3


def test_odd_names_old_reports_and_files_agree(
    sample: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.site.parent)
    result = run("verify", "site")
    assert (result.exit_code, "相符" in result.stdout) == (0, True), result.stdout


def test_a_sample_is_drawn_by_its_seed(real: Build, corpus: Corpus) -> None:
    found = verified(real.site, corpus, sample=2)
    assert (found.findings, found.sampled, found.downloads) == ((), 2, 6)
    unread = len(corpus.reports) - 2
    assert found.pages == verified(real.site, corpus).pages - unread


@pytest.mark.parametrize("is_read", [True, False])
def test_of_a_report_outside_the_sample_the_checksum_is_looked_at(
    site: Path, corpus: Corpus, is_read: bool
) -> None:
    seed = next(
        each
        for each in range(100)
        if (PAGE in _scope(site, corpus, sample=1, seed=each).by_page) == is_read
    )
    replace_in(site / PAGE, 'class="gk-sum">7<', 'class="gk-sum">8<')
    codes = {each.code for each in verify(_scope(site, corpus, sample=1, seed=seed)).findings}
    assert codes >= {"checksum.wrong"}
    assert ("cell.html" in codes) == is_read
    (site / PAGE).unlink()
    codes = {each.code for each in verify(_scope(site, corpus, sample=1, seed=seed)).findings}
    assert codes >= {"report.page", "sitemap.page", "link.dead"}


@pytest.mark.parametrize("name", ["real", "sample"])
def test_every_element_is_read_as_a_browser_reads_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    build: Build = request.getfixturevalue(name)
    scanner = Scanner()
    for path in build.pages():
        page = path.read_text(encoding="utf-8")
        tokens = [each for each in scanner.tokens(page) if isinstance(each, Tag | Raw)]
        tags = [each if isinstance(each, Tag) else each.tag for each in tokens]
        assert Counter(_written(each.name, each.attributes) for each in tags) == Counter(
            _written(node.tag or "", node.attributes)
            for node in parse(page).css("*")
            if not (node.tag or "").startswith("-")
        ), path


def _written(name: str, attributes: Mapping[str, str | None]) -> str:
    named = sorted((key.lower(), value or "") for key, value in attributes.items())
    return f"{name} {named}"


# --- one thing wrong --------------------------------------------------------------------------


@pytest.fixture
def site(real: Build, tmp_path: Path) -> Path:
    """A copy of the real site, to be spoilt."""
    return Path(shutil.copytree(real.site, tmp_path / "site"))


def findings(site: Path, corpus: Corpus) -> set[tuple[str, str, str]]:
    """Code, file and place of all that is found beside the checksums."""
    found = verified(site, corpus, listed_again=True).findings
    return {(each.code, each.file, each.place) for each in found}


def one(site: Path, corpus: Corpus, code: str) -> Finding:
    """The one finding with a code."""
    everything = verified(site, corpus, listed_again=True).findings
    (found,) = (each for each in everything if each.code == code)
    return found


def test_a_missing_page_is_told_with_all_that_leads_to_it(site: Path, corpus: Corpus) -> None:
    (site / PAGE).unlink()
    found = findings(site, corpus)
    assert ("report.page", PAGE, "") in found
    assert ("link.dead", "index.html", "") in found
    assert ("sitemap.page", "sitemap.xml", "") in found


def test_a_figure_changed_on_a_page(site: Path, corpus: Corpus) -> None:
    replace_in(site / PAGE, 'class="gk-sum">7<', 'class="gk-sum">8<')
    (found,) = verified(site, corpus, listed_again=True).findings
    assert found == Finding(PAGE, CELL, "cell.html", stands="8", should="7")


def test_a_figure_changed_where_years_stand_side_by_side(site: Path, corpus: Corpus) -> None:
    replace_in(
        site / "reports/pingtan/index.html", f'href="2020/#{CELL}">7<', f'href="2020/#{CELL}">9<'
    )
    (found,) = verified(site, corpus, listed_again=True).findings
    assert (found.code, found.file) == ("cell.linked", "reports/pingtan/index.html")
    assert (found.subject, found.stands, found.should) == (f"2020/#{CELL}", "9", "7")


def test_a_blank_made_a_zero_on_a_page(site: Path, corpus: Corpus) -> None:
    page = site / "reports/changzhi-sme/2019/index.html"
    spoken = '<span class="gk-sr">原表未填</span>'
    page.write_text(page.read_text(encoding="utf-8").replace(spoken, "0", 1), encoding="utf-8")
    found = one(site, corpus, "cell.html")
    assert (found.stands, found.should) == ("0", "（原表未填）")


def test_a_cell_taken_out_of_a_page(site: Path, corpus: Corpus) -> None:
    replace_in(site / PAGE, f'<td id="{CELL}"', "<td")
    found = findings(site, corpus)
    assert ("cell.html", PAGE, CELL) in found
    assert ("link.fragment", "reports/pingtan/index.html", "") in found


def test_prose_changed_on_a_page(site: Path, corpus: Corpus) -> None:
    page = site / "reports/changzhi-sme/2019/index.html"
    prose = corpus.reports_of("changzhi-sme")[0].narratives
    assert prose
    words = prose["overview"].before.strip()[:20]
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(words, words[1:]), encoding="utf-8")
    found = one(site, corpus, "text.html")
    assert (found.file, found.place) == ("reports/changzhi-sme/2019/index.html", "overview")


@pytest.mark.parametrize(
    ("file", "code", "old", "new"),
    [
        (f"{STEM}.csv", "cell.csv", ",7,number,7,", ",70,number,7,"),
        (f"{STEM}.csv", "cell.csv", ",7,number,7,", ",,blank,,"),
        ("reports/pingtan/pingtan.csv", "cell.csv", ",7,number,7,", ",7,number,70,"),
        ("years/2020/2020.csv", "cell.csv", ",7,number,7,", ",7,text,7,"),
        ("data/gongkai.csv", "cell.csv", ",7,number,7,", ",8,number,8,"),
        ("data/gongkai.jsonl", "cell.jsonl", '"value":7,', '"value":8,'),
    ],
)
def test_a_figure_changed_in_a_download_with_a_line_for_each_cell(
    site: Path, corpus: Corpus, file: str, code: str, old: str, new: str
) -> None:
    path = site / file
    lines = path.read_bytes().decode("utf-8").splitlines(keepends=True)
    (number,) = (n for n, line in enumerate(lines) if "pingtan-2020" in line and CELL in line)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new)
    path.write_bytes("".join(lines).encode())
    assert {(code, file, AT)} <= findings(site, corpus) <= {(code, file, AT), OF_THE_PACKAGE}


@pytest.mark.parametrize("file", [f"{STEM}.json", "reports/pingtan/pingtan.json"])
def test_a_figure_changed_in_json(site: Path, corpus: Corpus, file: str) -> None:
    content = json.loads((site / file).read_bytes())
    document = content if isinstance(content, dict) else content[1]
    table = next(each for each in document["tables"] if each["id"] == "requests")
    row = next(each for each in table["rows"] if each["id"] == "results.granted")
    row["cells"][-1] = {"state": "number", "value": 8, "printed": "8"}
    (site / file).write_text(json.dumps(content), encoding="utf-8")
    found = one(site, corpus, "cell.json")
    assert (found.file, found.place, found.stands, found.should) == (file, CELL, "8", "7")


@pytest.mark.parametrize(
    ("file", "value", "stands"),
    [
        (f"{STEM}.xlsx", 8, "8"),
        (f"{STEM}.xlsx", "7", "7"),  # a text is not a number
        ("years/2020/2020.xlsx", None, None),
        ("data/gongkai.xlsx", 7.5, "7.5"),
    ],
)
def test_a_figure_changed_in_a_workbook(
    site: Path, corpus: Corpus, file: str, value: object, stands: str | None
) -> None:
    book = openpyxl.load_workbook(site / file)
    for sheet in book.worksheets[1:]:
        header = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if (row[0].value, row[header.index("行")].value) == ("pingtan-2020", "results.granted"):
                row[header.index("总计")].value = value
    book.save(site / file)
    found = one(site, corpus, "cell.xlsx")
    assert found == Finding(file, AT, "cell.xlsx", found.subject, stands=stands, should="7")


def test_a_remark_that_a_workbook_lacks(site: Path, corpus: Corpus) -> None:
    book = openpyxl.load_workbook(site / f"{STEM}.xlsx")
    for sheet in book.worksheets[1:]:
        column = [cell.value for cell in sheet[1]].index("原样")
        for row in sheet.iter_rows(min_row=2):
            row[column].value = None
    book.save(site / f"{STEM}.xlsx")
    found = one(site, corpus, "cell.xlsx")
    assert found.place == "pingtan-2020:art20_9.central_procurement/amount"
    assert found.should == "73802895.90元"


def test_a_formula_in_a_workbook_is_not_read_as_a_figure(site: Path, corpus: Corpus) -> None:
    book = openpyxl.load_workbook(site / f"{STEM}.xlsx")
    book.worksheets[1]["N2"].value = "=7"
    book.save(site / f"{STEM}.xlsx")
    assert ("file.unreadable", f"{STEM}.xlsx", "") in findings(site, corpus)


def test_a_download_that_is_dropped(site: Path, corpus: Corpus) -> None:
    (site / f"{STEM}.csv").unlink()
    (site / "data/gongkai.jsonl").unlink()
    found = findings(site, corpus)
    assert ("report.download", f"{STEM}.csv", "") in found
    assert ("file.missing", "data/gongkai.jsonl", "") in found
    assert ("link.dead", PAGE, "") in found


def test_a_download_that_is_cut_off(site: Path, corpus: Corpus) -> None:
    for name in (f"{STEM}.json", f"{STEM}.xlsx", "sitemap.xml"):
        (site / name).write_bytes((site / name).read_bytes()[:-100])
    found = findings(site, corpus)
    for name in (f"{STEM}.json", f"{STEM}.xlsx", "sitemap.xml"):
        assert ("file.unreadable", name, "") in found


# --- the search -------------------------------------------------------------------------------


def fragment_of(site: Path, report: str) -> Path:
    """The file of a report's page in the index."""
    for path in (site / "pagefind/fragment").iterdir():
        if json.loads(_unpacked(path))["url"] == f"/{report}/":
            return path
    raise LookupError(report)


def _unpacked(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd")


def test_an_index_of_former_figures(site: Path, corpus: Corpus) -> None:
    path = fragment_of(site, FOLDER)
    text = _unpacked(path).replace("α2 21 1ω", "α2 22 2ω")
    path.write_bytes(gzip.compress(f"pagefind_dcd{text}".encode()))
    found = findings(site, corpus)
    file = path.relative_to(site).as_posix()
    assert {(code, at) for code, at, _ in found} == {("search.text", file)}
    assert ("search.text", file, "pingtan-2020:requests.new_received/total") in found


def test_an_index_of_former_words(site: Path, corpus: Corpus) -> None:
    path = fragment_of(site, "reports/changzhi-sme/2019")
    other = json.loads(_unpacked(fragment_of(site, "reports/pingtan/2019")))
    text = json.dumps(other | {"url": "/reports/changzhi-sme/2019/"})
    path.write_bytes(gzip.compress(f"pagefind_dcd{text}".encode()))
    found = findings(site, corpus)
    assert ("search.text", path.relative_to(site).as_posix(), "changzhi-sme-2019") in found
    assert {code for code, _, _ in found} == {"search.text"}


def test_a_report_that_the_index_lacks(site: Path, corpus: Corpus) -> None:
    table = json.loads((site / TABLE).read_bytes())
    table["ids"] = table["ids"].rpartition(" ")[0]
    del table["agency"][-1], table["year"][-1]
    (site / TABLE).write_text(json.dumps(table), encoding="utf-8")
    path = fragment_of(site, "reports/pingtan/2025").relative_to(site).as_posix()
    assert findings(site, corpus) == {
        ("search.table", TABLE, "pingtan-2025"),
        ("search.table", path, ""),
        ("search.table", "pagefind/pagefind-entry.json", "page_count"),
    }


def test_a_site_without_its_index(site: Path, corpus: Corpus) -> None:
    shutil.rmtree(site / "pagefind")
    assert ("file.missing", TABLE, "") in findings(site, corpus)


# --- what runs, and what is fetched -----------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<p onclick="x()">。</p>', "script.event"),
        ('<a href="javascript:x()">。</a>', "script.link"),
        ('<a href="../1999/">。</a>', "link.dead"),
        ('<a href="../2021/#nowhere">。</a>', "link.fragment"),
        ('<script src="https://cdn.example.com/x.js"></script>', "request.host"),
    ],
)
def test_what_is_put_into_a_page(site: Path, corpus: Corpus, html: str, code: str) -> None:
    replace_in(site / PAGE, "</body>", f"{html}</body>")
    assert {(found, file) for found, file, _ in findings(site, corpus)} == {(code, PAGE)}


@pytest.mark.parametrize("again", [False, True])
def test_a_script_that_is_put_into_a_page(site: Path, corpus: Corpus, again: bool) -> None:
    """Its browser does not run it; where the page was sealed again, it is still a stranger."""
    replace_in(site / PAGE, "</body>", "<script>alert(1)</script></body>")
    if again:
        (site / PAGE).write_text(sealed((site / PAGE).read_text("utf-8")), "utf-8")
    told = {code for code, file, _ in findings(site, corpus) if file == PAGE}
    assert told == {"script.inline"} | (set() if again else {"policy.script"})


def test_an_inline_script_may_be_allowed_by_its_hash(site: Path, corpus: Corpus) -> None:
    replace_in(site / PAGE, "</body>", "<script>alert(1)</script></body>")
    told = one(site, corpus, "script.inline").subject
    scope = Scope(BuiltSite.opened(site), corpus, frozenset(), scripts=frozenset([told[:51]]))
    assert "script.inline" not in {each.code for each in verify(scope).findings}


def test_a_style_sheet_that_asks_another_host(site: Path, corpus: Corpus) -> None:
    path = site / "assets/gongkai/gongkai.css"
    with path.open("a", encoding="utf-8") as file:
        file.write('@font-face {src: url("https://example.com/x")} p {background: url(no.png)}')
    name = "assets/gongkai/gongkai.css"
    assert findings(site, corpus) == {
        ("request.host", name, ""),
        ("link.dead", name, ""),
        ("file.changed", name, ""),
    }


@pytest.mark.parametrize(
    "file",
    [
        "assets/gongkai/search/boot.js",
        "assets/gongkai/search/simplified.js",
        "assets/javascripts/bundle.*.min.js",
    ],
)
def test_a_script_that_is_not_the_one_shipped(site: Path, corpus: Corpus, file: str) -> None:
    (path,) = site.glob(file)
    with path.open("a", encoding="utf-8") as script:
        script.write("\nalert(1);")
    assert findings(site, corpus) == {("file.changed", path.relative_to(site).as_posix(), "")}


@pytest.mark.parametrize(
    "file", ["old.html", "reports/pingtan/notes.txt", ".git/config", "assets/x.js", "pagefind/x.js"]
)
def test_a_foreign_file(site: Path, corpus: Corpus, file: str) -> None:
    path = site / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    assert ("file.foreign", file, "") in findings(site, corpus)


# --- lists and tags ---------------------------------------------------------------------------


def test_a_folder_that_is_a_link(site: Path, corpus: Corpus, tmp_path: Path) -> None:
    (site / "reports/pingtan/more").symlink_to(tmp_path, target_is_directory=True)
    assert ("file.foreign", "reports/pingtan/more", "") in findings(site, corpus)


@pytest.mark.parametrize(
    ("index", "href"),
    [
        ("reports/pingtan/index.html", "2020/"),
        ("reports/index.html", "pingtan/2020/"),
        ("years/2020/index.html", "../../reports/pingtan/2020/"),
        ("index.html", "reports/pingtan/2020/"),
    ],
)
def test_a_report_that_an_index_does_not_name(
    site: Path, corpus: Corpus, index: str, href: str
) -> None:
    path = site / index
    text = re.sub(rf'href="{re.escape(href)}(#[^"]*)?"', 'href="#top"', path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    found = one(site, corpus, "report.index")
    assert (found.file, found.should) == (index, PAGE)


def test_a_report_that_the_sitemap_lacks(site: Path, corpus: Corpus) -> None:
    url = "https://example.org/reports/pingtan/2020/"
    path = site / "sitemap.xml"
    text = re.sub(rf"<url><loc>{url}</loc>.*?</url>", "", path.read_text("utf-8"))
    path.write_text(text.replace("2022-", "2021-"), encoding="utf-8")
    found = findings(site, corpus)
    assert ("report.sitemap", "sitemap.xml", "") in found
    assert ("report.sitemap", "sitemap.xml", "https://example.org/reports/pingtan/2021/") in found
    assert ("file.changed", "sitemap.xml.gz", "") in found


def test_a_report_that_the_feed_lacks(site: Path, corpus: Corpus) -> None:
    path = site / "feed.xml"
    entry = re.compile(r"<entry>\n<id>[^<]*/2020/</id>.*?</entry>\n", re.DOTALL)
    text = entry.sub("", path.read_text("utf-8"))
    path.write_text(text.replace("<updated>2022-", "<updated>2021-"), encoding="utf-8")
    found = [each for each in verified(site, corpus).findings if each.code == "report.feed"]
    assert [(each.file, each.place, each.subject) for each in found] == [
        ("feed.xml", "", "没有这一条"),
        ("feed.xml", "https://example.org/reports/pingtan/2021/", "updated"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (r'<link rel="canonical"[^>]*>', "", "canonical"),
        (r"(?<=https://example.org/reports/pingtan/)2020(?=/\">)", "2021", "canonical"),
        (r"<title>.*?</title>", "", "title"),
        (r'<meta name="description"[^>]*>', "", "description"),
        (r'lang="zh-Hans"', 'lang="en"', "lang"),
    ],
)
def test_a_page_without_its_tags(
    site: Path, corpus: Corpus, old: str, new: str, place: str
) -> None:
    path = site / PAGE
    path.write_text(re.sub(old, new, path.read_text("utf-8"), count=1), encoding="utf-8")
    assert ("page.meta", PAGE, place) in findings(site, corpus)


def test_everything_wrong_is_told_at_once(site: Path, corpus: Corpus) -> None:
    replace_in(site / PAGE, "</body>", '<a href="no/">。</a><script>x()</script></body>')
    (site / f"{STEM}.csv").unlink()
    (site / "x.txt").touch()
    codes = {code for code, _, _ in findings(site, corpus)}
    assert {"link.dead", "script.inline", "report.download", "file.foreign"} <= codes


# --- the command ------------------------------------------------------------------------------


def command(site: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output of the command, as it is run in the project's folder."""
    result = run("verify", str(site), "--reports", str(ROOT / "reports"), *arguments)
    return result.exit_code, result.stdout


def test_the_command_says_what_is_wrong_and_what_to_do(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert command(site)[0] == 0
    replace_in(site / PAGE, 'class="gk-sum">7<', 'class="gk-sum">8<')
    renew_lists(site)
    code, text = command(site)
    assert code == 1
    assert f"{PAGE}#{CELL}: cell.html:" in text
    assert "现为“8”，应为“7”" in text
    assert "改法：" in text
    assert "不符 1 处" in text


def test_the_command_for_programs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (site / "x.txt").touch()
    renew_lists(site)
    code, text = command(site, "--format", "json", "--sample", "1", "--seed", "3")
    told = json.loads(text)
    assert (code, told["passes"], told["read"]["sampled"]) == (1, False, 1)
    (found,) = told["findings"]
    assert (found["code"], found["file"], found["place"]) == ("file.foreign", "x.txt", None)


def test_another_address_than_the_site_has(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, text = command(site, "--address", "https://www.example.gov.cn/nianbao/")
    assert code == 1
    assert f"{PAGE}#canonical: page.meta:" in text


def test_data_with_errors_and_odd_options_are_errors_of_usage(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports/some-bureau").mkdir(parents=True)
    (tmp_path / "reports/some-bureau/2020.yaml").write_text("year: 2019\n", encoding="utf-8")
    assert run("verify", str(site)).exit_code == 2
    assert run("verify", str(site), "--sample", "0").exit_code == 2
    assert run("verify", "no-site").exit_code == 2


def test_a_site_with_some_outputs_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path)
    project.agency("some-bureau", name="某市某局")
    # An original in HTML is published as it is, and is no page of the site.
    project.write("reports/some-bureau/files/原件.html", "<p onclick=x()>")
    project.report(
        "some-bureau",
        2010,
        narratives={"overview": "公开政府信息十二条。"},
        source={"title": "原件", "file": "原件.html"},
    )
    outputs = ["assets", "home", "index_pages", "agency_pages", "report_pages", "year_pages"]
    outputs += ["check_pages", "rule_pages"]
    project.configure({"outputs": outputs}, nav=[{"首页": "index.md"}])
    project.build()
    monkeypatch.chdir(tmp_path)
    named = [part for each in outputs for part in ("--output", each)]
    result = run("verify", "site", *named)
    assert result.exit_code == 0, result.stdout
    assert run("verify", "site").exit_code == 1
    original = tmp_path / "site/reports/some-bureau/2010/some-bureau-2010-source.html"
    original.write_text("<p>", encoding="utf-8")
    result = run("verify", "site", *named)
    assert f"{original.name}: file.changed:" in result.stdout

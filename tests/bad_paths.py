"""The bad inputs 28-36: names of folders and files, links, ids and years."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from gongkai.issues import Severity
from tests.bad_input import (
    AGENCY,
    BadInput,
    Beside,
    Found,
    Kept,
    Refused,
    Spot,
    kept,
    refused,
    report,
)
from tests.marks import MARK, unmark_one

_OUTSIDE = Beside("../../outside/2020.yaml", b"secret: [\n")
_PDF = Beside("../../outside/a.pdf", b"%PDF")
TITLE = Kept("title", "示例", "示例")
TRAVERSALS = ("../../etc", "/etc", "..\\etc", "%2e%2e", "..", "a/../../b", "a\\b", "C:a")
# What Windows keeps for itself, and what stands beside the bodies' folders on a site.
TAKEN = (
    *("con", "prn", "aux", "nul", "com1", "lpt9"),
    *("index", "assets", "search", "404", "pagefind", "files", "sitemap", "robots"),
)


def _in_agency(case: int, name: str, more: str, code: str) -> BadInput:
    """An input that is an error in further lines of the body's file."""
    return refused(case, name, AGENCY + more, code, file="agency.yaml")


def _folder(case: int, name: str, code: str, shown: str = "") -> BadInput:
    """A sound report in a folder whose name is an error."""
    at = shown or name
    data = report().encode()
    return BadInput(case, f"folder {at[:20]}", data, Refused(code), folder=name, at=at)


def _ids() -> Iterator[BadInput]:
    """Cases 28 and 29."""
    for path in TRAVERSALS:
        yield _in_agency(28, f"former id {path}", f"redirect_from: [{MARK}'{path}']\n", "file.name")
        yield _in_agency(28, f"parent {path}", f"parent: {MARK}'{path}'\n", "agency.unknown")
        yield _in_agency(28, f"member {path}", f"members: [{MARK}'{path}']\n", "agency.unknown")
        extra = f"{{id: {MARK}'{path}', after: overview, title: 表, header: [[甲]], rows: []}}"
        text = report(more=f"extra_tables: [{extra}]\n")
        yield refused(28, f"table {path}", text, "file.name")
        if "%" not in path:
            for name, field in (("original", "source: {}"), ("attachment", "attachments: [{}]")):
                more = field.format(f"{{file: {MARK}{path}.pdf}}")
                yield refused(28, f"{name} {path}", report(more=f"{more}\n"), "file.name")
    escaped = report(more=f"source: {{file: {MARK}'%2e%2e%2fsecret.pdf'}}\n")
    yield refused(28, "source %2e%2e%2f", escaped, "file.missing")
    for name in ("a\\etc", "%2e%2e", "a%2fb", "a b", "a.b", "a_b", "-a", "a-", "a--b", "机关"):
        yield _folder(28, name, "file.name")
    yield _folder(28, "a" * 65, "file.name")
    for name in TAKEN:
        yield _folder(29, name, "agency.collision")
        text = f"redirect_from: [{MARK}{name}]\n"
        yield _in_agency(29, f"former id {name}", text, "agency.collision")
    for name in ("con.", "Nul", "index.", "con.txt"):
        yield _folder(29, name, "file.name")


def _twins() -> Iterator[BadInput]:
    """Cases 30-32: two names that are one elsewhere, two files of one year."""
    composed, decomposed = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))
    yield _twin_folders(30, "twin", "Twin")
    yield _twin_folders(31, composed, decomposed)
    yield _twin_files(30, "2021.yaml", "2021.YAML")
    yield _twin_files(30, "files/a.pdf", "files/A.pdf")
    yield _twin_files(31, f"files/{composed}.pdf", f"files/{decomposed}.pdf")
    text = report(more=f"source: {{file: {MARK}{composed}.pdf}}\n")
    original = Beside(f"files/{decomposed}.pdf", b"%PDF")
    yield replace(refused(31, "name of a file", text, "file.missing"), beside=(original,))
    text, line, column = unmark_one(report().replace("2021", f"{MARK}2021", 1))
    second = Refused("report.year", line, column, (Spot(1, 1, "{body}/2021.yaml"),))
    first = Beside("2021.yaml", report().encode())
    yield BadInput(32, "two files", text.encode(), second, file="2020.yaml", beside=(first,))
    for name in ("02021", "2021 ", "2021-1", "２０２１", "21"):
        data = report().encode()
        yield BadInput(32, f"file {name}", data, Refused("file.name"), file=f"{name}.yaml")


def _twin_folders(case: int, name: str, other: str) -> BadInput:
    """Two bodies whose names are one elsewhere; the other one stands first."""
    also = () if other.isascii() and other.islower() else ("file.name",)
    expected = Refused("agency.collision", related=(Spot(1, 1, other),), also=also)
    twin = Beside(f"../{other}/agency.yaml", AGENCY.encode())
    data = report().encode()
    return BadInput(case, "folders", data, expected, beside=(twin,), folder=name, at=name)


def _twin_files(case: int, name: str, other: str) -> BadInput:
    """Two files of a body whose names are one elsewhere; the other one stands first."""
    expected = Refused("agency.collision", related=(Spot(1, 1, f"{{body}}/{other}"),))
    names = {name, other} - {"2021.yaml"}
    files = tuple(Beside(each, report().encode()) for each in sorted(names))
    at = f"{{body}}/{name}"
    return BadInput(case, f"files {name}", report().encode(), expected, beside=files, at=at)


def _links() -> Iterator[BadInput]:
    """Case 33: what a link leads to is not read; its text would be a syntax error."""
    data = report().encode()
    for name, path, link in (
        ("to a body", "../linked", "../outside"),
        ("to a report", "2020.yaml", "../../outside/2020.yaml"),
        ("to another file", "x.txt", "../../outside/2020.yaml"),
        ("to a folder", "2020.yaml", "../../outside"),
        ("to nothing", "2020.yaml", "nothing"),
        ("to itself", "2020.yaml", "2020.yaml"),
        ("inside", "2020.yaml", "2021.yaml"),
    ):
        beside = (_OUTSIDE, Beside(path, link=link))
        at = path.removeprefix("../") if path.startswith("../") else f"{{body}}/{path}"
        yield BadInput(33, f"link {name}", data, Refused("file.link"), beside=beside, at=at)
    text = report(more=f"source: {{file: {MARK}a.pdf}}\n")
    original = Beside("files/a.pdf", link="../../../outside/a.pdf")
    yield replace(refused(33, "link to an original", text, "file.link"), beside=(_PDF, original))
    data = text.replace(MARK, "").encode()
    expected = Refused("file.link", also=("file.missing",))
    files = (_PDF, Beside("files", link="../../outside"))
    yield BadInput(33, "link to originals", data, expected, beside=files, at="{body}/files")


def _names() -> Iterator[BadInput]:
    """Case 34."""
    data = report().encode()
    yield _folder(34, "a\nb", "file.name", "a\\nb")
    yield _folder(34, "a\x1b[31mb", "file.name", "a\\x1b[31mb")
    yield _folder(34, "a\u202eb", "file.name", "a\\u202eb")
    yield _folder(34, "-rf", "file.name")
    yield _folder(34, "长" * 85, "file.name")
    yield _folder(34, "$(id)", "file.name")
    for name in ("-rf", "2021\n", "长" * 83, "2021;id"):
        shown = name.replace("\n", "\\n")
        given = BadInput(34, f"file {shown[:20]}", data, Refused("file.name"), file=f"{name}.yaml")
        yield replace(given, at=f"{{body}}/{shown}.yaml")
    too_long = report(more=f"source: {{file: {MARK}{'长' * 100}.pdf}}\n")
    yield refused(34, "original of 304 bytes", too_long, "file.missing")
    for name in ("-rf.pdf", f"{'长' * 83}.pdf", "$(id).pdf", "原件 （扫描）.pdf", "a&b <c>.pdf"):
        text = report(more=f'source: {{file: "{name}"}}\n')
        given = kept(34, f"original {name[:20]}", text, "file", name)
        yield replace(given, beside=(Beside(f"files/{name}", b"%PDF"),))


def _years() -> Iterator[BadInput]:
    """Case 35."""
    for year, code in (
        *(("20l9", "value.integer"), ("２０２１", "value.integer"), ("2021年", "value.integer")),
        *(("2021.0", "value.integer"), ("'2021 '", "value.integer"), ("~", "shape.empty")),
        *(("0", "report.year"), ("-2021", "report.year"), ("2007", "report.year")),
        *(("2101", "report.year"), ("20210", "report.year"), ("2020", "report.year")),
    ):
        text = report().replace("year: 2021", f"year: {MARK}{year}")
        also = ("form.other_edition",) if year == "2020" else ()
        yield refused(35, f"year {year}", text, code, also=also)
    for day in ("2021-12-31", "2021-01-01", "2020-06-01", "0001-01-01"):
        yield refused(35, f"published {day}", report(published=MARK + day), "report.year")
        text = report(more=f"signed: {{name: 甲, date: {MARK}{day}}}\n")
        yield refused(35, f"signed {day}", text, "report.year")
    old = report().replace("2021", "2015").replace("2022", "2016")
    old = old.replace("tables:", f"{MARK}tables:")
    yield refused(35, "tables before 2019", old, "report.tables", file="2015.yaml")
    for early in (2008, 2018):
        text = f"year: {early}\npreface: 当年没有统一的表。\n"
        given = kept(35, f"{early}", text, "preface", "当年没有统一的表。")
        yield replace(given, file=f"{early}.yaml")


def _ignored() -> Iterator[BadInput]:
    """Case 36: files that are not read are named."""
    data = report().encode()
    hint = Found("file.ignored", ((1, 1),), TITLE, Severity.HINT)
    for name in (
        *(
            ".DS_Store",
            ".2021.yaml.swp",
            ".2020.yaml",
            "2021.yaml~",
            "~$2021.yaml",
            "2020.yaml.bak",
        ),
        *("2021.yml", "2020.YML", "2020.json", "2020", "notes.txt", "draft/2020.yaml", "Thumbs.db"),
    ):
        at = f"{{body}}/{name.partition('/')[0]}"
        yield BadInput(36, name, data, hint, beside=(Beside(name, b"secret: ["),), at=at)
    beside = (Beside("../notes.md", b"x"),)
    yield BadInput(36, "beside the bodies", data, hint, beside=beside, at="notes.md")


PATHS: tuple[BadInput, ...] = (
    *_ids(),
    *_twins(),
    *_links(),
    *_names(),
    *_years(),
    *_ignored(),
)

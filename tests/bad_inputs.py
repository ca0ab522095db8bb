"""The bad inputs: what an author may do to a file, and what has to come of it.

Every input stands in an otherwise faultless folder of one body. Here are the cases 1-27, of which
YAML has much to answer for; the others stand in their own files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.bad_figures import FIGURES
from tests.bad_input import (
    AGENCY,
    AMOUNT_CELL,
    CHANGE_CELL,
    BadInput,
    Kept,
    Refused,
    found,
    kept,
    number,
    of_2019,
    refused,
    report,
    with_change,
    with_columns,
    with_count,
    with_fees,
)
from tests.bad_paths import PATHS
from tests.bad_texts import TEXTS
from tests.marks import MARK, unmark_one


def _text_and_count(case: int, *texts: str) -> Iterator[BadInput]:
    """Texts that plain YAML would retype: as typed in a text field, an error in a count."""
    for text in texts:
        yield kept(case, f"text {text}", report(title=text), "title", text)
        yield refused(case, f"count {text}", with_columns(MARK + text), "value.count")
        yield refused(case, f"amount {text}", with_fees(MARK + text), "value.decimal")


def _parsing() -> Iterator[BadInput]:
    """Cases 1-4: keys and scalars that plain YAML loses or retypes."""
    second = report(more=f"{MARK}title: 又一个\n")
    yield refused(1, "field", second, "yaml.duplicate_key", first=(2, 1))
    second = report(more=f'{MARK}"title": 又一个\n')
    yield refused(1, "quoted", second, "yaml.duplicate_key", first=(2, 1))
    second = report(row=f"[0, 0, 0]\n    {MARK}regulations: [1, 1, 1]")
    yield refused(1, "row", second, "yaml.duplicate_key", first=(7, 5))
    second = report(row=f"{{issued: 0, repealed: 0, {MARK}issued: 1}}")
    yield refused(1, "column", second, "yaml.duplicate_key", first=(7, 19))
    second = f"name: 示例机关\nkind: department\n{MARK}name: 另一个\n"
    yield refused(1, "agency", second, "yaml.duplicate_key", first=(1, 1), file="agency.yaml")
    yield from _text_and_count(2, "0351", "046000", "00")
    yield refused(2, "year", report().replace("2021", f"{MARK}02021", 1), "value.integer")
    yield from _text_and_count(3, "1:30", "1:30:00", "12:30")
    yield from _text_and_count(4, "no", "off", "on", "NO", "Yes", "y")
    rules = AGENCY + f"makes_rules: {MARK}no\n"
    yield refused(4, "boolean", rules, "value.boolean", file="agency.yaml")


def _dates() -> Iterator[BadInput]:
    """Case 5."""
    day = date(2022, 1, 20)
    yield kept(5, "date", report(published="2022-01-20"), "published", day)
    yield kept(5, "quoted date", report(published='"2022-01-20"'), "published", day)
    for wrong in (
        *("2022-1-3", "2022/01/03", "2022.1.3", "2022年1月3日", "20220103", "２０２２-01-20"),
        *("2022-02-30", "2022-13-01", "2022-01-20T00:00:00Z", "2022-01-20 08:00", "22-01-20"),
    ):
        yield refused(5, f"date {wrong}", report(published=MARK + wrong), "value.date")
    for text in ("2020-01-23", "2020-1-3", "2020-01-23T08:00:00Z"):
        yield kept(5, f"text {text}", report(title=text), "title", text)


def _figures() -> Iterator[BadInput]:
    """Cases 6-12: figures in other shapes than plain digits."""
    yield from _text_and_count(6, "1_000", "1,000", "1e3", "1 000", "1'000")
    between = report(row=f"{MARK}[1,000, 0, 0]")
    yield refused(6, "comma between brackets", between, "table.row_length")
    yield from _text_and_count(7, "１２", "１，０００", "１２.５")
    yield from _text_and_count(8, ".nan", ".inf", "-.inf", ".NaN")
    yield from _text_and_count(9, "true", "false", "True")
    for blank in ("null", '""', "''", "' '"):
        yield refused(9, f"blank {blank}", with_count(MARK + blank), "value.blank")
    yield refused(10, "count 5.0", with_count(f"{MARK}5.0"), "value.count")
    yield refused(10, "count 5.", with_count(f"{MARK}5."), "value.count")
    yield refused(10, "quoted count", with_count(f'{MARK}"5"'), "value.count")
    for amount in ("5.0", "0.1", "75394432.52", "24252.311082"):
        cell = number(Decimal(amount), amount)
        yield kept(10, f"amount {amount}", with_fees(amount), AMOUNT_CELL, cell)
    for negative in ("-0", "-5", "+2", "−5"):
        yield refused(11, f"count {negative}", with_count(MARK + negative), "value.count")
        yield refused(11, f"amount {negative}", with_fees(MARK + negative), "value.decimal")
    for change in ("-5", "+2", "-0", "0"):
        cell = number(int(change), change)
        yield of_2019(kept(11, f"change {change}", with_change(change), CHANGE_CELL, cell))
    yield of_2019(refused(11, "change −5", with_change(f"{MARK}−5"), "value.change"))
    many = "9" * 5000
    yield refused(12, "count", with_count(MARK + many), "value.count")
    yield refused(12, "amount", with_fees(MARK + many), "value.decimal")
    yield refused(12, "value", with_count(f'{{value: {MARK}{many}, printed: "9"}}'), "value.count")
    yield refused(12, "year", report().replace("2021", MARK + many, 1), "value.integer")
    yield of_2019(refused(12, "change", with_change(f"{MARK}-{many}"), "value.change"))


def _constructs() -> Iterator[BadInput]:
    """Cases 13-17: what YAML offers beyond plain trees."""
    twice = report(title=f"&t 示例\nsource: {{title: {MARK}*t, url: *t}}")
    also = ("yaml.anchor", "shape.empty")
    yield refused(13, "aliases", twice, "yaml.alias", also=also)
    nested = f"x: &a [l, o, l]\ny: &b [{MARK}*a, *a, *a]\nz: &c [*b, *b, *b]\n"
    also = ("yaml.anchor", "shape.unknown_key")
    yield refused(13, "nested", report(more=nested), "yaml.alias", also=also)
    yield refused(13, "undefined", report(title=f"{MARK}*t"), "yaml.alias", also=("shape.empty",))
    recursive = f"&a [{MARK}*a]\n"
    yield refused(14, "root", recursive, "yaml.alias", also=("yaml.anchor", "shape.type"))
    recursive = report(more=f"notes: &n [{MARK}*n]\n")
    yield refused(14, "notes", recursive, "yaml.alias", also=("yaml.anchor", "shape.type"))
    yield refused(15, "merge key", report(more=f"{MARK}<<: {{status: draft}}\n"), "yaml.merge_key")
    merge = report(more=f"signed: {{{MARK}<<: {{name: 甲}}}}\n")
    yield refused(15, "between brackets", merge, "yaml.merge_key")
    for tag in ("!!python/object/apply:os.system", "!!str", "!own", "!", "!<tag:a.cn,2020:x>"):
        yield refused(16, tag, report(title=f"{MARK}{tag} 示例"), "yaml.tag")
    yield refused(16, "!!binary", report(title=f"{MARK}!!binary aGk="), "yaml.tag")
    yield refused(16, "!!set", report(more=f"signed: {MARK}!!set {{name: 甲}}\n"), "yaml.tag")
    yield refused(16, "!!int", with_count(f"{MARK}!!int 5"), "yaml.tag")
    for depth in (1_000, 100_000):
        deep = report(more=f"notes: {'[' * 19}{MARK}{'[' * (depth - 19)}\n")
        yield refused(17, f"brackets {depth}", deep, "yaml.too_deep")
    lists = report(more=f"notes:\n  {'- ' * 19}{MARK}{'- ' * 500}x\n")
    yield refused(17, "lists", lists, "yaml.too_deep")


def _bytes() -> Iterator[BadInput]:
    """Cases 18-21: what is no UTF-8 text with one mapping in it."""
    text = report(title="统计")
    yield BadInput(18, "BOM", b"\xef\xbb\xbf" + text.encode(), Kept("title", "统计", "统计"))
    foreign = Refused("yaml.encoding")
    yield BadInput(18, "UTF-16", text.encode("utf-16"), foreign)
    yield BadInput(18, "UTF-16 BE", b"\xfe\xff" + text.encode("utf-16-be"), foreign)
    yield BadInput(18, "UTF-16 without BOM", text.encode("utf-16-le"), foreign)
    gbk = Refused("yaml.encoding", 2, 8)
    yield BadInput(18, "GBK", report(title="长治").encode("gbk"), gbk)
    yield BadInput(18, "GB18030", report(title="𠀀").encode("gb18030"), gbk)
    broken = text.encode().replace("计".encode(), b"\xff")
    invalid = Refused("yaml.encoding", 2, 9)
    yield BadInput(18, "invalid", broken, invalid)
    yield BadInput(18, "invalid after BOM", b"\xef\xbb\xbf" + broken, invalid)
    yield BadInput(18, "invalid with CRLF", broken.replace(b"\n", b"\r\n"), invalid)
    yield BadInput(18, "invalid with CR", broken.replace(b"\n", b"\r"), invalid)
    yield BadInput(18, "truncated", "year: 2021\ntitle: 统计".encode()[:-1], invalid)
    yield refused(19, "mapping", report(more=f"signed:\n{MARK}\tname: 甲\n"), "yaml.tab")
    yield refused(19, "after spaces", report(more=f"signed:\n  {MARK}\tname: 甲\n"), "yaml.tab")
    yield refused(19, "top", report().replace("title:", f"{MARK}\ttitle:"), "yaml.tab")
    table = report().replace("    regulations:", f"{MARK}\tregulations:")
    yield refused(19, "table", table, "yaml.tab")
    two = report() + f"{MARK}---\n" + report()
    yield refused(20, "two", two, "yaml.several_documents")
    yield refused(20, "both marked", f"---\n{two}", "yaml.several_documents")
    yield refused(20, "second broken", f"{report()}{MARK}---\n[", "yaml.several_documents")
    yield BadInput(21, "empty", b"", Refused("yaml.empty"))
    yield BadInput(21, "BOM only", b"\xef\xbb\xbf", Refused("yaml.empty"))
    yield BadInput(21, "blank", b" \n\n", Refused("yaml.empty"))
    yield BadInput(21, "comment", "# 只有注释\n".encode(), Refused("yaml.empty"))
    yield refused(21, "list", f"# 列表\n{MARK}- year: 2021\n", "shape.type")
    yield refused(21, "text", f"{MARK}2021\n", "shape.type")
    yield BadInput(21, "50 MB", report().encode(), Refused("yaml.too_large"), size=50_000_000)


def _characters() -> Iterator[BadInput]:
    """Cases 22-24: characters that look like others, or like nothing."""
    for name, space in (("NBSP", "\u00a0"), ("ideographic space", "\u3000"), ("thin", "\u2009")):
        first = report().replace("year: ", f"year:{MARK}{space}", 1)
        yield refused(22, f"{name} on the first line", first, "yaml.space")
        inside = report().replace("title: ", f"title:{MARK}{space}")
        yield refused(22, f"{name} on a line", inside, "yaml.space")
        last = report(more=f"signed: {{name: 甲}}\nstatus:{MARK}{space}draft\n")
        yield refused(22, f"{name} further down", last, "yaml.space")
        between = report(more=f"signed: {{name:{MARK}{space}甲}}\n")
        also = ("shape.unknown_key",)
        yield refused(22, f"{name} between brackets", between, "yaml.space", also=also)
    for escape in ("\\0", "\\x00", "\\u0000", "\\x1b", "\\x7f", "\\u2028", "\\uffff"):
        title = report(title=f'{MARK}"示{escape}例"')
        yield refused(23, f"title {escape}", title, "yaml.character")
    for escape in ("\\ud800", "\\udfff", "\\uD83D\\uDE00"):
        title = report(title=f'"示{MARK}{escape}例"')
        yield refused(23, f"title {escape}", title, "yaml.character")
    yield refused(23, "cell", with_count(f'{MARK}"无\\0"'), "yaml.character")
    key = report(more=f'{MARK}"sta\\0tus": draft\n')
    yield refused(23, "key", key, "yaml.character", also=("shape.unknown_key",))
    for point in ("\x00", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe"):
        name = f"raw U+{ord(point):04X}"
        yield refused(23, name, report(title=f"示{MARK}{point}例"), "yaml.character")
    for point in ("\u202e", "\u2066", "\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff"):
        name = f"U+{ord(point):04X}"
        plain = report(title=f"示{MARK}{point}例")
        yield refused(24, name, plain, "yaml.invisible_character")
        quoted = report(title=f'"示{MARK}{point}例"')
        yield refused(24, f"{name} in quotes", quoted, "yaml.invisible_character")
        escaped = report(title=f'{MARK}"示\\u{ord(point):04x}例"')
        yield refused(24, f"{name} escaped", escaped, "yaml.invisible_character")
    yield refused(24, "in a comment", f"# 注{MARK}\u202e释\n{report()}", "yaml.invisible_character")
    family = "👨\u200d👩\u200d👧 示例"
    yield kept(24, "joined emoji", report(title=family), "title", family)
    for name, text in (
        ("Cyrillic", "示例А"),
        ("Greek", "示例Α"),
        ("radical", "⽂"),
        ("old", "\uf9b5"),
    ):
        title = report(title=MARK + text)
        value = Kept("title", text, text)
        yield found(24, f"look-alike {name}", title, "value.lookalike", value)


def _keys() -> Iterator[BadInput]:
    """Cases 25 and 26."""
    unknown = "shape.unknown_key"
    yield refused(25, "field", report(more=f"{MARK}titel: 示例\n"), unknown)
    yield refused(25, "case", report(more=f"{MARK}Status: draft\n"), unknown)
    day = report(more=f"signed: {{name: 甲, {MARK}day: 2022-01-20}}\n")
    yield refused(25, "signed", day, unknown)
    yield refused(
        25, "cell", with_count(f'{{value: 1, printed: "1 件", {MARK}units: 件}}'), unknown
    )
    yield refused(25, "agency", f"{AGENCY}{MARK}phone: 0355-3080515\n", unknown, file="agency.yaml")
    sections = report(more="").replace("omitted", f"{{{MARK}overvew: 文字}}")
    yield refused(25, "section", sections, unknown)
    parts = report().replace("omitted", f"{{requests: {{{MARK}befor: 文字}}}}")
    yield refused(25, "part of a section", parts, unknown)
    table = report() + f"  {MARK}art20_7:\n    x: [0]\n"
    yield refused(25, "table", table, "form.unknown_row")
    row = report(row=f"[0, 0, 0]\n    {MARK}regulation: [0, 0, 0]")
    yield refused(25, "row", row, "form.unknown_row")
    column = report(row=f"{{issued: 0, repealed: 0, in_force: 0, {MARK}inforce: 0}}")
    yield refused(25, "column", column, "form.unknown_row")
    missing = "shape.missing_key"
    yield refused(26, "year", MARK + report().partition("\n")[2], missing)
    yield refused(26, "printed", with_count(f"{MARK}{{value: 5}}"), missing)
    yield refused(26, "note", report(more=f"notes:\n  - {MARK}at: requests\n"), missing)
    kind = report(more=f"corrections: [{MARK}{{date: 2022-05-01, at: requests, reason: 录错}}]\n")
    yield refused(26, "correction", kind, missing)
    yield refused(26, "name", f"{MARK}kind: other\n", missing, file="agency.yaml")
    yield refused(26, "kind", f"# 机关\n{MARK}name: 示例\n", missing, file="agency.yaml")
    code = f"{AGENCY}region: {MARK}{{name: 示例省}}\n"
    yield refused(26, "region", code, missing, file="agency.yaml")


def _line_breaks() -> Iterator[BadInput]:
    """Case 27."""
    for name, end in (("CRLF", "\r\n"), ("CR", "\r")):
        text = report(title="统计", more="preface: |\n  一\n\n  二\n").replace("\n", end)
        yield kept(27, name, text, "title", "统计")
        yield kept(27, f"{name} in prose", text, "preface", "一\n\n二")
        wrong, line, column = unmark_one(with_count(f"{MARK}1_000"))
        expected = Refused("value.count", line, column)
        yield BadInput(27, f"{name} error", wrong.replace("\n", end).encode(), expected)


BAD_INPUTS: tuple[BadInput, ...] = (
    *_parsing(),
    *_dates(),
    *_figures(),
    *_constructs(),
    *_bytes(),
    *_characters(),
    *_keys(),
    *_line_breaks(),
    *PATHS,
    *TEXTS,
    *FIGURES,
)

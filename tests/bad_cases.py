"""The 68 cases of bad input by number: what each is, and the tests that hold it.

Cases 1 to 50 and 59 to 68 are inputs of ``tests/bad_inputs.py``, which the tests below run one by
one; 51 to 58 are about downloads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bad_input import BadInput, Found, Kept, Refused
from tests.bad_inputs import BAD_INPUTS

CASES = {
    1: "duplicate key",
    2: "leading zeros",
    3: "`1:30`, which YAML 1.1 reads as a number",
    4: "`no`, `off`, `on`, which YAML 1.1 reads as booleans",
    5: "dates, and what only looks like one",
    6: "`1_000`, `1,000`, `1e3` as a figure",
    7: "full-width digits",
    8: "`.nan`, `.inf`",
    9: "`true` as a count",
    10: "`5.0` as a count; exact amounts",
    11: "`-0` and negatives",
    12: "an integer of 5,000 digits",
    13: "nested aliases that explode",
    14: "recursive alias",
    15: "merge key",
    16: "tags",
    17: "deep nesting",
    18: "byte order mark, foreign encodings, invalid UTF-8",
    19: "tab as indent",
    20: "two documents in one file",
    21: "empty file, list at the top, 50 MB",
    22: "no-break space after the colon",
    23: "NUL and lone surrogates",
    24: "bidirectional and invisible characters, look-alikes in names",
    25: "unknown key",
    26: "missing required key",
    27: "CRLF, CR only",
    28: "id that leads out of the folder",
    29: "id that is a reserved name",
    30: "ids that differ in case only",
    31: "NFC and NFD of one name",
    32: "two files of one year",
    33: "symbolic link out of the data",
    34: "file names with line breaks, dashes, 300 bytes",
    35: "impossible years; tables before 2019",
    36: "dotfiles, backups, `.yml`",
    37: "`<script>` in prose",
    38: "event attribute in prose",
    39: "`javascript:` and the like as an address",
    40: "Markdown links and images in prose",
    41: "attribute lists in prose",
    42: "rules, snippets and templates in prose",
    43: "`|` and line breaks in a cell",
    44: "`</script>` and `<!--` in data",
    45: "quotes in metas",
    46: "`]]>` and `&` in feeds; characters that XML forbids",
    47: "HTML in names and titles",
    48: "a very long word, a paragraph of 100,000 characters",
    49: "emoji and rare characters in names",
    50: "`#` and `1.` at the beginning of a line",
    51: "cells that begin like a formula",
    52: "white space, then `=`",
    53: "line break, then `=` in a quoted cell",
    54: "quote, comma, line break",
    55: "negative numbers",
    56: "formula or address in a workbook",
    57: "leading zeros in ids",
    58: "the printed text in JSON",
    59: "a column that does not balance",
    60: "total and applicants disagree",
    61: "subtotal and rows disagree",
    62: "table four: total and parts disagree",
    63: "carried in and last year's carried forward disagree",
    64: "cells of another form",
    65: "everything blank",
    66: "a denominator of zero",
    67: "units that are not printed; percentages that do not add up",
    68: "prose against tables, years and dates",
}

_READ = "tests/unit/test_bad_inputs.py"
_BUILT = "tests/site/test_bad_inputs_build.py"
_DOWNLOADS = "tests/unit/test_downloads.py"
_RUNNERS: dict[type, tuple[str, ...]] = {
    Refused: (
        f"{_READ}::test_an_error_names_its_place",
        f"{_BUILT}::test_an_error_fails_the_build",
    ),
    Kept: (f"{_READ}::test_a_value_is_what_was_typed", f"{_BUILT}::test_a_value_is_on_the_page"),
    Found: (
        f"{_READ}::test_a_finding_leaves_the_value",
        f"{_BUILT}::test_a_warning_fails_a_strict_build_only",
    ),
}
_DEFUSED = f"{_DOWNLOADS}::test_text_that_a_spreadsheet_would_run_is_defused"
_PLAIN = f"{_DOWNLOADS}::test_numbers_and_plain_text_are_left_as_they_are"
_ONE_CELL = f"{_DOWNLOADS}::test_a_text_reads_back_as_one_cell"
OF_DOWNLOADS: dict[int, tuple[str, ...]] = {
    51: (_DEFUSED,),
    52: (_DEFUSED,),
    53: (_DEFUSED, _ONE_CELL),
    54: (_ONE_CELL,),
    55: (_PLAIN,),
    56: ("tests/unit/test_workbooks.py::test_a_text_is_a_text_whatever_it_begins_with",),
    57: (_PLAIN,),
    58: (f"{_DOWNLOADS}::test_json_gives_the_text_as_printed_and_csv_a_defused_one",),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A case with how many inputs there are of it and the tests that take them."""

    number: int
    title: str
    inputs: int
    tests: tuple[str, ...]


def cases() -> Iterator[Case]:
    """Every case in order; one without any test has none."""
    for number, title in CASES.items():
        inputs: list[BadInput] = [each for each in BAD_INPUTS if each.case == number]
        kinds = {type(each.expected) for each in inputs}
        runners = tuple(test for kind, tests in _RUNNERS.items() if kind in kinds for test in tests)
        yield Case(number, title, len(inputs), runners + OF_DOWNLOADS.get(number, ()))

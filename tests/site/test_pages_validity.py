"""The Nu HTML checker over every page: no error but what the theme or reading from disk causes."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.site.building import Build

pytestmark = pytest.mark.java


@dataclass(frozen=True, slots=True)
class Known:
    """What the checker says of which piece of HTML, because of the theme or of where it reads."""

    message: str
    extract: str
    reason: str

    def matches(self, error: dict[str, str]) -> bool:
        is_it = re.search(self.message, error["message"])
        return bool(is_it and re.search(self.extract, error["extract"]))


KNOWN = [
    Known(
        "Attribute “autocomplete” is only allowed when",
        r'<input class="md-toggle" data-md-toggle="(?:drawer|search)" type="checkbox"',
        "base.html: keeps browsers from restoring an open drawer or search",
    ),
    Known(
        r"^Resource violates Content Security Policy \(meta tag\): external [a-z ]+ “(?!\w+:|//)",
        "<(?:link|script)",
        "a file of the site, which has no origin on disk; browser tests see the policy at work",
    ),
    Known(
        "Bad value “” for attribute “tabindex” on element “label”",
        r'<label class="md-nav__link [^"]*" for="__nav_\d+" id="__nav_\d+_label" tabindex="">',
        "nav-item.html: the label of a section whose page is its index",
    ),
]


@pytest.fixture(scope="module")
def errors(requires_vnu: list[str], real: Build, sample: Build) -> list[dict[str, str]]:
    """What the checker has to say of all pages of both sites.

    It does not guess at the language, which it does by chance where a page is mostly figures.
    """
    options = ["--format", "json", "--skip-non-html", "--exit-zero-always", "--no-langdetect"]
    done = subprocess.run(
        [*requires_vnu, *options, str(real.site), str(sample.site)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: list[dict[str, str]] = json.loads(done.stderr)["messages"]
    return found


def test_our_markup_has_no_errors(errors: list[dict[str, str]]) -> None:
    ours = [error for error in errors if not any(known.matches(error) for known in KNOWN)]
    shown = Counter(f"{error['message']} {error.get('extract', '')}" for error in ours)
    assert shown == Counter()


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.reason)
def test_known_errors_still_exist(errors: list[dict[str, str]], known: Known) -> None:
    """One that the theme has mended comes off the list."""
    assert any(known.matches(error) for error in errors)

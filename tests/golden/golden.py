"""Golden files: what a piece of code gave when someone last looked at it.

Renew them with ``GONGKAI_RENEW_GOLDEN=1 pytest tests/golden`` and read the difference in git before
keeping it. Nothing is renewed where nothing may be left out (``GONGKAI_REQUIRE_ALL=1``).
"""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"

RENEWS = os.environ.get("GONGKAI_RENEW_GOLDEN") == "1" and "GONGKAI_REQUIRE_ALL" not in os.environ


def assert_golden(name: str, text: str) -> None:
    """The text is that of the golden file, which is written first where files are renewed."""
    path = EXPECTED / name
    if RENEWS:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path} is missing; see tests/golden/golden.py"
    expected = path.read_text(encoding="utf-8")
    assert text.splitlines() == expected.splitlines()
    assert text == expected


def names(folder: str) -> set[str]:
    """The golden files in a folder."""
    top = EXPECTED / folder
    return {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}

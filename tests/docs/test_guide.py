"""The guide can be followed: every command is run, in order, in an empty folder, or named here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.generate import DOCS, hand_written

GUIDE = DOCS / "guide"
WALK = GUIDE / "office.md"
NETWORK = "# 要联网"

# What the walk does not run: it needs the network, says so in the page, and is named here.
ONLINE = {
    "git clone https://github.com/ORG/REPO.git gongkai-site",
    "cd gongkai-site && make site && cd ..",
    ". gongkai-site/.venv/bin/activate",
    "git push",
}
# Commands of the other pages: each is a step on this repository, whose own tests and workflows
# build, serve and publish it.
ELSEWHERE = {
    "first-report.md": (
        "git clone https://github.com/ORG/REPO.git gongkai-site",
        "cd gongkai-site",
        "make site",
        "mkdir -p reports/my-bureau",
        "cp docs/guide/skeleton-2021.yaml reports/my-bureau/2024.yaml",
        "make serve",
        ". .venv/bin/activate",
        "gongkai check",
        "git add reports/my-bureau",
        'git commit -m "某某市某某局 2024 年年报"',
        "git push",
    ),
    # What they do is in the walk and in the tests of these commands.
    "correct.md": (".venv/bin/gongkai diff --require-corrections",),
    "import.md": (
        "pip install 'gongkai[import]'",
        "gongkai import 2023年报.docx --agency my-bureau",
        "gongkai import 下载/*.html --report 导入情况.json",
    ),
    "publish.md": (
        ".venv/bin/gongkai diff",
        "SITE_URL=https://www.example.gov.cn/zwgk/nianbao/ make site",
        "python3 -m http.server --directory site",
        "sha256sum --check --quiet SHA256SUMS",
        ".venv/bin/gongkai pack site --out 年报.zip",
        "gh attestation verify annual-reports.zip --repo ORG/REPO",
    ),
}

_STEP = re.compile(
    r"(?:<!-- (?P<mark>exit|edit): (?P<value>\S+) -->\n)?^```(?P<kind>sh|diff)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def steps(page: Path) -> Iterator[re.Match[str]]:
    return _STEP.finditer(hand_written(page.read_text(encoding="utf-8")))


def shell_lines(page: Path) -> list[str]:
    return [
        line for step in steps(page) if step["kind"] == "sh" for line in step["body"].splitlines()
    ]


def test_commands_that_need_the_network_are_marked_and_named() -> None:
    marked = {
        line.removesuffix(NETWORK).strip() for line in shell_lines(WALK) if line.endswith(NETWORK)
    }
    assert marked == ONLINE


def test_every_other_command_of_the_guide_is_named() -> None:
    found = {
        page.name: tuple(lines)
        for page in sorted(GUIDE.glob("*.md"))
        if page != WALK and (lines := shell_lines(page))
    }
    assert found == ELSEWHERE


@pytest.mark.long
def test_the_year_of_an_office_can_be_followed(tmp_path: Path) -> None:
    walker = Walker(tmp_path)
    for step in steps(WALK):
        if step["kind"] == "diff":
            assert step["mark"] == "edit"
            edit(walker.folder / step["value"], step["body"])
        else:
            walker.run(step["body"].splitlines(), int(step["value"] or 0))
    assert walker.count > len(ONLINE)
    new = (walker.folder / "reports/fagai/2024.yaml").read_text(encoding="utf-8")
    assert re.search(r"carried_in: +\[1, 0, 0, 0, 0, 0, 1\] # .*转自 2023 年年报", new)
    old = (walker.folder / "reports/fagai/2023.yaml").read_text(encoding="utf-8")
    assert "# （一）予以公开；已与业务处室核对" in old
    made = {path.name for path in walker.folder.glob("fagai-2023.*")}
    assert made == {"fagai-2023.docx", "fagai-2023.html", "fagai-2023.xlsx"}


class Walker:
    """Somebody who types what the page says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        identity = {
            f"GIT_{who}_{what}": "office@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        self._environment = (
            os.environ
            | identity
            | {
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(folder),
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONUTF8": "1",
            }
        )

    def run(self, lines: list[str], code: int) -> None:
        """Types some lines; the last of them ends with ``code``, all before it well."""
        for number, line in enumerate(lines, start=1):
            if line.endswith(NETWORK):
                continue
            if line.startswith("cd "):
                self.folder /= line.removeprefix("cd ")
                continue
            done = subprocess.run(
                ["sh", "-c", line],
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            wanted = code if number == len(lines) else 0
            assert done.returncode == wanted, f"{line}\n{done.stdout}\n{done.stderr}"
            self.count += 1


def edit(path: Path, difference: str) -> None:
    """Changes a file as a page shows it: each piece is there once, or comes at the end."""
    text = path.read_text(encoding="utf-8")
    for piece in difference.split("@@\n"):
        lines = piece.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] == "-")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] == "+")
        assert {line[0] for line in lines} <= {"-", "+"}
        if old:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        else:
            text += new
    path.write_text(text, encoding="utf-8")

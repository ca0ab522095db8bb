"""All bodies and their reports: ``reports/`` read as a whole."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from gongkai.forms.model import Editions
from gongkai.issues import Issue, Loaded, Location, make_issue
from gongkai.located_yaml import quoted, visible
from gongkai.reports.agency import AGENCY_ID, Agency, load_agency
from gongkai.reports.files import FILES_FOLDER
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report

T = TypeVar("T")

Track = Callable[[Sequence[T]], Iterable[T]]
"""Passes items through, showing how far along they are."""

AGENCY_FILE = "agency.yaml"

_YEAR = re.compile(r"[0-9]{4}")
# Windows devices, and names that the site or a host uses beside the bodies' folders.
_TAKEN_IDS = frozenset(
    (
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
        *("index", "assets", "search", "404", "pagefind", "files", "sitemap", "robots"),
    )
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every readable body and report. Bodies are in order of id, reports of body and year."""

    editions: Editions
    agencies: tuple[Agency, ...]
    reports: tuple[Report, ...]
    _agencies: dict[str, Agency] = field(init=False, repr=False, compare=False)
    _by_agency: dict[str, tuple[Report, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_agency: dict[str, list[Report]] = defaultdict(list)
        for report in self.reports:
            by_agency[report.agency].append(report)
        frozen = {agency: tuple(reports) for agency, reports in by_agency.items()}
        object.__setattr__(self, "_by_agency", frozen)
        object.__setattr__(self, "_agencies", {each.id: each for each in self.agencies})

    def agency(self, agency_id: str) -> Agency | None:
        return self._agencies.get(agency_id)

    def reports_of(self, agency_id: str) -> tuple[Report, ...]:
        """The reports of a body, the oldest first."""
        return self._by_agency.get(agency_id, ())

    def report(self, agency_id: str, year: int) -> Report | None:
        return next((each for each in self.reports_of(agency_id) if each.year == year), None)

    def reports_on(self, year: int) -> tuple[Report, ...]:
        """The reports on a year, in order of body."""
        return tuple(report for report in self.reports if report.year == year)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that has a report, the oldest first."""
        return tuple(sorted({report.year for report in self.reports}))

    @property
    def updated(self) -> date | None:
        """The newest day that any report states."""
        return max((day for report in self.reports if (day := report.updated)), default=None)


def load_corpus(
    folder: Path, editions: Editions, root: Path | None = None, track: Track[Path] = iter
) -> Loaded[Corpus]:
    """All of ``folder``, with every issue of every file; issues show paths from ``root`` on."""
    walker = _Walker(folder, root or folder, editions)
    paths = list(walker.report_files())
    reports = [report for path in track(paths) if (report := walker.report(path)) is not None]
    walker.check_references()
    agencies = tuple(walker.agencies[agency_id] for agency_id in sorted(walker.agencies))
    known = tuple(report for report in reports if report.agency in walker.agencies)
    return Loaded(Corpus(editions, agencies, known), tuple(walker.issues))


class _Walker:
    """Reads the folder once; ``issues`` and ``agencies`` grow on the way."""

    def __init__(self, folder: Path, root: Path, editions: Editions) -> None:
        self.folder, self.root, self.editions = folder, root, editions
        self.issues: list[Issue] = []
        self.agencies: dict[str, Agency] = {}

    def report_files(self) -> Iterator[Path]:
        """The report files of all bodies, after reading each ``agency.yaml``."""
        for entry in self._entries(self.folder):
            if not entry.is_dir():
                self._ignore(entry, "不在机关文件夹里")
            elif self._is_agency_id(entry):
                yield from self._agency_folder(entry)

    def report(self, path: Path) -> Report | None:
        loaded = load_report(path, self.editions, path.parent.name, self._shown(path))
        self.issues += loaded.issues
        return loaded.value

    def check_references(self) -> None:
        """Bodies that are named must exist; former ids must be free."""
        former: dict[str, str] = {}
        for agency in self.agencies.values():
            parents = (agency.parent,) if agency.parent else ()
            for named in (*parents, *agency.members):
                if named not in self.agencies:
                    message = f"{agency.name}提到的机关{quoted(named)}不存在"
                    self._report("agency.unknown", agency.location, message, "改正标识，或删去")
            for old in agency.redirect_from:
                if old in self.agencies or former.setdefault(old, agency.id) != agency.id:
                    message = f"曾用标识{quoted(old)}已被占用"
                    self._report("agency.collision", agency.location, message, "每个标识只能用一次")

    # --- folders ------------------------------------------------------------------------------

    def _entries(self, folder: Path) -> Iterator[Path]:
        """What stands in a folder, sorted; hidden entries and links are noted and left out."""
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
        self._equal_names(entries)
        for entry in entries:
            if entry.is_symlink():
                self._report("file.link", self._place(entry), "符号链接，不予读取", "换成文件本身")
            elif entry.name.startswith((".", "~")) or entry.name.endswith(("~", ".bak", ".swp")):
                self._ignore(entry, "隐藏文件或备份")
            else:
                yield entry

    def _equal_names(self, entries: list[Path]) -> None:
        """Names that are one and the same on Windows or macOS."""
        seen: dict[str, Path] = {}
        for entry in entries:
            key = unicodedata.normalize("NFC", entry.name).casefold()
            if (first := seen.setdefault(key, entry)) is not entry:
                message = f"与{quoted(first.name)}只差大小写或字形编码，在别的系统上会互相覆盖"
                related = (self._place(first),)
                place = self._place(entry)
                self._report("agency.collision", place, message, "改名或删去一个", related)

    def _is_agency_id(self, folder: Path) -> bool:
        name = folder.name
        if name in _TAKEN_IDS:
            hint = "换一个标识，用小写拼音或英文"
            self._report(
                "agency.collision", self._place(folder), f"标识{quoted(name)}已有他用", hint
            )
        elif not AGENCY_ID.fullmatch(name):
            hint = "用小写字母、数字和连字符，至多 64 个字符"
            self._report("file.name", self._place(folder), f"不能作机关标识：{quoted(name)}", hint)
        else:
            return True
        return False

    def _agency_folder(self, folder: Path) -> Iterator[Path]:
        if not (folder / AGENCY_FILE).is_file():
            message = f"机关文件夹缺少 {AGENCY_FILE}"
            hint = "写上 name 和 kind，见“添加年报”"
            self._report("agency.missing", self._place(folder / AGENCY_FILE), message, hint)
        for entry in self._entries(folder):
            if entry.name == AGENCY_FILE:
                self._agency(entry)
            elif entry.suffix == ".yaml" and entry.is_file():
                yield from self._year_file(entry)
            elif entry.name != FILES_FOLDER or not entry.is_dir():
                self._ignore(entry, "年报文件名须为〈年份〉.yaml")

    def _agency(self, path: Path) -> None:
        loaded = load_agency(path, path.parent.name, self._shown(path))
        self.issues += loaded.issues
        if loaded.value is not None:
            self.agencies[loaded.value.id] = loaded.value

    def _year_file(self, path: Path) -> Iterator[Path]:
        if _YEAR.fullmatch(path.stem):
            yield path
            return
        hint = "如 2024.yaml"
        message = f"年报文件名须为四位年份：{quoted(path.name)}"
        self._report("file.name", self._place(path), message, hint)

    # --- issues -------------------------------------------------------------------------------

    def _ignore(self, path: Path, reason: str) -> None:
        self._report("file.ignored", self._place(path), f"未读取：{reason}", "")

    def _report(
        self, code: str, place: Location, message: str, hint: str, related: Iterable[Location] = ()
    ) -> None:
        self.issues.append(make_issue(code, place, message, hint, related))

    def _place(self, path: Path) -> Location:
        return Location(self._shown(path))

    def _shown(self, path: Path) -> str:
        """The path relative to the root where it lies below it; unprintable characters escaped."""
        shown = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return visible(shown.as_posix())

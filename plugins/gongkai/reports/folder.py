"""``reports/`` as a folder: whose each file is, what has to be left out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.forms.model import Editions
from gongkai.issues import Issue, Location, make_issue
from gongkai.located_yaml import quoted, visible
from gongkai.reports.agency import AGENCY_ID, Agency, load_agency
from gongkai.reports.files import FILES_FOLDER, same_name
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report

AGENCY_FILE = "agency.yaml"

_YEAR = re.compile(r"[0-9]{4}")
# What an id would collide with: devices of Windows, and what stands beside the bodies on a site.
_DEVICES = (
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
)
_SITE_NAMES = {
    "index": "机关一览的网页 index.html",
    "404": "“没有找到”的网页 404.html",
    "assets": "样式和脚本的文件夹 assets/",
    "search": "检索的文件夹 search/",
    "pagefind": "检索的文件夹 pagefind/",
    "files": "原件和附件的文件夹 files/",
    "sitemap": "站点地图 sitemap.xml",
    "robots": "给搜索引擎的 robots.txt",
}
_TAKEN_IDS = {name: f"Windows 的设备名 {name.upper()}" for name in _DEVICES} | _SITE_NAMES


class DataFolder:
    """Reads the folder once; ``issues`` and ``agencies`` grow on the way.

    Nothing outside it is read: no link is followed.
    """

    def __init__(self, folder: Path, root: Path, editions: Editions) -> None:
        self.folder, self.root, self.editions = folder, root, editions
        self.issues: list[Issue] = []
        self.agencies: dict[str, Agency] = {}
        self._folders: set[str] = set()

    def report_files(self) -> Iterator[Path]:
        """The report files of all bodies, after reading each ``agency.yaml``."""
        for entry in self._readable(self._listing(self.folder)):
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
        owners: dict[str, str] = {}
        for agency in self.agencies.values():
            for where, place in agency.places.items():
                name, _, named = where.partition(".")
                if name != "redirect_from":
                    self._check_exists(named, agency, place)
                elif named in agency.redirect_from:
                    self._check_free(named, owners.setdefault(named, agency.id), agency, place)

    def _check_exists(self, named: str, agency: Agency, place: Location) -> None:
        if named not in self._folders:
            message = f"{quoted(agency.name)}提到的机关{quoted(named)}不存在"
            hint = f"标识就是 {self.folder.name}/ 里机关文件夹的名称：改正它，或删去"
            self._report("agency.unknown", place, message, hint)

    def _check_free(self, old: str, owner: str, agency: Agency, place: Location) -> None:
        holder = _TAKEN_IDS.get(old) or (f"机关 {old}" if old in self.agencies else "")
        if not holder and owner != agency.id:
            holder = f"机关 {owner} 的曾用标识"
        if holder:
            message = f"曾用标识{quoted(old)}已有他用：{holder}"
            self._report("agency.collision", place, message, "每个标识只能用一次")

    # --- folders ------------------------------------------------------------------------------

    def _listing(self, folder: Path) -> list[Path]:
        """What stands in a folder, sorted; names that are one elsewhere are noted."""
        try:
            entries = sorted(folder.iterdir(), key=lambda path: path.name)
        except OSError as error:
            self._unreadable(folder, error)
            return []
        self._equal_names(entries)
        return entries

    def _readable(self, entries: Iterable[Path]) -> Iterator[Path]:
        """The entries that may be read; the others are noted."""
        for entry in entries:
            try:
                is_link = entry.is_symlink()
            except OSError as error:
                self._unreadable(entry, error)
                continue
            if is_link:
                self._report("file.link", self._place(entry), "符号链接，不予读取", "换成文件本身")
            elif entry.name.startswith((".", "~")) or entry.name.endswith(("~", ".bak", ".swp")):
                self._ignore(entry, "隐藏文件或备份")
            else:
                yield entry

    def _equal_names(self, entries: list[Path]) -> None:
        """Names that are one and the same on Windows or macOS."""
        seen: dict[str, Path] = {}
        for entry in entries:
            if (first := seen.setdefault(same_name(entry.name), entry)) is not entry:
                message = f"与{quoted(first.name)}只差大小写或字形编码，在别的系统上会互相覆盖"
                related = (self._place(first),)
                place = self._place(entry)
                self._report("agency.collision", place, message, "改名或删去一个", related)

    def _is_agency_id(self, folder: Path) -> bool:
        name = folder.name
        if name in _TAKEN_IDS:
            message = f"标识{quoted(name)}已有他用：{_TAKEN_IDS[name]}"
            hint = "换一个标识，用小写拼音或英文"
            self._report("agency.collision", self._place(folder), message, hint)
        elif not AGENCY_ID.fullmatch(name):
            hint = "用小写字母、数字和连字符，至多 64 个字符"
            self._report("file.name", self._place(folder), f"不能作机关标识：{quoted(name)}", hint)
        else:
            return True
        return False

    def _agency_folder(self, folder: Path) -> Iterator[Path]:
        self._folders.add(folder.name)
        entries = self._listing(folder)
        if folder / AGENCY_FILE not in entries:
            message = f"机关文件夹缺少 {AGENCY_FILE}"
            hint = "新建这个文件，写上 name 和 kind；文件夹若不是机关的，移出去"
            self._report("agency.missing", self._place(folder / AGENCY_FILE), message, hint)
        for entry in self._readable(entries):
            if entry.name == AGENCY_FILE:
                self._agency(entry)
            elif entry.suffix == ".yaml" and entry.is_file():
                yield from self._year_file(entry)
            elif entry.name == FILES_FOLDER and entry.is_dir():
                self._listing(entry)
            else:
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

    def _unreadable(self, path: Path, error: OSError) -> None:
        message = f"打不开（{error.strerror}）"
        self._report("yaml.unreadable", self._place(path), message, "检查文件和文件夹的权限")

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

"""Parts of an Office file (a zip package), within bounds that no bomb passes."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from gongkai.importers.refusal import Refused

MOST_PART = 32 * 1024 * 1024  # bytes of one XML part once unpacked
MOST_ENTRIES = 10_000
MOST_RATIO = 200
_SMALL = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package; parts are unpacked when asked for, never to disk."""

    archive: zipfile.ZipFile

    @classmethod
    def open(cls, data: bytes) -> Package:
        """Raises Refused for what is no sound package."""
        try:
            package = cls(zipfile.ZipFile(io.BytesIO(data)))
        except zipfile.BadZipFile as error:
            raise Refused("文件已损坏，打不开", "重新下载，或用原来的软件另存一份") from error
        if len(package.archive.infolist()) > MOST_ENTRIES:
            raise Refused(f"压缩在里面的文件超过 {MOST_ENTRIES} 个，不予读取")
        return package

    def names(self) -> list[str]:
        return self.archive.namelist()

    def check_size(self, name: str) -> None:
        """Refuses a part that is too large, or packed tighter than documents ever are."""
        info = self.archive.getinfo(name)
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MOST_PART or (ratio > MOST_RATIO and info.file_size > _SMALL):
            size = info.file_size / 1024 / 1024
            raise Refused(f"{name} 解压后有 {size:.0f} MiB，像是压缩炸弹，不予读取")

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            self.check_size(name)
            return self.archive.read(name)
        except KeyError as error:
            raise Refused(f"文件已损坏：缺少 {name}", "用原来的软件打开，另存一份再导入") from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
            raise _unreadable(name) from error

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Nothing is fetched, no entity expanded."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise _unreadable(name) from error


def _unreadable(name: str) -> Refused:
    return Refused(f"文件已损坏：{name} 读不出", "用原来的软件打开，另存一份")

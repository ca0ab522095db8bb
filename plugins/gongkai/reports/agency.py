"""The bodies that publish: ``reports/<id>/agency.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gongkai.fields import Field, Reader
from gongkai.issues import Loaded, Location
from gongkai.located_yaml import LocatedDocument, Mapping, Node, quoted, read_yaml
from gongkai.reports.model import frozen

# Folder and address of a body; at most 64 characters.
AGENCY_ID = re.compile(r"(?=.{1,64}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")


class AgencyKind(StrEnum):
    """What kind of body it is; decides the legal deadline (条例 art. 49)."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    TOWNSHIP = "township"
    OTHER = "other"


KIND_LABELS = {
    AgencyKind.DEPARTMENT: "部门",
    AgencyKind.GOVERNMENT: "政府",
    AgencyKind.TOWNSHIP: "乡镇街道",
    AgencyKind.OTHER: "其他机关",
}
LEVEL_LABELS = {
    "national": "国家级",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "township": "乡级",
}


@dataclass(frozen=True, slots=True)
class Region:
    """A region by GB/T 2260."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a body bore until a year, that year included."""

    name: str
    until: int


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a body; None where nothing is stated."""

    address: str | None = None
    phone: str | None = None
    postcode: str | None = None
    email: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that owes reports; ``id`` is its folder and its URL, for ever.

    ``places`` says where in its file it names another id, by field and id (``parent.changzhi``).
    """

    id: str
    name: str
    kind: AgencyKind
    level: str | None = None
    region: Region | None = None
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    parent: str | None = None
    members: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    makes_rules: bool | None = None
    predecessors: tuple[str, ...] = ()
    contact: Contact | None = None
    homepage: str | None = None
    redirect_from: tuple[str, ...] = ()
    location: Location = Location("")
    places: MappingOf[str, Location] = field(default_factory=dict, compare=False, repr=False)

    def owes(self, year: int) -> bool:
        """Whether the body owes a report on a year."""
        return (self.since is None or self.since <= year) and (
            self.until is None or year <= self.until
        )


AGENCY_FIELDS = {
    "name": Field("正式全称", required=True),
    "kind": Field(
        "类别：department 部门、government 政府、township 乡镇街道、other 其他", required=True
    ),
    "level": Field("层级：national、province、city、county、township"),
    "region": Field("地区：code（GB/T 2260）和 name"),
    "aliases": Field("简称，供搜索"),
    "former_names": Field("曾用名：name 和 until（最后使用的年份）"),
    "parent": Field("上级机关的标识"),
    "members": Field("下属机关的标识；写明则本机关的报告为其汇总"),
    "since": Field("自哪一年起应有报告"),
    "until": Field("到哪一年止应有报告"),
    "makes_rules": Field("是否有权制定规章：true 或 false"),
    "predecessors": Field("前身机关的标识"),
    "contact": Field("联系方式：address、phone、postcode、email、hours"),
    "homepage": Field("官方网站"),
    "redirect_from": Field("曾用标识，旧网址转到新网址"),
}
REGION_FIELDS = {
    "code": Field("GB/T 2260 代码", required=True),
    "name": Field("名称", required=True),
}
FORMER_NAME_FIELDS = {
    "name": Field("曾用名", required=True),
    "until": Field("最后使用的年份", required=True),
}
CONTACT_FIELDS = {
    "address": Field("地址"),
    "phone": Field("电话"),
    "postcode": Field("邮编"),
    "email": Field("电子邮箱"),
    "hours": Field("办公时间"),
}
_KINDS = {kind.value: kind for kind in AgencyKind}
_LEVELS = {level: level for level in LEVEL_LABELS}


def load_agency(path: Path, agency_id: str, shown_as: str | None = None) -> Loaded[Agency | None]:
    """The body described by a file; None if the file cannot be read or lacks what is required."""
    return agency_of(read_yaml(path, shown_as), agency_id)


def agency_of(loaded: Loaded[LocatedDocument | None], agency_id: str) -> Loaded[Agency | None]:
    """The same of a document that has been read."""
    if loaded.value is None:
        return Loaded(None, loaded.issues)
    reader = _AgencyReader(loaded.value)
    agency = reader.agency(loaded.value.root, agency_id)
    return Loaded(agency, reader.all_issues(loaded.issues))


class _AgencyReader(Reader):
    def __init__(self, document: LocatedDocument) -> None:
        super().__init__(document)
        self._places: dict[str, Location] = {}

    def agency(self, root: Mapping, agency_id: str) -> Agency | None:
        self.record(root, AGENCY_FIELDS)
        name = self.get(root, "name", self.name)
        kind = self.get(root, "kind", lambda node: self.choice(node, _KINDS))
        agency = Agency(
            id=agency_id,
            name=name or agency_id,
            kind=kind or AgencyKind.OTHER,
            level=self.get(root, "level", lambda node: self.choice(node, _LEVELS)),
            region=self.get(root, "region", self._region),
            aliases=self.get_each(root, "aliases", self.name),
            former_names=self.get_each(root, "former_names", self._former_name),
            parent=self.get(root, "parent", self._id_in("parent")),
            members=self.get_each(root, "members", self._id_in("members")),
            since=self.get(root, "since", self.integer),
            until=self.get(root, "until", self.integer),
            makes_rules=self.get(root, "makes_rules", self.boolean),
            predecessors=self.get_each(root, "predecessors", self.line),
            contact=self.get(root, "contact", self._contact),
            homepage=self.get(root, "homepage", self.url),
            redirect_from=self.get_each(root, "redirect_from", self._former_id),
            location=self.location(root),
            places=frozen(self._places),
        )
        return None if name is None or kind is None else agency

    def _id_in(self, name: str) -> Callable[[Node], str | None]:
        """Reads an id under a field and notes its place."""

        def read(node: Node) -> str | None:
            text = self.line(node)
            if text is not None:
                self._places[f"{name}.{text}"] = self.location(node)
            return text

        return read

    def _former_id(self, node: Node) -> str | None:
        """An id that a body had: it becomes an address, so nothing else may stand in it."""
        known = dict(self._places)
        text = self._id_in("redirect_from")(node)
        if (first := known.get(f"redirect_from.{text}")) is not None:
            message = f"曾用标识{quoted(text or '')}写了两次"
            self.report("agency.collision", node, message, "删去一个", related=(first,))
            return None
        if text is not None and not AGENCY_ID.fullmatch(text):
            message = f"不能作机关标识：{quoted(text)}"
            self.report("file.name", node, message, "用小写字母、数字和连字符")
            return None
        return text

    def _region(self, node: Node) -> Region | None:
        record = self.record(node, REGION_FIELDS)
        if record is None:
            return None
        code = self.get(record, "code", self.line)
        name = self.get(record, "name", self.line)
        return Region(code, name) if code and name else None

    def _former_name(self, node: Node) -> FormerName | None:
        record = self.record(node, FORMER_NAME_FIELDS)
        if record is None:
            return None
        name = self.get(record, "name", self.name)
        until = self.get(record, "until", self.integer)
        return FormerName(name, until) if name and until else None

    def _contact(self, node: Node) -> Contact | None:
        record = self.record(node, CONTACT_FIELDS)
        if record is None:
            return None
        return Contact(**{name: self.get(record, name, self.line) for name in CONTACT_FIELDS})

"""One report out of its file: every field typed, every row and address checked against the form."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from gongkai.forms.model import Editions, FormEdition, Section
from gongkai.issues import Loaded, Location
from gongkai.located_yaml import (
    LocatedDocument,
    Mapping,
    Node,
    Scalar,
    quoted,
    read_yaml,
)
from gongkai.reports.extra_tables import ExtraTableReader
from gongkai.reports.files import FILES_FOLDER, read_file, read_sha256
from gongkai.reports.model import (
    Attachment,
    Narrative,
    Report,
    Signature,
    Source,
    Status,
    StoredFile,
    frozen,
)
from gongkai.reports.places import (
    is_label_key,
    label_key,
    label_keys,
    section_key,
)
from gongkai.reports.spec import (
    ATTACHMENT_FIELDS,
    NARRATIVE_FIELDS,
    REPORT_FIELDS,
    SIGNATURE_FIELDS,
    SOURCE_FIELDS,
)
from gongkai.reports.tables import FIRST_FORM_YEAR

FIRST_YEAR = 2008  # the Regulations came into force; no report is older
LAST_YEAR = 2100

_STATUSES = {status.value: status for status in Status}


def load_report(
    path: Path, editions: Editions, agency: str, shown_as: str | None = None
) -> Loaded[Report | None]:
    """The report in a file, None if not even its year can be read; with every issue of the file."""
    return report_of(read_yaml(path, shown_as), path, editions, agency)


def report_of(
    loaded: Loaded[LocatedDocument | None], path: Path, editions: Editions, agency: str
) -> Loaded[Report | None]:
    """The same of a document that has been read, as if it stood in the file."""
    if loaded.value is None:
        return Loaded(None, loaded.issues)
    reader = _ReportReader(loaded.value, editions, path.parent / FILES_FOLDER)
    report = reader.read(agency, path.stem)
    return Loaded(report, reader.all_issues(loaded.issues))


class _ReportReader(ExtraTableReader):
    """Reads the fields of a report."""

    def __init__(self, document: LocatedDocument, editions: Editions, files: Path) -> None:
        super().__init__(document, editions)
        self._files = files
        self._stored: dict[str, StoredFile] = {}

    def read(self, agency: str, stem: str) -> Report | None:
        root = self.document.root
        self.record(root, REPORT_FIELDS)
        year = self._year(root, stem)
        if year is None:
            return None
        edition = self._edition(root, year)
        self.form = edition or next(iter(self.editions), None)
        report = Report(
            agency=agency,
            year=year,
            edition=edition,
            edition_stated="edition" in root.entries,
            title=self.get(root, "title", self.name),
            published=self.get(root, "published", self.date),
            signed=self.get(root, "signed", self._signature),
            status=self.get(root, "status", self._status) or Status.PUBLISHED,
            source=self.get(root, "source", self._source),
            preface=self.get(root, "preface", self.text),
            narratives=self._narratives(root),
            tables=frozen(self.tables(root, edition)),
            printed_labels=frozen(self._printed_labels(root)),
            extra_tables=self.get_each(root, "extra_tables", self.extra_table),
            attachments=self.get_each(root, "attachments", self._attachment),
            notes=self.get_each(root, "notes", self.note),
            discrepancies=self.get_each(root, "discrepancies", self.discrepancy),
            corrections=self.get_each(root, "corrections", self.correction),
            path=self.document.path,
            sha256=self.document.sha256,
            locations=frozen(
                {name: self.location(key) for name, key in root.keys.items()} | self.locations
            ),
            files=frozen(self._stored),
        )
        self._dates_fit(root, report)
        return report

    # --- year, edition, dates -----------------------------------------------------------------

    def _year(self, root: Mapping, stem: str) -> int | None:
        year = self.get(root, "year", self.integer)
        if year is None:
            return None
        node = root.entries["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = f"没有 {year} 年的年度报告（条例自 {FIRST_YEAR} 年起施行）"
            self.report("report.year", node, message, "核对年份")
            return None
        if stem != str(year):
            self._not_of_its_file(node, year, stem)
        return year

    def _not_of_its_file(self, node: Node, year: int, stem: str) -> None:
        """Notes a year that is not the file's name, and the file that has it if there is one."""
        message = f"年份 {year} 与文件名{quoted(stem)}不符"
        other = self._files.with_name(f"{year}.yaml")
        related = []
        if other.is_file():
            message += f"，{year} 年的报告另有一份"
            shown = PurePosixPath(self.document.path).with_name(other.name)
            related = [Location(shown.as_posix())]
        hint = "年份写错就改这里，文件名写错就改文件名"
        self.report("report.year", node, message, hint, related)

    def _edition(self, root: Mapping, year: int) -> FormEdition | None:
        """The edition that the report states, else the one in force; None before the first."""
        stated = self.get(root, "edition", self.line)
        if stated is not None:
            if (edition := self.editions.get(stated)) is not None:
                return edition
            known = "、".join(each.id for each in self.editions)
            node = root.entries["edition"]
            self.report("form.edition", node, f"没有表式{quoted(stated)}", f"现有：{known}")
        edition = self.editions.for_year(year)
        if edition is None and year >= FIRST_FORM_YEAR:
            self.report("form.edition", root.entries["year"], f"没有 {year} 年的表式")
        return edition

    def _dates_fit(self, root: Mapping, report: Report) -> None:
        """A report cannot be published or signed before its year has begun."""
        signed = root.entries.get("signed")
        nodes = [root.entries.get("published")]
        nodes.append(signed.entries.get("date") if isinstance(signed, Mapping) else None)
        days = [report.published, report.signed.date if report.signed else None]
        for node, day in zip(nodes, days, strict=True):
            if node is not None and day is not None and day.year <= report.year:
                message = f"日期 {day.isoformat()} 早于报告年度（{report.year} 年）结束"
                self.report("report.year", node, message, "核对日期和年份")

    def _status(self, node: Node) -> Status | None:
        return self.choice(node, _STATUSES)

    def _signature(self, node: Node) -> Signature | None:
        record = self.record(node, SIGNATURE_FIELDS)
        if record is None:
            return None
        return Signature(self.get(record, "name", self.name), self.get(record, "date", self.date))

    # --- source and files ---------------------------------------------------------------------

    def _source(self, node: Node) -> Source | None:
        record = self.record(node, SOURCE_FIELDS)
        if record is None:
            return None
        file = self.get(record, "file", self._file)
        return Source(
            title=self.get(record, "title", self.line),
            url=self.get(record, "url", self.url),
            retrieved=self.get(record, "retrieved", self.date),
            file=file.path.name if file else None,
            sha256=self.get(record, "sha256", lambda each: read_sha256(self, each, file)),
        )

    def _attachment(self, node: Node) -> Attachment | None:
        record = self.record(node, ATTACHMENT_FIELDS)
        if record is None:
            return None
        file = self.get(record, "file", self._file)
        title = self.get(record, "title", self.line)
        return Attachment(file.path.name, title) if file else None

    def _file(self, node: Node) -> StoredFile | None:
        file = read_file(self, node, self._files)
        if file is not None:
            self._stored[file.path.name] = file
        return file

    # --- prose --------------------------------------------------------------------------------

    def _narratives(self, root: Mapping) -> dict[str, Narrative] | None:
        """Prose by section id, None for the word ``omitted``."""
        node = root.entries.get("narratives")
        if node is None:
            return {}
        if isinstance(node, Scalar) and node.text == "omitted":
            return None
        if (mapping := self.mapping(node)) is None:
            return {}
        sections = {section.id: section for section in self.form.sections} if self.form else {}
        found: dict[str, Narrative] = {}
        for name, key in mapping.keys.items():
            self._place(section_key(name), key)
            if name not in sections:
                self.unknown_key(key, sections)
            elif (prose := self._prose(mapping.entries[name], sections[name])) is not None:
                found[name] = prose
        return found

    def _prose(self, node: Node, section: Section) -> Narrative | None:
        if not section.tables:
            text = self.text(node)
            return None if text is None else Narrative(text)
        record = self.record(node, NARRATIVE_FIELDS)
        if record is None:
            return None
        before, after = (self.get(record, part, self.text) for part in ("before", "after"))
        return Narrative(before or "", after or "")

    def _printed_labels(self, root: Mapping) -> dict[str, str]:
        node = root.entries.get("printed_labels")
        mapping = None if node is None else self.mapping(node)
        labels: dict[str, str] = {}
        if mapping is None or self.form is None:
            return labels
        for name, key in mapping.keys.items():
            self._place(label_key(name), key)
            if not is_label_key(self.form, name):
                self.unknown_key(key, label_keys(self.form), "place.unknown")
            elif (label := self.name(mapping.entries[name])) is not None:
                labels[name] = label
        return labels

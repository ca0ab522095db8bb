"""Two states of the data side by side: everything that citizens see change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.comparison.broken import broken_pages
from gongkai.comparison.cells import cell_changes
from gongkai.comparison.fields import agency_facts, field_changes, report_facts
from gongkai.comparison.model import AgencyChange, Comparison, ReportChange
from gongkai.comparison.outcomes import check_changes
from gongkai.comparison.prose import prose_changes
from gongkai.comparison.records import further_corrections, lacking_records
from gongkai.comparison.state import Key, State, key_of
from gongkai.issues import Issue, Severity
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report


def compare(before: State, after: State) -> Comparison:
    """What changes from one state to the other; reports and bodies are in order of id and year."""
    new_ids = _new_ids(before, after)
    reports = tuple(_report_changes(before, after, new_ids))
    return Comparison(
        before=before,
        after=after,
        reports=reports,
        agencies=tuple(_agency_changes(before, after, new_ids)),
        broken=tuple(broken_pages(before.addresses, after.addresses)),
        drafts=_differing_drafts(before, after, new_ids),
        unread=tuple(_unread(before, after)),
        lacking=tuple(lacking_records(reports, _taken_back(before, after, new_ids))),
    )


def _new_ids(before: State, after: State) -> dict[str, str]:
    """The id that each former body has now, by its former one."""
    agencies = after.site.corpus.agencies
    moved = {old: each.id for each in agencies for old in each.redirect_from}
    known = {each.id for each in agencies}
    return {
        each.id: each.id if each.id in known else moved.get(each.id, each.id)
        for each in before.site.corpus.agencies
    }


def _moved(reports: Mapping[Key, Report], new_ids: Mapping[str, str]) -> dict[Key, Report]:
    """Former reports by what their body is called now, and year."""
    return {(new_ids[agency], year): each for (agency, year), each in reports.items()}


# --- reports ----------------------------------------------------------------------------------


def _report_changes(
    before: State, after: State, new_ids: Mapping[str, str]
) -> Iterator[ReportChange]:
    old, new = _moved(before.reports(), new_ids), after.reports()
    withdrawn = after.withdrawn()
    for key in sorted({*old, *new}):
        if key in new:
            change = _report_change(before, after, old.get(key), new[key])
        else:
            corrections = further_corrections(old[key], withdrawn[key]) if key in withdrawn else ()
            change = ReportChange(old[key], None, corrections=corrections)
        if change.says_anything:
            yield change


def _report_change(before: State, after: State, old: Report | None, new: Report) -> ReportChange:
    checks = check_changes(before.site.checks.of(old) if old else None, after.site.checks.of(new))
    corrections = further_corrections(old, new)
    if old is None:
        return ReportChange(None, new, checks=tuple(checks), corrections=corrections)
    return ReportChange(
        before=old,
        after=new,
        cells=tuple(cell_changes(old, new)),
        prose=tuple(prose_changes(old, new)),
        fields=tuple(field_changes(report_facts(old), report_facts(new))),
        checks=tuple(checks),
        corrections=corrections,
        dropped=further_corrections(new, old),
    )


def _taken_back(before: State, after: State, new_ids: Mapping[str, str]) -> dict[Key, Report]:
    """The drafts and withdrawn ones that public reports have become, by the former keys."""
    taken_back = {**after.drafts, **after.withdrawn()}
    return {
        (agency, year): now
        for agency, year in before.reports()
        if (now := taken_back.get((new_ids[agency], year))) is not None
    }


def _differing_drafts(before: State, after: State, new_ids: Mapping[str, str]) -> int:
    """How many reports that are not public are new or differ; one that became public does not."""
    old = _moved(before.drafts, new_ids)
    return sum(old.get(key_of(each)) != each for each in after.drafts.values())


# --- bodies and files -------------------------------------------------------------------------


def _agency_changes(
    before: State, after: State, new_ids: Mapping[str, str]
) -> Iterator[AgencyChange]:
    old = {new_ids[each.id]: each for each in before.site.corpus.agencies}
    new = {each.id: each for each in after.site.corpus.agencies}
    for agency_id in sorted({*old, *new}):
        change = _agency_change(old.get(agency_id), new.get(agency_id))
        if change.fields or change.before is None or change.after is None:
            yield change


def _agency_change(old: Agency | None, new: Agency | None) -> AgencyChange:
    if old is None or new is None:
        return AgencyChange(old, new)
    return AgencyChange(old, new, tuple(field_changes(agency_facts(old), agency_facts(new))))


def _unread(before: State, after: State) -> Iterator[Issue]:
    """Errors of reading that the former state does not have; lines may have moved."""
    known = {(each.code, each.location.path, each.message) for each in before.issues}
    for each in after.issues:
        told = (each.code, each.location.path, each.message)
        if each.severity is Severity.ERROR and told not in known:
            yield each

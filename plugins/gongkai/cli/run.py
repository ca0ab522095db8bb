"""One run of ``gongkai check``: everything that a format may tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.build import Settings, load_site
from gongkai.checks.book import ReportChecks
from gongkai.checks.model import Outcome, Rule
from gongkai.checks.problems import Explained, Problem, explained, problems
from gongkai.corpus import Track
from gongkai.issues import Issue, Severity


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What was found in the files that the user named, or in all.

    ``problems`` are in order of place, ``reports`` of body and year, and ``files`` counts what was
    read, also what could not be made a report of. ``rules`` are all there are. Paths in issues are
    relative to ``root``. ``tells_all`` asks for every result, also for what holds.
    """

    problems: tuple[Problem, ...]
    reports: tuple[ReportChecks, ...]
    files: int
    rules: Mapping[str, Rule]
    root: Path
    strict: bool = False
    tells_all: bool = False

    @property
    def passes(self) -> bool:
        return not fails(self.issues(), strict=self.strict)

    def issues(self) -> Iterator[Issue]:
        """Every single issue, also those that one cause has brought about."""
        return (issue for problem in self.problems for issue in problem.issues)

    def explained(self) -> Iterator[Explained]:
        """Every failure that an entry explains."""
        return (each for checks in self.reports for each in explained(checks))

    def severities(self) -> Counter[Severity]:
        """How many problems of each severity there are."""
        return Counter(each.issue.severity for each in self.problems)

    def identities(self) -> Counter[Outcome]:
        """The outcomes of the form's identities."""
        tallies = (checks.tally() for checks in self.reports)
        return sum(tallies, start=Counter[Outcome]())


def run_checks(
    settings: Settings,
    paths: tuple[Path, ...],
    track: Track[Path],
    *,
    strict: bool = False,
    tells_all: bool = False,
) -> CheckRun:
    """Reads and checks everything; keeps what stands below one of the paths, all if there are none.

    What joins two files is judged from all files, whichever are named.
    """
    read: list[Path] = []

    def recorded(files: Sequence[Path]) -> Iterable[Path]:
        read.extend(files)
        return track(files)

    site = load_site(settings, recorded)
    book = site.value.checks
    found = problems(book, site.issues)
    is_kept = _filter(settings.root, paths)
    return CheckRun(
        problems=tuple(each for each in found if is_kept(each.issue.location.path)),
        reports=tuple(each for each in book.by_report.values() if is_kept(each.report.path)),
        files=sum(is_kept(file) for file in read),
        rules=book.rules,
        root=settings.root,
        strict=strict,
        tells_all=tells_all,
    )


def _filter(root: Path, paths: tuple[Path, ...]) -> Callable[[str | Path], bool]:
    """Whether a path, relative to the root or not, stands below one of the named ones."""
    named = tuple(path.resolve() for path in paths)
    if not named:
        return lambda _: True

    def is_below(path: str | Path) -> bool:
        place = (root / path).resolve()
        return any(place.is_relative_to(each) for each in named)

    return is_below


def fails(issues: Iterable[Issue], *, strict: bool) -> bool:
    """Whether issues fail a command; warnings do only when ``strict``, hints never."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(issue.severity in bad for issue in issues)

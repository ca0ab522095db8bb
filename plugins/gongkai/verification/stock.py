"""Every file that a site has to have or may have, by where it comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import gongkai
from gongkai.corpus import Corpus
from gongkai.indicators.catalogue import builtin_catalogue
from gongkai.verification.built_site import NOT_FOUND
from gongkai.verification.checksums import LIST, PACKAGE
from gongkai.verification.feeds import CORRECTIONS, NEW
from gongkai.verification.manifest import MANIFEST
from gongkai.verification.names import page_of
from gongkai.verification.offers import offered
from gongkai.verification.originals import original_files
from gongkai.verification.scope import Scope
from gongkai.verification.sitemap import SITEMAP

SIMPLIFIED = "assets/gongkai/search/simplified.js"
"""The one script of ours that is made and not copied."""

_OWN_ASSETS = Path(gongkai.__file__).parent / "theme" / "assets"
# Which output puts the files of a folder of our own assets into the site.
_ASSETS = {"": "assets", "search": "search", "compare": "compare_page"}
_BUNDLE = re.compile(
    r"pagefind/(?:pagefind\.js|pagefind-entry\.json|gongkai-pages\.json|[\w.-]+\.pf_meta"
    r"|wasm\.[\w.-]+\.pagefind|fragment/[\w-]+\.pf_fragment|index/[\w-]+\.pf_index)"
)
# What a builder of sites adds of its own.
_OF_BUILDERS = (NOT_FOUND, SITEMAP, f"{SITEMAP}.gz", "search/search_index.json")
# What is copied from a tree of Markdown, and then filled in when all files are final.
_FILLED_IN = frozenset({LIST, MANIFEST})
_WORKBOOK = "data/gongkai.xlsx"
_PART = re.compile(r"data/gongkai-[0-9]+\.xlsx")


@dataclass(frozen=True)
class Stock:
    """Every file that a site has to have or may have; those of one report other checks miss."""

    scope: Scope

    def demanded(self) -> Iterator[str]:
        """Files that the chosen outputs make of the data as a whole."""
        for output, files in _made(self.scope.corpus).items():
            if output in self._outputs:
                yield from files
        yield from self._own_assets
        yield from self.scope.redirects
        if "xlsx_files" in self._outputs and self.scope.corpus.reports and not self._parts:
            yield _WORKBOOK

    def possible(self) -> Iterator[str]:
        """Files that may be there as well."""
        yield from (*_OF_BUILDERS, *self._parts)
        yield from (page_of(report) for report in self.scope.corpus.pages())
        yield from (file for _, file in offered(self.scope))
        if "checksums" in self._outputs:
            yield LIST
        if "feeds" in self._outputs:
            yield from (NEW, CORRECTIONS)
        if "search" in self._outputs:
            yield "opensearch.xml"
            yield from filter(_BUNDLE.fullmatch, self.scope.site.files)
        for folder in self.scope.docs:
            yield from (_page_of(path) for path in _below(folder) if path.suffix == ".md")

    @cached_property
    def copied(self) -> Mapping[str, Path]:
        """The sources of copies by path in the site; the first folder that has one counts."""
        found = {file: _OWN_ASSETS / path for file, path in self._own_assets.items()}
        for folder in self.scope.docs:
            for path in _below(folder):
                if path.suffix != ".md" and path.as_posix() not in _FILLED_IN:
                    found.setdefault(path.as_posix(), folder / path)
        for folder in self.scope.themes:
            for path in _below(folder):
                if path.parts[0] == "assets":
                    found.setdefault(path.as_posix(), folder / path)
        return found

    def told(self, source: Path) -> str:
        """What to call a source in a message, without the machine's folders."""
        for folder in (*self.scope.docs, *self.scope.themes, _OWN_ASSETS):
            if source.is_relative_to(folder):
                return f"{folder.name}/{source.relative_to(folder).as_posix()}"
        return source.name

    @cached_property
    def _outputs(self) -> frozenset[str]:
        """The outputs that make anything: reports are compared by their JSON documents."""
        outputs = self.scope.outputs
        return outputs if "json_files" in outputs else outputs - {"compare_page"}

    @cached_property
    def _own_assets(self) -> Mapping[str, PurePosixPath]:
        """Our own assets by their path in the site."""
        return {
            f"assets/gongkai/{path}": path
            for path in _below(_OWN_ASSETS)
            if _ASSETS[path.parts[0] if len(path.parts) > 1 else ""] in self._outputs
        }

    @cached_property
    def _parts(self) -> list[str]:
        """The numbered workbooks of everything, where one would be too large."""
        return list(filter(_PART.fullmatch, self.scope.site.files))


def _made(corpus: Corpus) -> Mapping[str, Iterable[str]]:
    """What each output makes of the data as a whole."""
    years = range(corpus.years[0], corpus.years[-1] + 1) if corpus.years else range(0)
    indicators = [each.id for each in builtin_catalogue()] if corpus.reports else []
    return {
        "assets": [file for file, _ in original_files(corpus.reports)],
        "home": _pages(""),
        "index_pages": _pages("reports/", "years/"),
        "agency_pages": _pages(*(f"reports/{each.id}/" for each in corpus.agencies)),
        "year_pages": _pages(*(f"years/{year}/" for year in years)),
        "form_pages": _pages("forms/", *(f"forms/{each.id}/" for each in corpus.editions)),
        "indicator_pages": _pages("indicators/", *(f"indicators/{each}/" for each in indicators)),
        "compare_page": [*_pages("compare/"), "assets/gongkai/compare/forms.json"],
        "glossary": _pages("glossary/"),
        "check_pages": _pages("checks/"),
        "rule_pages": _pages("checks/rules/"),
        "data_page": _pages("data/"),
        "csv_files": ["data/gongkai.csv", PACKAGE, "data/gongkai.csv-metadata.json"],
        "json_files": [
            *("data/gongkai.jsonl", "data/agencies.json", "data/reports.json"),
            "data/report.schema.json",
        ],
        "manifest": [MANIFEST],
        "parquet_file": ["data/gongkai.parquet"],
        "search": [*_pages("search/"), SIMPLIFIED, "assets/gongkai/search/names.json"],
    }


def _pages(*folders: str) -> list[str]:
    return [f"{folder}index.html" for folder in folders]


def _below(folder: Path) -> list[PurePosixPath]:
    """The files of a folder by their path in it, in order, without the icons of a theme.

    Of those no file is ever copied, and there are thousands.
    """
    found: list[PurePosixPath] = []
    for top, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if each != ".icons"]
        inside = PurePosixPath(Path(top).relative_to(folder).as_posix())
        found += [inside / each for each in names if (Path(top) / each).is_file()]
    return sorted(found)


def _page_of(source: PurePosixPath) -> str:
    """The page that a builder makes of an authored source."""
    folder = source.parent if source.stem in ("index", "README") else source.with_suffix("")
    return (folder / "index.html").as_posix()

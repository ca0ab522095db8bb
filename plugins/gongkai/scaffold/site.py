"""The files of a new site: settings, one body, one report to fill in, commands, workflows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from gongkai.forms.model import FormEdition
from gongkai.render.html import escape_markdown
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.agency_writer import dump_agency
from gongkai.reports.skeleton import skeleton
from gongkai.reports.writer import dump_text

# Where each file of ``files/`` goes. There no name begins with a dot: git and other tools would
# take such a file for their own.
TEMPLATES = {
    ".github/actions/site/action.yml": "action.yml",
    ".github/dependabot.yml": "dependabot.yml",
    ".github/workflows/check.yml": "check.yml",
    ".github/workflows/publish.yml": "publish.yml",
    ".gitignore": "gitignore",
    "Makefile": "Makefile",
    "README.md": "README.md",
    "docs/about.md": "about.md",
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
}

_PLACE = re.compile(r"‹(\w+)›")
_FIRST_STEP = "照原文填数；填好以后运行 make check。"


@dataclass(frozen=True, slots=True)
class NewSite:
    """What a new site is about.

    ``requirement`` is what pip installs gongkai by; ``form`` is the form of the first report.
    """

    agency: str
    name: str
    kind: AgencyKind
    year: int
    form: FormEdition
    site_name: str
    site_url: str
    requirement: str

    @property
    def report(self) -> str:
        """The path of the first report."""
        return f"reports/{self.agency}/{self.year}.yaml"


def site_texts(site: NewSite) -> dict[str, str]:
    """The text of every file of a new site by its path, in order of path."""
    texts = {path: _filled(site, path, template) for path, template in TEMPLATES.items()}
    texts[f"reports/{site.agency}/agency.yaml"] = _agency(site)
    texts[site.report] = skeleton(site.form, site.year, site.name, _FIRST_STEP)
    return dict(sorted(texts.items()))


def _agency(site: NewSite) -> str:
    return dump_agency(Agency(site.agency, site.name, site.kind))


def _filled(site: NewSite, path: str, template: str) -> str:
    """A template with its places filled; KeyError for a place that nothing is known of."""
    text = files(__package__).joinpath("files", template).read_text(encoding="utf-8")
    values = _markdown_values(site) if path.endswith(".md") else _yaml_values(site)
    return _PLACE.sub(lambda found: values[found[1]], text)


def _yaml_values(site: NewSite) -> Mapping[str, str]:
    """What stands in settings, each a value in YAML; what pip reads is no YAML."""
    return {
        "site_name": dump_text(site.site_name),
        "site_url": dump_text(site.site_url, in_flow=True),
        "requirement": site.requirement,
    }


def _markdown_values(site: NewSite) -> Mapping[str, str]:
    return {
        "site_name": escape_markdown(site.site_name),
        "agency": site.agency,
        "year": str(site.year),
    }

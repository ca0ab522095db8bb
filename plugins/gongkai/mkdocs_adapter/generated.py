"""The site's files as MkDocs' files: in the menu or not, with edit links, each at its own place."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from gongkai.mkdocs_adapter.config import project_root
from gongkai.mkdocs_adapter.pages import nav_titles
from gongkai.outputs.model import HOME, SiteFile
from gongkai.sealing.policy import sealed

_EXCLUDED = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def add_files(site_files: Iterable[SiteFile], files: Files, config: MkDocsConfig) -> None:
    """Puts the site's files among the authored ones and the theme's."""
    for file in generate(site_files, files, config):
        # One that the user excluded gives way; to append over it is deprecated.
        if (excluded := files.get_file_from_path(file.src_uri)) is not None:
            files.remove(excluded)
        files.append(file)


def generate(site_files: Iterable[SiteFile], files: Files, config: MkDocsConfig) -> list[File]:
    """The site's files for MkDocs; PluginError if one and any other want the same address."""
    site_files = list(site_files)
    menu = menu_uris(site_files, config)
    generated = [_to_file(each, config, menu) for each in site_files]
    present = [file for file in files if file.inclusion not in _EXCLUDED]
    if problems := list(collisions([*present, *generated])):
        raise PluginError("两个文件要写到同一网址，请给其中一个改名：\n" + "\n".join(problems))
    return generated


def menu_uris(site_files: Iterable[SiteFile], config: MkDocsConfig) -> frozenset[str]:
    """The pages of the user's ``nav``; without a ``nav``, the home and what lies right under it."""
    if config.nav is None:
        return frozenset(each.uri for each in site_files if each.parent in (None, HOME))
    return frozenset(dict(nav_titles(config.nav)))


def collisions(files: Iterable[File]) -> Iterator[str]:
    """A line for each address that a generated file and any other would be written to.

    MkDocs lets the last one win without a word. Case counts for nothing, since it does not on the
    disks of Windows and macOS.
    """
    by_address: dict[str, list[File]] = defaultdict(list)
    for file in files:
        by_address[file.dest_uri.casefold()].append(file)
    for address, rivals in by_address.items():
        if len(rivals) > 1 and any(file.generated_by for file in rivals):
            yield f"  /{address} ← {'、'.join(_source(file) for file in rivals)}"


def _source(file: File) -> str:
    return f"{file.src_uri}（{f'{file.generated_by} 生成' if file.generated_by else '已有'}）"


def _to_file(site_file: SiteFile, config: MkDocsConfig, menu: Collection[str]) -> File:
    # With every page in it the menu, and so each page, would grow with the corpus.
    in_menu = site_file.uri in menu
    inclusion = InclusionLevel.UNDEFINED if in_menu else InclusionLevel.NOT_IN_NAV
    file = _generate(site_file, inclusion, config)
    if site_file.edit_path:
        file.edit_uri = _edit_uri(site_file.edit_path, config)
    return file


def _generate(site_file: SiteFile, inclusion: InclusionLevel, config: MkDocsConfig) -> File:
    """The file itself; what stands on disk is copied from there, not held in memory."""
    uri, content = site_file.uri, site_file.content
    if isinstance(content, Path):
        return File.generated(config, uri, abs_src_path=str(content), inclusion=inclusion)
    if isinstance(content, str) and uri.endswith("/index.html"):
        content = sealed(content)  # a page that MkDocs only copies, and shows no hook
    if isinstance(content, str) and not uri.endswith(".md"):
        content = content.encode()  # as it is: no system's line ends get into it
    return File.generated(config, uri, content=content, inclusion=inclusion)


def _edit_uri(edit_path: str, config: MkDocsConfig) -> str:
    """The way from ``docs_dir``, where every ``edit_uri`` ends, to a file of the project."""
    root = project_root(config.config_file_path)
    docs = Path(config.docs_dir).resolve()
    source = (root / edit_path).resolve()
    return posixpath.relpath(source.as_posix(), docs.as_posix())

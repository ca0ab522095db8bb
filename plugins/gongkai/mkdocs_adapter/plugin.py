"""The hooks of MkDocs, in the order in which they are called; what they do stands in the nouns."""

# ruff: noqa: ARG002 - MkDocs passes a hook's arguments by name, needed or not

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import TemplateContext

from gongkai.build import CACHE, Settings, SiteBuild, build_site
from gongkai.cache import Cache
from gongkai.mkdocs_adapter.config import GongkaiConfig, project_root
from gongkai.mkdocs_adapter.direct import direct_writer
from gongkai.mkdocs_adapter.generated import add_files, generate
from gongkai.mkdocs_adapter.host_facts import Fact, footer, site_tags
from gongkai.mkdocs_adapter.issue_log import log_issues, refusal
from gongkai.mkdocs_adapter.kept_templates import KeptTemplates
from gongkai.mkdocs_adapter.lists import list_files
from gongkai.mkdocs_adapter.navigation import (
    Crumb,
    Sidebar,
    Splice,
    entrances,
    place_pages,
    trail,
)
from gongkai.mkdocs_adapter.pages import (
    create_pages,
    date_pages,
    dates_by_uri,
    dress_pages,
    escape_meta,
)
from gongkai.mkdocs_adapter.preview import STAND_IN, to_mend
from gongkai.mkdocs_adapter.search_index import App, PreviewIndex, index_site
from gongkai.outputs import feeds, search
from gongkai.outputs.assets import STYLE_SHEET
from gongkai.outputs.model import HOME, Mode, SiteFile
from gongkai.sealing.policy import sealed

log = get_plugin_logger(__name__)

PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATES = PACKAGE / "theme" / "templates"
EDITIONS = PACKAGE / "forms" / "editions"

_LAST = -200  # other plugins stop at -100


@dataclass(frozen=True, slots=True)
class Frame:
    """What every template knows as ``gongkai``, also those that show no page, like 404.

    ``to_mend`` is what keeps a preview from being published; with ``shows_former`` its pages are
    those of the last good site, since the data cannot be read.
    """

    unofficial: bool
    entrances: list[Crumb]
    dates: dict[str, str]
    to_mend: tuple[str, ...] = ()
    shows_former: bool = False
    search: bool = False
    search_description: bool = False
    feeds: tuple[SiteFile, ...] = ()
    site_tags: tuple[tuple[str, str], ...] = ()
    footer: tuple[Fact, ...] = ()


class GongkaiPlugin(BasePlugin[GongkaiConfig]):
    """Builds the site's data as part of MkDocs' build; one object for all rebuilds of a preview."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._site_files: tuple[SiteFile, ...] = ()
        self._to_mend: tuple[str, ...] = ()
        self._shows_former = False
        self._titles: dict[str, str] = {}
        self._entrances: list[Crumb] = []
        self._splices: dict[str, Splice] = {}
        self._sidebar = Sidebar()
        self._preview_index = PreviewIndex()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Notes a preview; that this hook exists makes MkDocs keep the object across rebuilds."""
        self._serving = command == "serve"
        if dirty:
            log.info("--dirty 只重建改过的页面，检索索引会不全；请不要用它发布")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The configuration with our folders watched, our templates and style sheet in place."""
        if not config.use_directory_urls:
            raise PluginError("网址是固定的：请删去 mkdocs.yml 中的 use_directory_urls: false")
        for folder in (self.config.reports_dir, self.config.editions_dir, EDITIONS):
            if folder is not None and str(folder) not in config.watch:
                config.watch.append(str(folder))
        _add_templates(config)
        if STYLE_SHEET not in config.extra_css:
            # First, so that the user's own style sheets have the last word.
            config.extra_css.insert(0, STYLE_SHEET)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Reads and checks everything while the former site is still untouched."""
        build = build_site(self._settings(config))
        if build.history_is_cut:
            log.info("浅克隆：有的年报不知最近修改于何时；git fetch --unshallow 可取全历史")
        log_issues(build.all_issues)
        verdict = refusal(build.all_issues, strict=config.strict)
        if verdict is not None and not self._serving:
            raise PluginError(verdict)
        if self._serving:
            self._preview(build, verdict)
        if refusal(build.issues, strict=config.strict) is None:
            generate(build.files, get_files(config), config)
            self._site_files = build.files
        else:
            self._keep_former(config)

    # Early: other plugins are to see the pages.
    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The authored files with the generated ones."""
        if self._site_files == (STAND_IN,) and files.get_file_from_path(HOME) is not None:
            self._site_files = ()
        add_files(self._site_files, files, config)
        writer = direct_writer(config) if self.config.direct else None
        create_pages(self._site_files, files, config, writer)
        self._titles = {each.uri: each.title for each in self._site_files}
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The user's menu as it is; every generated page learns its place."""
        dress_pages(self._site_files, files)
        date_pages(dates_by_uri(self._site_files), files)
        self._splices = place_pages(self._site_files, files)
        self._entrances = entrances(nav)
        return nav

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """The Markdown as it is; the page's front matter becomes text that HTML may hold."""
        # Material's own index stays empty: it cannot find Chinese, and every page would load it.
        page.meta.setdefault("search", {})["exclude"] = True
        title = self._titles.get(page.file.src_uri)
        if title is not None:
            escape_meta(page, title)
        return markdown

    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,
        files: Files,
    ) -> jinja2.Environment:
        """The templates' environment with our facts; it keeps what it has compiled."""
        env.auto_reload = False  # it lives for one build, and looks after each file at each use
        env.bytecode_cache = KeptTemplates(Cache(project_root(config.config_file_path) / CACHE))
        env.globals["gongkai"] = Frame(
            unofficial=self.config.mode is Mode.UNOFFICIAL,
            entrances=self._entrances,
            dates=dates_by_uri(self._site_files),
            to_mend=self._to_mend,
            shows_former=self._shows_former,
            search=search.PAGE in self._titles,
            search_description=search.DESCRIPTION in self._titles,
            feeds=tuple(each for each in self._site_files if each.uri in feeds.URIS),
            site_tags=site_tags(self.config.host, self.config.mode),
            footer=footer(self.config.host, self.config.mode),
        )
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """The page's context with the way to it; the sidebar opens at the page."""
        self._sidebar.open(self._splices.get(page.file.src_uri))
        cast("dict[str, object]", context)["trail"] = trail(page, nav)
        return context

    def _close_sidebar(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page as it is; the sidebar closes."""
        self._sidebar.close()
        return output

    # Last: the policy is for what other plugins have made of the page.
    @event_priority(_LAST)
    def _seal(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page with its policy; a preview runs the server's script besides and has none."""
        return output if self._serving else sealed(output)

    on_post_page = CombinedEvent(_close_sidebar, _seal)

    @event_priority(_LAST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """A template of the theme as a page: only those in HTML have a policy."""
        is_page = template_name.endswith(".html") and not self._serving
        return sealed(output_content) if is_page else output_content

    def _index(self, *, config: MkDocsConfig) -> None:
        """Indexes the finished site; a preview only when somebody searches there."""
        if self._serving:
            self._preview_index.expire()
        elif search.PAGE in self._titles:
            index_site(Path(config.site_dir))

    # Last: no file may change after its checksum is taken.
    @event_priority(_LAST)
    def _list(self, *, config: MkDocsConfig) -> None:
        """Fills in the manifest and the list of all files; a preview's are not final."""
        if not self._serving:
            list_files(Path(config.site_dir))

    on_post_build = CombinedEvent(_index, _list)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """The server, which indexes the site when it is searched."""
        # The base class declares an app of its own kind; MkDocs' is a function.
        inner = cast("App", server.get_app())
        server.set_app(self._preview_index.app(inner, Path(config.site_dir)))
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """Closes the sidebar of the page that failed."""
        self._sidebar.close()

    def _preview(self, build: SiteBuild, verdict: str | None) -> None:
        """Notes what a preview says is to be mended before the site can be published."""
        self._to_mend = to_mend(build.all_issues)
        self._shows_former = False
        if verdict is not None:
            log.error("%s", verdict)

    def _keep_former(self, config: MkDocsConfig) -> None:
        """Leaves the last good site in place; before there is one, a page that stands in for it."""
        self._shows_former = True
        if self._site_files in ((), (STAND_IN,)):
            self._site_files = (STAND_IN,)
            # The user's menu names pages that are not there yet.
            config.nav = None

    def _settings(self, config: MkDocsConfig) -> Settings:
        own_editions = self.config.editions_dir
        root = project_root(config.config_file_path)
        return Settings(
            reports_dir=self.config.reports_dir,
            editions_dirs=() if own_editions is None else (own_editions,),
            mode=self.config.mode,
            drafts=self._serving,
            outputs=self.config.outputs,
            root=root,
            address=config.site_url,
            cache_dir=root / CACHE,
            history=True,
            repository=self.config.repository,
        )


def _add_templates(config: MkDocsConfig) -> None:
    """Puts our templates right before Material's: the user's ``custom_dir`` still comes first."""
    material = get_theme_dir("material")
    if material not in config.theme.dirs:
        log.info("主题不是 Material：不用 gongkai 的模板，非官方声明、面包屑和侧栏须由该主题自理")
    elif str(TEMPLATES) not in config.theme.dirs:
        config.theme.dirs.insert(config.theme.dirs.index(material), str(TEMPLATES))

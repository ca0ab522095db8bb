"""The options under ``gongkai:`` in ``mkdocs.yml``, all of their problems found at once.

MkDocs on its own stops at the first wrong option, only warns of an unknown one, and speaks English.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from mkdocs.config import config_options as c
from mkdocs.config.base import (
    BaseConfigOption,
    Config,
    ConfigErrors,
    ConfigWarnings,
    ValidationError,
)

from gongkai.build import ALL
from gongkai.outputs import OUTPUT_NAMES
from gongkai.outputs.extras import lacking
from gongkai.outputs.model import Mode

HostFacts: TypeAlias = Mapping[str, str | Mapping[str, str]]

# What a frame of an official site may show: a word, or named words. An empty one shows nothing.
HOST_FACTS: dict[str, tuple[str, ...]] = {
    "site_name": (),
    "site_domain": (),
    "site_id_code": (),
    "host_unit": (),
    "contact": ("tel", "address", "hours"),
    "icp": (),
    "police_icp": ("number", "link"),
    "party_gov_badge": ("image", "link"),
    "zhaocuo_link": (),
    "sitemap_link": (),
    "copyright": (),
}


_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*")


class Folder(BaseConfigOption[Path]):
    """An existing folder; a relative path starts at the configuration file."""

    def __init__(self, default: str | None = None) -> None:
        super().__init__()
        self.default = default
        self._root = Path()

    def pre_validation(self, config: Config, key_name: str) -> None:  # noqa: ARG002 - MkDocs's
        self._root = project_root(config.config_file_path)

    def run_validation(self, value: object, /) -> Path:
        if not isinstance(value, str) or not value.strip():
            raise ValidationError(f"须是文件夹的路径，现为 {value!r}")
        path = (self._root / value).resolve()
        if not path.is_dir():
            raise ValidationError(f"没有这个文件夹：{path}")
        return path


class OneOf(BaseConfigOption[Mode]):
    """A mode by its name."""

    def __init__(self, default: Mode) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object, /) -> Mode:
        names = [mode.value for mode in Mode]
        if value not in names:
            raise ValidationError(f"没有 {value!r} 这个值{nearest(value, names)}")
        return Mode(value)


class Flag(BaseConfigOption[bool]):
    """true or false."""

    def __init__(self, *, default: bool) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object, /) -> bool:
        if not isinstance(value, bool):
            raise ValidationError(f"须为 true 或 false，现为 {value!r}")
        return value


class Count(BaseConfigOption[int]):
    """A whole number from 1."""

    def __init__(self, default: int) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object, /) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ValidationError(f"须为不小于 1 的整数，现为 {value!r}")
        return value


class Address(BaseConfigOption[str | None]):
    """An address on the web, or none."""

    def run_validation(self, value: object, /) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
            raise ValidationError(f"须是 http:// 或 https:// 开头的网址，现为 {value!r}")
        return value


class Outputs(BaseConfigOption[tuple[str, ...] | None]):
    """Names of outputs, among which ``all`` may be; None for ``all`` alone."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ALL

    def run_validation(self, value: object, /) -> tuple[str, ...] | None:
        if value == ALL:
            return None
        if not isinstance(value, list):
            raise ValidationError(f"须为 all 或名称的列表，现为 {value!r}")
        known = (ALL, *OUTPUT_NAMES)
        wrong = [
            f"没有 {name!r} 这个名称{nearest(name, known)}" for name in value if name not in known
        ]
        raise_all([*wrong, *lacking(value)])
        return tuple(value)


class Host(BaseConfigOption[HostFacts]):
    """What the frame says of who runs the site."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object, /) -> HostFacts:
        if not isinstance(value, dict):
            raise ValidationError(f"须为“键: 值”的映射，现为 {value!r}")
        raise_all(_host_problems(value))
        return value


class GongkaiConfig(Config):
    """The plugin's options."""

    reports_dir = Folder("reports")
    """Folder with one folder per body."""

    editions_dir = c.Optional(Folder())
    """Folder with further edition files of your own."""

    mode = OneOf(Mode.UNOFFICIAL)
    """Who publishes; decides which frame, tags and badges may be shown."""

    host = Host()
    """Site tags and footer."""

    repository = Address()
    """Where the public finds the repository of the data; MkDocs' own ``repo_url`` asks a host."""

    outputs = Outputs()
    """``all`` or a list of outputs to make."""

    direct = Flag(default=True)
    """Whether generated pages are rendered without a Markdown parser."""

    jobs = Count(1)
    """How many processes may work at once."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Every wrong and every unknown option as an error, on which MkDocs ends cleanly."""
        options = {
            name: option
            for name, option in vars(type(self)).items()
            if isinstance(option, BaseConfigOption)
        }
        unknown = [name for name in self if name not in options]
        errors: ConfigErrors = [
            (name, ValidationError(f"没有这个选项{nearest(name, options)}")) for name in unknown
        ]
        for name, option in options.items():
            errors.extend(self._read(name, option))
        return errors, []

    def _read(self, name: str, option: BaseConfigOption[object]) -> Iterator[tuple[str, Exception]]:
        """Puts the checked value in place of the typed one, or yields what is wrong with it."""
        option.pre_validation(self, key_name=name)
        try:
            self[name] = option.validate(self[name])
        except ValidationError as error:
            yield name, error


def project_root(config_file_path: str | None) -> Path:
    """The folder of the configuration file: ``-f mkdocs.yml`` gives a bare name, a test nothing."""
    return Path(config_file_path).resolve().parent if config_file_path else Path.cwd()


def nearest(name: object, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the nearest known one, or all of them."""
    names = list(known)
    near = difflib.get_close_matches(str(name), names, n=1)
    return f"；是不是“{near[0]}”？" if near else f"；可用：{'、'.join(names)}"


def raise_all(problems: list[str]) -> None:
    """A ValidationError with all problems, if there are any."""
    if problems:
        raise ValidationError("\n".join(problems))


def _host_problems(host: Mapping[object, object]) -> list[str]:
    problems = []
    for name, value in host.items():
        if name not in HOST_FACTS:
            problems.append(f"没有“{name}”这一项{nearest(name, HOST_FACTS)}")
        elif HOST_FACTS[str(name)]:
            problems += _group_problems(str(name), value)
        elif not isinstance(value, str):
            problems.append(f"“{name}”须是文字（加引号），现为 {value!r}")
    return problems


def _group_problems(name: str, value: object) -> list[str]:
    known = HOST_FACTS[name]
    if not isinstance(value, dict):
        return [f"“{name}”须写成 {{{', '.join(f'{key}: …' for key in known)}}}，现为 {value!r}"]
    unknown = [f"“{name}”中没有“{key}”{nearest(key, known)}" for key in value if key not in known]
    untyped = [
        f"“{name}.{key}”须是文字（加引号），现为 {text!r}"
        for key, text in value.items()
        if not isinstance(text, str)
    ]
    return unknown + untyped

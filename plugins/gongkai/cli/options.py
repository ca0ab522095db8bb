"""Options that several commands share, and what they say of files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from gongkai.cli.writing import echo_utf8


def _existing_folder(_: click.Context, option: click.Parameter, path: Path) -> Path:
    """The folder, or a message that says where to stand."""
    if not path.is_dir():
        message = (
            f"没有文件夹“{path}”。在项目文件夹（放 mkdocs.yml 的那一层）里运行，或写明 --reports"
        )
        raise click.BadParameter(message, param=option)
    return path


reports_option = click.option(
    "--reports",
    "reports_dir",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    callback=_existing_folder,
    default=Path("reports"),
    show_default=True,
    help="年报数据所在的文件夹。",
)
editions_option = click.option(
    "--editions",
    "editions_dirs",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="另有表式文件的文件夹，可写多次。",
)


def schema_option(schema: Callable[[], str], of: str = "--format json") -> Callable[[Any], Any]:
    """Shows the JSON Schema of what a command writes, and ends it."""

    def show(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
        if wanted and not context.resilient_parsing:
            echo_utf8(schema())
            context.exit()

    return click.option(
        "--schema",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=f"显示 {of} 的 JSON Schema。",
    )


@contextmanager
def unreadable_as_usage() -> Iterator[None]:
    """Makes an error of usage of a file or folder that cannot be read."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            raise
        raise click.UsageError(f"“{error.filename}”读不了（{error.strerror}）") from error

"""The program ``gongkai``: the group that every command stands in."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from gongkai.cli.agency import agency
from gongkai.cli.build import build
from gongkai.cli.check import check
from gongkai.cli.chinese import speak_chinese
from gongkai.cli.diff import diff
from gongkai.cli.export import export
from gongkai.cli.fmt import fmt
from gongkai.cli.importing import import_reports
from gongkai.cli.index import index
from gongkai.cli.init import init
from gongkai.cli.new import new
from gongkai.cli.pack import pack
from gongkai.cli.schema import schema
from gongkai.cli.seal import seal
from gongkai.cli.verify import verify

# A new command is a module of its own beside these, and a line here.
COMMANDS: tuple[click.Command, ...] = (
    *(init, agency, new, import_reports, fmt, check),
    *(build, index, seal, pack, verify, diff, export, schema),
)


class _Program(click.Group):
    """A group that speaks Chinese, to whatever encoding."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        speak_chinese()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)


@click.group("gongkai", cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai", message="gongkai %(version)s", help="显示版本。")
def main() -> None:
    """政府信息公开工作年度报告：由 YAML 数据到可检索的公开网站。

    \b
    常用：
      gongkai init 文件夹               新建一个网站
      gongkai agency add 标识           添加一个机关
      gongkai new 机关 年份             新建一份待填的年报
      gongkai import 年报.docx          把 Word、网页、Excel、PDF 里的年报读成数据
      gongkai fmt                       把数据文件整理成统一的写法
      gongkai check                     核对 reports/ 里的全部数据
      gongkai check reports/pingtan     只看一个机关的问题
      gongkai export 机关 年份          写成 Word 文件、网页片段或工作簿
      gongkai build --out 文件夹        把全部页面写成 Markdown 文件
      gongkai index 文件夹              给建好的网站做搜索索引
      gongkai seal 文件夹               再给它加上内容安全策略和校验和
      gongkai pack 文件夹 --out 文件    装进一个不用服务器也能看的 ZIP 文件
      gongkai diff                      这个分支改了公众看得到的什么

    每个命令的写法和例子：gongkai 命令 --help
    """


for _command in COMMANDS:
    main.add_command(_command)

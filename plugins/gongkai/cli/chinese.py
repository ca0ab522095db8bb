"""click in Chinese: its own sentences, and help in lines that count East Asian characters as two.

click takes its sentences through gettext, which offers no catalogue but by the locale of the
machine; gongkai speaks Chinese everywhere. So the name under which click's modules call gettext is
the one thing that is replaced.
"""

from __future__ import annotations

import gettext
import inspect
import sys
from collections.abc import Iterable

import click
from rich.cells import cell_len

from gongkai.cli.wrapping import wrap

SENTENCES = {
    "Aborted!": "已中止。",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Missing command.": "没有写命令。",
    "Got unexpected extra argument ({args})": "多写了：{args}",
    "Got unexpected extra arguments ({args})": "多写了：{args}",
    "Takes {nargs} values but 1 was given.": "要 {nargs} 个值，只写了 1 个。",
    "Takes {nargs} values but {len} were given.": "要 {nargs} 个值，写了 {len} 个。",
    "env var: {var}": "环境变量：{var}",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "(dynamic)": "（随情况而定）",
    "Show the version and exit.": "显示版本。",
    "Show this message and exit.": "显示本说明。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是其中之一：{possibilities}？",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "写法见 {command} {option}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "unknown error": "原因不明",
    "Could not open file {filename!r}: {message}": "文件“{filename}”打不开：{message}",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要写 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要 {nargs} 个值。",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{value!r} is not {choice}.": "不能写“{value}”，只能写 {choice}。",
    "{value!r} is not one of {choices}.": "不能写“{value}”，只能写 {choices} 之一。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 内。",
    "{name} {filename!r} does not exist.": "没有“{filename}”。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，不是文件夹。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，不是文件。",
    "{name} {filename!r} is not readable.": "“{filename}”无权读取。",
    "{name} {filename!r} is not writable.": "“{filename}”无权写入。",
    "{name} {filename!r} is not executable.": "“{filename}”不能执行。",
}
_USAGE = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}


def speak_chinese() -> None:
    """From now on click speaks Chinese in this process."""
    for name, module in sys.modules.items():
        if name.startswith("click."):
            if getattr(module, "_", None) is gettext.gettext:
                module.__dict__["_"] = _sentence
            if getattr(module, "ngettext", None) is gettext.ngettext:
                module.__dict__["ngettext"] = _counted_sentence
    click.Context.formatter_class = ChineseFormatter


def _sentence(english: str) -> str:
    """The Chinese sentence; click's own where it has none."""
    return SENTENCES.get(english, english)


def _counted_sentence(one: str, many: str, count: int) -> str:
    return _sentence(one if count == 1 else many)


class ChineseFormatter(click.HelpFormatter):
    """Writes help pages in columns as a terminal shows them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, chinese in _USAGE.items():
            args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped; one that begins with a line of ``\\b`` is kept as it is."""
        indent = " " * self.current_indent
        paragraphs = inspect.cleandoc(text).split("\n\n")
        blocks = (_block(each.splitlines(), self.width - len(indent)) for each in paragraphs)
        self.write("\n\n".join("\n".join(indent + line for line in block) for block in blocks))
        self.write("\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        rows = list(rows)
        widest = max((cell_len(term) for term, _ in rows), default=0)
        column = min(widest, col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            lines = wrap(text, max(self.width - len(indent) - column, 20))
            beside = column - cell_len(term)
            if beside < col_spacing:
                self.write(f"{indent}{term}\n")
                head = " " * column
            else:
                head = term + " " * beside
            for line in lines:
                self.write(f"{indent}{head}{line}".rstrip() + "\n")
                head = " " * column


def _block(lines: list[str], width: int) -> list[str]:
    """The lines of a paragraph as they are shown."""
    if lines and lines[0].strip() == "\b":
        return lines[1:]
    return wrap(_joined(lines), width)


def _joined(lines: list[str]) -> str:
    """The lines as one: a space between words, none between Chinese characters."""
    text = ""
    for line in map(str.strip, lines):
        is_word = text.isascii() or text[-1].isascii() or line[:1].isascii()
        text += f" {line}" if text and is_word else line
    return text

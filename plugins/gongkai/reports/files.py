"""Files that belong to a report: the original document and attachments in ``files/``."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from gongkai.fields import Reader
from gongkai.located_yaml import Node, quoted
from gongkai.reports.model import StoredFile

FILES_FOLDER = "files"
MAX_NAME_BYTES = 255  # what file systems take
MAX_FILE_BYTES = 20 * 1024 * 1024
FILE_KINDS = ("pdf", "doc", "docx", "xls", "xlsx", "html", "txt", "jpg", "png")

_SHA256 = re.compile(r"[0-9a-f]{64}")


def extension(name: str) -> str:
    """The lower-case extension of a file name, without the dot."""
    return Path(name).suffix.removeprefix(".").lower()


def read_file(reader: Reader, node: Node, folder: Path) -> StoredFile | None:
    """The publishable file in ``folder`` that a node names, or None after an issue."""
    name = reader.line(node)
    if name is None:
        return None
    if "/" in name or "\\" in name or name.startswith("."):
        hint = f"文件放在 {FILES_FOLDER}/ 里，这里只写文件名"
        reader.report("file.name", node, f"不是文件名：{quoted(name)}", hint)
        return None
    path = folder / name
    if len(name.encode()) > MAX_NAME_BYTES:
        reader.report("file.missing", node, f"{FILES_FOLDER}/ 里没有{quoted(name)}", "名称过长")
    elif path.is_symlink():
        reader.report("file.link", node, f"{quoted(name)}是符号链接", "换成文件本身")
    elif not path.is_file():
        reader.report(
            "file.missing", node, f"{FILES_FOLDER}/ 里没有{quoted(name)}", "放进文件或改正名称"
        )
    elif extension(name) not in FILE_KINDS:
        reader.report(
            "file.kind", node, f"不能发布这类文件：{quoted(name)}", f"可用：{'、'.join(FILE_KINDS)}"
        )
    elif path.stat().st_size > MAX_FILE_BYTES:
        reader.report("file.kind", node, f"{quoted(name)}超过 20 MiB", "压缩后再放")
    else:
        return StoredFile(path, path.stat().st_size, _sha256_of(path))
    return None


def read_sha256(reader: Reader, node: Node, file: StoredFile | None) -> str | None:
    """A checksum in lower-case hexadecimal that agrees with the file, where there is one."""
    text = reader.line(node)
    if text is None:
        return None
    if not _SHA256.fullmatch(text):
        reader.report(
            "value.sha256", node, f"不是 SHA-256：{quoted(text)}", "64 个小写十六进制字符"
        )
        return None
    if file is not None and file.sha256 != text:
        message = f"与文件不符，文件的是 {file.sha256}"
        reader.report("value.sha256", node, message, "核对文件，再改这一行")
        return None
    return text


def _sha256_of(path: Path) -> str:
    """The SHA-256 of a file in lower-case hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

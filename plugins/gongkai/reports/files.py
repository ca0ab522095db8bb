"""Files that belong to a report: the original document and attachments in ``files/``."""

from __future__ import annotations

import hashlib
import re
import unicodedata
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
    if name.startswith(".") or any(mark in name for mark in "/\\:"):  # C:a is a path on Windows
        hint = f"文件放在 {FILES_FOLDER}/ 里，这里只写文件名"
        reader.report("file.name", node, f"不是文件名：{quoted(name)}", hint)
        return None
    try:
        return _stored(reader, node, folder / name)
    except OSError as error:
        message = f"{quoted(name)}打不开（{error.strerror}）"
        reader.report("file.missing", node, message, "检查文件的权限")
        return None


def _stored(reader: Reader, node: Node, path: Path) -> StoredFile | None:
    """The file if it may be published, else None after an issue."""
    name, folder = path.name, path.parent
    if len(name.encode()) > MAX_NAME_BYTES:
        reader.report("file.missing", node, f"{FILES_FOLDER}/ 里没有{quoted(name)}", "名称过长")
    elif path.is_symlink():
        reader.report("file.link", node, f"{quoted(name)}是符号链接", "换成文件本身")
    elif folder.is_symlink() or not path.is_file():
        hint = _almost(name, folder) or "放进文件或改正名称"
        reader.report("file.missing", node, f"{FILES_FOLDER}/ 里没有{quoted(name)}", hint)
    elif extension(name) not in FILE_KINDS:
        reader.report(
            "file.kind", node, f"不能发布这类文件：{quoted(name)}", f"可用：{'、'.join(FILE_KINDS)}"
        )
    elif path.stat().st_size > MAX_FILE_BYTES:
        reader.report("file.kind", node, f"{quoted(name)}超过 20 MiB", "压缩后再放")
    else:
        return StoredFile(path, path.stat().st_size, _sha256_of(path))
    return None


def same_name(name: str) -> str:
    """A file's name such that names which are one on Windows or macOS are equal."""
    return unicodedata.normalize("NFC", name).casefold()


def _almost(name: str, folder: Path) -> str:
    """What to do where a file's name differs in what the eye does not see."""
    if folder.is_symlink() or not folder.is_dir():
        return ""
    names = (path.name for path in folder.iterdir())
    near = next((each for each in names if same_name(each) == same_name(name)), "")
    return f"那里的{quoted(near)}只差大小写或字形编码：两处改成一样" if near else ""


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

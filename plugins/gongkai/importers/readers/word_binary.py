"""Old Word files (.doc, .rtf): LibreOffice makes a .docx of them, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from gongkai.importers.raw import RawDocument
from gongkai.importers.readers import word
from gongkai.importers.refusal import Refused

_SECONDS = 120
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of an old Word file."""
    if _ENCRYPTED in data:
        raise Refused("文件设了密码，打不开", "用原来的软件打开，去掉密码，另存后再导入")
    if _WORKBOOK in data and b"WordDocument" not in data.replace(b"\0", b""):
        raise Refused("是旧的 Excel 格式（.xls）", "用 Excel 或 WPS 打开，另存为 .xlsx，再导入")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        hint = "用 Word 或 WPS 打开，另存为 .docx 再导入；或安装 LibreOffice"
        raise Refused("是旧的 Word 格式（.doc），要由 LibreOffice 转换，本机没有安装", hint)
    return word.read(_converted(program, data), name)


def _converted(program: str, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gongkai-doc-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - fixed words and our own file
        except subprocess.TimeoutExpired as error:
            hint = "用 Word 或 WPS 打开，另存为 .docx 再导入"
            raise Refused(f"LibreOffice 用了 {_SECONDS} 秒还没有转换好", hint) from error
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise Refused("LibreOffice 转换不了这个文件", "用 Word 或 WPS 打开，另存为 .docx")
        return made.read_bytes()

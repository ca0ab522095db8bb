"""The checksums of all downloads, as ``sha256sum --check`` reads them in the folder of the site.

Those of all other files are added when these are final, see :mod:`gongkai.sealing`.

Originals and attachments are listed with the checksum that was taken when the data were read, so a
file that was exchanged between reading and copying does not go unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from gongkai.outputs.downloads import CHECKSUMS
from gongkai.outputs.model import SiteFile, address_of

_FOLDERS = ("data/", "reports/", "years/")


def build(files: Iterable[SiteFile]) -> Iterator[SiteFile]:
    """One list over the downloads among the files, none where there are no downloads."""
    sums = {each.uri: checksum(each) for each in files if _is_download(each)}
    if sums:
        lines = (f"{sums[uri]}  {uri}\n" for uri in sorted(sums))
        yield SiteFile(CHECKSUMS, "".join(lines))


def checksum(file: SiteFile) -> str:
    """The SHA-256 of what reaches the disk, in hexadecimal digits."""
    if isinstance(file.content, str):
        return sha256(file.content.encode()).hexdigest()
    if isinstance(file.content, bytes):
        return sha256(file.content).hexdigest()
    return file.sha256


def _is_download(file: SiteFile) -> bool:
    is_page = address_of(file.uri) != file.uri
    return file.uri.startswith(_FOLDERS) and not is_page

"""A page of a built site → the page as it opens from a folder, without a server.

There a link to a folder shows its listing, and no browser loads scripts as modules. Text in, text
out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote

from gongkai.sealing.policy import sealed

OFFLINE = "这是离线版，搜索和逐份比较要用服务器，请到原来的网站去用。"

_ADDRESS = re.compile(r'(?<=\s)(href|action)="([^"#?]*)([^"]*)"')
_ELSEWHERE = re.compile(r"/|[a-zA-Z][a-zA-Z0-9+.-]*:")
_MODULE = re.compile(r'<script type="module"[^>]*></script>')
# What stands in the place of a script until it runs, and the form that leads to the search.
_WITHOUT = re.compile(r"<noscript>(.*?)</noscript>", re.DOTALL)
_ASK = re.compile(r'(<form class="gk-ask".*?</form>)', re.DOTALL)


def offline_page(page: str, path: str, files: Collection[str]) -> str:
    """The page at a path of the site, with links to files only, and a word where search was."""
    note = f'<p class="gk-offline">{OFFLINE}</p>'
    page = _ADDRESS.sub(lambda found: _to_file(found, path, files), page)
    page = _ASK.sub(rf"\1{note}", page)
    page = _WITHOUT.sub(rf"{note}\1", page)
    return sealed(_MODULE.sub("", page))


def _to_file(found: re.Match[str], path: str, files: Collection[str]) -> str:
    """An address, which names the page in it where it leads to a folder of the site."""
    name, address, rest = found.groups()
    if not address or _ELSEWHERE.match(address):
        return found[0]
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
    if posixpath.normpath(f"{folder}/index.html") not in files:
        return found[0]
    return f'{name}="{address.rstrip("/")}/index.html{rest}"'

"""What the frame of every page says of who runs the site: tags in its head, facts in its foot.

Only what is configured is shown. What vouches for a body (its code, its badge, the entrance for
complaints) is left out on a copy by others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.mkdocs_adapter.config import HostFacts
from gongkai.outputs.model import Mode

_SITE_TAGS = {"SiteName": "site_name", "SiteDomain": "site_domain", "SiteIDCode": "site_id_code"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the foot: ``label`` before ``text``, which may lead somewhere or be a picture."""

    label: str
    text: str
    link: str = ""
    image: str = ""


def site_tags(host: HostFacts, mode: Mode) -> tuple[tuple[str, str], ...]:
    """The tags of a government site that every page of it bears, as far as they are known."""
    if mode is not Mode.OFFICIAL:
        return ()
    found = ((name, _text(host, key)) for name, key in _SITE_TAGS.items())
    return tuple((name, value) for name, value in found if value)


def footer(host: HostFacts, mode: Mode) -> tuple[Fact, ...]:
    """The lines of the foot in the usual order, without those of which nothing is known."""
    facts = [*_everybodys(host), *(_officials(host) if mode is Mode.OFFICIAL else ())]
    return tuple(fact for fact in facts if fact.text)


def _everybodys(host: HostFacts) -> Iterator[Fact]:
    contact, police = _group(host, "contact"), _group(host, "police_icp")
    yield Fact("主办单位：", _text(host, "host_unit"))
    yield Fact("电话：", contact.get("tel", ""))
    yield Fact("地址：", contact.get("address", ""))
    yield Fact("办公时间：", contact.get("hours", ""))
    yield Fact("", _text(host, "icp"))
    yield Fact("", police.get("number", ""), police.get("link", ""))
    yield _linked("网站地图", _text(host, "sitemap_link"))
    yield Fact("", _text(host, "copyright"))


def _officials(host: HostFacts) -> Iterator[Fact]:
    badge = _group(host, "party_gov_badge")
    yield Fact("网站标识码：", _text(host, "site_id_code"))
    yield _linked("我为政府网站找错", _text(host, "zhaocuo_link"))
    if badge.get("link"):
        yield Fact("", "党政机关网站标识", badge["link"], badge.get("image", ""))


def _linked(name: str, link: str) -> Fact:
    return Fact("", name if link else "", link)


def _text(host: HostFacts, key: str) -> str:
    value = host.get(key, "")
    return value if isinstance(value, str) else ""


def _group(host: HostFacts, key: str) -> Mapping[str, str]:
    value = host.get(key, {})
    return {} if isinstance(value, str) else value

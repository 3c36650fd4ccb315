"""Resettlement sites (H04) by the names that lists use; a site that a list names first is entered under that name."""

import re
from collections.abc import Iterator
from itertools import count

from pypinyin import Style, lazy_pinyin
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch.households.model import Site

_KIND = re.compile(r"(易地扶贫搬迁|移民)?(集中)?(安置点|安置区|安置小区)$")


def find(session: Session, text: str) -> Site | None:
    """The site of a code or a name; spaces do not matter."""
    plain = "".join(text.split())
    return session.scalar(select(Site).where(or_(Site.code == plain, Site.name == plain)))


def find_or_enter(session: Session, text: str, division: str) -> Site:
    """The site of a code or a name, entered under a code made of its initials where it is new.

    A new site has no coordinates: somebody sets them by hand, and until then distances ask.
    """
    known = find(session, text)
    if known is not None:
        return known
    name = "".join(text.split())
    taken = set(session.scalars(select(Site.code)))
    code = next(candidate for candidate in _codes(name) if candidate not in taken)
    site = Site(code=code, name=name, division=division)
    session.add(site)
    session.flush()
    return site


def _codes(name: str) -> Iterator[str]:
    """Initials of the name without what all sites are called: 蟠龙社区安置点 → PLSQ, PLSQ2, PLSQ3 …"""
    initials = "".join(lazy_pinyin(_KIND.sub("", name) or name, style=Style.FIRST_LETTER)).upper()
    stem = re.sub(r"[^A-Z0-9]", "", initials)[:12] or "S"
    yield stem
    yield from (f"{stem}{number}" for number in count(2))

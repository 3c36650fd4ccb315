"""Walks the pages that a user can reach by links, and keeps a few addresses of each kind of page."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from urllib.parse import urlsplit

FIRST = "/desk"
OF_A_KIND = 2
"""A page of one household and that of another are of one kind; so many of them are mostly asked for."""
MOST_PAGES = 5000


def kinds(show: Callable[[str], str | None], of_a_kind: int = OF_A_KIND) -> Mapping[str, Sequence[str]]:
    """The addresses that links lead to from the first page on, some of each kind, by kind.

    `show` gives what an address shows, or None where it leads on, is not this user's, or is a file to keep.
    """
    found: dict[str, list[str]] = defaultdict(list)
    waiting, known = deque([FIRST]), {FIRST}
    while waiting and len(known) < MOST_PAGES:
        address = waiting.popleft()
        like = found[kind(address)]
        if len(like) == of_a_kind:
            continue
        page = show(address)
        if page is None:
            continue
        like.append(address)
        for following in _links(page):
            if following not in known:
                known.add(following)
                waiting.append(following)
    return {name: addresses for name, addresses in found.items() if addresses}


def kind(address: str) -> str:
    """An address without what tells one page from another of its kind."""
    parts = urlsplit(address)
    plain = "/".join("…" if _ONE_OF_MANY.search(part) else part for part in parts.path.split("/"))
    asked = sorted({field.split("=")[0] for field in parts.query.split("&") if field})
    return "?".join(filter(None, (plain, "&".join(asked))))


_LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
_ONE_OF_MANY = re.compile(r"\d|[A-Z]{2}|_|[\w-]{20}")
_LEFT_OUT = ("/static/", "/m/", "/sign-out")


def _links(page: str) -> Iterable[str]:
    for address in map(unescape, _LINK.findall(page)):
        if not address.startswith(_LEFT_OUT) and "lang=" not in address and "as=" not in address:
            yield address

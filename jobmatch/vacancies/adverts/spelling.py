"""An advert read through its disguises: spaced out, full-width, traditional characters, hidden signs.

Every sign of a view knows where it stood, so findings name the words as posted. The lexicon says what is forbidden.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_DASH = frozenset("-‐‑‒–—―－−~～〜∼﹣﹘")
_MARKS = str.maketrans("【[「『〔{】]」』〕}｡!?\n\r﹑､", "((((((" + "))))))" + "。。。;;、、")
_NOISE = frozenset(".*·•・_^`'\"#|/\\-+=…<>()、:‧∙●○◆★☆@&")


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a text: its signs, and for each the place in the text as posted."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where `text[start:end]` reaches in the text as posted; hidden signs inside belong to it."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Views:
    """The same text three times: without white space, with it as one blank, and without noise between characters."""

    close: View
    spaced: View
    joined: View

    def __iter__(self) -> Iterator[View]:
        return iter((self.close, self.spaced, self.joined))


def views_of(text: str, simplified: Mapping[str, str]) -> Views:
    """The views of a text. `simplified` maps a traditional character to the simplified one."""
    signs = list(_plain(text, simplified))
    close = [(sign, place) for sign, place in signs if sign != " "]
    spaced = [item for at, item in enumerate(signs) if item[0] != " " or (at and signs[at - 1][0] != " ")]
    joined = [item for at, item in enumerate(close) if not (item[0] in _NOISE and _between_characters(close, at))]
    return Views(_view(close), _view(spaced), _view(joined))


def _plain(text: str, simplified: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for place, posted in enumerate(text):
        if posted in _DASH:
            yield "-", place
            continue
        if unicodedata.category(posted) in ("Cf", "Mn", "Cc") and posted not in "\n\r\t":
            continue
        for sign in unicodedata.normalize("NFKC", posted.translate(_MARKS)).lower():
            sign = simplified.get(sign, sign).translate(_MARKS)
            if sign.isspace():
                yield " ", place
            elif unicodedata.category(sign) != "Mn":
                yield sign, place


def _between_characters(signs: list[tuple[str, int]], at: int) -> bool:
    """Whether the noise at this place stands, with other noise at most, between two Chinese characters."""
    before, after = at - 1, at + 1
    while before >= 0 and signs[before][0] in _NOISE:
        before -= 1
    while after < len(signs) and signs[after][0] in _NOISE:
        after += 1
    if before < 0 or after >= len(signs):
        return False
    return bool(_HAN.match(signs[before][0]) and _HAN.match(signs[after][0]))


def _view(signs: list[tuple[str, int]]) -> View:
    return View("".join(sign for sign, _ in signs), tuple(place for _, place in signs))

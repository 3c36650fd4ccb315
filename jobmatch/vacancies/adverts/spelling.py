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
_NUMBERED = re.compile(r"[①-⒛❶-❿➀-➓㈠-㈩]")  # what numbers a list parts its clauses
_MEANT = frozenset(",;。%")  # signs that part clauses or belong to a figure; all others may be noise


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
    return Views(_view(close), _view(spaced), _view(_without_noise(close)))


def _plain(text: str, simplified: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for place, posted in enumerate(text):
        if posted in _DASH:
            yield "-", place
            continue
        if unicodedata.category(posted) in ("Cf", "Mn", "Cc") and posted not in "\n\r\t":
            continue
        if _NUMBERED.match(posted):
            yield ";", place
            continue
        for sign in unicodedata.normalize("NFKC", posted.translate(_MARKS)).lower():
            sign = simplified.get(sign, sign).translate(_MARKS)
            if sign.isspace():
                yield " ", place
            elif unicodedata.category(sign) != "Mn":
                yield sign, place


def _may_be_noise(sign: str) -> bool:
    return sign not in _MEANT and unicodedata.category(sign)[0] in "PS"


def _without_noise(signs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The signs without runs of noise that stand between two Chinese characters."""
    kept: list[tuple[str, int]] = []
    run: list[tuple[str, int]] = []
    for item in signs:
        if _may_be_noise(item[0]):
            run.append(item)
            continue
        hidden = kept and _HAN.match(kept[-1][0]) and _HAN.match(item[0])
        kept += [item] if hidden else [*run, item]
        run = []
    return kept + run


def _view(signs: list[tuple[str, int]]) -> View:
    return View("".join(sign for sign, _ in signs), tuple(place for _, place in signs))

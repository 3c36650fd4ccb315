"""Finds the forbidden wordings of the lexicon in one text, through its disguises; fields are left to `fields`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jobmatch.vacancies.adverts.findings import Finding, Level
from jobmatch.vacancies.adverts.lexicon import Family, Lexicon
from jobmatch.vacancies.adverts.spelling import View, Views, views_of


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a family's pattern stands, from `start` to `end`, and what a rewrite would put there."""

    family: Family
    start: int
    end: int
    edit: str


def findings_in(text: str, source: str, lexicon: Lexicon, *, health_certificate: bool = False) -> list[Finding]:
    """All findings of the lexicon in one text, in the order of the words; each wording once for a rule.

    `health_certificate` says that the post is one where the law asks for it, so that 无传染病 is no breach.
    """
    views = views_of(text, lexicon.simplified)
    certified = health_certificate or "健康证" in views.close.text
    hits = [
        hit
        for family in lexicon.families
        if not (family.unless_health_certificate and certified)
        for hit in hits_of(family, views)
    ]
    findings = [_finding(hit, text, source) for hit in _widest(hits)]
    return sorted(findings, key=lambda finding: (finding.start, finding.rule, finding.end))


def hits_of(family: Family, views: Views) -> Iterator[Hit]:
    """Every place where the family stands and nothing makes it honest. The same place is given once."""
    honest = [view.span(*found.span()) for view in views for found in _all(family.honest, view) if found.end()]
    seen: set[tuple[int, int]] = set()
    for view in views:
        for found in _all(family.patterns, view):
            core = _core(found, view)
            span = view.span(*found.span())
            if span in seen or any(start < core[1] and core[0] < end for start, end in honest):
                continue
            if family.before.search(view.text[: found.start()]) or family.after.search(view.text[found.end() :]):
                continue
            seen.add(span)
            yield Hit(family, *span, _edit(found, family.edit))


def _all(patterns: Iterable[re.Pattern[str]], view: View) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for found in pattern.finditer(view.text):
            if found.end() > found.start():
                yield found


def _core(found: re.Match[str], view: View) -> tuple[int, int]:
    """The words that count, as a place in the text as posted."""
    if "core" in found.re.groupindex and found["core"]:
        return view.span(*found.span("core"))
    return view.span(*found.span())


def _edit(found: re.Match[str], template: str) -> str:
    """What a rewrite keeps of a match: `\\g<job>` of 女普工 is 普工; a group that this pattern lacks is empty."""
    known = found.re.groupindex
    return re.sub(r"\\g<(\w+)>", lambda group: (found[group[1]] or "") if group[1] in known else "", template)


def _widest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits for one rule that overlap, one that reaches over all of them."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.family.rule, hit.start, -hit.end)):
        last = kept[-1] if kept else None
        overlaps = last is not None and last.family.rule == hit.family.rule and hit.start < last.end
        if last is not None and overlaps and last.family.level in (hit.family.level, Level.BLOCK):
            kept[-1] = Hit(last.family, last.start, max(last.end, hit.end), last.edit)
        else:
            kept.append(hit)
    return kept


def _finding(hit: Hit, text: str, source: str) -> Finding:
    family = hit.family
    return Finding(
        family.rule, family.level, text[hit.start : hit.end], family.explanation, source, family.id, hit.start, hit.end
    )

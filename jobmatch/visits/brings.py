"""What a person brings along, between the seventh question and the record's certificates and experience (P20)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from jobmatch.households.record import Certificate, Experience
from jobmatch.visits.answers import Answer
from jobmatch.visits.fields import CERTIFICATES, PLACES_WORKED


def certificates(known: tuple[Certificate, ...] | None, given: Mapping[str, Answer]) -> tuple[Certificate, ...]:
    """The papers ticked, with the day to which they are good; papers of other kinds stay as they are known."""
    held = {paper.kind: paper for paper in known or ()}
    ticked = given.get("certificates") or []
    others = tuple(paper for kind, paper in held.items() if kind not in CERTIFICATES)
    return tuple(_dated(held.get(kind, Certificate(kind)), given) for kind in CERTIFICATES if kind in ticked) + others


def experience(known: tuple[Experience, ...] | None, given: Mapping[str, Answer]) -> tuple[Experience, ...]:
    """The places worked; who vouched for one goes on vouching while occupation and months stay the same."""
    vouched = {(one.occupation, one.months): one for one in known or ()}
    found = []
    for place in range(1, PLACES_WORKED + 1):
        occupation, months = given.get(f"worked_as_{place}"), given.get(f"worked_months_{place}")
        if isinstance(occupation, str) and occupation:
            counted = int(months) if isinstance(months, str) and months else 0
            found.append(vouched.get((occupation, counted), Experience(occupation, counted)))
    return (*found, *(known or ())[PLACES_WORKED:])


def shown_certificates(known: tuple[Certificate, ...] | None) -> dict[str, Answer]:
    """The papers known as answers; nothing where nobody has asked."""
    if known is None:
        return {}
    ticked = [paper for paper in known if paper.kind in CERTIFICATES]
    answers: dict[str, Answer] = {"certificates": [paper.kind for paper in ticked]}
    return answers | {f"valid_to_{paper.kind}": paper.valid_to.isoformat() for paper in ticked if paper.valid_to}


def shown_experience(known: tuple[Experience, ...] | None) -> dict[str, Answer]:
    """The places worked as answers, the first ones in the record first."""
    answers: dict[str, Answer] = {}
    for place, one in enumerate((known or ())[:PLACES_WORKED], start=1):
        answers |= {f"worked_as_{place}": one.occupation, f"worked_months_{place}": str(one.months)}
    return answers


def _dated(paper: Certificate, given: Mapping[str, Answer]) -> Certificate:
    day = given.get(f"valid_to_{paper.kind}")
    return replace(paper, valid_to=date.fromisoformat(day)) if isinstance(day, str) and day else paper

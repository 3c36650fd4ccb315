"""What stops the people who look for work from having one vacancy: counted gate by gate, nobody named.

The reverse of `reasons.py`: there one person hears why all vacancies but some are closed, here whoever asks about one
vacancy hears what closes it to how many. Nothing is stored; the ranking says it again from today's facts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.households.model import Membership, Person
from jobmatch.households.working_life import Intention
from jobmatch.matches.facts import seekers_among, with_companions, world_of
from jobmatch.matches.people import READ_FIELDS, members
from jobmatch.matching.ground import prepare
from jobmatch.matching.notes import Gate
from jobmatch.matching.rank import rank_people
from jobmatch.matching.ranking import PersonRanking
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.parameters import ParameterBook
from jobmatch.vacancies.model import Vacancy

MOST = 2000
"""So many people are looked at, those who were written down first: more would keep whoever waits for the page."""

_NOT_ABOUT_THE_POST = frozenset({Gate.STATUS, Gate.CONSENT, Gate.DUP_OPEN})
_PAPERS = frozenset({Gate.CERT, Gate.CERT_LAPSED})
_NOT_ABOUT_THE_PERSON = frozenset({Gate.EXPIRED, Gate.EMPLOYER, Gate.WAGE_LAW})


@dataclass(frozen=True)
class Stops:
    """Counts of people: looked at; fitting; of those fitting, who lack something that can be had (`fixes`) and who
    would not be glad of something (`soft`); of the others, whom one gate alone stops (`only`) and whom each gate stops
    (`gates`), by the codes of matching; and who lacks one certificate and nothing else, by its kind.
    """

    people: int
    fitting: int
    fixes: Mapping[str, int]
    soft: Mapping[str, int]
    only: Mapping[str, int]
    gates: Mapping[str, int]
    certificates: Mapping[str, int]


def stops_of(session: Session, vacancy: Vacancy, as_of: date, book: ParameterBook, at: datetime, actor: Actor) -> Stops:
    """What stops those who look for work on a day from having this vacancy; that it was asked is written down.

    Raises Refused where the actor may not watch vacancies.
    """
    require(actor, Permission.WATCH_VACANCIES)
    willing = (
        members(as_of)
        .join(Intention, Intention.person_id == Membership.person_id)
        .where(Intention.willing.is_(True))
        .order_by(Membership.person_id)
        .limit(MOST)
    )
    # Their ids are read once: as a condition within, each table of their facts would look for them again.
    asking = seekers_among(session, select(Person.id).where(Person.id.in_(session.scalars(willing).all())), as_of)
    world = world_of(session, with_companions(session, asking, as_of), [vacancy], as_of, book)
    audit.record(session, actor, "match.stops", f"vacancy:{vacancy.id}", at, f"{len(asking)} people: {READ_FIELDS}")
    ground = prepare(world, Vocabulary.load(), load_rules())
    return counted(rank_people(ground, [str(one.person_id) for one in asking]))


def counted(rankings: Iterable[PersonRanking]) -> Stops:
    """The counts of people who were each ranked against one and the same vacancy. Pure.

    Who may be proposed nothing at all is left out; what closes the vacancy to everybody is nobody's own gate.
    """
    people = fitting = 0
    fixes, soft, only, gates, certificates = (Counter[str]() for _ in range(5))
    for ranking in rankings:
        notes = [note for one in ranking.blocked for note in one.notes if note.code not in _NOT_ABOUT_THE_PERSON]
        own = {note.code for note in notes}
        if own & _NOT_ABOUT_THE_POST:
            continue
        people += 1
        if not own:
            fitting += 1
        gates.update(own)
        if len(own) == 1:
            only.update(own)
            kinds = {str(value) for note in notes for name, value in note.values if name == "kind"}
            if own <= _PAPERS and len(kinds) == 1:
                certificates.update(kinds)
        for match in ranking.matches:
            fixes.update({fix.code for fix in match.fixes})
            soft.update(set(match.soft))
    return Stops(people, fitting, fixes, soft, only, gates, certificates)

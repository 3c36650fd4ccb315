"""Which households of a list its importer serves: those of other sites are told apart before anything is compared.

What lies outside is kept out with a fault at its row and leaves no trace: it is not compared with what other lists
said, so that a list made up by a clerk neither changes nor reveals another site's households.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import recognise
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.entries import Entry
from jobmatch.households.roster.judging import Judged
from jobmatch.seal import blind_index
from jobmatch.workbooks.faults import Fault, Level


def outside_area(
    session: Session, judged: Sequence[Judged], entries: Mapping[str, Entry], actor: Actor
) -> tuple[list[Judged], list[Fault]]:
    """The households of a list that its importer serves, and a fault for each of the others.

    A household lies outside where the list, the lists before or the database have it at another site, and where one of
    its people lives in a household that does.
    """
    if actor.sites is None:
        return list(judged), []
    codes = {name: site.code for site in session.scalars(select(Site)) for name in (site.code, site.name)}
    elsewhere = _people_elsewhere(session, actor)
    inside, faults = [], []
    for one in judged:
        record = one.record
        known = recognise.household(session, record)
        entry = entries.get(record.office_number or record.number or "")
        named = known is not None if record.site is None else actor.works_at(_code(codes, record.site))
        served = (
            named
            and (known is None or actor.works_at(known.site.code if known.site else None))
            and (entry is None or actor.works_at(_code(codes, entry.said.site)))
        )
        if not served:
            faults.append(_fault(one, "site", _OF_ANOTHER_SITE))
        elif any(blind_index(member.id_number, "id_number") in elsewhere for member in record.members):
            faults.append(_fault(one, "id_number", _LIVES_ELSEWHERE))
        else:
            inside.append(one)
    return inside, faults


def refused_outside(household: Judged) -> Judged:
    """The household of which somebody has come to live at another site since the list was judged."""
    return replace(
        household, faults=(*household.faults, _fault(household, "id_number", _LIVES_ELSEWHERE)), refused=True
    )


_OF_ANOTHER_SITE = (
    "这一户不在您负责的安置点，没有存。请那个安置点的人交这一户，或者请管两边的人来交。",
    "This household is not of a site you serve and was left out: its own site hands it in, or whoever serves both.",
)
_LIVES_ELSEWHERE = (
    "这一户里有人现在登记在别的安置点，没有存。搬家的事请管两边的人来办。",
    "Somebody of this household is registered at another site, so it was left out: whoever serves both moves people.",
)


def _code(codes: Mapping[str, str], site: str | None) -> str | None:
    return codes.get("".join((site or "").split()))


def _people_elsewhere(session: Session, actor: Actor) -> frozenset[str | None]:
    """The keyed fingerprints of the ID numbers of those who live in a household of another site, or of none."""
    found = session.execute(
        select(Person.id_number_index, Site.code)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .outerjoin(Site, Site.id == Household.site_id)
        .where(Membership.left_on.is_(None), Person.id_number_index.is_not(None))
    )
    return frozenset(index for index, code in found if not actor.works_at(code))


def _fault(household: Judged, field: str, words: tuple[str, str]) -> Fault:
    read = household.read
    row = read.shared_rows.get(field, read.first_row)
    return Fault(
        sheet=read.table.sheet.name,
        row=row,
        column=read.table.heading(field),
        cell=read.table.cell(row, field),
        code="outside_area",
        level=Level.ERROR,
        message=words[0],
        message_en=words[1],
        household=_number(household.record),
    )


def _number(record: HouseholdRecord) -> str | None:
    return record.office_number or record.number

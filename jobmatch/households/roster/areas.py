"""Which households of a list lie outside the area of whoever imports it: faults, row by row, and nothing is touched.

Staff of one site import their own site's households. What they say of another site's is not even remembered, since the
next list of that site is compared with what was last said of it there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import recognise
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster.entries import Entry
from jobmatch.households.roster.judging import Judged
from jobmatch.seal import blind_index
from jobmatch.workbooks.faults import Fault, Level

CODE = "other_site"


def apart(
    session: Session, judged: Sequence[Judged], entries: Mapping[str, Entry], on: date, actor: Actor
) -> tuple[list[Judged], tuple[Judged, ...]]:
    """The households that the actor may write, and with a fault each those of other sites.

    `entries` are what earlier lists said, of households that were refused too.
    """
    if actor.sites is None:
        return list(judged), ()
    codes = _codes_by_name(session)
    elsewhere = _numbers_elsewhere(session, actor.sites)
    own: list[Judged] = []
    foreign: list[Judged] = []
    for one in judged:
        member = next((m for m in one.record.members if _number_of(m, on) in elsewhere), None)
        entry = entries.get(one.record.office_number or one.record.number or "")
        said_elsewhere = entry is not None and not actor.works_at(_code(codes, entry.said.site))
        if said_elsewhere or not _is_own(session, one.record, codes, actor):
            foreign.append(of_another_site(one))
        elif member is not None:
            foreign.append(_with_somebody_elsewhere(one, member))
        else:
            own.append(one)
    return own, tuple(foreign)


def of_another_site(household: Judged) -> Judged:
    """The household with the fault that it is not for this actor to import."""
    record = household.record
    if record.site:
        message = (
            f"这一户写的是{record.site}，或者登记在别的安置点。您只导入自己安置点的户，请交给那个安置点，"
            "或者请管两边的站点负责人、管理员导入。"
        )
        english = (
            f"Listed at {record.site}, or known at another site: that site, or whoever serves both sites, imports this "
            "household."
        )
    else:
        message = "这一户没有写安置点，不知道是不是您这个安置点的。请把安置点补上。"
        english = "This household names no site, so nobody can tell whether it is yours: fill in the site."
    row = household.read.shared_rows.get("site", household.read.first_row)
    return _refused(household, "site", row, message, english)


def _with_somebody_elsewhere(household: Judged, member: PersonRecord) -> Judged:
    message = f"{member.name}现在登记在别的安置点。请那个安置点先办迁出，或者请管两边的站点负责人、管理员导入这一户。"
    english = (
        f"{member.name} is known at another site: it lets the person go first, or whoever serves both sites imports "
        "this household."
    )
    return _refused(household, "id_number", household.read.lines[member.key].row, message, english)


def _refused(household: Judged, field: str, row: int, message: str, english: str) -> Judged:
    read = household.read
    fault = Fault(
        sheet=read.table.sheet.name,
        row=row,
        column=read.table.heading(field),
        cell=read.table.cell(row, field),
        code=CODE,
        level=Level.ERROR,
        message=message,
        message_en=english,
        household=read.record.office_number,
    )
    return replace(household, faults=(*household.faults, fault), refused=True)


def _is_own(session: Session, record: HouseholdRecord, codes: Mapping[str, str], actor: Actor) -> bool:
    """Both where the household is known and where the list puts it: nobody moves households out of the own area."""
    known = recognise.household(session, record)
    named = _code(codes, record.site)
    if known is None:
        return actor.works_at(named)
    here = known.site.code if known.site is not None else None
    return actor.works_at(here) and (record.site is None or actor.works_at(named))


def _code(codes: Mapping[str, str], site: str | None) -> str | None:
    return codes.get("".join(site.split())) if site else None


def _codes_by_name(session: Session) -> dict[str, str]:
    rows = session.scalars(select(Site)).all()
    return {site.name: site.code for site in rows} | {site.code: site.code for site in rows}


def _numbers_elsewhere(session: Session, own: frozenset[str]) -> set[str]:
    """The fingerprints of the ID numbers of all who live at other sites now."""
    found = session.scalars(
        select(Person.id_number_index)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .outerjoin(Site, Site.id == Household.site_id)
        .where(Membership.left_on.is_(None), or_(Site.code.is_(None), Site.code.not_in(own)))
    )
    return {index for index in found if index is not None}


def _number_of(member: PersonRecord, on: date) -> str | None:
    try:
        return blind_index(recognise.settled(member, on).id_number, "id_number")
    except recognise.UnreadableNumberError:
        return None

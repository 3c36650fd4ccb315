"""The work that somebody does once started at a vacancy, as the household's record has it (P14 to P19)."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from jobmatch.households import recognise
from jobmatch.households.codes import Channel, EmploymentStatus, WorkArea
from jobmatch.households.model import Household
from jobmatch.households.record import Work
from jobmatch.matches.model import Proposal
from jobmatch.placements.model import Referral
from jobmatch.places import division_name
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.model import Vacancy

_STATUS = {
    VacancyKind.PUBLIC_POST: EmploymentStatus.PUBLIC_POST,
    VacancyKind.ODD_JOB: EmploymentStatus.FLEXIBLE,
    VacancyKind.HOME_PIECEWORK: EmploymentStatus.FLEXIBLE,
    VacancyKind.HOUSEHOLD: EmploymentStatus.FLEXIBLE,
}
_CHANNEL = {
    VacancyKind.PUBLIC_POST: Channel.PUBLIC_POST,
    VacancyKind.WORKSHOP: Channel.WORKSHOP,
    VacancyKind.WORK_RELIEF: Channel.WORK_RELIEF,
}
_TOWN, _COUNTY, _PROVINCE = 9, 6, 2


def promised_wage(session: Session, referral: Referral) -> Decimal | None:
    """Yuan of a normal month, as it was proposed to the person; None where nobody reckoned it."""
    proposal = session.get(Proposal, referral.proposal_id) if referral.proposal_id is not None else None
    return None if proposal is None or proposal.monthly_normal is None else Decimal(proposal.monthly_normal)


def work_of(session: Session, referral: Referral, since: date) -> Work:
    """The work of a referral as the household's record has it."""
    home = recognise.open_membership(session, referral.person_id)
    site = session.get_one(Household, home.household_id).site if home is not None else None
    division = site.division if site is not None else settings().home_division
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    return work_there(vacancy, promised_wage(session, referral), division, since)


def work_there(vacancy: Vacancy, promised: Decimal | None, home: str | None, on: date) -> Work:
    """Pure: `promised` are yuan a month as proposed; `home` is the division of the family's site, 6 to 12 digits."""
    county = vacancy.division[:_COUNTY] if vacancy.division else None
    return Work(
        status=_STATUS.get(vacancy.kind, EmploymentStatus.EMPLOYED),
        area=area_of(vacancy.division, home),
        # Never finer than the county (the privacy register says so of the column).
        workplace=division_name(county) if county else None,
        division=county,
        employer=vacancy.employer.name,
        title=vacancy.title,
        occupation=vacancy.occupation,
        channel=_CHANNEL.get(vacancy.kind, Channel.JOBMATCH),
        wage_month=promised,
        wage_on=None if promised is None else on,
    )


def area_of(workplace: str | None, home: str | None) -> WorkArea | None:
    """How far from home by the divisions, as the form asks it; None where one of them is not known well enough."""
    if not workplace or not home or len(workplace) < _COUNTY or len(home) < _COUNTY:
        return None
    if workplace[:_COUNTY] == home[:_COUNTY]:
        # Both towns known and the same; a post of which only the county is known may be anywhere in it.
        same_town = len(workplace) >= _TOWN and workplace[:_TOWN] == home[:_TOWN]
        return WorkArea.TOWN if same_town else WorkArea.COUNTY
    return WorkArea.PROVINCE if workplace[:_PROVINCE] == home[:_PROVINCE] else WorkArea.COUNTRY

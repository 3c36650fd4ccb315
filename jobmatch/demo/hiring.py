"""The user of an invented place who hires: for whom most people wait; where nobody does yet, some come to."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from jobmatch import clock, flow, telling
from jobmatch.access import Actor, Role
from jobmatch.accounts import joining
from jobmatch.accounts import service as accounts
from jobmatch.demo.layout import Layout
from jobmatch.demo.users import EMPLOYER, PASSWORD, demo_users
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import allows
from jobmatch.households.model import Household, Membership, Site
from jobmatch.matches.model import Proposal
from jobmatch.placements.answering import Said
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED, ReferralState
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

SAY_YES = 3
"""So many people want to come where nobody has lived through a day yet."""


def open_employer(session: Session, layout: Layout, at: datetime) -> None:
    """Enter the user once; where there are neither posts nor people there is nothing to answer for."""
    if accounts.find(session, EMPLOYER.name) is not None:
        return
    waits = select(Vacancy.employer_id).join(Referral, Referral.vacancy_id == Vacancy.id)
    found = _most(session, waits.where(Referral.state.in_(EXPECTED)))
    if found is None:
        found = _most(session, select(Vacancy.employer_id).join(Proposal, Proposal.vacancy_id == Vacancy.id).where(
            Proposal.ended_on.is_(None), Vacancy.state == VacancyState.PUBLISHED
        ))  # fmt: skip
        if found is not None:
            _some_say_yes(session, layout, found, at)
    if found is not None:
        new = accounts.NewAccount(EMPLOYER.name, EMPLOYER.role, EMPLOYER.shown_name)
        joining.register(session, new, PASSWORD, found, at, known=False)


def _most(session: Session, rows: Select[int]) -> int | None:
    counted = rows.group_by(Vacancy.employer_id).order_by(func.count().desc(), Vacancy.employer_id)
    return session.scalar(counted.limit(1))


def _some_say_yes(session: Session, layout: Layout, employer_id: int, at: datetime) -> None:
    """The first of those whom its posts fit best say yes before the clerk of their site, who rings the employer."""
    clerks = {
        code: Actor(user.shown_name, user.role, user.sites)
        for user in demo_users(layout) if user.role is Role.CLERK for code in user.sites
    }  # fmt: skip
    fitting = session.execute(
        select(Proposal.id, Proposal.person_id, Site.code.label("site"))
        .join(Vacancy, Vacancy.id == Proposal.vacancy_id)
        .join(Membership, (Membership.person_id == Proposal.person_id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .join(Site, Site.id == Household.site_id)
        .where(Vacancy.employer_id == employer_id, Proposal.ended_on.is_(None), Vacancy.state == VacancyState.PUBLISHED)
        .order_by(Proposal.rank, Proposal.id)
    ).all()
    said: set[int] = set()
    for row in fitting:
        agreed = allows(session, row.person_id, ConsentPurpose.MATCH_AND_TELL, clock.local_day(at))
        if len(said) < SAY_YES and row.person_id not in said and agreed and row.site in clerks:
            clerk = clerks[row.site]
            referral = flow.answer(session, row.id, Said.WANT, None, at, clerk)
            if referral.state == ReferralState.ACCEPTED:  # a place that was lived in has some who came so far before
                telling.introduce(session, referral.id, at, clerk)
                said.add(row.person_id)

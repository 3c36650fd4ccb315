"""What an employer sees of somebody who said yes and was introduced: how to reach and what fits, nothing of the home.

No health, no income, no poverty label, no sex, no family: only columns that the privacy register shows to an employer,
and the age in years. It is noted in the log that it was read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import labels
from desk.language import say as _
from jobmatch import audit, clock
from jobmatch.access import Actor
from jobmatch.households.model import Person
from jobmatch.households.working_life import CertificateRow, ExperienceRow, Skill
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import EXPECTED, HOLDS_SEAT, KNOWN_TO_EMPLOYER, ReferralState, Verb
from jobmatch.vacancies.model import Vacancy


@dataclass(frozen=True)
class Card:
    """One person for one post. `since` is when the employer was told, `days` how many days ago."""

    referral: Referral
    title: str
    name: str
    age: int | None
    phone: str
    can: Sequence[str]
    since: datetime | None
    days: int

    @property
    def waits(self) -> bool:
        """Whether the employer still owes an answer."""
        return self.referral.state in EXPECTED

    @property
    def expected(self) -> bool:
        """Whether the person has the place and has not begun."""
        return self.referral.state == ReferralState.HIRED


def cards(session: Session, actor: Actor, only: int | None = None) -> list[Card]:
    """Of whom an account's employers know and who is not done with, the longest wait first; or only one of them."""
    query = (
        select(Referral, Vacancy.title)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Vacancy.employer_id.in_(actor.employer_ids))
        .order_by(Referral.id)
    )
    whom = Referral.state.in_((*EXPECTED, *HOLDS_SEAT)) if only is None else Referral.id == only
    rows = session.execute(query.where(whom, Referral.state.in_(KNOWN_TO_EMPLOYER))).all()
    ids = {referral.person_id for referral, _title in rows}
    people = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(ids)))}
    can, told = _can(session, ids), _told(session, [referral.id for referral, _title in rows])
    at, today = clock.now(), clock.today()
    for person_id in sorted(ids):
        audit.record(session, actor, "read_person", f"person:{person_id}", at, "card of an employer")
    found = [
        Card(
            referral, title, people[referral.person_id].name, _age(people[referral.person_id].birth_date, today),
            people[referral.person_id].phone or "", can.get(referral.person_id, ()), told.get(referral.id),
            (today - clock.local_day(told.get(referral.id, at))).days,
        )
        for referral, title in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.since or at)


def _told(session: Session, referral_ids: Collection[int]) -> dict[int, datetime]:
    """When the employer was told of each."""
    rows = session.execute(
        select(ReferralMove.referral_id, ReferralMove.at).where(
            ReferralMove.referral_id.in_(referral_ids), ReferralMove.verb == Verb.INTRODUCE
        )
    )
    return {one.referral_id: one.at for one in rows}


def _can(session: Session, person_ids: Collection[int]) -> dict[int, list[str]]:
    """Certificates that are still good, work done before, skills: what an employer asks about."""
    found: dict[int, list[str]] = {}
    today = clock.today()
    papers = select(CertificateRow).where(CertificateRow.person_id.in_(person_ids)).order_by(CertificateRow.id)
    for paper in session.scalars(papers):
        if paper.valid_to is None or paper.valid_to >= today:
            words = labels.label(labels.CERTIFICATE, paper.kind)
            found.setdefault(paper.person_id, []).append(f"{words} {paper.scope or ''}".strip())
    done = select(ExperienceRow).where(ExperienceRow.person_id.in_(person_ids)).order_by(ExperienceRow.id)
    for one in session.scalars(done):
        found.setdefault(one.person_id, []).append(_done(one))
    for skill in session.scalars(select(Skill).where(Skill.person_id.in_(person_ids)).order_by(Skill.id)):
        found.setdefault(skill.person_id, []).append(skill.word)
    return found


def _done(one: ExperienceRow) -> str:
    """Work done before; nobody counts years in months."""
    years, rest = divmod(one.months, 12)
    if years < 2:
        return _("做过%(work)s，%(months)s个月", work=one.occupation, months=one.months)
    if rest:
        return _("做过%(work)s，%(years)s年多", work=one.occupation, years=years)
    return _("做过%(work)s，%(years)s年", work=one.occupation, years=years)


def _age(born: date | None, today: date) -> int | None:
    return None if born is None else today.year - born.year - ((today.month, today.day) < (born.month, born.day))

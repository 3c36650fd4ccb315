"""The verbs of training at work: agree on it for a hire, claim a month that was worked, stop it, take slips back.

It is no trial without pay: what is agreed and what was paid each month reach the county's minimum wage. A month is one
from the first day on, is claimed after its last, and only if the hire stood through all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import taken_back
from jobmatch.courses.on_the_job.model import TrainedMonth, WorkTraining
from jobmatch.courses.subsidies.paid import paid_trainings
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.households.area import require_household_of
from jobmatch.households.model import Person
from jobmatch.households.profile import months_later
from jobmatch.parameters import UnknownParameterError
from jobmatch.placements.model import Referral
from jobmatch.placements.on_the_job.refusals import CannotTrainError, WhyNotTrained
from jobmatch.placements.referral import AT_WORK
from jobmatch.placements.same_human import merged_records
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """What an employer promises: what is taught by whom, from when, for how many months, at how many yuan a month."""

    begins_on: date
    months: int
    wage: Decimal
    skill: str
    trainer: str
    level: int | None = None


def agree(session: Session, referral_id: int, terms: Terms, at: datetime, actor: Actor) -> WorkTraining:
    """An employer teaches somebody whom it has newly hired; the same terms again change nothing.

    Raises CannotTrainError, Refused.
    """
    referral = session.get_one(Referral, referral_id)
    people = _held(session, referral.person_id, at, actor)
    session.refresh(referral)
    last = months_later(terms.begins_on, terms.months) - _DAY
    beside = [one for one in _of_people(session, people) if one.begins_on <= last and last_day(one) >= terms.begins_on]
    for one in beside:
        if one.vacancy_id == referral.vacancy_id and _terms(one) == terms:
            return one
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    _require_new_hire(session, referral, terms, clock.local_day(at))
    _require_fit(session, vacancy, terms)
    if beside:
        raise CannotTrainError(
            WhyNotTrained.AT_THE_SAME_TIME, "another training at work runs then", day=last_day(beside[0])
        )
    made = WorkTraining(
        person_id=referral.person_id, vacancy_id=vacancy.id, begins_on=terms.begins_on, months=terms.months,
        occupation=vacancy.occupation or vacancy.title, level=terms.level, skill=terms.skill, wage=f"{terms.wage:.2f}",
        trainer=terms.trainer, by=actor.name[:100], at=at,
    )  # fmt: skip
    _require_not_paid(session, made, people)
    session.add(made)
    session.flush()
    audit.record(session, actor, "work_training.agree", f"person:{made.person_id}", at, f"work_training:{made.id}")
    return made


def claim(
    session: Session, training_id: int, number: int, wage: Decimal, at: datetime, actor: Actor
) -> TrainedMonth:  # fmt: skip
    """The subsidy for one month, counted from 1, in which `wage` was paid; the same again changes nothing.

    Raises CannotTrainError, Refused.
    """
    training, people = _taught(session, training_id, at, actor)
    known = next((one for one in training.claimed if one.number == number), None)
    if known is not None and Decimal(known.wage) == wage:
        return known
    if known is not None:
        raise CannotTrainError(WhyNotTrained.CLAIMED_ALREADY, "this month was claimed", day=known.claimed_on)
    if not 1 <= number <= training.months:
        raise CannotTrainError(WhyNotTrained.NO_SUCH_MONTH, f"{training.months} months were agreed")
    first, last = month_of(training, number)
    if last >= clock.local_day(at):
        raise CannotTrainError(WhyNotTrained.NOT_OVER, f"the month ends on {last}", day=last)
    if training.ended_on is not None and training.ended_on <= last:
        raise CannotTrainError(WhyNotTrained.STOPPED, f"it stopped on {training.ended_on}", day=training.ended_on)
    if not _stood(session, training, first, last):
        raise CannotTrainError(WhyNotTrained.NOT_THERE, "nobody was at work there through all of the month")
    _require_wage(session, session.get_one(Vacancy, training.vacancy_id), wage, last)
    _require_not_paid(session, training, people)
    row = TrainedMonth(
        number=number, wage=f"{wage:.2f}", amount=amount_of(session, last),
        claimed_on=clock.local_day(at), by=actor.name[:100], at=at,
    )  # fmt: skip
    training.claims.append(row)
    session.flush()
    detail = f"work_training:{training.id} {number}"
    audit.record(session, actor, "claim_subsidy", f"person:{training.person_id}", at, detail)
    return row


def take_back_month(session: Session, month_id: int, because: WhyTakenBack, at: datetime, actor: Actor) -> bool:
    """The claim of a month stands no more, and may be made anew; False for one taken back before. Raises Refused."""
    month = session.get_one(TrainedMonth, month_id)
    training, _people = _taught(session, month.training_id, at, actor)
    what = f"work_training:{training.id} {month.number}"
    return taken_back.take_back(session, month, training.person_id, what, because, at, actor)


def stop(session: Session, training_id: int, ended_on: date, at: datetime, actor: Actor) -> WorkTraining:
    """From a day on nobody is taught any more; the month that this lies in is not paid. Raises as `claim`."""
    training, _people = _taught(session, training_id, at, actor)
    ends = [month_of(training, one.number)[1] for one in training.claimed]
    first = max(ends) + _DAY if ends else training.begins_on
    if not first <= ended_on <= min(last_day(training), clock.local_day(at)):
        raise CannotTrainError(WhyNotTrained.WRONG_END, "not within what is still to be claimed", day=first)
    training.ended_on = ended_on
    session.flush()
    audit.record(
        session, actor, "work_training.stop", f"person:{training.person_id}", at, f"work_training:{training.id}"
    )
    return training


def take_back(session: Session, training_id: int, at: datetime, actor: Actor) -> None:
    """It was written down by mistake, and nothing was claimed for it. Raises as `claim`."""
    if session.get(WorkTraining, training_id) is None:
        return
    training, _people = _taught(session, training_id, at, actor)
    if training.claimed:
        raise CannotTrainError(
            WhyNotTrained.CLAIMED_ALREADY, "a month of it was claimed", day=training.claimed[0].claimed_on
        )
    if training.claims:
        raise CannotTrainError(WhyNotTrained.WAS_CLAIMED, "that it was claimed and taken back has to stay")
    audit.record(
        session, actor, "work_training.take_back", f"person:{training.person_id}", at, f"work_training:{training.id}"
    )
    session.delete(training)
    session.flush()


def month_of(training: WorkTraining, number: int) -> tuple[date, date]:
    """The first and the last day of a month of it, counted from 1."""
    return months_later(training.begins_on, number - 1), months_later(training.begins_on, number) - _DAY


def last_day(training: WorkTraining) -> date:
    """The last day of it, as far as it went."""
    planned = month_of(training, training.months)[1]
    return planned if training.ended_on is None else min(planned, training.ended_on - _DAY)


def due_months(training: WorkTraining, today: date) -> list[int]:
    """The months that are over and not claimed, as far as it went."""
    known = {one.number for one in training.claimed}
    ends = {number: month_of(training, number)[1] for number in range(1, training.months + 1) if number not in known}
    return [number for number, last in ends.items() if last < min(today, training.ended_on or today)]


def of_hire(session: Session, referral: Referral) -> Sequence[WorkTraining]:
    """What was agreed for one hire, the newest first."""
    pair = select(WorkTraining).where(
        WorkTraining.person_id == referral.person_id, WorkTraining.vacancy_id == referral.vacancy_id
    )
    found = session.scalars(pair.order_by(WorkTraining.begins_on.desc())).all()
    first, left = referral.started_on or date.max, referral.left_on or date.max
    return [one for one in found if first <= one.begins_on < left]


def amount_of(session: Session, last: date) -> Decimal:
    """What the county pays for a month that ended on a day."""
    return parameters.load(session).value("on_the_job_subsidy_month", settings().home_division, last)


def least_wage(session: Session, vacancy: Vacancy, on: date) -> Decimal:
    """The minimum wage of a month where the work is done. Raises CannotTrainError where nobody has entered one."""
    try:
        return parameters.load(session).value("minimum_wage_month", vacancy.division or settings().home_division, on)
    except UnknownParameterError as error:
        raise CannotTrainError(WhyNotTrained.NO_MINIMUM, str(error)) from error


def _held(session: Session, person_id: int, at: datetime, actor: Actor) -> set[int]:
    """All records of one human, under the lock of this one, for staff of the area."""
    require(actor, Permission.CLAIM_SUBSIDY)
    require_household_of(session, person_id, clock.local_day(at), actor)
    # Two claims for one human at one moment: the second counts the first.
    session.scalar(select(Person.id).where(Person.id == person_id).with_for_update())
    return merged_records(session, person_id)


def _taught(session: Session, training_id: int, at: datetime, actor: Actor) -> tuple[WorkTraining, set[int]]:
    training = session.get_one(WorkTraining, training_id)
    people = _held(session, training.person_id, at, actor)
    session.refresh(training)
    return training, people


def _of_people(session: Session, people: set[int]) -> Sequence[WorkTraining]:
    return session.scalars(select(WorkTraining).where(WorkTraining.person_id.in_(people))).all()


def _terms(one: WorkTraining) -> Terms:
    return Terms(one.begins_on, one.months, Decimal(one.wage), one.skill, one.trainer, one.level)


def _require_new_hire(session: Session, referral: Referral, terms: Terms, today: date) -> None:
    if referral.state not in AT_WORK or referral.started_on is None:
        raise CannotTrainError(WhyNotTrained.NOT_AT_WORK, "the person is not at work there")
    if terms.begins_on < referral.started_on:
        raise CannotTrainError(WhyNotTrained.BEFORE_HIRE, f"hired on {referral.started_on}", day=referral.started_on)
    days = parameters.load(session).whole("on_the_job_new_days", settings().home_division, today)
    latest = referral.started_on + timedelta(days=days)
    if terms.begins_on > latest:
        raise CannotTrainError(WhyNotTrained.NOT_NEW, f"a new hire is taught by {latest}", day=latest, days=days)


def _require_fit(session: Session, vacancy: Vacancy, terms: Terms) -> None:
    most = parameters.load(session).whole("on_the_job_months", settings().home_division, terms.begins_on)
    if not 1 <= terms.months <= most:
        raise CannotTrainError(WhyNotTrained.TOO_LONG, f"one month at least and {most} at most", most=most)
    _require_wage(session, vacancy, terms.wage, terms.begins_on)
    if not terms.skill:
        raise CannotTrainError(WhyNotTrained.NO_SKILL, "what is taught has a name")
    if not terms.trainer:
        raise CannotTrainError(WhyNotTrained.NO_TRAINER, "somebody of the employer's own people teaches")


def _require_wage(session: Session, vacancy: Vacancy, wage: Decimal, on: date) -> None:
    least = least_wage(session, vacancy, on)
    if wage < least:
        raise CannotTrainError(
            WhyNotTrained.LOW_WAGE, f"at least {least} yuan a month are paid there", least=f"{least.normalize():f}"
        )


def _require_not_paid(session: Session, training: WorkTraining, people: set[int]) -> None:
    for paid in paid_trainings(session, people):
        same = (paid.occupation, paid.level) == (training.occupation, training.level)
        if same and (training.id is None or paid.work_training_id != training.id):
            raise CannotTrainError(WhyNotTrained.SAME_OCCUPATION, f"it was paid: {paid.title}", title=paid.title)


def _stood(session: Session, training: WorkTraining, first: date, last: date) -> bool:
    """Whether the hire held through all of a month: begun by its first day, not left by its last."""
    hires = session.execute(
        select(Referral.started_on, Referral.left_on).where(
            Referral.person_id == training.person_id, Referral.vacancy_id == training.vacancy_id
        )
    )
    return any(
        began is not None and began <= first and (left is None or left > last) for began, left in hires
    )  # fmt: skip

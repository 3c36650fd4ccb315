"""Training at work of one hire: what was agreed, its months, and what is claimed for them or taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from desk.claim_words import WHY_TAKEN_BACK, gone
from desk.class_words import LEVELS
from desk.language import say as _
from desk.not_said import NotSaidError
from desk.on_the_job_words import why_not
from desk.row_ids import LARGEST_ID, row_id
from desk.today.whom import read_people
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.on_the_job.model import TrainedMonth, WorkTraining
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.households import area
from jobmatch.placements.model import Referral
from jobmatch.placements.on_the_job import service
from jobmatch.placements.on_the_job.refusals import CannotTrainError
from jobmatch.placements.on_the_job.service import Terms
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import pages, written
from trainers.typed import day, yuan

LONGEST = {"skill": 60, "trainer": 50, "wage": 12, "months": 2}
_MOST_MONTHS = 36
_HIRE = f"/on-the-job/<int(max={LARGEST_ID}):referral_id>"


@dataclass(frozen=True)
class Month:
    """A month of a training: its number and days, what was claimed and paid, and whether it can be claimed now.

    `back` are the claims of it that were taken back.
    """

    number: int
    first: date
    last: date
    claimed: Any
    due: bool
    amount: Decimal
    back: Sequence[TrainedMonth]


@pages.get(_HIRE)
@permission(Permission.CLAIM_SUBSIDY)
def hire(referral_id: int) -> ResponseReturnValue:
    """What was agreed for one hire, and each month of it."""
    return _page(_referral(referral_id))


@pages.post(_HIRE)
@permission(Permission.CLAIM_SUBSIDY)
def agree(referral_id: int) -> ResponseReturnValue:
    """An employer teaches somebody whom it has newly hired; a slip is taken back by one tap."""

    def verb() -> None:
        made = service.agree(session(), referral_id, _terms(), clock.now(), current_actor())
        back = url_for("trainers.untaught", referral_id=referral_id)
        say_done(_("登记好了。干满一个月，就来申请一个月。"), back, {"training": str(made.id)})

    return _done(referral_id, verb)


@pages.post(f"{_HIRE}/months")
@permission(Permission.CLAIM_SUBSIDY)
def claim_month(referral_id: int) -> ResponseReturnValue:
    """The subsidy for a month that was worked, with what was paid for it."""

    def verb() -> None:
        number = request.form.get("number", 0, type=int)
        wage = _yuan("paid", f"paid-{number}")
        claimed = service.claim(session(), _training(referral_id).id, number, wage, clock.now(), current_actor())
        back = url_for("trainers.take_back_month", referral_id=referral_id)
        fields = {"month": str(claimed.id), "because": WhyTakenBack.SLIP.value}
        say_done(_("第%(n)s个月的补贴申请了。", n=claimed.number), back, fields)

    return _done(referral_id, verb)


@pages.post(f"{_HIRE}/months/back")
@permission(Permission.CLAIM_SUBSIDY)
def take_back_month(referral_id: int) -> ResponseReturnValue:
    """The claim of a month is taken back, for one of the reasons that are tapped, and can be made anew."""

    def verb() -> None:
        month = row_id(request.form.get("month", ""))
        taught = service.of_hire(session(), _referral(referral_id))
        if month not in {claim.id for one in taught for claim in one.claims}:
            abort(404)
        because = request.form.get("because", "")
        if because not in set(WhyTakenBack):
            raise NotSaidError(f"back-{month}", _("为哪样撤？点一样。"))
        back = service.take_back_month(session(), month, WhyTakenBack(because), clock.now(), current_actor())
        say_done(_("撤了，可以重新申请。") if back else _("没有撤：先前撤过了。"))

    return _done(referral_id, verb)


@pages.post(f"{_HIRE}/stop")
@permission(Permission.CLAIM_SUBSIDY)
def stop_teaching(referral_id: int) -> ResponseReturnValue:
    """From a day on nobody is taught any more."""

    def verb() -> None:
        service.stop(session(), _training(referral_id).id, _day("ended_on"), clock.now(), current_actor())
        say_done(_("记下了：不带了。没满的那个月不补。"))

    return _done(referral_id, verb)


@pages.post(f"{_HIRE}/take-back")
@permission(Permission.CLAIM_SUBSIDY)
def untaught(referral_id: int) -> ResponseReturnValue:
    """It was written down by mistake."""

    def verb() -> None:
        service.take_back(session(), _training(referral_id).id, clock.now(), current_actor())
        say_done(_("撤回了，和没登记一样。"))

    return _done(referral_id, verb)


def _done(referral_id: int, verb: Callable[[], None]) -> ResponseReturnValue:
    _referral(referral_id)
    try:
        verb()
    except NotSaidError as wrong:
        return _page(_referral(referral_id), wrong), 422
    except CannotTrainError as error:
        undo()
        return _page(_referral(referral_id), why_not(error)), 422
    return redirect(url_for("trainers.hire", referral_id=referral_id), 303)


def _page(referral: Referral, wrong: NotSaidError | None = None) -> str:
    today = clock.today()
    who = read_people({referral.person_id}, f"work training of referral:{referral.id}").get(referral.person_id)
    if who is None:
        abort(404)
    taught = service.of_hire(session(), referral)
    vacancy = session().get_one(Vacancy, referral.vacancy_id, options=[joinedload(Vacancy.employer)])
    runs = bool(taught) and service.last_day(taught[0]) >= today
    return render_template(
        "trainers/hire.html", referral=referral, who=who, vacancy=vacancy, levels=LEVELS, today=today, longest=LONGEST,
        level_taps=[(str(level), words) for level, words in LEVELS.items()],
        taught=[(one, service.last_day(one), _months(one, today)) for one in taught],
        why_back=WHY_TAKEN_BACK, gone=gone, may_agree=not runs and referral.left_on is None, may_stop=runs, wrong=wrong,
        given=request.form or {"begins_on": referral.started_on}, least=_least(vacancy, today),
    )  # fmt: skip


def _least(vacancy: Vacancy, today: date) -> Decimal | None:
    """The minimum wage of the place; None where nobody has entered one, as the verb will say."""
    try:
        return service.least_wage(session(), vacancy, today)
    except CannotTrainError:
        return None


def _months(training: WorkTraining, today: date) -> list[Month]:
    due, claimed = service.due_months(training, today), {one.number: one for one in training.claimed}
    days = {number: service.month_of(training, number) for number in range(1, training.months + 1)}
    return [
        Month(
            number, first, last, claimed.get(number), number in due,
            claimed[number].amount if number in claimed else service.amount_of(session(), last),
            [one for one in training.claims if one.number == number and one.taken_back_at is not None],
        )
        for number, (first, last) in days.items()
    ]  # fmt: skip


def _referral(referral_id: int) -> Referral:
    """A hire that began, of a family that this account serves."""
    found = session().get(Referral, referral_id)
    if found is None or found.started_on is None:
        abort(404)
    area.require_household_of(session(), found.person_id, clock.today(), current_actor())
    return found


def _training(referral_id: int) -> WorkTraining:
    """The one that the form is about, of this hire."""
    asked = request.form.get("training", 0, type=int)
    found = {one.id: one for one in service.of_hire(session(), _referral(referral_id))}
    if asked not in found:
        abort(404)
    return found[asked]


def _terms() -> Terms:
    months, level = written("months", LONGEST["months"]), request.form.get("level", 0, type=int)
    if not (months.isascii() and months.isdecimal() and 1 <= int(months) <= _MOST_MONTHS):
        raise NotSaidError("months", _("带几个月？写一个数。"))
    return Terms(
        _day("begins_on"), int(months), _yuan("wage", "wage"), written("skill", LONGEST["skill"]),
        written("trainer", LONGEST["trainer"]), level if level in LEVELS else None,
    )  # fmt: skip


def _day(name: str) -> date:
    found = day(written(name, 10))
    if found is None:
        raise NotSaidError(name, _("哪一天？照 2026-12-01 这样写。"))
    return found


def _yuan(name: str, field: str) -> Decimal:
    amount = yuan(written(name, LONGEST["wage"]))
    if amount is None:
        raise NotSaidError(field, _("一个月发好多元？写一个数，比如 3000。"))
    return amount.quantize(Decimal("0.01"))

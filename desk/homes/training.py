"""The training file of one of the family: every class, how often the person came, how it ended and what was paid."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from desk.cards import figure
from desk.claim_words import gone
from desk.class_cards import Seat, seats_of
from desk.class_words import LEVELS
from desk.enrolment_words import EXAMS, FAILS, SUBSIDIES, WHY_VOIDED
from desk.homes.blueprint import HOME, pages
from desk.labels import CERTIFICATE
from desk.language import say as _
from desk.language import say_day
from desk.row_ids import LARGEST_ID
from desk.today.whom import names_of
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.on_the_job.model import WorkTraining
from jobmatch.courses.training_file import Page, training_file
from jobmatch.placements.on_the_job.service import last_day
from jobmatch.web import current_actor, permission, session


@pages.get(f"/{HOME}/people/<int(max={LARGEST_ID}):person_id>/training")
@permission(Permission.FOLLOW_UP)
def training(household_id: int, person_id: int) -> ResponseReturnValue:
    """All classes of somebody who belongs to the household today, what goes on first."""
    name = names_of(household_id).get(str(person_id)) or abort(404)
    file = training_file(session(), person_id, clock.now(), current_actor())
    told = {page.enrolment.id: _lines(page) for page in file.pages}
    entries: list[tuple[Seat, list[str]]] = [(one, told[one.id]) for one in seats_of(session(), person_id)]
    return render_template(
        "homes/training.html", household_id=household_id, person_id=person_id, name=name, file=file,
        entries=entries, levels=LEVELS,
        at_work=[(one, _lines_at_work(one)) for one in file.at_work],
    )  # fmt: skip


def _lines_at_work(one: WorkTraining) -> list[str]:
    """What was agreed for a training at work, and each month that was claimed."""
    agreed = _(
        "师傅%(trainer)s教，%(first)s到%(last)s，说好%(months)s个月", trainer=one.trainer, months=one.months,
        first=say_day(one.begins_on), last=say_day(last_day(one)),
    )  # fmt: skip
    paid = [
        _("第%(n)s个月补给单位%(amount)s元，%(day)s申请的", n=month.number, amount=figure(month.amount),
          day=say_day(month.claimed_on)) + gone(month)
        for month in one.claims
    ]  # fmt: skip
    return [agreed, *paid]


def _lines(page: Page) -> list[str]:
    """What was written down of one class, in the order in which it comes about."""
    one, came, card = page.enrolment, page.came, page.certificate
    lines = []
    if came.held:
        lines.append(
            _("%(held)s个半天，来了%(present)s个，请假%(excused)s个，没来%(absent)s个", held=came.held,
              present=came.present, excused=came.excused, absent=came.absent)
        )  # fmt: skip
    if one.exam is not None:
        lines.append(_("考试：%(exam)s", exam=EXAMS[one.exam]))
    if one.failed_because is not None:
        lines.append(str(FAILS[one.failed_because]))
    if card is not None:
        lines.append(
            _("证书：%(kind)s，证号%(number)s，%(day)s发", kind=CERTIFICATE.get(card.kind, card.kind),
              number=card.number, day=say_day(card.issued_on))
        )  # fmt: skip
    lines += [
        _("证号%(number)s的那张，%(day)s作废了：%(why)s", number=void.number,
          day=say_day(clock.local_day(void.voided_at)), why=WHY_VOIDED[void.voided_because])
        for void in page.voided
        if void.voided_at is not None and void.voided_because is not None
    ]  # fmt: skip
    lines += [
        _("%(kind)s%(amount)s元，%(day)s申请的", kind=SUBSIDIES[paid.kind], amount=figure(paid.amount),
          day=say_day(paid.claimed_on)) + gone(paid)
        for paid in page.subsidies
    ]  # fmt: skip
    return lines

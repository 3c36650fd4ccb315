"""What was done because of the answers to a talk, for whoever asked: read back from what the verbs have written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from desk.language import say as _
from desk.language import say_day, say_either
from desk.placement_words import RIGHTS
from desk.today.words import SIGNALS, say_to_take_up
from jobmatch import clock
from jobmatch.access import Permission, may
from jobmatch.households.model import Person
from jobmatch.placements.follow_ups.life import WAITING
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import Means, scripts
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import PROOFS_OF_A_START, ReferralState
from jobmatch.placements.rights.life import RightsState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning
from jobmatch.placements.zero_clock.life import STANDING
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.web import current_actor, session

_STANDS: Mapping[str, LazyString] = {
    ReferralState.ON_JOB: _l("记下了：还在上班。"),
    ReferralState.STABLE_3M: _l("记下了：干满三个月了。"),
    ReferralState.STABLE_6M: _l("记下了：干满半年了，稳当了。"),
}


@dataclass(frozen=True)
class Outcome:
    """What was done at once; what somebody has to do next, most urgent first; and whom a form at the counter awaits."""

    done: list[str]
    next: list[str]
    household_id: int


def outcome(row: FollowUp) -> Outcome:
    """What followed from a talk that was answered."""
    assert row.done_on is not None
    return Outcome(list(_done(row)), list(_next(row, row.done_on)), row.household_id)


def _done(row: FollowUp) -> Iterator[str]:
    means = set(row.means or ())
    referral = None if row.referral_id is None else session().get_one(Referral, row.referral_id)
    if referral is not None and Means.ARRIVED in means:
        if len(referral.start_words) < PROOFS_OF_A_START:
            yield _("记下了：本人说到岗了。还差单位的话，或者工资条、合同，两样齐了才算上班。")
        else:
            yield _(
                "记下了：到岗了，从%(day)s算起。", day=say_day(referral.started_on or referral.start_words[0].first_day)
            )
    if referral is not None and Means.GONE in means:
        yield _("记下了：不在那里干了。名额空出来了，登记也改了。")
    if referral is not None and Means.STILL_THERE in means and referral.state in _STANDS:
        yield str(_STANDS[referral.state])
    if referral is not None and "yuan" in (row.answers or {}):
        yield _("记下了：头一回工钱。")
    for mine in _tickets(row):
        yield _("开了一张维权单：%(kind)s。", kind=RIGHTS[mine.kind])


def _next(row: FollowUp, on: date) -> Iterator[str]:
    if any(mine.state is RightsState.OPEN for mine in _tickets(row)):
        if may(current_actor(), Permission.PROTECT_AT_WORK):
            yield _("今天就打12333报上去。")
        else:
            yield _("今天就告诉责任人或者站点负责人，打12333报上去。")
    standing = select(ZeroSpell).where(ZeroSpell.household_id == row.household_id, ZeroSpell.state.in_(STANDING))
    spell = session().scalar(standing)
    # By the day on which it was written: the work may have ended before anybody was asked.
    if spell is not None and clock.local_day(spell.moves[0].at) == on:
        yield _("这家没有人上班了：%(day)s前要有人去帮。", day=say_day(spell.help_due_on))
    raised = select(EarlyWarning).where(
        EarlyWarning.household_id == row.household_id, EarlyWarning.state == WarningState.OPEN,
        EarlyWarning.raised_on == on,
    )  # fmt: skip
    for warning in session().scalars(raised.order_by(EarlyWarning.due_on, EarlyWarning.id)):
        yield _("预警：%(what)s，%(day)s前要办。", what=_of_whom(warning, row), day=say_day(warning.due_on))
    waiting = select(FollowUp).where(
        FollowUp.household_id == row.household_id, FollowUp.person_id == row.person_id, FollowUp.state.in_(WAITING)
    )
    for talk in session().scalars(waiting.order_by(FollowUp.due_on, FollowUp.id)):
        script = scripts()[talk.kind]
        what = _("、").join(say_to_take_up(talk.because)) or say_either(script.zh, script.en)
        yield _("%(day)s再问：%(what)s", day=say_day(talk.due_on), what=what)


def _of_whom(warning: EarlyWarning, row: FollowUp) -> str:
    """The sign; where it is about somebody else of the household than was asked, with the name."""
    if warning.person_id is None or warning.person_id == row.person_id:
        return str(SIGNALS[warning.signal])
    return _(
        "%(name)s：%(what)s", name=session().get_one(Person, warning.person_id).name, what=str(SIGNALS[warning.signal])
    )


def _tickets(row: FollowUp) -> list[RightsTicket]:
    """The tickets about the same work that stood, or were opened, on the day of the talk."""
    if row.referral_id is None or row.done_on is None:
        return []
    found = select(RightsTicket).where(
        RightsTicket.referral_id == row.referral_id, RightsTicket.opened_on == row.done_on
    )
    return list(session().scalars(found.order_by(RightsTicket.id)))

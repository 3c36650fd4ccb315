"""My referrals: where each job stands, where to be when; and the person's word of its first and last day."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from desk import cards
from desk.language import say as _
from desk.language import say_day_of_week
from jobmatch import clock, flow
from jobmatch.access import Permission
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import ConcernKind, Thumb
from jobmatch.households import area
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import leaving, model, starting
from jobmatch.placements.referral import LeaveReason, ReferralState, StartProof
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.who import look, require_own_word

ONE = f"{PERSON}/referrals/<int(max={LARGEST_ID}):referral_id>"
STATE: Mapping[str, LazyString] = {
    ReferralState.SUGGESTED: _l("工作人员正在看"),
    ReferralState.REVIEWED: _l("工作人员看过了"),
    ReferralState.OFFERED: _l("等您回话"),
    ReferralState.ACCEPTED: _l("您说了想去，工作人员在联系单位"),
    ReferralState.INTRODUCED: _l("已经跟单位说好了"),
    ReferralState.DECLINED: _l("您说了不去"),
    ReferralState.NO_ANSWER: _l("没有联系上您"),
    ReferralState.CANCELLED: _l("取消了"),
    ReferralState.INTERVIEW: _l("单位请您去面试"),
    ReferralState.REJECTED: _l("单位这次没有要，我们接着帮您找"),
    ReferralState.HIRED: _l("单位要您了，等您去上班"),
    ReferralState.STARTED: _l("您已经去上班了"),
    ReferralState.ON_JOB: _l("您已经去上班了"),
    ReferralState.STABLE_3M: _l("您连着上班满三个月了"),
    ReferralState.STABLE_6M: _l("您连着上班满半年了"),
    ReferralState.LEFT: _l("您已经不在这里干了"),
}


@api.get(f"{PERSON}/referrals")
@permission(Permission.READ_HOUSEHOLD)
@api.input(asked.Page, location="query")
@api.output(told.ReferralPage)
def referrals(person_id: int, query_data: asked.Page) -> told.ReferralPage:
    """The person's referrals, newest first; `after` is how many were seen already."""
    look(person_id, "read_referrals")
    rows = session().execute(
        select(model.Referral, Vacancy)
        .join(Vacancy, Vacancy.id == model.Referral.vacancy_id)
        .where(model.Referral.person_id == person_id)
        .order_by(model.Referral.id.desc())
        .offset(query_data.after)
        .limit(query_data.most + 1)
    )
    found = [_referral(referral, vacancy) for referral, vacancy in rows]
    return told.ReferralPage(
        items=found[: query_data.most],
        next=query_data.after + query_data.most if len(found) > query_data.most else None,
    )


@api.post(f"{PERSON}/feedback")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Feedback)
@api.output(told.Done)
def feedback(person_id: int, json_data: asked.Feedback) -> told.Done:
    """How it went with a job, for the helper to read."""
    area.require_person(session(), person_id, clock.today(), current_actor())
    found = session().get(model.Referral, json_data.referral)
    if found is None or found.person_id != person_id:
        raise Sorry(404, "not_found")
    concerns.bring_up(
        session(), person_id, ConcernKind.FEEDBACK, f"referral:{found.id}", clock.now(), current_actor(),
        said=json_data.words, thumb=Thumb(json_data.thumb),
    )  # fmt: skip
    return told.Done()


@api.post(f"{ONE}/started")
@permission(Permission.MOVE_REFERRAL)
@api.input(asked.Started)
@api.output(told.Referral)
def started(person_id: int, referral_id: int, json_data: asked.Started) -> told.Referral:
    """I came to work on this day: one word of two; a worker says it for whom told it to the worker."""
    one = _own(person_id, referral_id)
    try:
        flow.place(session(), one.id, StartProof.RESIDENT, json_data.first_day, clock.now(), current_actor())
    except starting.FirstDayError as error:
        raise Sorry(409, "day_wrong", "first_day") from error
    except IllegalMoveError as error:
        raise Sorry(409, "changed") from error
    return _referral(one, session().get_one(Vacancy, one.vacancy_id))


@api.post(f"{ONE}/left")
@permission(Permission.MOVE_REFERRAL)
@api.input(asked.Left)
@api.output(told.Referral)
def left(person_id: int, referral_id: int, json_data: asked.Left) -> told.Referral:
    """My last day there was this one, because; wages not paid, an injury and abuse are seen to the same day."""
    one = _own(person_id, referral_id)
    reason = LeaveReason(json_data.reason)
    try:
        left_on = leaving.first_day_away(json_data.last_day, clock.today())
        flow.leave(session(), one.id, left_on, reason, clock.now(), current_actor())
    except leaving.LastDayError as error:
        raise Sorry(409, "day_wrong", "last_day") from error
    except IllegalMoveError as error:
        raise Sorry(409, "changed") from error
    return _referral(one, session().get_one(Vacancy, one.vacancy_id))


def _own(person_id: int, referral_id: int) -> model.Referral:
    """A referral of the person, for the person's own word; raises Sorry, Refused."""
    require_own_word(person_id)
    area.require_person(session(), person_id, clock.today(), current_actor())
    found = session().get(model.Referral, referral_id)
    if found is None or found.person_id != person_id:
        raise Sorry(404, "not_found")
    return found


def _referral(one: model.Referral, vacancy: Vacancy) -> told.Referral:
    card = cards.card(vacancy)
    words = str(STATE[ReferralState(one.state)])
    if one.state == ReferralState.HIRED and one.begins_on is not None:
        words = _("单位要您了，%(day)s上班", day=say_day_of_week(one.begins_on))
    return told.Referral(
        id=one.id, vacancy=vacancy.id, title=card.title, employer=card.employer, state=str(one.state),
        words=words, meet_at=one.meet_at, meet_place=one.meet_place or "",
        meet_whom=one.meet_whom or "", started_on=one.started_on, left_on=one.left_on,
    )  # fmt: skip

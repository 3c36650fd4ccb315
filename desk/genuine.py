"""The page behind every QR code on our paper: whether it is ours, whether it still holds, and nothing about anybody."""

from datetime import datetime, timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from desk import cards, codes
from desk.codes import Code, Kind
from desk.labels import CERTIFICATE
from desk.vacancies import confirmed_days
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies.browsing import find_open
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import permission, session

pages = Blueprint("genuine", __name__, template_folder="templates")

SLIP_GOOD_FOR = timedelta(days=60)
_OVER = frozenset(
    {
        ReferralState.DECLINED, ReferralState.NO_ANSWER, ReferralState.CANCELLED, ReferralState.REJECTED,
        ReferralState.LEFT,
    }
)  # fmt: skip
"""Nothing is arranged any more: a paper of it is ours, and leads to nobody who waits."""


@pages.get("/q/<token>")
@permission(Permission.BROWSE_VACANCIES)
def shown(token: str) -> ResponseReturnValue:
    """What a telephone shows that has read a code of ours, or one that says it is."""
    code = codes.read(token)
    answer = None if code is None else _BEHIND[code.kind](code)
    return answer if answer is not None else (render_template("genuine/not_ours.html"), 404)


def _slip(code: Code) -> str | None:
    """The vacancy and the meeting, of nobody in particular; of an old slip only that it is one."""
    referral = session().get(Referral, code.row_id)
    vacancy = session().get(Vacancy, referral.vacancy_id) if referral is not None else None
    if referral is None or vacancy is None or _only_inherited(code, referral.opened_at):
        return None
    return render_template(
        "genuine/slip.html", vacancy=vacancy, card=cards.card(vacancy), local=clock.SHANGHAI, referral=referral,
        stands=ReferralState(referral.state).value, code=code, old=clock.today() - code.on > SLIP_GOOD_FOR,
        over=referral.state in _OVER, warned=_warned(vacancy), open=_open(vacancy),
    )  # fmt: skip


def _poster(code: Code) -> str | None:
    """Whether the post is still open, and where it can be read."""
    vacancy = session().get(Vacancy, code.row_id)
    if vacancy is None or _only_inherited(code, vacancy.created_at):
        return None
    return render_template(
        "genuine/poster.html", vacancy=vacancy, card=cards.card(vacancy), code=code, open=_open(vacancy)
    )


def _certificate(code: Code) -> str | None:
    """For what it is, by which school, since when and until when it holds; of nobody, and nothing of a voided one."""
    card = session().get(CourseCertificate, code.row_id)
    if card is None or _only_inherited(code, card.written_at):
        return None
    if card.voided_at is not None:
        return render_template("genuine/voided.html")
    return render_template(
        "genuine/certificate.html", card=card, course=card.enrolment.course, code=code, named=CERTIFICATE,
        over=card.valid_to is not None and card.valid_to < clock.today(),
    )  # fmt: skip


def _only_inherited(code: Code, begun: datetime) -> bool:
    """Whether a row is younger than the paper: after an erasure a database may give a number anew."""
    return clock.local_day(begun) > code.on


def _warned(vacancy: Vacancy) -> bool:
    """Whether the employer was put on the list since: then nobody is sent there, whatever the paper says."""
    since = vacancy.employer.blacklisted_since
    return since is not None and since <= clock.today()


def _open(vacancy: Vacancy) -> bool:
    return find_open(session(), vacancy.id, clock.today(), confirmed_days()) is not None


_BEHIND = {Kind.SLIP: _slip, Kind.POSTER: _poster, Kind.CERTIFICATE: _certificate}
"""What answers for a code of each kind."""

"""The proposals of one person as cards: the vacancy, why it is proposed, how to get there, and what was said to it.

The counter and the telephone show the same; only how many of them, and in which frame, is theirs to say.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import cards
from desk.counter.pictures import icon_of
from desk.counter.reasons import Reasons, Walk, reasons, walk
from desk.language import spoken_language
from desk.referral_words import STATES
from jobmatch.households.model import Site
from jobmatch.matches.bridges import CourseThatOpens
from jobmatch.matches.model import Proposal
from jobmatch.placements import answering
from jobmatch.placements.answering import Said
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED, HOLDS_SEAT, RUNNING, ReferralState
from jobmatch.vacancies.browsing import Point
from jobmatch.vacancies.model import Vacancy


@dataclass(frozen=True)
class Offer:
    """One card: the vacancy, why it is proposed to this person, how to get there, and what was said to it."""

    proposal: Proposal
    vacancy: Vacancy
    card: cards.Card
    money: str
    icon: str
    walk: Walk
    reasons: Reasons
    referral: Referral | None
    said: Said | None

    @property
    def to_ring(self) -> bool:
        """The person said yes, and the employer does not know yet."""
        return self.referral is not None and self.referral.state == ReferralState.ACCEPTED

    @property
    def onward(self) -> str:
        """Where it stands since the employer knows, in words; "" before that, and where it is over."""
        if self.referral is None or self.referral.state not in (*EXPECTED, *HOLDS_SEAT):
            return ""
        return str(STATES[self.referral.state])


def offers_of(session: Session, person_id: int, start: Point | None) -> list[Offer]:
    """All open proposals of a person, and the jobs with an open yes whatever became of the proposal, best first."""
    said = answering.answers_of(session, person_id)
    standing = [vacancy for vacancy, referral in said.items() if referral.state in RUNNING]
    # A job that somebody said yes to stays on the page, whatever the person answered since.
    rows = session.execute(
        select(Proposal, Vacancy)
        .join(Vacancy, Vacancy.id == Proposal.vacancy_id)
        .where(Proposal.person_id == person_id, Proposal.ended_on.is_(None) | Proposal.vacancy_id.in_(standing))
        .order_by(Proposal.ended_on.is_not(None), Proposal.rank, Proposal.id.desc())
    )
    newest: dict[int, tuple[Proposal, Vacancy]] = {}
    for one, post in rows:
        newest.setdefault(post.id, (one, post))
    return [
        Offer(
            proposal=proposal,
            vacancy=vacancy,
            card=cards.card(vacancy, start),
            money=cards.figure(amount) if (amount := cards.money_of(proposal)) is not None else "",
            icon=icon_of(vacancy),
            walk=walk(start, vacancy),
            reasons=reasons(proposal, spoken_language() == "zh"),
            referral=said.get(vacancy.id),
            said=answering.means(said[vacancy.id]) if vacancy.id in said else None,
        )
        for proposal, vacancy in newest.values()
    ]


def in_words(course: CourseThatOpens) -> str:
    """What a course would open, with what has to be asked about it."""
    if spoken_language() == "zh":
        return "".join((course.because, *course.asks))
    return " ".join((course.because_en, *course.asks_en))


def start_at(site: Site | None) -> Point | None:
    """Where the people of a site set out; None where nobody has entered where that is."""
    if site is None or site.latitude is None or site.longitude is None:
        return None
    return Point(site.latitude, site.longitude)

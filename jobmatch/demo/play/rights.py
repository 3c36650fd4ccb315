"""Rights tickets: the helper tells the inspectorate, and says how it ended; some are settled by a call alone."""

from datetime import timedelta

from jobmatch.demo.play import behaviour, customs
from jobmatch.demo.play.day import Day, Home
from jobmatch.placements.rights import service
from jobmatch.placements.rights.life import RightsKind, RightsState
from jobmatch.placements.rights.model import RightsTicket

_ENDED = {
    RightsKind.ARREARS: "劳动监察催过,工钱补发到卡上了",
    RightsKind.INJURY: "工伤认定下来了,医药费报了",
    RightsKind.ABUSE: "班组长当面认了错,给换了班组",
    RightsKind.PAPERS: "身份证拿回来了",
    RightsKind.FEES: "交的钱退了",
}


def see_to_the_wrongs(day: Day) -> None:
    """What is ripe today is reported or settled; the dice of a ticket are thrown once."""
    standing = service.waiting(day.session, day.on, day.staff.supervisor)
    homes = day.homes([one.person_id for one in standing])
    for ticket in standing:
        if ticket.person_id in homes:
            _see_to(day, homes[ticket.person_id], ticket)


def _see_to(day: Day, home: Home, ticket: RightsTicket) -> None:
    rng = behaviour.dice(day.seed, "wrong", ticket.person_id, ticket.kind, ticket.opened_on)
    told_after, settled_after = customs.days_of_a_wrong(ticket.kind, rng)
    waited = (day.on - ticket.opened_on) // timedelta(days=1)
    helper = day.staff.supervisor if home.helper is None else day.staff.helper(home)
    if ticket.state is RightsState.OPEN and told_after is not None and waited >= told_after:
        service.report(day.session, ticket.id, helper, day.at(9))
    elif waited >= settled_after:
        by = day.staff.supervisor if ticket.state is RightsState.OPEN else helper
        service.settle(day.session, ticket.id, _ENDED[ticket.kind], by, day.at(16))

"""The worker's view: the households in the own hands, each with its members and how many proposals wait for them."""

from sqlalchemy import func, select

from jobmatch import audit, clock
from jobmatch.access import Permission, Refused, sees_households
from jobmatch.households import area, store
from jobmatch.households.model import Household
from jobmatch.matches.model import Proposal
from jobmatch.visits.asking import asks_for_work
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told_of_me
from mini_program_api.blueprint import api


@api.get("/helper/households")
@permission(Permission.READ_HOUSEHOLD)
@api.input(asked.Page, location="query")
@api.output(told_of_me.HelpedPage)
def households(query_data: asked.Page) -> told_of_me.HelpedPage:
    """The households of a helper, or of the sites that a worker serves; `after` is the id of the last one seen."""
    at, actor = clock.now(), current_actor()
    if not sees_households(actor):
        raise Refused("this list is for those who help families")
    rows = session().scalars(
        select(Household)
        .where(area.seen_by(actor), Household.closed_on.is_(None), Household.id > query_data.after)
        .order_by(Household.id)
        .limit(query_data.most + 1)
    )
    found = list(rows)
    shown = found[: query_data.most]
    for one in shown:
        audit.record(session(), actor, "read_household", f"household:{one.id}", at, "list of the own households")
    return told_of_me.HelpedPage(
        items=[_household(one) for one in shown], next=shown[-1].id if len(found) > query_data.most else None
    )


def _household(one: Household) -> told_of_me.HelpedHousehold:
    members = store.load(session(), one.id, clock.today()).members
    counted = session().execute(
        select(Proposal.person_id, func.count())
        .where(Proposal.person_id.in_([int(member.key) for member in members]), Proposal.ended_on.is_(None))
        .group_by(Proposal.person_id)
    )
    waiting = dict(counted.all())
    return told_of_me.HelpedHousehold(
        id=one.id, number=one.number, dwelling=one.dwelling or "",
        members=[
            told_of_me.HelpedPerson(
                id=int(member.key), name=member.name, asks_for_work=asks_for_work(member),
                proposals=waiting.get(int(member.key), 0),
            )
            for member in members
        ],
    )  # fmt: skip

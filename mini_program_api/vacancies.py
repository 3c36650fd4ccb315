"""Vacancies as anybody may look through them, without saying who they are."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desk import cards, labels
from desk.counter.offers import start_at
from desk.counter.pictures import icon_of
from desk.counter.reasons import walk
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.households import recognise
from jobmatch.households.model import Household, Site
from jobmatch.settings import settings
from jobmatch.vacancies import model
from jobmatch.vacancies.browsing import Point, browse, find_open
from jobmatch.vacancies.browsing import Wish as Sought
from jobmatch.vacancies.earnings import earnings
from jobmatch.web import permission, session
from mini_program_api import asked, told
from mini_program_api.asked import is_ticked
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.problems import Sorry
from mini_program_api.who import asking


@api.get("/vacancies")
@permission(Permission.BROWSE_VACANCIES)
@api.input(asked.Wish, location="query")
@api.output(told.VacancyPage)
def vacancies(query_data: asked.Wish) -> told.VacancyPage:
    """Open vacancies, nearest first where a walk is asked for; `after` is the number of the piece seen last."""
    start = _start(query_data.site)
    if is_ticked(query_data.walkable) and start is None:
        raise Sorry(409, "site_needed", "site")
    home = settings().home_division
    sought = Sought(
        home=home,
        words="".join(sign for sign in query_data.q if sign.isprintable()),
        walkable_from=start if is_ticked(query_data.walkable) else None,
        with_bed=is_ticked(query_data.dormitory),
        by_day=is_ticked(query_data.day_shift),
        without_certificate=is_ticked(query_data.no_certificate),
        over_fifty=is_ticked(query_data.over_fifty),
    )
    number = query_data.after + 1
    found = browse(session(), sought, number, clock.today(), confirmed_days(), query_data.most)
    if number > found.pages:  # somebody goes on where the list has become shorter
        found = replace(found, vacancies=())
    return told.VacancyPage(
        items=[told.VacancyCard(**glance(one, start)) for one in found.vacancies],
        next=number if number < found.pages else None,
        total=found.total,
    )


@api.get(f"/vacancies/<int(max={LARGEST_ID}):vacancy_id>")
@permission(Permission.BROWSE_VACANCIES)
@api.output(told.Vacancy)
def vacancy(vacancy_id: int) -> told.Vacancy:
    """One open vacancy; one that is filled or no longer confirmed is not found."""
    found = find_open(session(), vacancy_id, clock.today(), confirmed_days())
    if found is None:
        raise Sorry(404, "not_found")
    return told.Vacancy(**glance(found, _start("")), **tables(found))


@api.get("/sites")
@permission(Permission.BROWSE_VACANCIES)
@api.output(told.Sites)
def sites() -> told.Sites:
    """The settlements that a walk can begin at."""
    rows = session().scalars(select(Site).order_by(Site.name))
    return told.Sites(items=[told.Site(code=one.code, name=one.name) for one in rows if start_at(one) is not None])


def glance(found: model.Vacancy, start: Point | None) -> dict[str, Any]:
    """The card of a vacancy, as the public pages word it."""
    card, money = cards.card(found, start), earnings(found)
    low, high = cards.sorted_known(money.novice_cash, money.experienced_cash)
    return {
        "vacancy": card.id, "title": card.title, "employer": card.employer, "kind": card.kind,
        "icon": icon_of(found), "place": card.place, "hours": card.hours,
        # Minutes, as on the own cards: who was asked for the settlement to reckon the walk wants to see it reckoned.
        "distance": walk(start, found).words if card.distance else "",
        "pay": told.Pay(
            take_home_min=None if low is None else round(low),
            take_home_max=None if high is None else round(high),
            words=pay_words(card),
        ),
        "good": list(card.good), "places": card.places,
    }  # fmt: skip


def pay_words(card: cards.Card) -> str:
    """What is to be earned, with its unit: it is read aloud."""
    return f"{card.pay} {labels.PER_MONTH}" if card.pay else card.pay_note


def tables(found: model.Vacancy) -> dict[str, Any]:
    """What the public page of a vacancy says line by line."""
    return {
        "duties": found.duties or "",
        "pay_lines": _lines(cards.pay_lines(found)),
        "work_lines": _lines(cards.work_lines(found, clock.today())),
        "demand_lines": _lines(cards.demand_lines(found)),
    }


def home_of(person_id: int) -> Household | None:
    """The household that a person belongs to today."""
    membership = recognise.open_membership(session(), person_id)
    return None if membership is None else session().get(Household, membership.household_id)


def start_of(person_id: int) -> Point | None:
    """Where a person sets out: the settlement of the family."""
    home = home_of(person_id)
    return None if home is None else start_at(home.site)


def _lines(found: list[cards.Line]) -> list[told.Line]:
    return [told.Line(name=one.name, value=one.value, warns=one.warns) for one in found]


def _start(code: str) -> Point | None:
    """The settlement named in the address, else that of the one person whom the telephone is for."""
    if code:
        return start_at(session().scalar(select(Site).where(Site.code == code)))
    phone = asking()
    return start_of(phone.people[0].person_id) if phone is not None and phone.people else None


def confirmed_days() -> int:
    """For how long a confirmation by telephone keeps a vacancy on the list."""
    return parameters.load(session()).whole("vacancy_confirmed_days", settings().home_division, clock.today())

"""The world of a run: who asks for work, what is open, which courses help, and the figures in force, from the database.

Nothing here decides anything; the ranking reads what stands here and nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from jobmatch import parameters
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.facts import to_facts as course_facts
from jobmatch.courses.model import Course
from jobmatch.households.codes import EmploymentStatus, HouseholdType
from jobmatch.households.model import Household, Person, Site
from jobmatch.households.working_life import Employment, Intention
from jobmatch.matches.kept import Kept
from jobmatch.matches.people import Resident, Scope, companions, members, residents, workers
from jobmatch.matching import facts
from jobmatch.matching.ground import Ground, populate, prepare
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.parameters import ParameterBook
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.facts import employer_facts, to_facts
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.openness import Reason
from jobmatch.vacancies.service import openness_on

WAGES = ("minimum_wage_month", "minimum_wage_hour")
# So many households are read by one statement, which takes only so many values.
AT_ONCE = 500


class NoSuchSiteError(LookupError):
    """No site has this code."""


@dataclass(frozen=True)
class Market:
    """What is on offer on a day: the facts, and the same made ready for whoever comes."""

    world: facts.World
    ground: Ground


@dataclass(frozen=True)
class Loaded:
    """The facts of a run, the same made ready, and whom it is about: `seekers` by household, in the order of ids."""

    world: facts.World
    ground: Ground
    seekers: dict[int, tuple[int, ...]]


def load_world(session: Session, as_of: date, site: str | None, book: ParameterBook) -> Loaded:
    """Everybody who asks for work at a site (None: at all), with those they go together with, and what there is."""
    there = [] if site is None else [Household.site_id == find_site(session, site).id]
    return _loaded(session, as_of, seekers_among(session, members(as_of, *there), as_of), book)


def load_world_of(session: Session, person_id: int, as_of: date, book: ParameterBook) -> Loaded:
    """The same for one person, willing or not."""
    people = residents(session, select(Person.id).where(Person.id == person_id), as_of)
    return _loaded(session, as_of, people, book)


def load_world_of_household(
    session: Session, household_id: int, as_of: date, book: ParameterBook, offered: Market | None = None
) -> Loaded:
    """The same for those members of one household who ask for work; `offered` is what there is, where that was read."""
    scope = members(as_of, Household.id == household_id)
    return _loaded(session, as_of, seekers_among(session, scope, as_of), book, offered)


def load_market(session: Session, as_of: date, book: ParameterBook) -> Market:
    """What there is on a day, made sense of again only where the stored rows say something new."""
    return _MARKETS.get(session, as_of, book, lambda: _market(session, as_of, book))


def load_offers(session: Session, as_of: date, book: ParameterBook) -> facts.World:
    """What there is for whoever comes: the world of a day with its sites and without people."""
    return world_of(session, (), market(session, as_of, book), as_of, book)


def seekers_among(session: Session, scope: Scope, as_of: date) -> list[Resident]:
    """Those of the people whose ids `scope` selects who ask for work."""
    return [one for one in residents(session, _may_ask(scope, as_of), as_of) if one.asks_for_work]


def _may_ask(scope: Scope, as_of: date) -> Scope:
    """Those whom `scope` selects who can be among those who ask for work, as `people` tells it: of ten people one."""
    willing = select(Intention.person_id).where(Intention.willing.is_(True))
    seeking = select(Employment.person_id).where(
        Employment.status == EmploymentStatus.SEEKING,
        Employment.since <= as_of,
        or_(Employment.ended_on.is_(None), Employment.ended_on > as_of),
    )
    return select(Person.id).where(Person.id.in_(scope), or_(Person.id.in_(willing), Person.id.in_(seeking)))


def with_companions(session: Session, people: Sequence[Resident], as_of: date) -> list[Resident]:
    """The same people and behind them whom they go together with, wherever those live; who is not served is missing."""
    everybody = list(people)
    while missing := companions(everybody):
        along = residents(session, select(Person.id).where(Person.id.in_(map(int, missing))), as_of)
        if not along:
            break
        everybody += along
    return everybody


def find_site(session: Session, code: str) -> Site:
    """The site of a code; raises NoSuchSiteError with the codes there are."""
    found = session.scalar(select(Site).where(Site.code == code))
    if found is None:
        known = ", ".join(session.scalars(select(Site.code).order_by(Site.code)).all())
        known = known or "none yet (sites come with the first roster: `import households`)"
        raise NoSuchSiteError(f"there is no site {code}; known are: {known}")
    return found


def _loaded(
    session: Session, as_of: date, people: list[Resident], book: ParameterBook, offered: Market | None = None
) -> Loaded:
    seekers: dict[int, tuple[int, ...]] = {}
    for one in people:
        seekers[one.household_id] = (*seekers.get(one.household_id, ()), one.person_id)
    everybody = with_companions(session, people, as_of)
    offered = offered or load_market(session, as_of, book)
    world = _with_people(session, offered.world, everybody)
    return Loaded(world, populate(offered.ground, world), seekers)


_MARKETS = Kept[Market]()


def _market(session: Session, as_of: date, book: ParameterBook) -> Market:
    world = _offers(session, market(session, as_of, book), as_of, book)
    return Market(world, prepare(world, Vocabulary.load(), load_rules()))


def world_of(
    session: Session, people: Sequence[Resident], vacancies: Sequence[Vacancy], as_of: date, book: ParameterBook
) -> facts.World:
    """The facts of some people and some vacancies, with all that they refer to."""
    return _with_people(session, _offers(session, vacancies, as_of, book), people)


def _offers(session: Session, vacancies: Sequence[Vacancy], as_of: date, book: ParameterBook) -> facts.World:
    employers = {vacancy.employer.id: vacancy.employer for vacancy in vacancies}
    return facts.World(
        as_of=as_of,
        parameters=wage_parameters(book, as_of),
        employers=tuple(employer_facts(employers[key], as_of) for key in sorted(employers)),
        vacancies=tuple(map(to_facts, vacancies)),
        courses=tuple(map(course_facts, open_courses(session, as_of))),
    )


def _with_people(session: Session, offers: facts.World, people: Sequence[Resident]) -> facts.World:
    return replace(
        offers,
        sites=tuple(_site(site) for site in session.scalars(select(Site).order_by(Site.id))),
        households=households_of(session, {one.household_id for one in people}, offers.as_of),
        people=tuple(one.facts for one in people),
    )


def market(session: Session, as_of: date, book: ParameterBook) -> list[Vacancy]:
    """The published vacancies of a day, by id: those that are open, and those of which the ranking can say why not.

    A county may ask for fresher confirmations than the rules; what only that closes is left out, as are drafts.
    """
    published = session.scalars(
        select(Vacancy)
        .where(Vacancy.state == VacancyState.PUBLISHED)
        .options(selectinload(Vacancy.certificates), selectinload(Vacancy.employer))
        .order_by(Vacancy.id)
        .execution_options(populate_existing=True)  # what is kept for others is what is stored now
    )
    freshness = load_rules().confirmed_within_days
    days: dict[str, int] = {}
    found = []
    for vacancy in published:
        division = vacancy.division or ""
        if division not in days:
            days[division] = book.whole("vacancy_confirmed_days", division, as_of)
        standing = openness_on(vacancy, as_of, days[division])
        said = vacancy.last_confirmed
        stale = said is not None and (as_of - said).days > freshness
        over = standing.reason in _SAID_BY_RANK or (standing.reason is Reason.NOT_CONFIRMED and stale)
        if standing.open or over:
            found.append(vacancy)
    return found


_SAID_BY_RANK = frozenset({Reason.EXPIRED, Reason.FULL, Reason.BLACKLISTED, Reason.EMPLOYER_NOT_VERIFIED})


def open_courses(session: Session, as_of: date) -> list[Course]:
    """The courses that are open and have not begun, by id; whether a seat is free the ranking asks itself."""
    return list(
        session.scalars(
            select(Course)
            .where(Course.state == ClassState.OPEN, or_(Course.starts_on.is_(None), Course.starts_on >= as_of))
            .order_by(Course.id)
            .execution_options(populate_existing=True)
        )
    )


def wage_parameters(book: ParameterBook, as_of: date) -> facts.Parameters:
    """The minimum wages in force, one line for each division that has its own; an override holds everywhere."""
    general: dict[str, Decimal] = {name: book.overrides[name] for name in WAGES if name in book.overrides}
    prefixes = sorted({row.division for row in book.rows if row.name in WAGES})
    lines = []
    for prefix in prefixes:
        values = {name: _in_force(book, name, prefix, as_of) for name in WAGES}
        if prefix == "":
            general = {name: value for name, value in values.items() if value is not None}
        elif any(value is not None for value in values.values()):
            lines.append(facts.DivisionParameters(prefix, values[WAGES[0]], values[WAGES[1]]))
    return facts.Parameters(general.get(WAGES[0]), general.get(WAGES[1]), tuple(lines))


def _in_force(book: ParameterBook, name: str, division: str, as_of: date) -> Decimal | None:
    try:
        return book.value(name, division, as_of)
    except parameters.UnknownParameterError:
        return None


def _site(site: Site) -> facts.Site:
    return facts.Site(str(site.id), facts.Place(site.division, site.latitude, site.longitude))


def households_of(session: Session, ids: Collection[int], as_of: date) -> tuple[facts.Household, ...]:
    """The facts of the households of these ids, in their order."""
    ordered = sorted(ids)
    batches = (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
    return tuple(household for batch in batches for household in _households(session, batch, as_of))


def _households(session: Session, ids: Sequence[int], as_of: date) -> list[facts.Household]:
    these = Household.id.in_(ids)
    in_work = workers(session, as_of, these)
    rows = session.execute(
        select(
            Household.id, Household.site_id, Household.zero_employment_since, Household.household_type,
            Household.risk_cleared,
        ).where(these).order_by(Household.id)
    )  # fmt: skip
    return [
        facts.Household(
            id=str(row.id),
            site=None if row.site_id is None else str(row.site_id),
            employed=in_work.get(row.id, 0),
            zero_employment_since=row.zero_employment_since,
            monitored=row.household_type is HouseholdType.MONITORED and row.risk_cleared is not True,
        )
        for row in rows
    ]

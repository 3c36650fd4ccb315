"""An invented place as large as a county's market: 420 posts, 60 courses, and a large family among its households."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from jobmatch import db, flow, parameters, seal
from jobmatch.access import operator
from jobmatch.demo.market import COUNTY, Firm
from jobmatch.demo.plant import plant
from jobmatch.demo.village import Village, village
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose, Relation
from jobmatch.households.record import HouseholdRecord
from jobmatch.settings import settings

DAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
BY = operator("benchmark")
SEED = 5
HOUSEHOLDS, VACANCIES, COURSES = 120, 420, 60
MEMBERS, SEEKERS = 12, 5


@contextmanager
def settled() -> Iterator[tuple[Engine, int]]:
    """The place in a database of its own, and the id of its large family."""
    with TemporaryDirectory() as folder:
        keys = Path(folder) / "seal.keys"
        seal.make_key_file(keys)
        settings().key_file, settings().fictitious_ids = keys, True
        url = f"sqlite:///{folder}/place.db"
        db.upgrade(url)
        engine = db.engine_for(url)
        with db.transaction(engine) as session:
            parameters.plant_first_rows(session)
        place = _place()
        plant(lambda: db.transaction(engine), place, DAY, NOON, BY)
        yield engine, _settle(engine, _family(place))
        engine.dispose()


def _place() -> Village:
    """The demo village with its firms and classes again and again, each time a little later and better paid."""
    place = village(HOUSEHOLDS, SEED, DAY)
    firms = chain.from_iterable((_again(firm, turn) for firm in place.firms) for turn in count())
    kept: list[Firm] = []
    while (room := VACANCIES - sum(len(firm.offers) for firm in kept)) > 0:
        firm = next(firms)
        kept.append(replace(firm, offers=firm.offers[:room]))
    classes = (
        replace(
            one,
            title=f"{one.title}{turn}",
            **{name: getattr(one, name) + timedelta(days=turn) for name in ("starts_on", "ends_on", "certificate_by")},
        )
        for turn in count()
        for one in place.courses
    )
    return replace(place, firms=tuple(kept), courses=tuple(islice(classes, COURSES)))


def _again(firm: Firm, turn: int) -> Firm:
    offers = tuple(
        replace(one, wage_min=None if one.wage_min is None else one.wage_min + 10 * turn) for one in firm.offers
    )
    return replace(firm, registration=replace(firm.registration, name=f"{firm.registration.name}{turn}"), offers=offers)


def _family(place: Village) -> HouseholdRecord:
    """A head with the seekers and the others of other families, whom nobody can mistake for those they come from."""
    home = next(one for one in place.households if one.members[0].willing)
    others = [one for record in place.households for one in record.members if one.relation in _ANY_NUMBER]
    asking = [one for one in others if one.willing][: SEEKERS - 1]
    resting = [one for one in others if not one.willing][: MEMBERS - SEEKERS]
    members = tuple(
        replace(one, key=f"f{number}", name=f"{one.name}甲乙", id_number=None, no_id_because="证件在补办", phone=None,
                phone_owner=None, disability=None)
        for number, one in enumerate([home.members[0], *asking, *resting])
    )  # fmt: skip
    return replace(home, office_number="XY-COUNTER", dwelling="99栋1单元101", members=members)


_ANY_NUMBER = frozenset({Relation.SON, Relation.DAUGHTER})


def _settle(engine: Engine, family: HouseholdRecord) -> int:
    with db.transaction(engine) as session:
        taken = flow.take_in(session, family, parameters.load(session), COUNTY, DAY, NOON, BY)
        for member in family.members:
            if member.willing:
                person, voice = taken.people[member.key], ConsentGiven.VOICE
                consent.give(session, person, ConsentPurpose.MATCH_AND_TELL, voice, DAY, NOON, witness="窗口")
        return taken.household_id

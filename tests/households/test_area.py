"""Every role against the own and another site: what the policy says, each verb and each look among many says too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role, may_see_household
from jobmatch.households import area, leaving, service
from jobmatch.households.codes import LeaveReason, Source
from jobmatch.households.duplicates import propose
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.helping import with_households
from jobmatch.households.model import Household, Site
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.export import export_roster
from jobmatch.households.view import view
from tests.households.people import AT, HEAD, HOME, HOUSEHOLD, LATER, ON, SITE, SON, WIFE, id_number, take_in

OWN, OTHER = "PLSQ", "CMZ"
OTHER_SITE = "楚米镇安置点"
PHONE = "19900000038"
BY_SITE = (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM)


@dataclass(frozen=True)
class Two:
    """A household at each site, and who acts: by role, for the own site, the own household, the own person."""

    own: int
    other: int
    resident: int

    def actor(self, role: Role) -> Actor:
        return Actor(
            f"a {role}", role, frozenset({OWN}),
            frozenset({self.resident}) if role is Role.RESIDENT else frozenset(),
            frozenset({self.own}) if role is Role.HELPER else frozenset(),
        )  # fmt: skip

    def household(self, own: bool) -> int:
        return self.own if own else self.other

    def sees(self, role: Role, own: bool) -> bool:
        return own and role in {*BY_SITE, Role.HELPER, Role.RESIDENT}


def other_family() -> HouseholdRecord:
    """A family of other people at the other site."""
    members = tuple(
        replace(one, name=name, id_number=id_number(birth, order), office_code=None, phone=None)
        for one, name, birth, order in (
            (HEAD, "周大山", "19800505", "317"),
            (WIFE, "吴秀英", "19820606", "328"),
            (SON, "周小山", "20040707", "339"),
        )
    )
    return replace(HOUSEHOLD, office_number="52032201810099", members=members, site=OTHER_SITE, home_phone=None)


@pytest.fixture(scope="module")
def settled(shared_engine: Engine) -> Iterator[tuple[Session, Two]]:
    """Both households, in a transaction that no test ends."""
    with Session(shared_engine) as opened:
        opened.add_all([Site(code=OWN, name=SITE, division=HOME), Site(code=OTHER, name=OTHER_SITE, division=HOME)])
        opened.flush()
        here = take_in(opened, replace(HOUSEHOLD, helper_phone=PHONE))
        there = take_in(opened, other_family())
        yield opened, Two(here.household_id, there.household_id, here.people["2"])


@pytest.fixture
def session(settled: tuple[Session, Two]) -> Iterator[Session]:
    """What one test does is undone before the next."""
    opened, _ = settled
    point = opened.begin_nested()
    yield opened
    point.rollback()
    opened.expunge_all()


@pytest.fixture
def two(settled: tuple[Session, Two]) -> Two:
    return settled[1]


ROLE_AND_SITE = pytest.mark.parametrize(
    ("role", "own"), [(role, own) for role in Role for own in (True, False)], ids=lambda value: str(value)
)


def refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return True
    return False


@ROLE_AND_SITE
def test_looking_at_a_household(session: Session, two: Two, role: Role, own: bool) -> None:
    actor = two.actor(role)
    assert refused(lambda: view(session, actor, two.household(own), AT)) is not two.sees(role, own)


@ROLE_AND_SITE
def test_looking_among_many_says_the_same_as_the_policy(session: Session, two: Two, role: Role, own: bool) -> None:
    actor, home = two.actor(role), two.household(own)
    found = home in session.scalars(select(Household.id).where(area.seen_by(actor))).all()
    site = OWN if own else OTHER
    members = frozenset({two.resident}) if own else frozenset[int]()
    assert found is two.sees(role, own) is may_see_household(actor, home, site, members)


@ROLE_AND_SITE
def test_writing_about_a_household(session: Session, two: Two, role: Role, own: bool) -> None:
    actor = two.actor(role)
    record = replace(HOUSEHOLD if own else other_family(), dwelling="9-9-909")

    def write() -> None:
        service.take_in(session, record, said_before=None, on=LATER, at=AT, actor=actor, source=Source.COUNTER)

    assert refused(write) is not two.sees(role, own)


@ROLE_AND_SITE
def test_taking_somebody_out_of_a_household(session: Session, two: Two, role: Role, own: bool) -> None:
    home = session.get_one(Household, two.household(own))
    somebody = home.memberships[-1].person_id

    def take_out() -> None:
        leaving.leave(session, somebody, home.id, LATER, LeaveReason.MARRIED, AT, two.actor(role))

    assert refused(take_out) is not two.sees(role, own)


@ROLE_AND_SITE
def test_opening_a_household_at_a_site(session: Session, two: Two, role: Role, own: bool) -> None:
    single = replace(HEAD, name="新来的", id_number=id_number("19900909", "557"), office_code=None, phone=None)
    record = HouseholdRecord(None, (single,), site=SITE if own else OTHER_SITE)

    def enter() -> None:
        service.take_in(session, record, said_before=None, on=ON, at=AT, actor=two.actor(role), source=Source.COUNTER)

    allowed = role is Role.RESIDENT or (own and role in {*BY_SITE, Role.HELPER})
    assert refused(enter) is not allowed


@ROLE_AND_SITE
def test_writing_the_list_of_a_site(session: Session, two: Two, tmp_path: Path, role: Role, own: bool) -> None:
    def write() -> None:
        export_roster(session, tmp_path / "list.xlsx", on=ON, actor=two.actor(role), at=AT, site=OWN if own else OTHER)

    assert refused(write) is not (own and role in BY_SITE)


def test_a_clerk_does_not_move_a_family_to_a_site_of_others(session: Session, two: Two) -> None:
    moved = replace(HOUSEHOLD, site=OTHER_SITE)
    clerk, both = two.actor(Role.CLERK), replace(two.actor(Role.CLERK), sites=frozenset({OWN, OTHER}))
    with pytest.raises(Refused):
        service.take_in(session, moved, said_before=HOUSEHOLD, on=LATER, at=AT, actor=clerk, source=Source.COUNTER)
    service.take_in(session, moved, said_before=HOUSEHOLD, on=LATER, at=AT, actor=both, source=Source.COUNTER)
    home = session.get_one(Household, two.own)
    assert home.site is not None
    assert home.site.code == OTHER


@pytest.mark.parametrize("listed_before", [True, False])
def test_a_clerk_writes_nothing_about_somebody_who_lives_at_another_site(
    session: Session, two: Two, listed_before: bool
) -> None:
    stranger = replace(other_family().members[2], key="9", education=None, phone="19900009999")
    with_stranger = replace(HOUSEHOLD, members=(*HOUSEHOLD.members, stranger))
    said = replace(with_stranger, members=(*HOUSEHOLD.members, replace(stranger, phone=None)))
    with pytest.raises(Refused):
        service.take_in(
            session, with_stranger, said_before=said if listed_before else None, on=LATER, at=AT,
            actor=two.actor(Role.CLERK), source=Source.OFFICE_ROSTER,
        )  # fmt: skip


def test_a_pair_across_two_sites_is_shown_to_who_serves_both(session: Session, two: Two) -> None:
    here = session.get_one(Household, two.own).memberships[0].person_id
    there = session.get_one(Household, two.other).memberships[0].person_id
    session.add(
        DuplicatePair(smaller_id=here, larger_id=there, score=9, evidence=[], state=PairState.OPEN, found_on=ON)
    )
    session.flush()
    both = frozenset({OWN, OTHER})
    seen = [
        len(propose.open_pairs(session, Actor("c", Role.CLERK, sites)))
        for sites in (frozenset({OWN}), frozenset({OTHER}), both, frozenset[str](), None)
    ]
    assert seen == [0, 0, 1, 0, 1]


def test_a_helper_helps_where_the_record_has_name_and_telephone(session: Session, two: Two) -> None:
    helper = Actor("fan", Role.HELPER, frozenset({OWN}))
    cases = {
        ("范红梅", PHONE): {two.own},
        ("范红梅", "199-0000-0038"): {two.own},
        ("范红梅", "19900000039"): set(),  # another one of the same name
        ("范红", PHONE): set(),
        ("范红梅", None): set(),
    }
    found = {who: set(with_households(session, helper, *who).household_ids) for who in cases}
    assert found == cases


def test_a_household_without_a_telephone_of_its_helper_is_helped_by_nobody(session: Session, two: Two) -> None:
    helper = with_households(session, Actor("fan", Role.HELPER), "范红梅", PHONE)
    assert two.other not in helper.household_ids


def test_a_family_that_gets_another_helper_is_helped_by_that_one(session: Session, two: Two) -> None:
    session.get_one(Household, two.own).helper_name = "刘建国"
    session.flush()
    assert with_households(session, Actor("fan", Role.HELPER), "范红梅", PHONE).household_ids == frozenset()
    assert with_households(session, Actor("liu", Role.HELPER), "刘建国", PHONE).household_ids == {two.own}


def test_only_helpers_are_given_households(session: Session, two: Two) -> None:
    clerk = two.actor(Role.CLERK)
    assert with_households(session, clerk, "范红梅", PHONE) == clerk

"""One resident, one vacancy and one proposal that holds, for tests of what happens to a referral."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Actor, Role
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.vacancies.codes import Source, VacancyKind, VacancyState
from jobmatch.vacancies.model import Employer, Vacancy

TODAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """Who is who; `twin_id` is another record of the same household."""

    person_id: int
    twin_id: int
    vacancy_id: int
    proposal_id: int
    twin_proposal_id: int
    household_id: int

    def actor(self, role: Role) -> Actor:
        """Somebody of a role who may act for this person, as far as that role ever may."""
        speaks_for = frozenset({self.person_id}) if role is Role.RESIDENT else frozenset[int]()
        return Actor(f"a {role}", role, frozenset({"S1"}), speaks_for, frozenset({self.household_id}))


def settle(session: Session) -> Case:
    """A household of two at site S1, a published vacancy, and an open proposal of it to each of the two."""
    parameters.plant_first_rows(session)
    site = Site(code="S1", name="安置点一", division="520322")
    home = Household(number="TZ-S1-000001", site=site, registered_at=NOON, updated_at=NOON)
    people = [Person(name=name, name_pinyin="", updated_at=NOON) for name in ("测试甲", "测试乙")]
    employer = Employer(name="测试厂", level=2, registered_at=NOON, updated_at=NOON)
    vacancy = Vacancy(
        number="V1", source=Source.CLERK, employer=employer, title="缝纫工", kind=VacancyKind.COMPANY,
        state=VacancyState.PUBLISHED, headcount=2, created_at=NOON, updated_at=NOON,
    )  # fmt: skip
    run = MatchRun(
        as_of=TODAY, rules="test", rules_hash="0", started_at=NOON, people=2, proposals_new=2, proposals_changed=0,
        proposals_ended=0,
    )  # fmt: skip
    session.add_all([home, *people, vacancy, run])
    session.add_all(Membership(household=home, person=person, joined_on=TODAY) for person in people)
    session.flush()
    proposals = [
        Proposal(
            person_id=person.id, vacancy_id=vacancy.id, found_on=TODAY, rank=1, score=70, explanation={},
            rules_hash="0", run_id=run.id,
        )
        for person in people
    ]  # fmt: skip
    session.add_all(proposals)
    session.flush()
    return Case(people[0].id, people[1].id, vacancy.id, proposals[0].id, proposals[1].id, home.id)


def agree(session: Session, case: Case, purpose: ConsentPurpose, witness: str | None = None) -> None:
    """The person agrees on the first day, before a witness by signature."""
    given = ConsentGiven.SIGNATURE if witness else ConsentGiven.IN_PERSON
    consent.give(session, case.person_id, purpose, given, TODAY, NOON, witness=witness)
    session.flush()

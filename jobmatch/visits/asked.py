"""When a family was last asked about what: read from the household's own rows, noted when a form is saved."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.households import spells
from jobmatch.households.model import Household, Person
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.working_life import Answered, Intention
from jobmatch.visits.fields import Topic

_OF_LISTS = {
    "constraints": (Topic.REACH, Topic.CARE, Topic.HOURS),
    "certificates": (Topic.BRINGS,),
    "experience": (Topic.BRINGS,),
}
_OF_PERSON = (Topic.SCHOOL, Topic.BODY, Topic.PHONE, Topic.SPEECH)
_OF_INTENTION = {Topic.WISH: "wanted", Topic.PAY: "wage_floor", Topic.LEARN: "training_days_most"}


def home_asked_on(session: Session, household_id: int) -> date:
    """When the household's own page was last gone through or changed."""
    return clock.local_day(session.get_one(Household, household_id).updated_at)


def asked_on(session: Session, record: HouseholdRecord) -> dict[str, dict[Topic, date]]:
    """By member key and topic; a topic that nobody was ever asked about is missing."""
    found: dict[str, dict[Topic, date]] = {}
    for member in record.members:
        if not member.key.isdecimal():
            continue
        person_id = int(member.key)
        changed = clock.local_day(session.get_one(Person, person_id).updated_at)
        days: dict[Topic, date] = dict.fromkeys(_OF_PERSON, changed)
        intention = session.scalar(select(Intention).where(Intention.person_id == person_id))
        if intention is not None:
            # Whoever says "I am looking" has an intention, and has not been asked yet for what.
            said = (topic for topic, column in _OF_INTENTION.items() if getattr(intention, column) not in (None, []))
            days |= dict.fromkeys(said, intention.asked_on)
        spell = spells.open_spell(session, person_id)
        if spell is not None:
            days[Topic.NOW] = clock.local_day(spell.noted_at)
        rows = session.scalars(select(Answered).where(Answered.person_id == person_id)).all()
        own = {Topic(row.topic): row.asked_on for row in rows if row.topic in set(Topic)}
        asked = _of_lists(rows, own) | own
        # What is known of the asking itself counts before what a list has changed since.
        found[member.key] = days | asked
    return found


def note_home(session: Session, household_id: int, at: datetime) -> None:
    """Write down that the household's own facts were asked about now."""
    session.get_one(Household, household_id).updated_at = at


def note(session: Session, people: Mapping[int, Iterable[Topic]], on: date) -> None:
    """Write down that of these people these topics were asked about today."""
    for person_id, topics in people.items():
        for topic in topics:
            session.merge(Answered(person_id=person_id, topic=topic.value, asked_on=on))
    session.flush()


def _of_lists(rows: Iterable[Answered], own: Mapping[Topic, date]) -> dict[Topic, date]:
    """A list that came whole was asked about whole; of one that the counter fills, what was asked stands by itself."""
    return {
        topic: row.asked_on
        for row in rows
        for topic in _OF_LISTS.get(row.topic, ())
        if own.keys().isdisjoint(_OF_LISTS[row.topic])
    }

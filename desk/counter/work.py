"""The work page: eight questions, one a screen; those that are fresh are only read back (step 4)."""

from dataclasses import dataclass

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from desk.counter import words
from desk.counter.blueprint import Sitting, pages, sitting
from desk.counter.controls import Choice, Control, controls
from desk.counter.family import Group, in_words
from jobmatch import flow
from jobmatch.access import Permission
from jobmatch.households.checks import Finding, Level
from jobmatch.households.record import PersonRecord
from jobmatch.visits import asked, asking
from jobmatch.visits.fields import QUESTIONS, Topic, fields_of
from jobmatch.visits.form import shown_person
from jobmatch.web import current_actor, permission, session


@dataclass(frozen=True)
class Whose:
    """The person whose work page it is."""

    person_id: int
    name: str


@pages.get("/<code>/work/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def work(code: str, person_id: int) -> ResponseReturnValue:
    """The eight questions for one member."""
    here = sitting(code)
    return _page(here, _member(here, person_id), [])


@pages.post("/<code>/work/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def save_work(code: str, person_id: int) -> ResponseReturnValue:
    """Take the answers in and match the family at once: the cards are on the next page."""
    here = sitting(code)
    member = _member(here, person_id)
    try:
        # The last screen has read all eight answers back.
        saved = flow.save_form(
            session(), code, here.reading.book, here.reading.division, here.at, current_actor(),
            {str(person_id): QUESTIONS},
        )  # fmt: skip
    except flow.RefusedRecordError as refused:
        return _page(here, member, refused.findings)
    flow.match_household(session(), saved.household_id, here.on, here.at, current_actor())
    return redirect(url_for("counter.jobs", code=code, person_id=person_id), 303)


def _page(here: Sitting, member: PersonRecord, findings: list[Finding]) -> ResponseReturnValue:
    known = here.stands.known
    if known is None:
        abort(404)
    days = asked.asked_on(session(), known).get(member.key, {})
    of_record = next(one for one in known.members if one.key == member.key)
    wanted = asking.of_work(of_record, days, here.reading)
    shown = shown_person(of_record)
    if Topic.CARE in days:  # who was asked and looks after nobody has said so
        shown.setdefault("care", [])
    along = tuple(
        Choice(one.key, one.name)
        for one in here.stands.form.record.members
        if one.key != member.key and one.key.isdecimal() and asking.is_grown(one, here.reading)
    )
    questions = []
    for topic in QUESTIONS:
        found: list[Control] = controls(
            member.key, (field for field in fields_of(member.key, topic) if field.name != "consent"), shown,
            here.stands.answers, here.stands.revisions, current_actor(), {"together": along},
        )  # fmt: skip
        questions.append(Group(topic, words.TITLES[topic], words.ASIDES.get(topic, ""), topic in wanted, found))
    return render_template(
        "counter/work.html",
        here=here,
        whose=Whose(int(member.key), member.name),
        questions=questions,
        findings=[in_words(finding) for finding in findings if finding.level is Level.ERROR],
    )


def _member(here: Sitting, person_id: int) -> PersonRecord:
    found = next((one for one in here.stands.form.record.members if one.key == str(person_id)), None)
    if found is None or not asking.is_grown(found, here.reading):
        abort(404)  # no page leads here: nobody looks for work for a child
    return found

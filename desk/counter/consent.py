"""What it is for, read out and agreed to before anything is asked (domain.md 6.1, step 2)."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.counter.blueprint import pages, sitting
from desk.counter.controls import controls
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.households import consent as agreements
from jobmatch.households.codes import ConsentPurpose, Relation
from jobmatch.visits import service as visits
from jobmatch.visits.asking import is_grown
from jobmatch.visits.fields import NO, YES, Topic, fields_of
from jobmatch.web import current_actor, permission, session

_CONSENT = tuple(field for field in fields_of("1", Topic.NOW) if field.name == "consent")


@pages.get("/<code>/consent")
@permission(Permission.SERVE_AT_COUNTER)
def agree(code: str) -> ResponseReturnValue:
    """The three sentences, and who of the grown members agrees."""
    here = sitting(code)
    people = []
    for member in here.stands.form.record.members:
        if not is_grown(member, here.reading):
            continue
        known = member.key.isdecimal() and agreements.allows(
            session(), int(member.key), ConsentPurpose.MATCH_AND_TELL, here.on
        )
        shown = {"consent": YES} if known else {}
        (control,) = controls(member.key, _CONSENT, shown, here.stands.answers, here.stands.revisions, current_actor())
        people.append((member.name, control))
    return render_template("counter/consent.html", here=here, people=people)


@pages.post("/<code>/consent")
@permission(Permission.SERVE_AT_COUNTER)
def agreed(code: str) -> ResponseReturnValue:
    """A new family agrees, or does not: then nothing is kept, and looking through vacancies needs no name."""
    here = sitting(code)
    if request.form.get("agrees") == NO:
        visits.close(session(), code, here.at, current_actor(), throw_away=True)
        return render_template("counter/no_consent.html")
    if here.stands.known is None and not here.stands.form.record.members:
        token = request.form.get("token", "")[:36]
        # Who sits here first is the head until somebody says otherwise.
        for key, value in (("new1.consent", YES), ("new1.relation", Relation.HEAD.value)):
            visits.answer(session(), code, key, value, 0, token, clock.now(), current_actor())
    return redirect(url_for("counter.family", code=code), 303)

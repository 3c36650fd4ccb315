"""My certificates, the classes that can still be joined, and the wish to hear more of one first."""

from dataclasses import replace
from datetime import date, timedelta

from desk import labels
from desk.class_cards import ClassCard, cards_of
from desk.counter.offers import in_words
from desk.language import say as _
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import ConcernKind, ConcernState
from jobmatch.courses.enrolments import seen
from jobmatch.households import area
from jobmatch.households.working_life import CertificateRow
from jobmatch.matches.bridges import bridges_of
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told, told_of_me
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.who import helps_a_relative, look

# So long before the day a paper is worth a thought: a health certificate takes a week, a review more.
SOON = timedelta(days=30)


@api.get(f"{PERSON}/certificates")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Certificates)
def certificates(person_id: int) -> told_of_me.Certificates:
    """The papers that the record knows of; a relative who helps gets none of them."""
    on = clock.today()
    look(person_id, "read_certificates")
    if helps_a_relative(person_id):  # who was let see jobs and messages was not let see papers
        return told_of_me.Certificates(items=[], hidden=True)
    rows = session().query(CertificateRow).filter_by(person_id=person_id).order_by(CertificateRow.id)
    return told_of_me.Certificates(items=[_certificate(row, on) for row in rows], hidden=False)


@api.get(f"{PERSON}/courses")
@permission(Permission.READ_HOUSEHOLD)
@api.input(asked.Page, location="query")
@api.output(told_of_me.CoursePage)
def courses(person_id: int, query_data: asked.Page) -> told_of_me.CoursePage:
    """The classes that can still be joined: what opens most first, only a line late, what shuts the person out last."""
    at, actor = clock.now(), look(person_id, "read_courses")
    on = clock.local_day(at)
    wished = concerns.of_person(session(), person_id, [ConcernKind.COURSE_WISH], at, actor)
    standing = {one.about for one in wished if one.state is ConcernState.OPEN}
    opens = {one.course: in_words(one) for one in bridges_of(session(), person_id, on)}
    found = cards_of(session(), person_id, on, list(opens))
    if helps_a_relative(person_id):  # why a class takes somebody not gives away the age or the schooling
        found = [replace(one, shut=_("这个班的条件不合，报不上。看看别的班。")) if one.shut else one for one in found]
    last = query_data.after + query_data.most
    return told_of_me.CoursePage(
        items=[_course(one, opens.get(one.id, ""), standing) for one in found[query_data.after : last]],
        next=last if last < len(found) else None,
    )


@api.post(f"{PERSON}/courses/<int(max={LARGEST_ID}):course_id>/wish")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Empty)
@api.output(told.Done)
def wish(person_id: int, course_id: int, json_data: asked.Empty) -> told.Done:
    """The person would like to hear more before joining: the counter sees it."""
    at, actor = clock.now(), current_actor()
    area.require_person(session(), person_id, clock.local_day(at), actor)
    if course_id not in {one.id for one in seen.joinable(session(), clock.local_day(at))}:
        raise Sorry(404, "not_found")
    concerns.bring_up(session(), person_id, ConcernKind.COURSE_WISH, _about(course_id), at, actor)
    return told.Done()


def _certificate(row: CertificateRow, on: date) -> told_of_me.Certificate:
    due = [day for day in (row.valid_to, row.review_due) if day is not None]
    return told_of_me.Certificate(
        name=labels.label(labels.CERTIFICATE, row.kind), issuer=row.issuer or "", valid_to=row.valid_to,
        review_due=row.review_due, warns=any(day - on <= SOON for day in due),
    )  # fmt: skip


def _course(card: ClassCard, opens: str, wished: set[str]) -> told_of_me.Course:
    one = card.course
    return told_of_me.Course(
        id=card.id, title=card.title, provider=card.provider, place=card.place, starts_on=one.starts_on,
        ends_on=one.ends_on, days=one.days, hours=card.hours, living=[*card.living, *card.entry], seats=one.seats,
        room=card.room, waits=card.waits, cost=card.cost, opens=opens, shut=card.shut,
        wished=_about(card.id) in wished,
    )  # fmt: skip


def _about(course_id: int) -> str:
    return f"course:{course_id}"

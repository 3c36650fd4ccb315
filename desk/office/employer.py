"""One employer: what is known of it and how, its posts, and the verbs by which it is verified, barred and let in."""

from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk import labels
from desk.by_whom import people_named, say_by_whom
from desk.language import say as _
from desk.office.blueprint import EMPLOYER, confirmed_days, pages, written
from desk.office.employers import LEVELS
from desk.office.words import STATE
from desk.post_standing import stands
from desk.reply_words import in_a_cell
from desk.row_ids import LARGEST_ID
from desk.undoing import say_done
from jobmatch import clock, parameters
from jobmatch.access import Permission, may
from jobmatch.placements.employer_texts.silence import paused_in_silence
from jobmatch.placements.replying import replies
from jobmatch.places import division_name
from jobmatch.vacancies import employers
from jobmatch.vacancies.codes import LEVEL_NEEDED
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.openness import LEVEL_ELSE
from jobmatch.web import current_actor, permission, session

MOST_POSTS = 100


@dataclass(frozen=True)
class Step:
    """One step of verification as it is shown."""

    level: str
    how: str
    by: str
    on: date


@dataclass(frozen=True)
class Bar:
    """Why and since when an employer is barred."""

    since: date
    because: str
    by: str


@pages.get(f"/employers/{EMPLOYER}")
@permission(Permission.VERIFY_EMPLOYER)
def employer(employer_id: int) -> ResponseReturnValue:
    """All that the office has to know of it."""
    return _page(_found(employer_id))


@pages.post(f"/employers/{EMPLOYER}/verify")
@permission(Permission.VERIFY_EMPLOYER)
def verify(employer_id: int) -> ResponseReturnValue:
    """Somebody came to know it better, and says by what."""
    one, how, level = _found(employer_id), written("how"), request.form.get("level", "")
    if level not in ("1", "2", "3"):
        return _page(one, "verify", "level"), 422
    if not how:
        return _page(one, "verify", "how"), 422
    step = employers.verify(session(), one, int(level), how, clock.today(), clock.now(), current_actor())
    session().flush()
    undo = url_for("office.take_back_step", employer_id=one.id)
    say_done(_("记下了：%(level)s。", level=str(LEVELS[step.level])), undo, {"step": str(step.id)})
    return redirect(url_for("office.employer", employer_id=one.id), 303)


@pages.post(f"/employers/{EMPLOYER}/take-back")
@permission(Permission.VERIFY_EMPLOYER)
def take_back_step(employer_id: int) -> ResponseReturnValue:
    """A step that was written down by mistake, by whoever wrote it."""
    one, step = _found(employer_id), request.form.get("step", "")
    if step.isascii() and step.isdecimal() and int(step) <= LARGEST_ID:
        employers.take_back(session(), one, int(step), clock.now(), current_actor())
        say_done(_("撤回了，现在是：%(level)s。", level=str(LEVELS[one.level])))
    return redirect(url_for("office.employer", employer_id=one.id), 303)


@pages.post(f"/employers/{EMPLOYER}/bar")
@permission(Permission.VERIFY_EMPLOYER)
def bar(employer_id: int) -> ResponseReturnValue:
    """None of its posts is shown any more; the reason is said."""
    one, reason = _found(employer_id), written("reason")
    if not reason:
        return _page(one, "bar", "reason"), 422
    if one.blacklisted_since is None:
        employers.blacklist(session(), one, clock.today(), reason, clock.now(), current_actor())
    undo = url_for("office.lift", employer_id=one.id)
    say_done(_("记下了：这个单位不能用，岗位都收起来了。"), undo, {"reason": _("记错了，撤回")})
    return redirect(url_for("office.employer", employer_id=one.id), 303)


@pages.post(f"/employers/{EMPLOYER}/lift")
@permission(Permission.VERIFY_EMPLOYER)
def lift(employer_id: int) -> ResponseReturnValue:
    """It may offer work again; the reason is said, and a tap bars it as before."""
    one, reason = _found(employer_id), written("reason")
    if not reason:
        return _page(one, "lift", "reason"), 422
    barred = employers.barred_because(session(), one)
    if one.blacklisted_since is not None:
        employers.lift_blacklist(session(), one, reason, clock.now(), current_actor())
    undo = url_for("office.bar", employer_id=one.id) if barred else ""
    say_done(_("记下了：这个单位又可以用了。"), undo, {"reason": barred.detail} if barred else {})
    return redirect(url_for("office.employer", employer_id=one.id), 303)


def _found(employer_id: int) -> Employer:
    one = session().get(Employer, employer_id, with_for_update=request.method == "POST")
    if one is None:
        abort(404)
    return one


def _page(one: Employer, wrong_form: str = "", wrong_field: str = "") -> str:
    steps, barred = employers.steps(session(), one), employers.barred_because(session(), one)
    people = people_named({step.by for step in steps} | ({barred.actor} if barred else set()))
    posts = (
        session()
        .scalars(select(Vacancy).where(Vacancy.employer_id == one.id).order_by(Vacancy.id.desc()).limit(MOST_POSTS))
        .all()
    )
    silent, today, days = paused_in_silence(session(), posts), clock.today(), confirmed_days()
    rate = replies(session(), [one.id], parameters.load(session()), today, clock.now())[one.id]
    return render_template(
        "office/employer.html", employer=one, replied=in_a_cell(rate), within=rate.days,
        level=LEVELS[one.level], levels=LEVELS[1:],
        posts=[(post, *stands(post, STATE, post.id in silent, today, days)) for post in posts],
        place=division_name(one.division) if one.division else None, kinds=labels.KIND,
        steps=[Step(str(LEVELS[step.level]), step.how, say_by_whom(step.by, people), step.on) for step in steps],
        barred=_bar(one, barred.detail if barred else "", say_by_whom(barred.actor, people) if barred else ""),
        least=LEVEL_ELSE, strict=[labels.label(labels.KIND, kind) for kind in LEVEL_NEEDED],
        wrong=(wrong_form, wrong_field), given=request.form, reviews=may(current_actor(), Permission.REVIEW_VACANCY),
    )  # fmt: skip


def _bar(one: Employer, because: str, by: str) -> Bar | None:
    return None if one.blacklisted_since is None else Bar(one.blacklisted_since, because, by)

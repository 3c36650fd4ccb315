"""Posting a vacancy on a telephone: what, for how much, when and where; from nothing, from an old one, or mended.

The advert is checked while it is typed, and once more with all its fields when it is sent; without scripts the second
says the same. What keeps it from being published is said with the words, the reason, and a lawful way to say it.
"""

from collections.abc import Sequence
from dataclasses import fields

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.hiring.blueprint import VACANCY, own_vacancy, pages
from desk.hiring.clash import Differs, differing, stamp
from desk.hiring.form import FIELDS, LONGEST, read, shown
from desk.labels import CONTRACT, DORM, KIND, MEALS, SHIFT
from desk.language import say as _
from desk.language import say_either
from desk.not_said import NotSaidError
from desk.office.blueprint import findings_of
from desk.row_ids import row_id
from desk.undoing import say_done
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.matches.facts import wage_parameters
from jobmatch.vacancies import offer, offering
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Finding, Level, may_publish
from jobmatch.vacancies.adverts.rewrite import ANY_JOB, rewrite
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import current_actor, permission, session, undo


@pages.get("/posts/new")
@permission(Permission.HIRE)
def new() -> ResponseReturnValue:
    """An empty form, or one filled from an old post (`?like=ID`)."""
    like = request.args.get("like", 0, type=int)
    given = shown(offer.read(own_vacancy(like))) | {"expires_on": "", "start_on": ""} if like else {}
    return _page(None, given)


@pages.post("/posts/new")
@permission(Permission.HIRE)
def send() -> ResponseReturnValue:
    """Hand in a new post; one that breaks a rule is not kept, and comes back with all that was typed."""
    employer = _employer()
    if "take" in request.form:
        return _page(None, _rewritten())
    try:
        content = read(request.form, current_actor().name, clock.today())
    except NotSaidError as wrong:
        return _page(None, request.form, wrong), 422
    there = offering.just_offered(session(), employer, content, clock.now())
    if there is not None:
        return redirect(url_for("hiring.post", vacancy_id=there.id), 303)
    vacancy = offering.offer_work(session(), employer, content, clock.now(), current_actor())
    found = findings_of(vacancy)
    if not may_publish(found):
        undo()
        return _page(None, request.form, found=found), 422
    say_done(_("交上去了。就业局看一遍就公布，一般一天。"))
    return redirect(url_for("hiring.post", vacancy_id=vacancy.id), 303)


@pages.get(f"/posts/{VACANCY}/mend")
@permission(Permission.HIRE)
def mend(vacancy_id: int) -> ResponseReturnValue:
    """A draft, or what was sent back, with what the office said."""
    vacancy = own_vacancy(vacancy_id)
    if vacancy.state not in offering.MAY_BE_MENDED:
        return redirect(url_for("hiring.new", like=vacancy.id), 303)
    return _page(vacancy, shown(offer.read(vacancy)))


@pages.post(f"/posts/{VACANCY}/mend")
@permission(Permission.HIRE)
def mended(vacancy_id: int) -> ResponseReturnValue:
    """Hand it in again."""
    vacancy = own_vacancy(vacancy_id)
    if "take" in request.form:
        return _page(vacancy, _rewritten())
    session().refresh(vacancy, with_for_update=True)
    stale = vacancy.state in offering.MAY_BE_MENDED and request.form.get("seen", "") != stamp(vacancy)
    clash = differing(vacancy, request.form) if stale else []
    if clash:
        return _page(vacancy, request.form, clash=clash), 409
    try:
        content = read(request.form, current_actor().name, clock.today())
        names = [name for name in FIELDS if name in {one.name for one in fields(content)}]
        offering.mend(session(), vacancy, content, names, clock.now(), current_actor())
    except NotSaidError as wrong:
        return _page(vacancy, request.form, wrong), 422
    except offering.NotToBeMendedError:
        say_done(_("这个岗位刚才公布了，要改就照它再发一个。"))
        return redirect(url_for("hiring.post", vacancy_id=vacancy_id), 303)
    found = findings_of(vacancy)
    if not may_publish(found):
        undo()
        return _page(own_vacancy(vacancy_id), request.form, found=found), 422
    say_done(_("改好了，又交上去了。"))
    return redirect(url_for("hiring.post", vacancy_id=vacancy_id), 303)


@pages.post("/posts/check")
@permission(Permission.HIRE)
def check() -> ResponseReturnValue:
    """What the words of an advert break, for the page that is being typed; nothing is kept."""
    text, title = request.form.get("text", "")[: LONGEST["posted_text"]], request.form.get("title", "")[:100]
    found = _in_words(text, title)
    return {
        "found": [
            {"words": one.words, "blocks": one.level is Level.BLOCK, "because": _because(one), "instead": _instead(one)}
            for one in found
        ],
        "rewritten": _again(text, found, title) if any(one.source == "text" for one in found) else "",
    }


def _page(
    vacancy: Vacancy | None,
    given: object,
    wrong: NotSaidError | None = None,
    found: Sequence[Finding] = (),
    clash: Sequence[Differs] = (),
) -> str:
    employers = session().scalars(select(Employer).where(Employer.id.in_(current_actor().employer_ids))).all()
    if not employers:
        abort(404)
    return render_template(
        "hiring/offer.html", vacancy=vacancy, given=given, wrong=wrong, employers=employers, longest=LONGEST,
        found=[(one, _because(one), _instead(one)) for one in found], block=Level.BLOCK, kinds=KIND, shifts=SHIFT,
        dorms=DORM, meals=MEALS, contracts=CONTRACT, today=clock.today(), clash=clash,
        seen=stamp(vacancy) if vacancy else "",
    )  # fmt: skip


def _employer() -> Employer:
    own = current_actor().employer_ids
    chosen = request.form.get("employer", "")
    known = [row_id(chosen)] if row_id(chosen) else sorted(own)[:1]
    found = session().get(Employer, known[0], with_for_update=True) if known and known[0] in own else None
    if found is None:
        abort(404)
    return found


def _rewritten() -> dict[str, object]:
    """The form with its advert in lawful words."""
    text, title = request.form.get("posted_text", ""), request.form.get("title", "")
    return {**request.form, "posted_text": _again(text, _in_words(text, title), title)}


def _in_words(text: str, title: str) -> list[Finding]:
    figures = wage_parameters(parameters.load(session()), clock.today())
    return check_advert(text, None, figures) + check_advert(title)


def _again(text: str, found: list[Finding], title: str) -> str:
    figures = wage_parameters(parameters.load(session()), clock.today())
    return rewrite(text, [one for one in found if one.source == "text"], figures, title or ANY_JOB)


def _because(one: Finding) -> str:
    return say_either(one.explanation.because, one.explanation.because_en)


def _instead(one: Finding) -> str:
    return say_either(one.explanation.instead, one.explanation.instead_en)

"""The schools, offices and enterprises that train, with their licences, as the office has read them there."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.class_words import PROVIDERS, why_not
from desk.language import say as _
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses import classes, service
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.model import Provider
from jobmatch.courses.refusals import UnacceptableCourseError
from jobmatch.web import current_actor, permission, session
from trainers.blueprint import SCHOOL, pages, written
from trainers.typed import day

LONGEST = {"name": 100, "licence": 60}


@pages.get("/schools")
@permission(Permission.LICENSE_SCHOOL)
def schools() -> ResponseReturnValue:
    """Each with its licence, and a form for one that is new."""
    return _page({})


@pages.post("/schools")
@permission(Permission.LICENSE_SCHOOL)
def enter() -> ResponseReturnValue:
    """Enter a school; one that is known stays what it is."""
    try:
        school = service.register_provider(session(), written("name", LONGEST["name"]), clock.now(), current_actor())
    except UnacceptableCourseError as error:
        return _page({0: why_not(error)}), 422
    say_done(_("%(name)s写上了。看了许可证，就在下面写。", name=school.name))
    return redirect(url_for("trainers.schools") + f"#school-{school.id}", 303)


@pages.post(f"/schools/{SCHOOL}")
@permission(Permission.LICENSE_SCHOOL)
def license_school(provider_id: int) -> ResponseReturnValue:
    """What it is, the number of its licence, and its last day."""
    if session().get(Provider, provider_id) is None:
        abort(404)
    kind, typed = written("kind", 20), written("until", 10)
    until = day(typed)
    if typed and until is None:
        return _page({provider_id: _("日子没看懂，照 2026-12-01 这样写。")}), 422
    if kind not in set(ProviderKind):
        return _page({provider_id: _("是学校、企业，还是单位自己办？点一个。")}), 422
    licence = written("licence", LONGEST["licence"])
    classes.set_licence(session(), provider_id, ProviderKind(kind), licence, until, clock.now(), current_actor())
    say_done(_("许可证记好了。"))
    return redirect(url_for("trainers.schools") + f"#school-{provider_id}", 303)


def _page(wrong: Mapping[int, str]) -> str:
    found = session().scalars(select(Provider).order_by(Provider.name)).all()
    return render_template(
        "trainers/schools.html", schools=found, kinds=PROVIDERS, wrong=wrong, given=request.form, longest=LONGEST,
        today=clock.today(),
    )  # fmt: skip

"""One post of the own: how it stands, and what an employer does with it in one tap; each tap can be taken back."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk import cards
from desk.hiring.blueprint import VACANCY as ONE
from desk.hiring.blueprint import own_vacancy, pages, written
from desk.language import say as _
from desk.post_standing import stands
from desk.undoing import say_done
from desk.vacancies import confirmed_days
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.employer_texts.silence import paused_in_silence
from jobmatch.vacancies import service
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import VACANCY, Verb
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.offering import MAY_BE_MENDED
from jobmatch.web import current_actor, permission, session

STATE: Mapping[VacancyState, LazyString] = {
    VacancyState.DRAFT: _l("就业局在看，看完就公布"),
    VacancyState.REFUSED: _l("退回来了，改一改再交"),
    VacancyState.PUBLISHED: _l("在招"),
    VacancyState.PAUSED: _l("停着，没有人看得到"),
    VacancyState.FILLED: _l("招满了"),
    VacancyState.WITHDRAWN: _l("不招了"),
    VacancyState.EXPIRED: _l("过期了"),
}
_MAY: Mapping[Verb, LazyString] = {
    Verb.PAUSE: _l("停一停"),
    Verb.RESUME: _l("接着招"),
    Verb.FILL: _l("招满了"),
    Verb.REOPEN: _l("又要人了"),
    Verb.WITHDRAW: _l("不招了"),
    Verb.SUBMIT: _l("再招一回"),
}
"""What an employer may do with an own post, in the words of its button."""
_SAID: Mapping[Verb, LazyString] = {
    Verb.PAUSE: _l("停了，没有人看得到这个岗位了。"),
    Verb.RESUME: _l("又公布了。"),
    Verb.FILL: _l("记下了：招满了。"),
    Verb.REOPEN: _l("记下了：又要人了。"),
    Verb.WITHDRAW: _l("不招了，记下了。"),
    Verb.SUBMIT: _l("交给就业局看了，看完就公布。"),
}
_BACK: Mapping[Verb, Verb] = {
    Verb.PAUSE: Verb.RESUME, Verb.RESUME: Verb.PAUSE, Verb.FILL: Verb.REOPEN, Verb.REOPEN: Verb.FILL,
}  # fmt: skip


@pages.get(f"/posts/{ONE}")
@permission(Permission.HIRE)
def post(vacancy_id: int) -> ResponseReturnValue:
    """As residents read it, with what the office said of it."""
    vacancy = own_vacancy(vacancy_id)
    silent, days = bool(paused_in_silence(session(), [vacancy])), confirmed_days()
    return render_template(
        "hiring/post.html", post=vacancy, card=cards.card(vacancy), silent=silent, days=days,
        stands=stands(vacancy, STATE, silent, clock.today(), days),
        may=[
            (verb.value, _button(vacancy, verb)) for verb in _MAY
            if _may(vacancy, verb) and not (silent and verb is Verb.RESUME)
        ],
        refused=next((one.reason for one in reversed(vacancy.reviews) if one.verb == Verb.REFUSE), ""),
        confirmable=silent or vacancy.state is VacancyState.PUBLISHED, mendable=vacancy.state in MAY_BE_MENDED,
        pay=cards.pay_lines(vacancy),
    )  # fmt: skip


@pages.post(f"/posts/{ONE}/move")
@permission(Permission.HIRE)
def move(vacancy_id: int) -> ResponseReturnValue:
    """Pause, go on, full, open again, over, or once more."""
    vacancy = own_vacancy(vacancy_id)
    name = written("verb", 20)
    if name not in set(_MAY):
        abort(400)
    verb = Verb(name)
    try:
        service.move(session(), vacancy, verb, "", clock.now(), current_actor())
    except IllegalMoveError:
        say_done(_("这个岗位刚才变了，现在是这样。"))
    else:
        here = url_for("hiring.move", vacancy_id=vacancy.id)
        say_done(str(_SAID[verb]), here if verb in _BACK else "", {"verb": _BACK[verb].value} if verb in _BACK else {})
    return redirect(url_for("hiring.post", vacancy_id=vacancy.id), 303)


@pages.post(f"/posts/{ONE}/confirm")
@permission(Permission.HIRE)
def confirm(vacancy_id: int) -> ResponseReturnValue:
    """Still looking, and for how many: the post stays on the list."""
    vacancy = own_vacancy(vacancy_id)
    given = written("places", 4)
    try:
        service.say_places(session(), vacancy, int(given), clock.now(), current_actor())
    except (ValueError, service.NoSuchPlacesError):
        say_done(_("还要几个人？写一个数，0到999。"))
        return redirect(url_for("hiring.post", vacancy_id=vacancy.id), 303)
    service.confirm(session(), vacancy, clock.today(), clock.now(), current_actor())
    if paused_in_silence(session(), [vacancy]):
        service.move(session(), vacancy, Verb.RESUME, "", clock.now(), current_actor())
    say_done(_("记下了，谢谢。来找活的人看得到是今天核实的。"))
    return redirect(url_for("hiring.post", vacancy_id=vacancy.id), 303)


def _button(vacancy: Vacancy, verb: Verb) -> str:
    """A post that was sent back is not offered again but handed in as it is."""
    as_it_is = verb is Verb.SUBMIT and vacancy.state is VacancyState.REFUSED
    return _("不改，再交一回") if as_it_is else str(_MAY[verb])


def _may(vacancy: Vacancy, verb: Verb) -> bool:
    try:
        VACANCY.next_state(verb, vacancy.state, current_actor().role)
    except IllegalMoveError:
        return False
    return True

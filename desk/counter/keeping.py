"""Every answer is sent as it is given and kept at once; what was changed elsewhere meanwhile is shown, never lost."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from desk.counter.blueprint import Sitting, pages, sitting
from desk.counter.family import in_words, read_back
from desk.language import say as _
from desk.language import spoken_language
from desk.staff import name_of
from jobmatch import clock, flow
from jobmatch.access import Permission
from jobmatch.households import identity
from jobmatch.households.checks import check
from jobmatch.households.checks.persons import SAME_NUMBER
from jobmatch.visits import asking, elsewhere, twice
from jobmatch.visits import service as visits
from jobmatch.visits.answers import BadAnswerError
from jobmatch.visits.card_reader import number_of
from jobmatch.visits.fields import UnknownFieldError
from jobmatch.web import current_actor, permission, session

LONGEST_KEY, LONGEST_TOKEN = 60, 36
_UNPROCESSABLE, _CONFLICT, _NOT_FOUND = 422, 409, 404


@pages.put("/<code>/answers")
@permission(Permission.SERVE_AT_COUNTER)
def keep(code: str) -> ResponseReturnValue:
    """One answer as JSON `{key, value, seen, token}`; answers `{revision, value, read_back, grown, doubt, read,
    again}`, or says what to do. `grown` are the keys of those whom work may be looked for, `doubt` what already stands
    against saving, `again` what does in the second writing of a number's end; `read`: a reader typed the number.

    404 the visit is closed, 409 another screen answered otherwise (with its answer), 422 the answer cannot be read.
    """
    said = request.get_json(silent=True)
    if not isinstance(said, dict) or not isinstance(said.get("seen"), int) or not said.get("token"):
        raise BadRequest
    key, token = str(said.get("key"))[:LONGEST_KEY], str(said.get("token"))[:LONGEST_TOKEN]
    try:
        kept = flow.keep_answer(
            session(), code, key, said.get("value"), said["seen"], token, clock.now(), current_actor()
        )
    except visits.NoSuchVisitError:
        return {"message": _("这一次已经办完了。请回到开头，从那里接着办。")}, _NOT_FOUND
    except BadAnswerError as bad:
        return {"message": bad.chinese if spoken_language() == "zh" else bad.english}, _UNPROCESSABLE
    except UnknownFieldError as error:
        raise BadRequest from error
    except visits.OtherAnswerError as other:
        words = _("%(who)s在别的屏幕上刚改过这一项。哪个对？", who=name_of(other.by))
        return {"message": words, "value": other.value, "revision": other.revision}, _CONFLICT
    here = sitting(code)
    given = str(said.get("value"))
    return {
        "revision": kept.revision,
        "value": kept.value,
        "read_back": read_back(here),
        "grown": _grown(here),
        "doubt": _doubt(here, key),
        "read": key.endswith(".id_number") and number_of(given, here.on) != given,
        "again": _again(here, key, given),
    }


def _grown(here: Sitting) -> list[str]:
    """By all keys under which a page may show them: who was registered meanwhile has two."""
    found = {one.key for one in here.stands.form.record.members if asking.is_grown(one, here.reading)}
    return [*found, *(key for key, person_id in here.visit.people.items() if str(person_id) in found)]


def _again(here: Sitting, key: str, given: str) -> str:
    """Of a number and its end just given: that they do not agree. An old number has no check digit that would show a
    slip of the hand: it is to be read once more from its beginning."""
    whom, _dot, name = key.partition(".")
    if name not in ("id_number", "id_end"):
        return ""
    stands, person = here.stands, str(here.visit.people.get(whom, whom))
    found = twice.unrepeated(stands.form.record, stands.known, stands.answers, here.visit.people)
    mine = [finding for finding in found if finding.person_key == person]
    if mine and f"{whom}.id_end" in stands.answers:
        return in_words(mine[0])["words"]
    if mine and identity.read(given, here.on).kind is identity.IdKind.OLD:
        return _("15位的老号码，抄错了机器看不出来：对着证件从头再念一遍，再写后四位。")
    return ""


def _doubt(here: Sitting, key: str) -> str:
    """Of a number just given: who else has it, said while the card is still on the table."""
    whom, _, name = key.partition(".")
    if name != "id_number":
        return ""
    stands, person = here.stands, str(here.visit.people.get(whom, whom))
    said = check(stands.form.record, here.reading.book, here.reading.division, here.on)
    here_twice = [finding for finding in said if finding.code == SAME_NUMBER.code]
    registered = elsewhere.registered(session(), stands.form.record, stands.known, here.on, current_actor())
    found = [one for one in (*here_twice, *registered) if person in (one.person_key, one.other_key)]
    return in_words(found[0])["words"] if found else ""

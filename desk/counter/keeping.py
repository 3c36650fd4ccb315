"""Every answer is sent as it is given and kept at once; what was changed elsewhere meanwhile is shown, never lost."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from desk.counter.blueprint import pages, sitting
from desk.counter.family import read_back
from desk.language import say as _
from desk.language import spoken_language
from desk.staff import name_of
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.visits import service as visits
from jobmatch.visits.answers import BadAnswerError
from jobmatch.visits.fields import UnknownFieldError
from jobmatch.web import current_actor, permission, session

LONGEST_KEY, LONGEST_TOKEN = 60, 36
_UNPROCESSABLE, _CONFLICT, _NOT_FOUND = 422, 409, 404


@pages.put("/<code>/answers")
@permission(Permission.SERVE_AT_COUNTER)
def keep(code: str) -> ResponseReturnValue:
    """One answer as JSON `{key, value, seen, token}`; answers `{revision, read_back}`, or says what to do.

    404 the visit is closed, 409 another screen answered otherwise (with its answer), 422 the answer cannot be read.
    """
    said = request.get_json(silent=True)
    if not isinstance(said, dict) or not isinstance(said.get("seen"), int) or not said.get("token"):
        raise BadRequest
    key, token = str(said.get("key"))[:LONGEST_KEY], str(said.get("token"))[:LONGEST_TOKEN]
    try:
        kept = visits.answer(session(), code, key, said.get("value"), said["seen"], token, clock.now(), current_actor())
    except visits.NoSuchVisitError:
        return {"message": _("这一次已经办完了。请回到开头，从那里接着办。")}, _NOT_FOUND
    except BadAnswerError as bad:
        return {"message": bad.chinese if spoken_language() == "zh" else bad.english}, _UNPROCESSABLE
    except UnknownFieldError as error:
        raise BadRequest from error
    except visits.OtherAnswerError as other:
        words = _("%(who)s在别的屏幕上刚改过这一项。哪个对？", who=name_of(other.by))
        return {"message": words, "value": other.value, "revision": other.revision}, _CONFLICT
    return {"revision": kept.revision, "value": kept.value, "read_back": read_back(sitting(code))}

"""What all answers of the API share: language, one shape of errors, replays, fingerprints for "not changed", gzip."""

import gzip
import re
from hashlib import sha256
from typing import Any

from apiflask import APIBlueprint, HTTPError
from flask import Response, current_app, g, request

from desk.language import CHINESE, LANGUAGES
from jobmatch import clock, db
from jobmatch.access import Permission
from jobmatch.accounts import kept
from jobmatch.web import declared_permission, engine, session, undo
from mini_program_api.problems import Sorry, document, misshapen, show_sorry
from mini_program_api.who import asking

PREFIX = "/api"
LARGEST_ID = 2**31 - 1
KEY = "Idempotency-Key"
KEY_SHAPE = r"^[A-Za-z0-9_-]{8,64}$"
LARGEST_DOCUMENT = 16 * 1024
# Less than this hardly fits a second packet, and gzip would make it longer.
WORTH_PACKING = 500

api = APIBlueprint("api", __name__, url_prefix=PREFIX)


def is_asked() -> bool:
    """Whether the running request is one to the API."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


@api.url_value_preprocessor  # comes before anything that may refuse the request, and so before any words
def _listen(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    g.language = request.accept_languages.best_match(LANGUAGES, CHINESE)


@api.errorhandler(Sorry)
def _say_sorry(error: Sorry) -> Response:
    return show_sorry(error)


@api.errorhandler(HTTPError)
def _say_what_is_wrong(error: HTTPError) -> Response:
    """A document or an address that does not have its shape: by field, without the validator's own English."""
    places = [name for fields in error.detail.values() for name in fields] if isinstance(error.detail, dict) else []
    # Where a document may have one of two forms, the validator names the form before the field, or only the document.
    fields = dict.fromkeys(str(name).rpartition(".")[2] for name in places)
    status, word = misshapen(request.get_json(silent=True), fields) or (error.status_code, "bad_request")
    return document(status, word, *(name for name in fields if name != "_schema"))


@api.before_request
def _answer_again() -> Response | None:
    """What was done for this very request before is not done again: the answer of that time goes out once more."""
    if request.method != "POST":
        return None
    key = request.headers.get(KEY, "")
    if not re.fullmatch(KEY_SHAPE, key):
        raise Sorry(400, "key_missing", KEY)
    request.max_content_length = LARGEST_DOCUMENT
    if not request.is_json:
        raise Sorry(415, "not_json")
    if request.get_json() is None:  # a library further on would take it for an empty document
        raise Sorry(400, "bad_request")
    found = _given_before(key)
    if found is None:
        g.key = key
    return found


@api.after_request
def _finish(response: Response) -> Response:
    """Kept in the transaction of what the answer tells, so that there is never one without the other."""
    if "key" in g:
        response = _kept(response)
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        response.add_etag(weak=True)
        response.make_conditional(request)
    return _pack(response)


def _kept(response: Response) -> Response:
    """The answer, kept; or that of the same request, if it was done at this very moment, and then only once."""
    if response.status_code < 400:
        answer = kept.Answer(_fingerprint(), response.status_code, response.get_data())
        try:
            kept.keep(session(), _holder(), g.key, answer, clock.now())
        except kept.AskedAtOnceError:
            response = document(409, "asked_at_once")
        else:
            return response
    undo()
    try:  # what failed may have failed because the other one was done: a code that opens once, a token that is spent
        return _given_before(g.key) or response
    except Sorry as error:
        return show_sorry(error)


def was_done_meanwhile() -> bool:
    """Whether this very request, with its key, was answered while this one was under way; to be asked after `undo`."""
    return _given_before(g.key) is not None


def _given_before(key: str) -> Response | None:
    """What was answered to the same key; raises Sorry where it was the key of another request."""
    with db.reading(engine()) as looking:
        found = kept.find(looking, _holder(), key, clock.now())
    if found is None:
        return None
    if found.asked != _fingerprint():
        raise Sorry(422, "key_used")
    return Response(found.body, found.status, {"Idempotent-Replayed": "true"}, content_type="application/json")


def _pack(response: Response) -> Response:
    response.vary.update(("Accept-Encoding", "Accept-Language"))
    body = response.get_data()
    if request.accept_encodings["gzip"] and len(body) > WORTH_PACKING and "Content-Encoding" not in response.headers:
        response.set_data(gzip.compress(body, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _holder() -> str:
    """Whose keys they are: the telephone's, whichever of its sign-ins it is.

    Whoever signs in has no name yet; the request itself is secret then.
    """
    view = current_app.view_functions[request.endpoint or ""]
    phone = asking() if declared_permission(view) is not Permission.SIGN_IN else None
    return "" if phone is None else phone.holder


def _fingerprint() -> str:
    said = b"\n".join((request.full_path.encode(), request.get_data()))
    return sha256(said).hexdigest()

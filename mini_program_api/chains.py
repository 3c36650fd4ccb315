"""Which answer leads to which request: the links of the description, for whoever writes or tests a client."""

from collections.abc import Mapping
from typing import Any

from mini_program_api.blueprint import PREFIX

_PEOPLE = f"{PREFIX}/people/{{person_id}}"
_ONE = f"{_PEOPLE}/proposals/{{vacancy_id}}"
_OF_A_PERSON = (
    "proposals", "why_not", "form", "seen", "certificates", "courses", "enrolments", "referrals", "inbox", "brought_up",
    "export", "links", "messages",
)  # fmt: skip
_SAME = {"person_id": "$request.path.person_id"}


def _in_answer(path: str) -> str:
    return f"$response.body#/{path}"


def _leads(method: str, view: str, given: Mapping[str, str] = _SAME, body: Any = None) -> dict[str, dict[str, Any]]:
    """A link to an operation, with what the answer, or the request before it, gives to it."""
    to: dict[str, Any] = {"operationId": f"{method}_api_{view}", "parameters": dict(given)}
    if body is not None:
        to["requestBody"] = body
    return {view: to}


_MY = {
    name: link
    for view in _OF_A_PERSON
    for name, link in _leads("get", view, {"person_id": _in_answer("people/0/id")}).items()
}
_RENEWED = _leads("post", "refresh", {}, {"refresh": _in_answer("refresh")})
_HEARD = _leads("get", "brought_up")
_ON = {"after": _in_answer("next")}
_TO_THIS = _SAME | {"vacancy_id": "$request.path.vacancy_id"}
_TO_FIRST = _SAME | {"vacancy_id": _in_answer("items/0/vacancy")}
_TO_FIRST_REFERRAL = _SAME | {"referral_id": _in_answer("items/0/id")}

LINKS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("post", f"{PREFIX}/sign-in"): _MY | _RENEWED,
    ("post", f"{PREFIX}/refresh"): _MY | _RENEWED,
    ("post", f"{PREFIX}/link"): _MY,
    ("get", f"{PREFIX}/me"): _MY,
    ("get", f"{PREFIX}/sites"): _leads("get", "vacancies", {"site": _in_answer("items/0/code")}),
    ("get", f"{PREFIX}/vacancies"): (
        _leads("get", "vacancy", {"vacancy_id": _in_answer("items/0/vacancy")}) | _leads("get", "vacancies", _ON)
    ),
    ("get", f"{PREFIX}/templates"): _leads("post", "subscriptions", {}),
    ("get", f"{PREFIX}/helper/households"): (
        _leads("get", "proposals", {"person_id": _in_answer("items/0/members/0/id")}) | _leads("get", "households", _ON)
    ),
    ("get", f"{PREFIX}/helper/due"): _leads("get", "proposals", {"person_id": _in_answer("items/0/person")}),
    ("get", f"{_PEOPLE}/proposals"): (
        _leads("get", "proposal", _TO_FIRST)
        | _leads("post", "answer", _TO_FIRST, {"answer": "want"})
        | _leads("get", "proposals", _SAME | _ON)
    ),
    ("get", _ONE): _leads("post", "answer", _TO_THIS, {"answer": "think"}),
    ("post", f"{_ONE}/answer"): _leads("get", "referrals") | _leads("get", "proposal", _TO_THIS),
    ("get", f"{_PEOPLE}/referrals"): (
        _leads("post", "feedback", _SAME, {"referral": _in_answer("items/0/id"), "thumb": "up"})
        | _leads("get", "vacancy", {"vacancy_id": _in_answer("items/0/vacancy")})
        | _leads("post", "started", _TO_FIRST_REFERRAL, {"first_day": _in_answer("items/0/started_on")})
        | _leads("post", "left", _TO_FIRST_REFERRAL, {"last_day": _in_answer("items/0/started_on"), "reason": "Q1"})
    ),
    ("post", f"{_PEOPLE}/referrals/{{referral_id}}/started"): _leads("get", "referrals"),
    ("post", f"{_PEOPLE}/referrals/{{referral_id}}/left"): _leads("get", "referrals"),
    ("get", f"{_PEOPLE}/inbox"): _leads("post", "read", _SAME | {"message_id": _in_answer("items/0/id")}),
    ("post", f"{_PEOPLE}/inbox/{{message_id}}/read"): _leads("get", "inbox"),
    ("get", f"{_PEOPLE}/links"): _leads("post", "end_link", _SAME | {"link_id": _in_answer("items/0/id")}),
    ("post", f"{_PEOPLE}/links/{{link_id}}/end"): _leads("get", "links"),
    ("get", f"{_PEOPLE}/messages"): _leads("post", "set_messages", _SAME, {"wanted": False}),
    ("post", f"{_PEOPLE}/messages"): _leads("get", "messages"),
    ("get", f"{_PEOPLE}/courses"): (
        _leads("post", "wish", _SAME | {"course_id": _in_answer("items/0/id")})
        | _leads("post", "join", _SAME | {"course_id": _in_answer("items/0/id")}, {"agrees": True})
    ),
    ("post", f"{_PEOPLE}/courses/{{course_id}}/join"): (
        _leads("get", "enrolments")
        | _leads("post", "give_up", _SAME | {"enrolment_id": _in_answer("id")}, {"reason": "care"})
    ),
    ("get", f"{_PEOPLE}/enrolments"): _leads(
        "post", "give_up", _SAME | {"enrolment_id": _in_answer("items/0/id")}, {"reason": "care"}
    ),
    ("post", f"{_PEOPLE}/enrolments/{{enrolment_id}}/give-up"): _leads("get", "enrolments"),
    ("post", f"{_PEOPLE}/courses/{{course_id}}/wish"): _HEARD | _leads("get", "courses"),
    ("get", f"{_PEOPLE}/form"): (
        _leads(
            "post", "correct", _SAME, {"field": _in_answer("sections/0/entries/0/field"), "words": "这一项写错了"}
        )
    ),
    ("post", f"{_PEOPLE}/form/corrections"): _HEARD,
    ("post", f"{_PEOPLE}/feedback"): _HEARD,
    ("post", f"{_PEOPLE}/complaints"): _HEARD,
}  # fmt: skip

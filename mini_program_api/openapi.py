"""The API's own description at `/api/openapi.json`: what the views declare, and what all of them have in common."""

from typing import Any

from apiflask import APIFlask
from flask import Response, current_app, jsonify

from jobmatch.access import Permission
from jobmatch.web import PUBLIC, declared_permission, permission
from mini_program_api.blueprint import KEY, KEY_SHAPE, LARGEST_ID, PREFIX, api
from mini_program_api.chains import LINKS
from mini_program_api.problems import WORDS

VERSION = "1.0"
TOKEN = "phone"
_WHOLE = {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "enum": sorted(WORDS)},
                "message": {"type": "string"},
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        }
    },
}
_PROBLEMS = {
    "400": "Something in the request has another shape than it should have.",
    "401": "Nobody has signed in, or the sign-in is over.",
    "403": "Not this telephone's to see or to do.",
    "404": "Not found.",
    "409": "It has changed meanwhile, or cannot be done as things stand.",
    "413": "Too long.",
    "415": "The request is no JSON.",
    "422": "The key was that of another request, or the words are blank or too long.",
    "429": "Too often; wait a minute.",
    "500": "Our fault; try again later.",
    "503": "Not now; try again later.",
}
_ALWAYS, _OF_POSTS, _SIGNED_IN = ("429", "500", "503"), ("400", "409", "413", "415", "422"), ("401", "403")
# What no rule below finds: a walk without a beginning, and signing in itself.
_ALSO = {
    f"{PREFIX}/vacancies": ("409",), f"{PREFIX}/sign-in": ("403", "404"), f"{PREFIX}/refresh": ("401",),
    f"{PREFIX}/link": ("404",), f"{PREFIX}/help-calls": ("404",),
}  # fmt: skip
_ABOUT = """\
What the mini-program and the kiosk ask. Sign in with a code of `wx.login`, or at a screen of the centre with a code of
the counter; send the token as a bearer, and renew it once with the token that came along. Every request about a person
names the person. Every POST carries an `Idempotency-Key` of its own, kept for a repetition: the same request again is
answered as before (`Idempotent-Replayed: true`) and done once. A GET comes with an ETag; asked with `If-None-Match` it
may say 304. Lists come in pieces: `next` of one is `after` of the following, null at the end. Errors have one shape,
`Problem`, whose `message` can be read aloud; the words are Chinese, or English to who asks for it.\
"""


@api.get("/openapi.json")
@permission(Permission.BROWSE_VACANCIES)
@api.doc(hide=True)
def description() -> Response:
    """This API, described."""
    app = current_app
    if not isinstance(app, APIFlask):
        raise TypeError("the description is made by the application that holds the views")
    return jsonify(app.spec)


def complete(app: APIFlask) -> None:
    """Adds to the description what no single view declares."""
    app.config |= {
        "OPENAPI_VERSION": "3.1.0",
        "VALIDATION_ERROR_STATUS_CODE": 400,
        "AUTO_VALIDATION_ERROR_RESPONSE": False,
        "AUTO_404_RESPONSE": False,
        "AUTO_OPERATION_ID": True,
        "INFO": {"description": _ABOUT},
        "SECURITY_SCHEMES": {TOKEN: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
    }

    @app.spec_processor
    def add(spec: dict[str, Any] | str) -> dict[str, Any] | str:
        if isinstance(spec, str):  # of YAML, which nobody asks for here
            return spec
        spec["components"].setdefault("schemas", {})["Problem"] = _ERROR
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        spec["components"]["responses"] = {
            status: {"description": words, "content": content} for status, words in _PROBLEMS.items()
        }
        for path, operations in spec["paths"].items():
            for method, operation in operations.items():
                _describe(app, path, method, operation)
        return spec


def _describe(app: APIFlask, path: str, method: str, operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["schema"] = _WHOLE
    if method == "post":
        key = {"type": "string", "pattern": KEY_SHAPE}
        operation["parameters"].append({"in": "header", "name": KEY, "required": True, "schema": key})
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    view = app.view_functions[operation["operationId"].removeprefix(f"{method}_").replace("_", ".", 1)]
    if declared_permission(view) not in PUBLIC:
        operation["security"] = [{TOKEN: []}]
    if links := LINKS.get((method, path)):
        operation["responses"]["200"]["links"] = links
    if method == "get":
        operation["responses"]["304"] = {"description": "What was told before still holds."}
    for status in sorted(_may_answer(path, method, operation)):
        operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _may_answer(path: str, method: str, operation: dict[str, Any]) -> set[str]:
    """How else than well an operation may end."""
    found = {*_ALWAYS, *_ALSO.get(path, ())}
    if method == "post":
        found |= {*_OF_POSTS}
    if any(parameter["in"] == "query" for parameter in operation["parameters"]):
        found |= {"400"}
    if any(parameter["in"] == "path" for parameter in operation["parameters"]):
        found |= {"404"}
    return found | {*_SIGNED_IN} if "security" in operation else found

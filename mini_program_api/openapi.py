"""The API's own description at `/api/openapi.json`: what the views declare, and what all of them have in common."""

from typing import Any

from apiflask import APIFlask
from flask import Response, current_app, jsonify

from jobmatch.access import Permission
from jobmatch.web import PUBLIC, declared_permission, permission
from mini_program_api.blueprint import KEY, KEY_SHAPE, LARGEST_ID, api

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
                "code": {"type": "string"},
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
    "429": "Too often; wait a minute.",
    "503": "Not now; try again later.",
}


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
        "SECURITY_SCHEMES": {TOKEN: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
    }

    @app.spec_processor
    def add(spec: dict[str, Any] | str) -> dict[str, Any] | str:
        if isinstance(spec, str):  # of YAML, which nobody asks for here
            return spec
        spec["components"].setdefault("schemas", {})["Problem"] = _ERROR
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
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, words in _PROBLEMS.items():
        operation["responses"].setdefault(status, {"description": words, "content": content})

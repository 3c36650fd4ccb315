"""How often a telephone may ask: generous for reading, narrow where something can be guessed or is costly to answer.

Counted in the memory of each process; with several processes the limit is that many times as wide.
"""

from flask import Flask, request
from flask_limiter import Limiter

from mini_program_api.blueprint import is_asked
from mini_program_api.who import asking

USUAL, COSTLY, GUESSED = "120 per minute", "20 per minute", "30 per minute"
_OWN = {
    "api.why_not": COSTLY, "api.courses": COSTLY, "api.export": COSTLY,
    "api.sign_in": GUESSED, "api.refresh": GUESSED, "api.link": GUESSED,
    "api.call_for_help": COSTLY,
}  # fmt: skip


def install(app: Flask) -> None:
    """Counts by telephone, or by address where nobody has signed in, each view for itself."""
    Limiter(
        _who, app=app, default_limits=[_allowance], default_limits_exempt_when=lambda: not is_asked(),
        storage_uri="memory://",
    )  # fmt: skip


def _allowance() -> str:
    return _OWN.get(request.endpoint or "", USUAL)


def _who() -> str:
    phone = asking()
    return (request.remote_addr or "nowhere") if phone is None else phone.name

"""A one-time code as a page shows it: a picture for the camera, digits for the hand, until when it is good, and used.

The page asks whether it was used, hides it then and says so: a code that lies about looks as if it still opened
something, and nobody knows whether it worked.
"""

from dataclasses import dataclass

import segno
from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.accounts.links import Codes, is_used
from jobmatch.web import current_actor, permission, session

pages = Blueprint("link_codes", __name__, url_prefix="/link-codes")


@dataclass(frozen=True)
class Shown:
    """The picture, the digits in two groups, the hour on the wall, and the row to ask about."""

    id: int
    picture: Markup
    digits: str
    until: str


def shown(codes: Codes) -> Shown:
    """What a page shows of a code, once."""
    picture = segno.make(codes.scanned, error="m", micro=False)
    return Shown(
        codes.id,
        # The library writes plain shapes of its own making; nothing of a person's words is in it.
        Markup(picture.svg_inline(border=2, omitsize=True)),
        f"{codes.typed[:4]} {codes.typed[4:]}",
        f"{codes.expires_at.astimezone(clock.SHANGHAI):%H:%M}",
    )


@pages.get("/<int(max=2147483647):code_id>")
@permission(Permission.SERVE_AT_COUNTER)
def used(code_id: int) -> ResponseReturnValue:
    """Whether a telephone has used a code of one's own."""
    found = is_used(session(), code_id, current_actor())
    if found is None:
        abort(404)
    return jsonify(used=found)

"""A one-time code as a page shows it: a picture for the camera, digits for the hand, and until when it is good."""

from dataclasses import dataclass

import segno
from markupsafe import Markup

from jobmatch import clock
from jobmatch.accounts.links import Codes


@dataclass(frozen=True)
class Shown:
    """The picture, the digits in two groups, and the hour on the wall."""

    picture: Markup
    digits: str
    until: str


def shown(codes: Codes) -> Shown:
    """What a page shows of a code, once."""
    picture = segno.make(codes.scanned, error="m", micro=False)
    return Shown(
        # The library writes plain shapes of its own making; nothing of a person's words is in it.
        Markup(picture.svg_inline(border=2, omitsize=True)),
        f"{codes.typed[:4]} {codes.typed[4:]}",
        f"{codes.expires_at.astimezone(clock.SHANGHAI):%H:%M}",
    )

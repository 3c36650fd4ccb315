"""The codes that stand behind QR pictures on paper: what it is, of which row, since which day, signed by us.

A code says nothing of anybody; who reads it learns from `/q/` whether it is ours and whether it still holds. It is
short, so that the picture stays coarse enough for an old telephone: kind and numbers in base 36, 72 bits of signature.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

import segno
from flask import url_for
from markupsafe import Markup

from jobmatch.seal import keyring
from jobmatch.settings import settings

_PURPOSE = "public codes"
_FIRST_DAY = date(2020, 1, 1).toordinal()
_SIGNATURE = 12
_WRITTEN = re.compile(r"([a-z])([0-9a-z]{1,7})-([0-9a-z]{1,5})\.([\w-]{12})", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


class Kind(StrEnum):
    """What a code is printed on."""

    SLIP = "s"
    POSTER = "p"
    CERTIFICATE = "c"


@dataclass(frozen=True)
class Code:
    """A code of ours: of a referral on a slip, a post on a poster, a card on a certificate; `on`: printed when."""

    kind: Kind
    row_id: int
    on: date


def written(code: Code) -> str:
    """A code as it stands in an address."""
    body = f"{code.kind.value}{_in_36(code.row_id)}-{_in_36(code.on.toordinal() - _FIRST_DAY)}"
    return f"{body}.{_signed(body)}"


def read(token: str) -> Code | None:
    """The code of an address; None for what we have not written, however it came about."""
    found = _WRITTEN.fullmatch(token)
    if found is None or found[1] not in set(Kind):
        return None
    body, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature, _signed(body)):
        return None
    return Code(Kind(found[1]), int(found[2], _BASE), date.fromordinal(int(found[3], _BASE) + _FIRST_DAY))


def address(code: Code) -> str:
    """Where the page behind a code is : under the public address, else where whoever prints it has found us."""
    token, root = written(code), settings().public_address.rstrip("/")
    if root:
        return root + url_for("genuine.shown", token=token)
    return url_for("genuine.shown", token=token, _external=True)


def picture(code: Code) -> Markup:
    """The QR picture of the page behind a code, as plain shapes of the library's own making."""
    return Markup(segno.make(address(code), error="m").svg_inline(border=2, omitsize=True))


def _signed(body: str) -> str:
    made = hmac.new(keyring().derived(_PURPOSE), body.encode(), sha256).digest()
    return urlsafe_b64encode(made).decode()[:_SIGNATURE]


def _in_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits

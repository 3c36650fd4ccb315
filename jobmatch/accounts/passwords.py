"""Passwords: what makes a good one, and how one is kept (argon2id) so that a copied database does not tell it."""

import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200

# 32 MiB and three passes: a tenth of a second here, and eight at once still leave a machine of 2 GB room to work.
_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
# Verified where there is no such account, so that a name that is wrong takes as long as a password that is.
_NOBODYS = _HASHER.hash("nobody has this password")


class Weakness(StrEnum):
    """Why a password is not good enough."""

    SHORT = "short"
    LONG = "long"
    THE_NAME = "the_name"
    COMMON = "common"


_SAID = {
    Weakness.SHORT: f"the password is shorter than {SHORTEST} characters; a sentence that only you would say is good",
    Weakness.LONG: f"the password is longer than {LONGEST} characters",
    Weakness.THE_NAME: "the password is the name, or little more; choose something that nobody guesses from it",
    Weakness.COMMON: "this password is among the first that strangers try; choose another",
}


class WeakPasswordError(ValueError):
    """The password is not good enough; `weakness` says why."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(_SAID[weakness])
        self.weakness = weakness


def require_good(password: str, *names: str) -> None:
    """Raises WeakPasswordError unless the password is long enough, none of the names, and not among the commonest."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise WeakPasswordError(Weakness.SHORT)
    if len(plain) > LONGEST:
        raise WeakPasswordError(Weakness.LONG)
    folded = "".join(plain.casefold().split())
    for name in names:
        rest = folded.replace("".join(_plain(name).casefold().split()) or folded, "")
        if len(rest) < SHORTEST // 2 and rest != folded:
            raise WeakPasswordError(Weakness.THE_NAME)
    if folded in _commonest() or len(set(folded)) <= 2:
        raise WeakPasswordError(Weakness.COMMON)


def fingerprint(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the kept one; for None (nobody has it) it says no and takes as long."""
    try:
        return _HASHER.verify(kept or _NOBODYS, _plain(password)[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a password was kept with other parameters than today's, and should be kept anew."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _commonest() -> frozenset[str]:
    """Of the passwords that strangers try first, those that are long enough; folded."""
    return frozenset(files(__package__).joinpath("common_passwords.txt").read_text(encoding="utf-8").split())


def _plain(text: str) -> str:
    """The same characters however a keyboard composed them."""
    return unicodedata.normalize("NFKC", text)

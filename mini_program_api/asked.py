"""The documents and addresses that telephones send; whatever has another shape is refused before anything is done."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints

from desk.record_words import FIELDS
from jobmatch.concerns.service import LONGEST
from jobmatch.placements.referral import DeclineReason

LONGEST_SEARCH, MOST, PLENTY = 60, 50, 20
_MANY = 2**31 - 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _whole(given: Any) -> Any:
    """Numbers in an address are plain digits; what a library would still take for one is a slip."""
    return int(given) if isinstance(given, str) and given.isascii() and given.isdecimal() else str(given)


def _same_number(given: Any) -> Any:
    """In JSON 1.0 is the number 1."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


def _day(given: Any) -> Any:
    """A day is written as in 2026-06-01; the other forms of the standard are no people's."""
    return date.fromisoformat(given) if isinstance(given, str) and _DAY.fullmatch(given) else given


def _named(given: str) -> str:
    if given not in FIELDS:
        raise ValueError("no entry of the record has this name")
    return given


# Blanks are not words: who taps send too early is asked to write, and the supervisor gets no empty complaint.
Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST, pattern=r"\S"),
    AfterValidator(lambda said: said.strip() or said),
]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Ticked = Literal["", "0", "1", "false", "true"]
After = Annotated[int, Field(ge=0, le=_MANY), BeforeValidator(_whole)]
Most = Annotated[int, Field(ge=1, le=MOST), BeforeValidator(_whole)]
Reason = Literal["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13"]
Leaving = Literal[
    "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11", "Q12", "Q13", "Q14", "Q15"
]  # fmt: skip
Drop = Literal["care", "found_work", "too_hard", "too_far", "farm_season", "ill", "not_content", "other"]
Day = Annotated[date, BeforeValidator(_day)]
Field_ = Annotated[str, AfterValidator(_named), Field(json_schema_extra={"enum": sorted(FIELDS)})]
TemplateName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,30}$")]


class Asked(BaseModel):
    """Nothing is guessed and nothing is left over: a field that nobody knows is a slip somewhere."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _like(**example: Any) -> ConfigDict:
    """What such a document looks like, for the description."""
    return ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [example]})


class LoginCode(Asked):
    """What `wx.login` gave."""

    model_config = _like(code="0b1c2d3e4f5a6b7c8d9e")

    code: Annotated[str, StringConstraints(min_length=1, max_length=128)]


class CounterCode(Asked):
    """The code of the counter, for a screen of the centre."""

    model_config = _like(counter_code="20260601")

    counter_code: Code


class SignIn(RootModel[LoginCode | CounterCode]):
    """One of the two ways to say who one is."""


class Renewal(Asked):
    """The token that renews the sign-in."""

    refresh: Annotated[str, StringConstraints(min_length=20, max_length=100)]


class SignOut(Asked):
    """Whether on every telephone of the same owner."""

    everywhere: bool = False


class ByScan(Asked):
    """The code of the counter, scanned."""

    model_config = _like(qr="Yk3vT0-example-code_8Qz")

    qr: Code


class ByHand(Asked):
    """The code of the counter, typed."""

    model_config = _like(phone_code="20260601")

    phone_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]


class Link(RootModel[ByScan | ByHand]):
    """One of the two forms of the code."""


class Yes(Asked):
    """I want it, or let me think."""

    model_config = _like(answer="want")

    answer: Literal["want", "think"]


class No(Asked):
    """Not this, because."""

    model_config = _like(answer="not", reason="D2")

    answer: Literal["not"]
    reason: Reason


class Answer(RootModel[Annotated[Yes | No, Field(discriminator="answer")]]):
    """One of the three answers."""

    @property
    def reason(self) -> DeclineReason | None:
        """Why not."""
        return DeclineReason(self.root.reason) if isinstance(self.root, No) else None


class Correction(Asked):
    """What in the record is not right, and what it should be."""

    model_config = _like(field="phone", words="换号了，窗口打电话问我")

    field: Field_
    words: Words


class Feedback(Asked):
    """How it went with a job: a thumb, and words for those who like."""

    model_config = _like(referral=1, thumb="up", words="人家客气，工钱讲得清楚")

    referral: Annotated[int, Field(ge=1, le=_MANY), BeforeValidator(_same_number)]
    thumb: Literal["up", "down"]
    words: Words | None = None


class Started(Asked):
    """The first day at work, as the person says."""

    model_config = _like(first_day="2026-06-01")

    first_day: Day


class Left(Asked):
    """The last day at work, and why."""

    model_config = _like(last_day="2026-06-01", reason="Q1")

    last_day: Day
    reason: Leaving


class Join(Asked):
    """I take a seat or wait for one, and the school of this class may hear my name."""

    model_config = _like(agrees=True)

    agrees: Literal[True]


class GiveUp(Asked):
    """I do not come, or come no more, because."""

    model_config = _like(reason="care")

    reason: Drop


class Texts(Asked):
    """Whether text messages may come."""

    agrees: bool


class Messages(Asked):
    """Whether messages may come at all."""

    wanted: bool


class Complaint(Asked):
    """What is wrong, and with whom."""

    model_config = _like(about="employer", words="叫我先交两百块押金")

    about: Literal["employer", "centre", "other"]
    words: Words


class HelpCall(Asked):
    """Where somebody wants help: the code of the centre at which the kiosk stands."""

    site: Annotated[str, StringConstraints(max_length=20)] = ""


class Empty(Asked):
    """Nothing needs to be said; that the request comes is enough."""


class Subscriptions(RootModel[Annotated[dict[TemplateName, Literal["accept", "reject", "ban"]], Field(max_length=3)]]):
    """What the telephone said about templates, by our own names; it asks about three at most."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})


class Page(BaseModel):
    """Which piece of a list: what comes after a mark that the piece before it gave, and how many."""

    model_config = ConfigDict(extra="forbid")

    after: After = 0
    most: Most = PLENTY


class Wish(Page):
    """What somebody looks for among the vacancies; `site` is where the walk begins."""

    q: Annotated[str, StringConstraints(max_length=LONGEST_SEARCH)] = ""
    site: Annotated[str, StringConstraints(max_length=20)] = ""
    walkable: Ticked = "0"
    dormitory: Ticked = "0"
    day_shift: Ticked = "0"
    no_certificate: Ticked = "0"
    over_fifty: Ticked = "0"


def is_ticked(given: Ticked) -> bool:
    """A name alone in the address (`?walkable`) is a tick too."""
    return given in ("", "1", "true")

"""What the counter can ask: each field with its kind of answer and the topic it is asked under (domain.md 6.1, 1.1).

An answer's key is `<whom>.<field>`: `home.dwelling`, `17.phone` (a person id), `new1.name` (somebody not registered).
"""

from dataclasses import dataclass
from enum import StrEnum

from jobmatch.households import codes
from jobmatch.matching.codes import Area, Protection

HOME = "home"
NEW = "new"


class Kind(StrEnum):
    """What an answer looks like."""

    TEXT = "text"
    ONE = "one"  # one word of the field's list
    MANY = "many"  # any number of them, none included
    MONEY = "money"
    COUNT = "count"
    DAY = "day"
    TIME = "time"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ID_END = "id_end"  # its last four signs, written once more
    SITE = "site"
    PEOPLE = "people"  # other members, by their keys


class Topic(StrEnum):
    """Fields that are asked, and grow old, together."""

    HOME = "home"
    MONEY = "money"
    WHO = "who"
    SCHOOL = "school"
    BODY = "body"
    PHONE = "phone"
    SPEECH = "speech"
    # The eight questions of the work page, in their order.
    NOW = "now"
    WISH = "wish"
    REACH = "reach"
    CARE = "care"
    HOURS = "hours"
    PAY = "pay"
    BRINGS = "brings"
    LEARN = "learn"


QUESTIONS = (
    Topic.NOW, Topic.WISH, Topic.REACH, Topic.CARE, Topic.HOURS, Topic.PAY, Topic.BRINGS, Topic.LEARN,
)  # fmt: skip
"""One screen each."""


@dataclass(frozen=True)
class Field:
    """One thing that can be asked; `words` are the stable words of a list, `longest` bounds a text.

    `within` bounds what can be true: years from today of a day, yuan of an amount.
    """

    name: str
    kind: Kind
    topic: Topic
    words: tuple[str, ...] = ()
    longest: int = 60
    within: tuple[int, int] | None = None


class Firmness(StrEnum):
    """Whether a limit is held to or only wished."""

    FIRM = "firm"
    RATHER = "rather"


class Nights(StrEnum):
    """Whether nights can be worked."""

    YES = "yes"
    RATHER_NOT = "rather_not"
    NEVER = "never"


class Care(StrEnum):
    """Whom the person looks after."""

    TODDLER = "toddler"
    KINDERGARTEN = "kindergarten"
    PUPIL = "pupil"
    OLD = "old"
    ILL = "ill"


class Gone(StrEnum):
    """Why somebody is no longer in the household, as a family says it."""

    DIED = "died"
    MARRIED = "married"
    MOVED = "moved"
    SPLIT = "split"


_LIVED, _LASTS, _HELD = (-120, 0), (0, 60), (-40, 60)
_A_MONTHS_PAY, _AT_LEAST = (100, 100_000), (0, 100_000)
YES, NO = "yes", "no"
_YES_NO = (YES, NO)
PICTURES = (
    "缝纫工", "普工(一线操作员)", "厨房帮工(切配)", "保洁员", "建筑小工", "道路货运汽车驾驶员", "养老护理员",
    "园艺工(大棚)", "保安员",
)  # fmt: skip
"""The nine kinds of work that are shown as pictures; anything else is said in words."""
CERTIFICATES = (
    "health", "licence_C1", "licence_B2", "licence_D", "welding", "electrician", "forklift", "guard", "height",
    "refrigeration",
)  # fmt: skip
"""The papers that are asked for by name; any other is written in words."""
PLACES_WORKED = 3
"""So many earlier jobs are asked about."""


def _values(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


EDUCATION = "education:"
SCHOOL = "school:"
SCHOOLING = (
    *(EDUCATION + level.value for level in codes.Education), *(SCHOOL + stage.value for stage in codes.SchoolStage),
)  # fmt: skip
"""Schooling is asked once: what somebody finished, or where somebody learns (V05)."""

_DETAILS_OF_WORK = (
    Field("area", Kind.ONE, Topic.NOW, _values(codes.WorkArea)),
    Field("workplace", Kind.TEXT, Topic.NOW, longest=100),
    Field("employer", Kind.TEXT, Topic.NOW, longest=100),
    Field("title", Kind.TEXT, Topic.NOW, longest=100),
    Field("wage_month", Kind.MONEY, Topic.NOW, within=_A_MONTHS_PAY),
)

HOUSEHOLD = (
    Field("site", Kind.SITE, Topic.HOME),
    Field("dwelling", Kind.TEXT, Topic.HOME),
    Field("origin_address", Kind.TEXT, Topic.HOME, longest=100),
    Field("household_type", Kind.ONE, Topic.HOME, _values(codes.HouseholdType)),
    Field("assistance", Kind.ONE, Topic.HOME, _values(codes.Assistance)),
    Field("home_phone", Kind.PHONE, Topic.HOME),
    Field("helper_name", Kind.TEXT, Topic.HOME, longest=50),
    Field("helper_phone", Kind.PHONE, Topic.HOME),
    Field("income_wage", Kind.MONEY, Topic.MONEY),
    Field("income_business", Kind.MONEY, Topic.MONEY),
    Field("cost_business", Kind.MONEY, Topic.MONEY),
    Field("income_property", Kind.MONEY, Topic.MONEY),
    Field("income_transfer", Kind.MONEY, Topic.MONEY),
)
PERSON = (
    Field("name", Kind.TEXT, Topic.WHO, longest=30),
    Field("id_number", Kind.ID_NUMBER, Topic.WHO),
    Field("id_end", Kind.ID_END, Topic.WHO),
    Field("no_id_because", Kind.TEXT, Topic.WHO, longest=100),
    Field("sex", Kind.ONE, Topic.WHO, _values(codes.Sex)),
    Field("birth_date", Kind.DAY, Topic.WHO, within=_LIVED),
    Field("relation", Kind.ONE, Topic.WHO, _values(codes.Relation)),
    Field("gone", Kind.ONE, Topic.WHO, _values(Gone)),
    Field("schooling", Kind.ONE, Topic.SCHOOL, SCHOOLING),
    Field("capacity", Kind.ONE, Topic.BODY, _values(codes.Capacity)),
    Field("cannot", Kind.MANY, Topic.BODY, _values(codes.Function)),
    Field("protections", Kind.MANY, Topic.BODY, _values(Protection)),
    Field("phone", Kind.PHONE, Topic.PHONE),
    Field("phone_use", Kind.ONE, Topic.PHONE, _values(codes.PhoneUse)),
    Field("mandarin", Kind.ONE, Topic.SPEECH, _values(codes.Mandarin)),
    Field("reading", Kind.ONE, Topic.SPEECH, _values(codes.Reading)),
    Field("consent", Kind.ONE, Topic.NOW, _YES_NO),
    Field("status", Kind.ONE, Topic.NOW, _values(codes.EmploymentStatus)),
    *_DETAILS_OF_WORK,
    Field("wants_change", Kind.ONE, Topic.NOW, _YES_NO),
    Field("wanted", Kind.MANY, Topic.WISH, PICTURES),
    Field("wanted_words", Kind.TEXT, Topic.WISH),
    Field("refused_words", Kind.TEXT, Topic.WISH),
    Field("furthest", Kind.ONE, Topic.REACH, _values(Area)),
    Field("furthest_firm", Kind.ONE, Topic.REACH, _values(Firmness)),
    Field("home_every_night", Kind.ONE, Topic.REACH, _YES_NO),
    Field("dorm", Kind.ONE, Topic.REACH, _YES_NO),
    Field("together", Kind.PEOPLE, Topic.REACH),
    Field("care", Kind.MANY, Topic.CARE, _values(Care)),
    Field("care_until", Kind.DAY, Topic.CARE, within=_LASTS),
    Field("free_from", Kind.TIME, Topic.HOURS),
    Field("free_to", Kind.TIME, Topic.HOURS),
    Field("hours_firm", Kind.ONE, Topic.HOURS, _values(Firmness)),
    Field("nights", Kind.ONE, Topic.HOURS, _values(Nights)),
    Field("wage_floor", Kind.MONEY, Topic.PAY, within=_AT_LEAST),
    Field("certificates", Kind.MANY, Topic.BRINGS, CERTIFICATES),
    *(Field(f"valid_to_{kind}", Kind.DAY, Topic.BRINGS, within=_HELD) for kind in CERTIFICATES),
    *(
        field
        for place in range(1, PLACES_WORKED + 1)
        for field in (
            Field(f"worked_as_{place}", Kind.TEXT, Topic.BRINGS),
            Field(f"worked_months_{place}", Kind.COUNT, Topic.BRINGS),
        )
    ),
    Field("skills", Kind.TEXT, Topic.BRINGS, longest=120),
    Field("training_days_most", Kind.COUNT, Topic.LEARN),
    Field("boarding_for_training", Kind.ONE, Topic.LEARN, _YES_NO),
)

_HOUSEHOLD = {field.name: field for field in HOUSEHOLD}
_PERSON = {field.name: field for field in PERSON}


class UnknownFieldError(LookupError):
    """Nobody asks this."""


def field_of(key: str) -> Field:
    """The field of an answer's key; raises UnknownFieldError."""
    whom, _, name = key.partition(".")
    field = (_HOUSEHOLD if whom == HOME else _PERSON).get(name)
    if field is None or not (whom == HOME or _is_number(whom) or _is_new(whom)):
        raise UnknownFieldError(f"nobody asks {key}")
    return field


def fields_of(whom: str, topic: Topic) -> tuple[Field, ...]:
    """The fields of a topic that are asked of the household or of a person."""
    return tuple(field for field in (HOUSEHOLD if whom == HOME else PERSON) if field.topic is topic)


def _is_new(whom: str) -> bool:
    return whom.startswith(NEW) and _is_number(whom.removeprefix(NEW))


def _is_number(text: str) -> bool:
    """A number in the one way in which ids are written: no zeros in front, no other digits than ours."""
    return text.isascii() and text.isdecimal() and str(int(text)) == text if len(text) < 10 else False

"""The vacancies of a world as documents of tantivy: what a search engine would filter and what it would score.

Kept in memory, in one segment. What is closed to everybody (expired, full, not verified) is left out. Documents lie in
the order of their pay: of equal scores the best paid comes first. What is not known never filters, as in `rank`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import tantivy

from benchmarks.province.search_places import BED, place_tokens
from jobmatch.matching.codes import Basis, Dorm, Hazard, Shift
from jobmatch.matching.factors import FACTORS, WHOLE, Way
from jobmatch.matching.facts import HEALTH_CERTIFICATE, World
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.hours import DAY, minutes
from jobmatch.matching.post import Post
from jobmatch.matching.rules import load_rules
from jobmatch.matching.seeker import Applicant
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.matching.vocabulary.occupations import Occupation, code_parts

NUMBERS = ("number", "begins", "ends", "education", "youngest", "oldest", "cash")
WORDS = ("place", "closed", "work", "skill", "merit", "pay")
# The most points that a merit is worth, and the steps of pay in yuan a month; what is more counts as the last.
MERITS, PAY_STEP, PAY_STEPS = 37, 400, 25
TITLE = "title"
ANY_AGE, ANY_PAY = 200, 1_000_000
# Whom a vacancy is closed to: tokens of the field `closed`.
NIGHT, AWAY, WOMEN, MOTHERS, WEAK = "night", "away", "women", "mothers", "weak"
_NOBODY = Applicant(None, None, None, None, frozenset(), None, False)
_BIGRAMS, _HEAP = "bigrams", 128_000_000


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A searcher over one segment; `ids` are the vacancies by the field `number`, `cards` all that are demanded."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    ids: tuple[str, ...]
    cards: tuple[str, ...]


def build(world: World) -> SearchIndex:
    """Reads the offers of a world into an index."""
    ground = prepare(world, Vocabulary.load(), load_rules())
    schema = _schema()
    index = tantivy.Index(schema)
    bigrams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, prefix_only=False)).build()
    index.register_tokenizer(_BIGRAMS, bigrams)
    writer = index.writer(_HEAP, 1)
    posts = sorted((post for post in ground.posts if not post.openness.gates), key=_by_pay)
    places = place_tokens(world.sites, [post.vacancy.place for post in posts], ground.setting.rules)
    for number, (post, tokens) in enumerate(zip(posts, places, strict=True)):
        writer.add_document(_document(number, post, tokens, ground))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return SearchIndex(schema, index.searcher(), tuple(post.vacancy.id for post in posts), _cards(posts))


def bigrams_of(text: str) -> Iterator[str]:
    """The tokens of a title, as the index cuts them."""
    return (text[place : place + 2] for place in range(len(text) - 1))


def work_tokens(occupation: Occupation) -> tuple[str, ...]:
    """The occupation itself, then its unit group and its minor group, from near to far."""
    parts = code_parts(occupation.kin)
    return occupation.name, *("-".join(parts[:length]) for length in (3, 2) if len(parts) >= length)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(TITLE, tokenizer_name=_BIGRAMS, index_option="basic")
    return builder.build()


def _by_pay(post: Post) -> tuple[int, str]:
    return -int(post.cash.novice or 0), post.vacancy.id


def _merit(post: Post, ground: Ground) -> int:
    """Whole points that hours and contract give to anybody, fewer where practice is wanted: 0 to MERITS."""
    demand, untrained = post.vacancy.experience, ground.setting.rules.penalties["untrained"]
    unpractised = untrained if demand is None or demand.months == 0 else 0
    way, setting = Way(None, None, False, None, None, 0, False), ground.setting
    weighed = ((setting.rules.weights[name], FACTORS[name]) for name in ("schedule", "stability"))
    given = sum(weight * factor.weigh(_NOBODY, post, way, setting).permille for weight, factor in weighed) / WHOLE
    return round(given) + unpractised


def _document(number: int, post: Post, places: list[str], ground: Ground) -> tantivy.Document:
    vacancy, trade = post.vacancy, post.trade
    age = vacancy.age if vacancy.age and vacancy.age.strict else None
    grown = bool(vacancy.hazards) or vacancy.physical == ground.setting.rules.heavy or bool(post.nights)
    begins, ends = _hours(post)
    means = (trade.occupation, *trade.options) if trade.occupation else trade.options
    skills = vacancy.skills or (trade.occupation.skills if trade.occupation else ())
    document = tantivy.Document()
    values = {
        "number": number,
        "begins": begins,
        "ends": ends,
        "education": _schooling(post, ground),
        "youngest": max(age.minimum or 0 if age else 0, 18 if grown else 16),
        "oldest": (age.maximum if age else None) or ANY_AGE,
        "cash": ANY_PAY if post.cash.novice is None else int(post.cash.novice),
    }
    for name, value in values.items():
        document.add_integer(name, value)
    document.add_text(TITLE, vacancy.title)
    words = {
        "place": [*places, *_beds(post)],
        "closed": _closed_to(post, ground),
        "merit": [merit(_merit(post, ground))],
        "pay": [] if post.cash.novice is None else [pay(min(PAY_STEPS, int(post.cash.novice) // PAY_STEP))],
        "work": [token for one in means for token in work_tokens(one)],
        "skill": sorted(map(ground.setting.vocabulary.skill, skills)),
    }
    for name, tokens in words.items():
        for token in dict.fromkeys(tokens):
            document.add_text(name, token)
    return document


def merit(points: int) -> str:
    """The token of what a vacancy gives to anybody."""
    return f"merit {points}"


def pay(step: int) -> str:
    """The token of the pay of a beginner."""
    return f"pay {step}"


def needs(key: str) -> str:
    """The token of a function, a step of reading or of Mandarin that the work cannot do without."""
    return f"needs {key}"


def card(kind: str) -> str:
    """The token of a card that is demanded, but for what a day at the hospital gives."""
    return f"card {kind}"


def _cards(posts: list[Post]) -> tuple[str, ...]:
    return tuple(sorted({kind for post in posts for kind in _demanded(post)}))


def _demanded(post: Post) -> list[str]:
    return [
        one.kind for one in post.vacancy.certificates or () if one.kind is not None and one.kind != HEALTH_CERTIFICATE
    ]


def _beds(post: Post) -> list[str]:
    return [] if post.vacancy.dorm is Dorm.NONE else [BED]


def _hours(post: Post) -> tuple[int, int]:
    """Minutes of the day; what fits every window, or cannot be known, ends before it begins."""
    schedule = post.vacancy.schedule
    if schedule.shift is Shift.ROTATING:
        return 0, DAY
    if schedule.shift is Shift.FLEXIBLE or schedule.start is None or schedule.end is None:
        return DAY, 0
    return minutes(schedule.start), minutes(schedule.end)


def _schooling(post: Post, ground: Ground) -> int:
    """The step of the ladder that statute demands."""
    demand = post.vacancy.education
    if demand is None or demand.minimum is None or demand.basis is not Basis.LAW:
        return 0
    return ground.setting.rules.education[demand.minimum]


def _closed_to(post: Post, ground: Ground) -> Iterator[str]:
    rules, vacancy = ground.setting.rules, post.vacancy
    level, hazards = vacancy.physical or 0, vacancy.hazards or ()
    if post.nights:
        yield NIGHT
    if vacancy.schedule.shift in (Shift.NIGHT, Shift.ROTATING):
        yield AWAY
    if level >= rules.heavy or Hazard.UNDERGROUND in hazards:
        yield WOMEN
    if level >= rules.weak_closed_from:
        yield WEAK
    if level >= rules.protected_closed_from or not rules.protected_hazards.isdisjoint(hazards):
        yield MOTHERS
    yield from map(needs, vacancy.functions or ())
    if vacancy.reading is not None:
        yield needs(f"reading {vacancy.reading}")
    if vacancy.mandarin is not None:
        yield needs(f"mandarin {vacancy.mandarin}")
    yield from map(card, _demanded(post))

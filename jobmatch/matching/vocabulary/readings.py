"""The resolver: a title in anybody's words becomes an occupation, a question with options, or nothing.

Longest word wins; a word for a place of work (电子厂) gives way to a word for a job (保安); ambiguous words ask
unless the title itself settles them. A fuzzy ratio only ever proposes an option to a person.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from .nearness import same
from .occupations import Occupation, load_tables, package_rows
from .words import LONGEST_TITLE, advertised, name_key, read_words

PROPOSE_FROM = 66.0
_MOST_OPTIONS = 5
_BRACKETED = re.compile(r"[(（].*?[)）]")
_ENDINGS = ("人员", "工", "员", "师")
_PLACE_ENDINGS = ("厂", "食堂", "厨房", "酒店", "棚", "工地", "基地", "超市", "学校", "医院", "仓库")
_HANDS = ("工", "员", "师傅", "人员")
_GENERAL_HAND = "普工(一线操作员)"
_DENIALS = ("非", "不", "无", "免", "没有", "勿")
_JOB, _GENERAL, _PLACE = 3, 2, 1


@dataclass(frozen=True)
class Reading:
    """What a text means. `ask` is true when a person must choose or confirm; then the question stands in two tongues.

    `occupation` may be set although `ask` is true: it holds whatever the answer is (普工, 电工). `word` decided;
    `settled_by_title` says that it is ambiguous by itself and the rest of the title settled it.
    """

    text: str
    occupation: Occupation | None
    options: tuple[Occupation, ...] = ()
    ask: bool = False
    question_zh: str = ""
    question_en: str = ""
    word: str = ""
    settled_by_title: bool = False


@dataclass(frozen=True)
class _Option:
    occupation: Occupation
    hints: tuple[str, ...]


@dataclass(frozen=True)
class _Ambiguous:
    options: tuple[_Option, ...]
    settled: Occupation | None
    ask: bool
    question_zh: str
    question_en: str


@dataclass(frozen=True)
class _Word:
    """An entry of the lexicon: what it means and how much it decides."""

    text: str
    meaning: Occupation | _Ambiguous
    weight: int


@dataclass(frozen=True)
class _Found:
    """A word of the lexicon in a title; `place` is its piece and its start in that piece."""

    word: _Word
    place: tuple[int, int]


def canonical(text: str) -> Occupation | None:
    """The occupation of a confirmed name or code; None where the text is neither (then see `read`).

    Accepts the names and codes of both tables, the name without its brackets (车工), and official aliases that name one
    unit group only. Colloquial words are never canonical.
    """
    key = name_key(text)
    tables = load_tables()
    return tables.by_code.get(key) or tables.by_name.get(key) or _official().get(key)


@lru_cache(maxsize=200_000)
def read(text: str) -> Reading:
    """The meaning of a title or of a person's own words. Deterministic; never raises on any text."""
    return read_known(text) or _propose(text, read_words(text[:LONGEST_TITLE]).whole)


def read_known(text: str) -> Reading | None:
    """As `read`, without looking for options where no word is known: then None."""
    exact = name_key(text)
    lexicon = _lexicon()
    if exact not in lexicon.words and (named := canonical(text)):
        return Reading(text, named, word=exact)
    words = read_words(advertised(text))
    found = list(_scan(words.outside, lexicon))
    if not any(one.word.weight == _JOB for one in found):
        # What stands in brackets explains; it names the job only where nothing else does.
        found += _scan(words.inside, lexicon)
    if not found:
        return None
    weight = max(one.word.weight for one in found)
    if weight == _GENERAL and any(one.word.weight == _PLACE for one in found):
        # 纸箱厂操作工: a hand without a trade does what the place makes.
        weight = _PLACE
    strongest = [one for one in found if one.word.weight == weight]
    if weight == _JOB and (several := _several(strongest)):
        return Reading(
            text, None, several, True, "这条写了几个工种，是哪一个？", "Several jobs are named here. Which one is it?"
        )
    best = max(strongest, key=lambda one: (len(one.word.text), one.place))
    # The employer is no job, but may settle what a word means: 某某鞋业招聘针车.
    return _understood(text, best.word, read_words(text[:LONGEST_TITLE]).whole)


def _several(found: list[_Found]) -> tuple[Occupation, ...]:
    """The occupations of a title that lists different jobs in separate pieces (厨师/服务员); else empty."""
    longest: dict[int, _Found] = {}
    for one in found:
        held = longest.get(one.place[0])
        if held is None or len(one.word.text) >= len(held.word.text):
            longest[one.place[0]] = one
    named: list[Occupation] = []
    for one in longest.values():
        meaning = one.word.meaning
        if isinstance(meaning, _Ambiguous):
            return ()
        if not any(same(meaning, other) for other in named):
            named.append(meaning)
    return tuple(named) if len(named) > 1 else ()


def _understood(text: str, word: _Word, context: str) -> Reading:
    meaning = word.meaning
    if isinstance(meaning, Occupation):
        return Reading(text, meaning, word=word.text)
    rest = context.replace(word.text, " ")
    hinted = [option.occupation for option in meaning.options if any(hint in rest for hint in option.hints)]
    if len(hinted) == 1:
        return Reading(text, hinted[0], word=word.text, settled_by_title=True)
    if not meaning.ask:
        return Reading(text, meaning.settled, word=word.text)
    options = hinted or [option.occupation for option in meaning.options]
    return Reading(text, meaning.settled, tuple(options), True, meaning.question_zh, meaning.question_en, word.text)


def _propose(text: str, whole: str) -> Reading:
    lexicon = _lexicon()
    options: list[Occupation] = []
    if len(whole) >= 2:
        near = process.extract(whole, lexicon.names, scorer=fuzz.ratio, score_cutoff=PROPOSE_FROM, limit=_MOST_OPTIONS)
        for name, _ratio, _index in near:
            meaning = lexicon.words[name].meaning
            named = [meaning] if isinstance(meaning, Occupation) else [option.occupation for option in meaning.options]
            options.extend(one for one in named if one not in options)
    return Reading(
        text,
        None,
        tuple(options[:_MOST_OPTIONS]),
        True,
        f"“{text}”是做什么的？请从名单里选一个工种。",
        f"“{text}” is not in the list of occupations. Which one is it?",
    )


@dataclass(frozen=True)
class _Lexicon:
    words: dict[str, _Word]
    names: tuple[str, ...]
    longest: int


def _scan(parts: Iterable[str], lexicon: _Lexicon) -> Iterator[_Found]:
    """The longest word at each place, none inside another; words denied in the title (不开车, 非销售) are skipped."""
    for number, part in enumerate(parts):
        at = 0
        while at < len(part):
            for size in range(min(lexicon.longest, len(part) - at), 1, -1):
                word = lexicon.words.get(part[at : at + size])
                if word is not None:
                    if not part[:at].endswith(_DENIALS):
                        yield _Found(word, (number, at))
                    at += size - 1
                    break
            at += 1


@cache
def _official() -> dict[str, Occupation]:
    """Official aliases that name exactly one unit group, and names without their brackets."""
    tables = load_tables()
    meant: dict[str, set[str]] = {}
    for occupation in tables.national:
        for alias in occupation.aliases:
            meant.setdefault(name_key(alias), set()).add(occupation.kin)
    aliases = {
        alias: tables.by_code[next(iter(codes))] for alias, codes in meant.items() if len(codes) == 1 and len(alias) > 1
    }
    ambiguous = {word for entry in _ambiguous() for word in entry[0]}
    bare = {name_key(one.bare_name): one for one in tables.common if one.bare_name not in ambiguous}
    return {**{alias: one for alias, one in aliases.items() if alias not in ambiguous}, **bare}


@cache
def _lexicon() -> _Lexicon:
    """Every word that means an occupation; what is said around the sites goes before the classification."""
    tables = load_tables()
    meanings: dict[str, Occupation | _Ambiguous] = {}
    for spoken, entry in _ambiguous():
        for word in spoken:
            meanings[word] = entry
    for occupation in tables.common:
        for word in _spoken(occupation):
            meanings.setdefault(word, occupation)
    for row in package_rows("aliases.tsv"):
        meanings.setdefault(name_key(row["word"]), tables.by_name[name_key(row["canonical"])])
    for occupation in tables.common:
        for word in _stems(occupation):
            meanings.setdefault(word, occupation)
    # 注塑工 means what 注塑 means here, whatever else the classification calls so.
    for word, meaning in list(meanings.items()):
        for ending in _HANDS:
            meanings.setdefault(word + ending, meaning)
    general = tables.by_name[name_key(_GENERAL_HAND)]
    for word, occupation in (*tables.by_name.items(), *_official().items()):
        meanings.setdefault(word, general if occupation.kin == general.kin else occupation)
    for occupation in tables.national:
        for word in _stems(occupation):
            if len(word) > 2:
                meanings.setdefault(word, occupation)
    words = {text: _Word(text, meaning, _weight(text, meaning)) for text, meaning in meanings.items() if len(text) > 1}
    return _Lexicon(words, tuple(words), max(map(len, words)))


def _weight(text: str, meaning: Occupation | _Ambiguous) -> int:
    named = meaning.settled if isinstance(meaning, _Ambiguous) else meaning
    if named is not None and named.name == _GENERAL_HAND:
        return _GENERAL
    return _PLACE if text.endswith(_PLACE_ENDINGS) else _JOB


def _spoken(occupation: Occupation) -> Iterator[str]:
    """Names and aliases as people say them: brackets off, words joined by a stroke apart."""
    for name in (occupation.name, *occupation.aliases):
        inside = re.findall(r"[(（](.*?)[)）]", name) if name == occupation.name else []
        for piece in re.split(r"[/·]", _BRACKETED.sub("", name)):
            yield name_key(piece)
        yield name_key(name)
        yield from (name_key(piece) for piece in inside if len(piece) > 1 and piece not in _PLACE_WORDS)


# What brackets in a name say of the place or the trade is no word for the occupation.
_PLACE_WORDS = frozenset({"机床", "大棚", "季节", "切配", "话务", "包装工"})


def _stems(occupation: Occupation) -> Iterator[str]:
    """缝纫 for 缝纫工, 保洁 for 保洁员: how people name the work they want."""
    for piece in re.split(r"[/·]", occupation.bare_name):
        for ending in _ENDINGS:
            if piece.endswith(ending) and len(piece) - len(ending) >= 2:
                yield name_key(piece.removesuffix(ending))
                break


@cache
def _ambiguous() -> tuple[tuple[tuple[str, ...], _Ambiguous], ...]:
    tables = load_tables()
    text = files(__package__).joinpath("data/ambiguous.toml").read_text(encoding="utf-8")
    entries: list[tuple[tuple[str, ...], _Ambiguous]] = []
    for row in tomllib.loads(text)["word"]:
        options = tuple(
            _Option(tables.by_name[name_key(option["occupation"])], tuple(option["hints"])) for option in row["options"]
        )
        settled = tables.by_name[name_key(row["settled"])] if "settled" in row else None
        entry = _Ambiguous(options, settled, row.get("ask", True), row["question_zh"], row["question_en"])
        entries.append((tuple(row["words"]), entry))
    return tuple(entries)

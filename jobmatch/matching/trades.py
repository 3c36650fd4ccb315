"""Words for work as the gates compare them: what a text surely means, what it may mean, when two are the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from jobmatch.matching.vocabulary import Occupation, Vocabulary


@dataclass(frozen=True, slots=True)
class Trade:
    """A text and its meaning. Without an occupation and without options the text could not be read."""

    text: str
    occupation: Occupation | None = None
    options: tuple[Occupation, ...] = ()
    ask: bool = False
    question_zh: str = ""
    question_en: str = ""

    @property
    def key(self) -> str:
        """Equal for texts that mean the same for certain."""
        return self.occupation.name if self.occupation else "?" + self.text

    @property
    def name(self) -> str:
        return self.occupation.name if self.occupation else self.text


def confirmed_trade(text: str, vocabulary: Vocabulary) -> Trade:
    """A confirmed name or code; other words are read like any title."""
    occupation = vocabulary.canonical(text)
    return Trade(text, occupation) if occupation else read_trade(text, vocabulary)


def read_trade(text: str, vocabulary: Vocabulary) -> Trade:
    found = vocabulary.read(text)
    return Trade(text.strip(), found.occupation, found.options, found.ask, found.question_zh, found.question_en)


def surely_same(one: Trade, other: Trade, vocabulary: Vocabulary) -> bool:
    """The same canonical name or code; of two texts that nobody can read, the same text. Ambiguous words never are."""
    if one.occupation and other.occupation:
        return vocabulary.same(one.occupation, other.occupation)
    unread = one.occupation is other.occupation is None and not (one.options or other.options)
    return unread and one.text == other.text


def maybe_same(one: Trade, other: Trade, vocabulary: Vocabulary) -> bool:
    """Whether an answer to what the words mean could make them the same work."""
    left, right = _meanings(one), _meanings(other)
    if not left or not right:
        return True
    return any(vocabulary.same(mine, theirs) for mine in left for theirs in right)


def nearness(one: Trade, other: Trade, vocabulary: Vocabulary) -> int:
    """0 to 100; of ambiguous words the nearest meaning counts, of words that cannot be read nothing."""
    points = [vocabulary.nearness(mine, theirs) for mine in _meanings(one) for theirs in _meanings(other)]
    return max(points, default=100 if surely_same(one, other, vocabulary) else 0)


def is_akin(trade: Trade, to: Iterable[Trade], least: int, vocabulary: Vocabulary) -> bool:
    """Whether the work is at least so near to any of these."""
    return any(nearness(one, trade, vocabulary) >= least for one in to)


def _meanings(trade: Trade) -> tuple[Occupation, ...]:
    return (trade.occupation, *trade.options) if trade.occupation else trade.options

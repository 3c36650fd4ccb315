"""A field of the form as a control on the page: its words, its choices with pictures, and its value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flask_babel import LazyString

from desk.counter import words
from desk.language import say as _
from jobmatch import privacy
from jobmatch.access import Actor
from jobmatch.db import Base
from jobmatch.households import view
from jobmatch.visits.answers import Answer
from jobmatch.visits.fields import Field, Kind

_SEALED_FROM_CLERKS = {
    "id_number": ("person", "id_number"),
    "cannot": ("person", "limits"),
    "protections": ("person", "protections"),
}
"""Fields that whoever enters them may not be allowed to read again (domain.md, section 1), with their columns."""


@dataclass(frozen=True)
class Choice:
    """One choice: the stable word, what the resident hears, and a picture."""

    word: str
    label: LazyString | str
    icon: str = ""


@dataclass(frozen=True)
class Control:
    """A field of one person or of the household, as the page shows it.

    `said`: it was answered in this visit. `hidden` says that something is known and may not be shown to whoever looks
    (`note` says how much of it may); `seen` is the answer's revision, `shape` which control the page draws.
    """

    key: str
    field: Field
    label: LazyString | str
    hint: LazyString | str
    choices: tuple[Choice, ...]
    value: Answer
    said: bool
    known: bool
    hidden: bool
    note: str
    seen: int
    shape: str

    @property
    def id(self) -> str:
        """An id that a label can point to."""
        return "f-" + self.key.replace(".", "-")

    def chosen(self, word: str) -> bool:
        """Whether a choice is taken."""
        return word in self.value if isinstance(self.value, list) else self.known and word == self.value


def controls(
    whom: str,
    fields: Iterable[Field],
    shown: Mapping[str, Answer],
    answers: Mapping[str, Answer],
    revisions: Mapping[str, int],
    actor: Actor,
    choices: Mapping[str, tuple[Choice, ...]] | None = None,
    shapes: Mapping[str, str] = words.SHAPES,
) -> list[Control]:
    """The controls of some fields; `shown` is what is known, `answers` what was said in this visit (by key)."""
    found = []
    for field in fields:
        key = f"{whom}.{field.name}"
        said = key in answers
        hidden = not said and field.name in shown and not _may_read(field.name, actor)
        value = answers[key] if said else "" if hidden else shown.get(field.name, "")
        if field.kind in (Kind.MANY, Kind.PEOPLE) and not isinstance(value, list):
            value = []
        end = str(shown.get(field.name, ""))[-4:]
        found.append(
            Control(
                key=key,
                field=field,
                label=_label(field.name),
                hint=words.HINTS.get(field.name, ""),
                choices=(choices or {}).get(field.name) or _choices(field),
                value=value,
                said=said,
                known=(said or field.name in shown) and not hidden,
                hidden=hidden,
                note=_("已登记，尾号%(end)s", end=end) if hidden and field.kind is Kind.ID_NUMBER else "",
                seen=revisions.get(key, 0),
                shape=shapes.get(field.name) or shapes.get(field.kind) or field.kind.value,
            )
        )
    return found


def _label(name: str) -> LazyString | str:
    paper = str(words.CHOICES["certificates"].get(name.removeprefix("valid_to_"), ""))
    return str(words.LABELS[name]) % {"paper": paper} if paper else words.LABELS[name]


def _choices(field: Field) -> tuple[Choice, ...]:
    listed = words.CHOICES.get(field.name, {})
    offered = field.words or tuple(listed)
    icons = words.ICONS.get(field.name, {})
    return tuple(Choice(word, listed[word], icons.get(word, "")) for word in offered if word in listed)


def _may_read(name: str, actor: Actor) -> bool:
    column = _SEALED_FROM_CLERKS.get(name)
    return column is None or view.may_see(_register()[column], actor, own=False)


@cache
def _register() -> dict[tuple[str, str], privacy.Personal | None]:
    return {(entry.table, entry.column): entry.holds for entry in privacy.register(Base.metadata)}

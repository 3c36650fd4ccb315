"""Which template of this installation's account stands behind which kind of message, and what goes into its fields.

Template ids and keys differ from account to account, so they are written in a file of the operator's:

    [new_match]
    id = "…"
    fields = {thing1 = "{title}", thing2 = "{employer}", thing3 = "{pay}"}

`{who}` is the name in stars of the person it is for, and nothing on a telephone that is one person's alone.

Everything that can be wrong with the file is found before the first message, by example, and named in words.
"""

import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jobmatch.push import fields
from jobmatch.push.templates import Template

_FACTS: Mapping[Template, Mapping[str, str]] = {
    Template.NEW_MATCH: {
        "title": "包装工", "employer": "某某食品有限公司", "pay": "2200-2600元", "place": "娄山关街道"
    },
    Template.DIGEST: {"count": "3", "title": "包装工"},
    Template.MEETING_TOMORROW: {
        "when": "6月2日9点", "place": "娄山关街道", "title": "包装工", "employer": "某某食品有限公司",
        "whom": "王主任",
    },
    Template.ANSWER: {
        "employer": "某某食品有限公司", "title": "包装工", "when": "6月2日9点", "place": "娄山关街道",
        "whom": "王主任",
    },
    Template.COURSE: {"title": "育婴师", "when": "6月2日", "place": "社区活动室"},
    Template.SEAT: {
        "title": "育婴师", "when": "6月2日", "hours": "08:30到16:30", "place": "社区活动室", "until": "6月3日",
        "news": "报上名了",
    },
    Template.RECORD_CHANGED: {"what": "改了住址"},
    Template.CORRECTION: {
        "employer": "某某食品有限公司", "title": "包装工", "what": "前面说单位要您了，是点错了"
    },
}  # fmt: skip
# The facts that each kind of message brings, each with an example that a field has to be able to hold.
EXAMPLES: Mapping[Template, Mapping[str, str]] = {name: {"who": "罗*强", **facts} for name, facts in _FACTS.items()}


class TemplateFileError(ValueError):
    """The file cannot be used as it stands; the text says where and why, one line a fault."""


@dataclass(frozen=True)
class Filled:
    """One template of the account: its id, and the words with facts in braces for each of its keys."""

    id: str
    fields: Mapping[str, str]

    def data(self, facts: Mapping[str, object]) -> dict[str, str]:
        """Every field as WeChat takes it; raises UnfitError for a fact that cannot stand where it is wanted."""
        known = _Facts({name: str(value) for name, value in facts.items() if value is not None})
        return {key: fields.fitted(key, words.format_map(known)) for key, words in self.fields.items()}


@dataclass(frozen=True)
class AccountTemplate:
    """A template as the account has it, by the platform's own list."""

    id: str
    title: str
    keys: frozenset[str]


class _Facts(dict[str, str]):
    """Facts by name; one that is not known is nothing, and the field says so in its own way."""

    def __missing__(self, name: str) -> str:
        return ""


def read(path: Path) -> dict[Template, Filled]:
    """The templates of a file; raises TemplateFileError with all that is wrong with it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TemplateFileError(f"{path} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateFileError(f"{path}: {error}") from error
    faults = [fault for name, row in told.items() for fault in _faults(name, row)]
    if faults:
        raise TemplateFileError("\n".join(f"{path}: {fault}" for fault in faults))
    return {Template(name): Filled(row["id"], row["fields"]) for name, row in told.items()}


def names(ours: Mapping[Template, Filled]) -> dict[str, Template]:
    """From the account's template ids back to our names, for what WeChat says about messages."""
    return {filled.id: name for name, filled in ours.items()}


def differences(ours: Mapping[Template, Filled], account: Iterable[AccountTemplate]) -> list[str]:
    """Where our file and the account's own list part, one sentence each; nothing where they agree."""
    theirs = {template.id: template for template in account}
    found = []
    for name, filled in ours.items():
        there = theirs.get(filled.id)
        if there is None:
            found.append(f"{name}: the account has no template {filled.id}")
            continue
        found += [f"{name}: {there.title} has no field {key}" for key in sorted(set(filled.fields) - there.keys)]
        found += [f"{name}: {there.title} needs {key} as well" for key in sorted(there.keys - set(filled.fields))]
    return found


def _faults(name: str, row: object) -> list[str]:
    if name not in set(Template):
        return [f"{name} is no kind of message; there are {', '.join(Template)}"]
    if not isinstance(row, dict) or not _is_words(row.get("id")) or not isinstance(row.get("fields"), dict):
        return [f"{name} needs an id and fields"]
    return [fault for key, words in row["fields"].items() for fault in _field_faults(Template(name), key, words)]


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _field_faults(name: Template, key: str, words: object) -> list[str]:
    """What keeps a field from holding what it shall hold: an unknown kind or fact, or an example that does not fit."""
    examples = EXAMPLES[name]
    try:
        wanted = {
            fact for _text, fact, _format, _conversion in string.Formatter().parse(str(words)) if fact is not None
        }
        if wanted - set(examples):
            known = ", ".join(examples)
            return [f"{name}.{key}: no fact is called {', '.join(sorted(wanted - set(examples)))}; there are {known}"]
        fields.fitted(key, str(words).format_map(examples))
    except ValueError as error:  # UnfitError, or braces that do not close
        return [f"{name}.{key}: {error}"]
    return []

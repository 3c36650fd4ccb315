"""Fields and code words as a reader of `show` sees them: Chinese from a table, English as the stable words say it."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

CHINESE = "zh"


def field(name: str, lang: str) -> str:
    """The label of a field."""
    return _words()["fields"].get(name, name) if lang == CHINESE else name.replace("_", " ")


def count(name: str) -> str:
    """What an import counts, in Chinese; empty for a count without words."""
    return _words()["counts"].get(name, "")


def value(found: Any, lang: str) -> str:
    """A value in words; lists are told one after the other."""
    if isinstance(found, bool):
        return ("是" if found else "否") if lang == CHINESE else ("yes" if found else "no")
    if isinstance(found, list | tuple):
        return ("、" if lang == CHINESE else ", ").join(value(one, lang) for one in found)
    if isinstance(found, dict):
        told = (f"{field(name, lang)} {value(one, lang)}" for name, one in found.items() if one is not None)
        return " ".join(told)
    if isinstance(found, str):
        return _words()["codes"].get(found, str(found)) if lang == CHINESE else str(found)
    return str(found)


def posts(number: int, lang: str) -> str:
    """How many vacancies a reason stands for, before the reason."""
    if lang == CHINESE:
        return f"{number}个岗位："
    return f"{number} {'vacancy' if number == 1 else 'vacancies'}: "


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))

"""What every command needs: the database in order, who is at the keyboard, days and documents in and out, plain words
for what went wrong. Nothing here imports a database driver before a command asks for the database.
"""

import getpass
import json
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jobmatch.access import Actor, operator

if TYPE_CHECKING:
    from sqlalchemy import Engine


class UnusableError(Exception):
    """Arguments or input that cannot be used; the text says where and what to do next."""


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2026-06-01", param, ctx)


class Text(click.ParamType[str]):
    """A text as it was typed. The arguments are UTF-8 even where the locale claims to know only ASCII."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return os.fsencode(value).decode("utf-8", "replace")


class Name(Text):
    """The name of somebody: a text that is not empty, without spaces around it."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        said = super().convert(value, param, ctx).strip()
        return said or self.fail("the name is empty", param, ctx)


class Id(click.ParamType[int]):
    """The number of a record, as the program prints it."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 10 and 1 <= int(text) <= LARGEST_ID):
            self.fail(f"{text[:20]!r} is not the number of a record; write it as 12", param, ctx)
        return int(text)


class Assignment(click.ParamType[tuple[str, Decimal]]):
    """NAME=NUMBER, as `--parameter minimum_wage_month=1890`."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Decimal]:
        if isinstance(value, tuple):
            return value
        name, _, number = value.partition("=")
        try:
            amount = Decimal(number.strip())
        except ArithmeticError:
            amount = Decimal("NaN")
        if not name.strip() or not amount.is_finite():
            self.fail(f"{value!r} is not NAME=NUMBER; write it as minimum_wage_month=1890", param, ctx)
        return name.strip(), amount


LARGEST_ID = 2**31 - 1
DATABASES = ("sqlite", "postgresql")
READABLE_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


def whoever_runs_this() -> Actor:
    """The operator of the server: the operating system has decided who may sit here, the log says who did."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "unknown"
    return operator(f"command line ({name})")


def database() -> "Engine":
    """The engine of this installation's database; raises UnusableError where it is missing or not upgraded."""
    from jobmatch import db

    engine = database_to_be()
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file():
        raise UnusableError(f"there is no database at {engine.url.database} yet; `python -m jobmatch init` makes one")
    if not db.is_current(engine):
        raise UnusableError("the database has not been brought up to this version; run `python -m jobmatch init`")
    return engine


def print_document(document: Any) -> None:
    """One JSON document on standard output, in UTF-8, with Chinese as it is."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1, default=_as_json).encode())


def database_to_be() -> "Engine":
    """The engine of the chosen database, whether it is there yet or not; raises UnusableError for a kind not known."""
    from sqlalchemy.engine import make_url

    from jobmatch import db
    from jobmatch.settings import settings

    url = make_url(settings().database_url)
    if url.get_backend_name() not in DATABASES:
        raise UnusableError(f"JOBMATCH_DATABASE_URL names {url.get_backend_name()}; it has to be sqlite or postgresql")
    return db.engine_for(settings().database_url)


def answer(file: Path, answered: Callable[[bytes], str]) -> int:
    """Print what a document is answered with; on faults every one of them, a line each, and nothing else: exit 2."""
    from jobmatch.matching.json_text import Unusable

    try:
        text = answered(file.read_bytes())
    except Unusable as wrong:
        for fault in wrong.faults:
            click.echo(fault, err=True)
        return 2
    click.echo(text.encode(), nl=False)
    return 0


def read_text(path: Path) -> str:
    """The text of a UTF-8 file (with or without a byte-order mark); raises UnusableError where it is not one."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableError(f"{path} is not text in UTF-8; save it again as UTF-8") from error
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror}") from error


def explain(error: Exception) -> str:
    """What went wrong in one line for whoever typed the command; an unexpected fault says how to report it."""
    from pydantic import ValidationError

    if type(error).__module__.startswith("jobmatch."):
        return str(error.args[0]) if error.args else str(error)
    if isinstance(error, ValidationError):
        return "; ".join(f"{_setting(one['loc'])}: {_sentence(one['msg'])}" for one in error.errors())
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'} cannot be used: {error.strerror or error}"
    if type(error).__module__.startswith("sqlalchemy."):
        return _explain_database(error)
    return (
        f"an unexpected fault ({type(error).__name__}); nothing unfinished was kept. "
        "`python -m jobmatch --traceback …` shows where it happened, for whoever mends it."
    )


def _sentence(told: str) -> str:
    """What a validator says, as the end of a sentence; a pattern in it stays as it is, for its case means something."""
    return told[:1].lower() + told[1:]


def _setting(place: tuple[int | str, ...]) -> str:
    """The environment variable behind a field; those with a name of their own are told by it."""
    name = "_".join(map(str, place))
    return name if name.isupper() else f"JOBMATCH_{name.upper()}"


def _explain_database(error: Exception) -> str:
    if type(error).__name__ == "NoResultFound":
        return "there is no record with this number"
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    if type(error).__name__ in ("OperationalError", "ArgumentError", "NoSuchModuleError", "DatabaseError"):
        return f"the database does not answer as it should ({reason}); look at JOBMATCH_DATABASE_URL, or run `init`"
    # A driver's words may hold the values of a row, and those are nobody's business on a screen.
    return f"the database refused a change ({type(error).__name__}); nothing unfinished was kept"


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in a document")

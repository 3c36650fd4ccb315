"""What somebody asks for who wants a list imported: which list, of which day, and by which rules it is read."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch.workbooks.comparing import News

Step: TypeAlias = Callable[[Engine], AbstractContextManager[Session]]
"""Opens a transaction that ends with the block; whoever watches an import hands in one of their own."""


class Kind(StrEnum):
    """What a list holds."""

    HOUSEHOLDS = "households"
    VACANCIES = "vacancies"
    COURSES = "courses"


@dataclass(frozen=True)
class Wanted:
    """One list to import. `overrides` replace dated parameters for this run; `records` asks for what was understood."""

    kind: Kind
    file: Path
    as_of: date
    dry_run: bool = False
    records: bool = False
    overrides: Mapping[str, Decimal] = field(default_factory=dict)
    allow_fictitious: bool = False


class Outcome(Protocol):
    """What every import says of itself, whatever the list holds; `news` add up to the records that come in."""

    @property
    def news(self) -> News: ...

    def document(self) -> dict[str, Any]:
        """Counts, faults, changes and, where asked for, records."""

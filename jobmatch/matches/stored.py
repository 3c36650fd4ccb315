"""Rows as the database holds them, to tell whether they are still the same: nothing sealed is opened."""

from typing import Any

from sqlalchemy import Select, select, text


def whole(table: Any) -> Select[Any]:
    """The rows of a table as the driver gives them, no column made into anything."""
    return select(text(f"{table.__tablename__}.*")).select_from(table.__table__)

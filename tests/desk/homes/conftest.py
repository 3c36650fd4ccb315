"""A worker at the pages of households, as at the pages of the day: the same desk and the same family."""

from tests.desk.today.conftest import desk

__all__ = ["desk"]

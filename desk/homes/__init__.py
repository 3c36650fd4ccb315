"""The households that somebody serves: all of them as a list, and each of them on one page."""

from desk.homes import listed
from desk.homes.blueprint import pages

__all__ = ["listed", "pages"]

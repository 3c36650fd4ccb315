"""The households that somebody serves: all of them as a list, and each of them on one page."""

from desk.homes import home, listed
from desk.homes.blueprint import pages

__all__ = ["home", "listed", "pages"]

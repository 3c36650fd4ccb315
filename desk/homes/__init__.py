"""The households that somebody serves: all of them as a list, and each of them on one page."""

from desk.homes import asking, giving, home, leading, listed, picking, training
from desk.homes.blueprint import pages

__all__ = ["asking", "giving", "home", "leading", "listed", "pages", "picking", "training"]

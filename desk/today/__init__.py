"""What is to be done today: talks that are due, warnings, rights tickets, households in which nobody works."""

from desk.today import acting, front, home, talk
from desk.today.blueprint import pages

__all__ = ["acting", "front", "home", "pages", "talk"]

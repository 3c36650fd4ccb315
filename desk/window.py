"""At which window of the hall somebody sits today: said once with a call, kept in the browser until midnight."""

from flask import session

from jobmatch import clock

HIGHEST = 99
_KEY = "window"


def said(given: str) -> int | None:
    """The window that a form names, kept for the rest of the day; what is no such number, or nothing, is no window."""
    typed = given.strip()
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(HIGHEST)) else 0
    session[_KEY] = [clock.today().isoformat(), number]
    return number or None


def today() -> int | None:
    """The window that was said today, if any."""
    day, number = session.get(_KEY, ("", 0))
    return number if number and day == clock.today().isoformat() else None

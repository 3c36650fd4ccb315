"""Which language a page speaks: Chinese unless the reader chose English; the choice stays in a cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from flask_babel import Babel, format_date, format_datetime, get_locale, gettext

from jobmatch.clock import SHANGHAI

CHINESE, ENGLISH = "zh", "en"
LANGUAGES = {CHINESE: "中文", ENGLISH: "English"}
COOKIE = "language"
ONE_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Other:
    """A language that this page could speak instead, and the address where it does."""

    code: str
    name: str
    address: str


def install(app: Flask) -> None:
    """Chinese is written in the templates themselves; `translations/en` holds the complete English."""
    translations = str(Path(__file__).with_name("translations"))
    Babel(app, default_locale=CHINESE, default_translation_directories=translations, locale_selector=_locale)
    app.after_request(_remember)
    app.context_processor(
        lambda: {
            "language": spoken_language(),
            "other_languages": _others(),
            "say_day": say_day,
            "say_day_of_week": say_day_of_week,
            "say_moment": say_moment,
        }
    )


def chosen_language() -> str:
    """The language of the address, else of a telephone's header, else of this browser's last choice, else Chinese."""
    wishes = (request.args.get("lang"), g.get("language"), request.cookies.get(COOKIE))
    return next((wish for wish in wishes if wish in LANGUAGES), CHINESE)


def say(text: str, **values: object) -> str:
    """A Chinese sentence in the language of the page, with the values put in."""
    return str(gettext(text, **values))


def say_with(words: object, facts: Mapping[str, object]) -> str:
    """A sentence of ours with what it names put in, days as people say them."""
    return str(words) % {name: say_day(fact) if isinstance(fact, date) else fact for name, fact in facts.items()}


def say_either(chinese: str, english: str) -> str:
    """Words that stand in both languages already, in that of the page."""
    return chinese if spoken_language() == CHINESE else english


def say_day(day: date) -> str:
    """A day as people say it in the language of the page."""
    return str(format_date(day, "long"))


def say_day_of_week(day: date) -> str:
    """A day that somebody has to be somewhere, with its day of the week."""
    return str(format_date(day, "y年M月d日 EEEE" if spoken_language() == CHINESE else "EEEE, d MMMM y"))


def say_moment(moment: datetime) -> str:
    """An instant by the clock on the wall in Guizhou, in the language of the page."""
    pattern = "y年M月d日 HH:mm" if spoken_language() == CHINESE else "MMM d, y, HH:mm"
    return str(format_datetime(moment.astimezone(SHANGHAI), pattern, rebase=False))


def spoken_language() -> str:
    """The language of the page that is being made."""
    locale = get_locale()
    return locale.language if locale else CHINESE


def _locale() -> str:
    """The English of these pages is British, and so are its days and hours: 26 November 2026, 14:30."""
    wish = chosen_language()
    return "en_GB" if wish == ENGLISH else wish


def _others() -> list[Other]:
    asked = {key: value for key, value in request.args.items() if key != "lang"}
    return [
        Other(code, name, f"{request.path}?{urlencode(asked | {'lang': code})}")
        for code, name in LANGUAGES.items()
        if code != spoken_language()
    ]


def _remember(response: Response) -> Response:
    wish = request.args.get("lang")
    if wish in LANGUAGES and wish != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE, wish, max_age=ONE_YEAR, path="/", httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response

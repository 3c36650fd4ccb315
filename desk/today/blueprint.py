"""The pages of the day as one blueprint, and what their addresses and forms share."""

from flask import Blueprint, request

from desk.language import say as _
from desk.printable import printable
from desk.row_ids import LARGEST_ID

pages = Blueprint("today", __name__, template_folder="../templates", url_prefix="/today")

ROW = f"<int(max={LARGEST_ID}):row_id>"
LONGEST_WORDS = 200
"""A sentence of what was done; the log holds no more of one."""
LONGEST_QUESTION = 500
"""What a worker could not solve, for whoever answers for the site."""


def written(name: str, longest: int = LONGEST_WORDS) -> str:
    """What a form says in one field, in one line, without signs that nobody sees."""
    line = " ".join(request.form.get(name, "").splitlines())
    return printable(line, longest)


def page_number() -> int:
    """Which page of a list an address asks for; the first for what is no such number."""
    given = request.args.get("page", "")
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) < len(str(LARGEST_ID)) else 1


def no_words() -> str:
    """What is said where a sentence is missing."""
    return _("写一句再交，后面的人才晓得办了哪样。")

"""The pages of the installation as one blueprint, and what their forms share."""

from flask import Blueprint, request

from desk.printable import printable

pages = Blueprint("installation", __name__, template_folder="../templates", url_prefix="/installation")


def written(name: str, longest: int) -> str:
    """What a form or an address says in one field, without signs that nobody sees."""
    return printable(request.values.get(name, ""), longest)

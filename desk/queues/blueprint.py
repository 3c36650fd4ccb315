"""The queues of the centre as one blueprint, and what their addresses share."""

from dataclasses import dataclass

from flask import Blueprint, request, url_for

from desk.row_ids import LARGEST_ID
from desk.today.blueprint import page_number

pages = Blueprint("queues", __name__, template_folder="../templates", url_prefix="/queues")

ROW = f"<int(max={LARGEST_ID}):row_id>"
AT_ONCE = 20


@dataclass(frozen=True)
class Paged:
    """Where a page stands among others, for the pager; `number` is brought into range."""

    number: int
    pages: int
    total: int
    at_once: int = AT_ONCE

    @property
    def before(self) -> str:
        """The address of the page before, empty on the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after, empty on the last."""
        return self._address(self.number + 1) if self.number < self.pages else ""

    @property
    def skipped(self) -> int:
        """How many rows stand on the pages before."""
        return (self.number - 1) * self.at_once

    def _address(self, number: int) -> str:
        return url_for(request.endpoint or "queues.front", page=number)


def paged(total: int, at_once: int = AT_ONCE) -> Paged:
    """The page that the address asks for, of a list of so many rows."""
    pages_there = max(1, -(-total // at_once))
    return Paged(min(page_number(), pages_there), pages_there, total, at_once)

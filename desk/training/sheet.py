"""The plan as a workbook: one line for each class, with what it adds and which posts wait."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from desk.few import at_most_few
from desk.language import say as _
from jobmatch.matches.posts import PostLine
from jobmatch.matches.training_plans import PlannedClass, TrainingPlan
from jobmatch.workbooks.writer import OutColumn, OutSheet, write_workbook


class Line(Protocol):
    """What a line of the file is made of."""

    @property
    def one(self) -> PlannedClass:
        """The class."""

    @property
    def paper(self) -> str:
        """The certificate in words."""

    @property
    def posts(self) -> Sequence[tuple[PostLine, int, bool]]:
        """The posts that wait, with places and whether the card is in time."""


def as_workbook(plan: TrainingPlan, lines: Sequence[Line]) -> bytes:
    """The bytes of an .xlsx; counts of people below five are not told apart."""
    sheet = OutSheet(
        name=_("培训班"),
        title=_("算一算办哪些班"),
        above=(
            _("%(day)s算的，最多%(seats)s个座位", day=plan.as_of.isoformat(), seats=plan.seats),
            _(
                "没有人上班的%(waiting)s户；不办新班能安排%(before)s户，照这样办能安排%(after)s户",
                waiting=plan.waiting, before=plan.before, after=plan.after,
            ),
        ),
        columns=(
            OutColumn(_("班"), width=20), OutColumn(_("拿哪样证"), width=14), OutColumn(_("在哪里"), width=22),
            OutColumn(_("几天"), width=8), OutColumn(_("几个座位"), width=10), OutColumn(_("多几户有人上班"), width=14),
            OutColumn(_("读了就有岗位去的人"), width=18), OutColumn(_("想学这个的人"), width=14),
            OutColumn(_("等着的岗位"), width=60),
        ),
        rows=[
            (
                line.one.title, line.paper, line.one.site, line.one.days, line.one.seats, line.one.gain,
                at_most_few(line.one.learners), at_most_few(line.one.asking), _("；").join(map(_post, line.posts)),
            )
            for line in lines
        ],
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_workbook(path, [sheet])
        return path.read_bytes()


def _post(post: tuple[PostLine, int, bool]) -> str:
    line, places, _in_time = post
    return _("%(employer)s %(title)s %(n)s个", employer=line.employer, title=line.title, n=places)

"""`demo`: an invented place in an empty database, matched, to try the program in."""

from typing import TYPE_CHECKING

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from jobmatch.access import Actor
    from jobmatch.demo.layout import Layout


@click.command(
    "demo",
    help="""Fill an empty database with invented people, employers and courses, and match them.

    A village has 40 households. A county has 1,200 at three sites, 400 posts and 60 courses, and takes about a minute.
    A province has 431,600 at 953 sites in 84 counties, 33,600 posts, and takes most of an hour and three gigabytes on a
    machine that does nothing else; it is not matched. One that was stopped goes on where it was; a database that holds
    other data is refused.

    With --play the place is planted as of so many months ago and lives until today by the program's own verbs: families
    register, are matched, say yes or no, begin and leave work, employers answer or stay silent, posts come and go,
    classes run. Twelve months of the county take about two minutes.
    """,
)
@click.option("--size", type=click.Choice(["village", "county", "province"]), default="village", show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same place.")
@click.option("--play", "months", type=click.IntRange(1, 60), metavar="MONTHS", help="Live through so many months.")
@click.option("--if-empty", is_flag=True, help="Where there is data already, leave it as it is and say nothing.")
def demo_command(size: str, seed: int, months: int | None, if_empty: bool) -> None:
    """Plant, live through months, match, and note that the place is whole: what stops on the way is gone on with."""
    if months and size == "province":
        raise click.UsageError("a province is not matched here, and so lives through no months: choose another size")
    from jobmatch import clock, db
    from jobmatch.demo import drafts
    from jobmatch.demo.hiring import open_employer
    from jobmatch.demo.layout import layout
    from jobmatch.demo.place import Place
    from jobmatch.demo.plant import HoldsDataError, begun, finish, plant
    from jobmatch.demo.play import calendar
    from jobmatch.demo.play.playing import play
    from jobmatch.demo.teaching import open_trainer
    from jobmatch.demo.users import open_accounts
    from jobmatch.settings import settings
    from jobmatch.workbooks.progress import on_terminal

    engine, actor = shell.database(), shell.whoever_runs_this()
    # Whoever asks for invented people takes their invented ID numbers, for the time of this command.
    settings().fictitious_ids = True
    with db.reading(engine) as session:
        there = begun(session)
    begins = calendar.months_after(clock.today(), -(months or 0)) if there is None else there.on
    place = Place(layout(size), seed, begins, months or 0)
    at = calendar.instant(begins, 12) if months else clock.now()
    try:
        plant(lambda: db.transaction(engine), place, place.today, at, actor, on_terminal)
    except HoldsDataError:
        if if_empty:
            _say_who(engine, place.layout)
            return
        raise
    if months:
        play(engine, lambda: db.transaction(engine), place, actor, on_terminal)
    matched = None if size == "province" else _match(engine, actor)
    with db.transaction(engine) as session:
        open_accounts(session, place.layout, clock.now(), actor)
        open_employer(session, place.layout, clock.now())
        open_trainer(session, place.layout, clock.now(), actor)
        if size != "province":
            drafts.hand_in(session, clock.now(), actor)
        finish(session, place, clock.now(), actor)
        counted = _counted(session)
    click.echo(f"{counted} (seed {seed})")
    click.echo(matched or "a province is not matched here: `province match --folder F` lists what fits everybody")
    _say_who(engine, place.layout)


def _say_who(engine: "Engine", layout: "Layout") -> None:
    from jobmatch import db
    from jobmatch.demo.users import how_to_sign_in

    with db.reading(engine) as session:
        lines = how_to_sign_in(session, layout)
    for line in lines:
        click.echo(line)


def _match(engine: "Engine", actor: "Actor") -> str:
    from jobmatch import clock, flow
    from jobmatch.workbooks.progress import on_terminal

    matched = flow.match(engine, clock.today(), None, clock.now, actor, progress=on_terminal)
    served = len(matched.cards) - len(matched.without)
    return f"{len(matched.cards)} people ask for work, {served} have proposals; `match --cards` shows them"


def _counted(session: "Session") -> str:
    from sqlalchemy import func, select

    from jobmatch.courses.model import Course
    from jobmatch.households.model import Household, Person, Site
    from jobmatch.vacancies.model import Employer, Vacancy

    tables = (Person, Household, Site, Vacancy, Employer, Course)
    people, households, sites, posts, firms, courses = (
        session.scalar(select(func.count()).select_from(table)) for table in tables
    )
    return (
        f"{people} invented people in {households} households at {sites} sites, {posts} posts of {firms} employers, "
        f"{courses} courses"
    )

"""`demo`: an invented place in an empty database, matched, to try the program in."""

import click

from jobmatch.commands import shell


@click.command("demo")
@click.option("--size", type=click.Choice(["village"]), default="village", show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same place.")
@click.option("--if-empty", is_flag=True, help="Where there is data already, leave it as it is and say nothing.")
def demo_command(size: str, seed: int, if_empty: bool) -> None:
    """Fill an empty database with invented people, employers and courses; one that holds data is refused."""
    from jobmatch import clock, db, flow
    from jobmatch.demo.plant import HoldsDataError, plant
    from jobmatch.demo.village import SIZES, village
    from jobmatch.settings import settings
    from jobmatch.workbooks.progress import on_terminal

    engine, today, actor = shell.database(), clock.today(), shell.whoever_runs_this()
    # Whoever asks for invented people takes their invented ID numbers, for the time of this command.
    settings().fictitious_ids = True
    place = village(SIZES[size], seed, today)
    try:
        plant(lambda: db.transaction(engine), place, today, clock.now(), actor, on_terminal)
    except HoldsDataError:
        if if_empty:
            return
        raise
    matched = flow.match(engine, today, None, clock.now, actor, progress=on_terminal)
    posts = sum(len(firm.offers) for firm in place.firms)
    people = sum(len(household.members) for household in place.households)
    click.echo(
        f"{people} invented people in {len(place.households)} households, {posts} posts of {len(place.firms)} "
        f"employers, {len(place.courses)} courses (seed {seed})"
    )
    click.echo(
        f"{len(matched.cards)} people ask for work, {len(matched.cards) - len(matched.without)} have proposals; "
        "`match --cards` shows them"
    )

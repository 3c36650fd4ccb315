"""`assign`: all open seats against all who wait, at once; a plan for workers, stored nowhere."""

from datetime import date

import click

from jobmatch.commands import shell


@click.command("assign")
@click.option("--as-of", type=shell.Day(), help="The day to assign for; left out: today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def assign_command(as_of: date | None, as_json: bool) -> None:
    """Who should get which opening, so that most households without an earner get one."""
    from jobmatch import clock, db, flow
    from jobmatch.matches.posts import post_lines

    engine = shell.database()
    placing = flow.assign(engine, as_of or clock.today(), clock.now(), shell.whoever_runs_this())
    if as_json:
        shell.print_document(
            {
                "pairs": [{"person": person, "vacancy": vacancy} for person, vacancy in placing.pairs],
                "households_placed": placing.households_placed,
                "upper_bound": placing.upper_bound,
                "score": placing.score,
            }
        )
        return
    with db.reading(engine) as session:
        posts = post_lines(session, {int(vacancy) for _, vacancy in placing.pairs})
    for person, vacancy in placing.pairs:
        post = posts[int(vacancy)]
        click.echo(f"person {person} → {post.number} {post.title} · {post.employer}")
    click.echo(
        f"people with an opening: {len(placing.pairs)}; households without an earner that get one: "
        f"{placing.households_placed} (at most {placing.upper_bound} could); total score {placing.score}"
    )

"""`titles`: titles of vacancies that the vocabulary is not sure of, and what a worker says they mean."""

from datetime import date

import click

from jobmatch.commands import shell


@click.group("titles")
def titles_command() -> None:
    """Titles that wait for an occupation: list them, and write down what a worker says they mean."""


@titles_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_titles(as_json: bool) -> None:
    """The titles that nobody has answered yet, the longest waiting first, with what the vocabulary proposes."""
    from jobmatch import db
    from jobmatch.vacancies.listing.titles import open_titles

    with db.reading(shell.database()) as session:
        waiting = open_titles(session)
    if as_json:
        shell.print_document([vars(one) for one in waiting])
        return
    for one in waiting:
        proposed = "、".join(one.proposals) or "no proposal"
        click.echo(f"{one.title}  (since {one.asked_on})  {one.question_zh}  {proposed}")
    if not waiting:
        click.echo("no title waits for an answer")


@titles_command.command("answer")
@click.argument("title", type=shell.Text())
@click.argument("occupation", type=shell.Text())
@click.option("--decided-by", required=True, type=shell.Name(), help="The name of the worker who says so.")
@click.option("--from", "since", type=shell.Day(), help="From which day on it holds; left out: today.")
def answer_title(title: str, occupation: str, decided_by: str, since: date | None) -> None:
    """TITLE means OCCUPATION, a name or code of the classification; posts that waited for it get it at once."""
    from jobmatch import clock, db
    from jobmatch.access import Actor, Role
    from jobmatch.vacancies.listing.titles import answer

    worker = Actor(decided_by[:100], Role.SUPERVISOR, sites=None)
    with db.transaction(shell.database()) as session:
        posts = answer(session, title, occupation, since or clock.today(), clock.now(), worker)
    waited = "no post waits for it, those to come are understood"
    if posts:
        waited = f"posts that waited for it and have their occupation now: {posts}"
    click.echo(f"noted; {waited}")

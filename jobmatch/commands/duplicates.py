"""`duplicates`: records that may be one human, put before a person who decides. The program itself never does."""

from typing import TYPE_CHECKING

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from jobmatch.access import Actor

DECIDED_BY = click.option(
    "--decided-by",
    required=True,
    type=shell.Text(),
    help="The name of the worker who has asked the people and decides.",
)


@click.group("duplicates")
def duplicates_command() -> None:
    """Records that may be one human: list them, and write down what a worker has decided."""


@duplicates_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_duplicates(as_json: bool) -> None:
    """Look for pairs and show those that wait for a decision, the likeliest first."""
    from jobmatch import audit, clock, db
    from jobmatch.households.duplicates.likeness import Evidence, Likeness
    from jobmatch.households.duplicates.propose import find_all, open_pairs

    with db.transaction(shell.database()) as session:
        find_all(session, clock.today())
        pairs = open_pairs(session)
        audit.record(session, shell.whoever_runs_this(), "list_duplicates", "person:all", clock.now(), "name, evidence")
        rows = [
            {
                "pair": pair.id,
                "people": [pair.smaller_id, pair.larger_id],
                "names": [pair.smaller.name, pair.larger.name],
                "score": pair.score,
                "evidence": Likeness(tuple(map(Evidence, pair.evidence))).in_words(),
                "evidence_en": Likeness(tuple(map(Evidence, pair.evidence))).in_english(),
            }
            for pair in pairs
        ]
    if as_json:
        shell.print_document(rows)
        return
    for row in rows:
        click.echo(f"{row['pair']}: persons {row['people']} {row['names']} · {row['evidence']}")
    if not rows:
        click.echo("no pair waits for a decision")


@duplicates_command.command("same")
@click.argument("pair", type=int)
@click.option("--keep", type=int, required=True, help="The id of the record that goes on.")
@DECIDED_BY
def same(pair: int, keep: int, decided_by: str) -> None:
    """They are one human: merge them into the record to keep. It can be undone for 30 days."""
    from jobmatch import clock, db
    from jobmatch.households.duplicates import decide

    with db.transaction(shell.database()) as session:
        merge = decide.say_same(session, pair, keep, clock.today(), clock.now(), _worker(decided_by))
        click.echo(f"merged into person {keep}; `duplicates undo {merge.id}` takes it back")


@duplicates_command.command("different")
@click.argument("pair", type=int)
@DECIDED_BY
def different(pair: int, decided_by: str) -> None:
    """They are two people: the pair is never put forward again."""
    from jobmatch import clock, db
    from jobmatch.households.duplicates import decide

    with db.transaction(shell.database()) as session:
        decide.say_different(session, pair, clock.today(), clock.now(), _worker(decided_by))
    click.echo("noted: two people")


@duplicates_command.command("undo")
@click.argument("merge", type=int)
@DECIDED_BY
def undo(merge: int, decided_by: str) -> None:
    """Take a merge back; both records are as they were."""
    from jobmatch import clock, db
    from jobmatch.households.duplicates import decide

    with db.transaction(shell.database()) as session:
        decide.undo(session, merge, clock.today(), clock.now(), _worker(decided_by))
    click.echo("taken back; the pair waits for a decision again")


def _worker(name: str) -> "Actor":
    """The worker on whose word the operator writes it down: the system itself may not decide."""
    from jobmatch.access import Actor, Role

    return Actor(name.strip()[:100], Role.SUPERVISOR, sites=None)

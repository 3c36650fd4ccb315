"""`duplicates`: records that may be one human, put before a person who decides. The program itself never does."""

from typing import TYPE_CHECKING, Any

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.access import Actor

DECIDED_BY = click.option(
    "--decided-by",
    required=True,
    type=shell.Name(),
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
        actor = shell.whoever_runs_this()
        pairs = open_pairs(session, actor)
        audit.record(session, actor, "list_duplicates", "person:all", clock.now(), "name, evidence")
        rows: list[dict[str, Any]] = [
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
        both = " = ".join(f"{name} (person {one})" for one, name in zip(row["people"], row["names"], strict=True))
        click.echo(f"pair {row['pair']}: {both}? {row['evidence']}")
    if not rows:
        click.echo("no pair waits for a decision")


@duplicates_command.command("same")
@click.argument("pair", type=shell.Id())
@click.option("--keep", type=shell.Id(), required=True, help="The id of the record that goes on.")
@DECIDED_BY
def same(pair: int, keep: int, decided_by: str) -> None:
    """They are one human: merge them into the record to keep. It can be undone for 30 days."""
    from jobmatch import clock, db, one_human

    with db.transaction(shell.database()) as session:
        both = _people_of(session, pair)
        if keep not in both:
            raise shell.UnusableError(f"--keep {keep}: pair {pair} is person {both[0]} and person {both[1]}; keep one")
        now, worker = clock.now(), _worker(decided_by)
        merge = one_human.join(session, pair, keep, now, worker)
        click.echo(f"merged into person {keep}; `duplicates undo {merge.id} --decided-by NAME` takes it back")


@duplicates_command.command("different")
@click.argument("pair", type=shell.Id())
@DECIDED_BY
def different(pair: int, decided_by: str) -> None:
    """They are two people: the pair is never put forward again."""
    from jobmatch import clock, db
    from jobmatch.households.duplicates import decide

    with db.transaction(shell.database()) as session:
        _people_of(session, pair)
        decide.say_different(session, pair, clock.today(), clock.now(), _worker(decided_by))
    click.echo("noted: two people")


@duplicates_command.command("undo")
@click.argument("merge", type=shell.Id())
@DECIDED_BY
def undo(merge: int, decided_by: str) -> None:
    """Take a merge back; both records are as they were."""
    from jobmatch import clock, db, one_human
    from jobmatch.households.duplicates.model import Merge

    with db.transaction(shell.database()) as session:
        if session.get(Merge, merge) is None:
            raise shell.UnusableError(f"there is no merge {merge}; its number was printed when the records were merged")
        one_human.part(session, merge, clock.now(), _worker(decided_by))
    click.echo("taken back; the pair waits for a decision again")


def _people_of(session: "Session", pair_id: int) -> tuple[int, int]:
    from jobmatch.households.duplicates.model import DuplicatePair

    pair = session.get(DuplicatePair, pair_id)
    if pair is None:
        raise shell.UnusableError(f"there is no pair {pair_id}; `duplicates list` shows those that wait")
    return pair.smaller_id, pair.larger_id


def _worker(name: str) -> "Actor":
    """The worker on whose word the operator writes it down: the system itself may not decide."""
    from jobmatch.access import Actor, Role

    return Actor(name[:100], Role.SUPERVISOR, sites=None)

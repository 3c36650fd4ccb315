"""`province`: the best vacancies of everybody of many sites into a folder, part by part, and read from it again."""

from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from jobmatch.matches.posts import PostLine
    from jobmatch.matches.province.database import DatabaseSource
    from jobmatch.matches.province.reading import PersonList, Tally
    from jobmatch.matches.province.run import Outcome

FOLDER = click.option(
    "--folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the lists are, a file for each site, readable by their owner alone.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
LANGUAGE = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)


@click.group("province")
def province_command() -> None:
    """The best twenty vacancies of everybody, for more people than one `match` can hold: no more than a site at a time
    is in memory. The files hold numbers of people and of vacancies, no names; proposals are not stored.
    """


@province_command.command("match")
@FOLDER
@click.option("--update", is_flag=True, help="Mend the lists of this day's last run; quick when few vacancies changed.")
@click.option("--workers", type=click.IntRange(1, 256), help="So many processes of this machine; needs Dask.")
@click.option("--as-of", type=shell.Day(), help="The day to match for; left out: today.")
@AS_JSON
@LANGUAGE
def match_province(
    folder: Path, update: bool, workers: int | None, as_of: date | None, as_json: bool, lang: str
) -> None:
    """Match everybody, site by site. One that was stopped goes on; of what has not changed nothing is done again."""
    from jobmatch import clock
    from jobmatch.matches.province.database import DatabaseSource
    from jobmatch.matches.province.reading import tally
    from jobmatch.settings import settings

    if update and workers:
        raise click.UsageError("--update mends in one process; leave --workers out", click.get_current_context())
    started, begun = monotonic(), clock.now()
    engine, day = shell.database(), as_of or clock.today()
    source = DatabaseSource(settings().database_url, day, begun)
    _note_run(engine, day, begun)
    outcome = _run(source, folder, update, workers)
    document = _summary(outcome, tally(folder, source.parts()), day, round(monotonic() - started, 1))
    if as_json:
        shell.print_document(document)
    else:
        click.echo((_CHINESE if lang == "zh" else _ENGLISH).format(**document))


@province_command.command("show")
@click.argument("person", metavar="ID", type=shell.Id())
@FOLDER
@AS_JSON
@LANGUAGE
def show_list(person: int, folder: Path, as_json: bool, lang: str) -> None:
    """The list of a person by id, as the last run found it."""
    from jobmatch import clock, db
    from jobmatch.matches.posts import post_lines
    from jobmatch.matches.province.database import DatabaseSource
    from jobmatch.matches.province.offers import read_digests
    from jobmatch.matches.province.reading import list_of
    from jobmatch.settings import settings

    engine, at = shell.database(), clock.now()
    offers = read_digests(folder)
    source = DatabaseSource(settings().database_url, offers.as_of, at)
    part = source.part_of(person)
    if part is None:
        raise shell.UnusableError(f"person {person} belongs to no household that was served on {offers.as_of}")
    found = list_of(folder, offers, source, part, str(person))
    with db.transaction(engine) as session:
        _note_reading_of(session, person, offers.as_of, at)
        posts = post_lines(session, {int(one.vacancy) for one in found.entries})
    if len(posts) < len(found.entries):
        raise shell.UnusableError(f"{folder} names vacancies that this database does not know: it belongs to another")
    if as_json:
        shell.print_document(_list_document(person, found, posts))
    else:
        _print_list(person, found, posts, lang)


def _note_run(engine: "Engine", day: date, at: "datetime") -> None:
    """Everybody's facts are about to be read, and the log says so."""
    from sqlalchemy import func, select

    from jobmatch import db
    from jobmatch.matches.people import members
    from jobmatch.matches.service import note_reading

    with db.transaction(engine) as session:
        people = session.scalar(select(func.count()).select_from(members(day).subquery())) or 0
        if not people:
            raise shell.UnusableError(f"there is nobody to match on {day}; `import households FILE` brings people in")
        note_reading(session, "match_province", None, people, at, shell.whoever_runs_this())


def _run(source: "DatabaseSource", folder: Path, update: bool, workers: int | None) -> "Outcome":
    from jobmatch.matches.province import changes, cluster, run
    from jobmatch.matching.engine.columns import InexactAmountError
    from jobmatch.workbooks.progress import on_terminal

    try:
        if workers is not None:
            with cluster.workers_here(workers) as client:
                return cluster.run_on(client, source, folder, progress=on_terminal)
        verb = changes.update if update else run.run
        return verb(source, folder, progress=on_terminal)
    except InexactAmountError as error:
        raise shell.UnusableError(f"an amount cannot be reckoned with here: {error}; `match` takes it") from error


def _note_reading_of(session: "Session", person: int, day: date, at: "datetime") -> None:
    from jobmatch import audit
    from jobmatch.households import area

    actor = shell.whoever_runs_this()
    area.require_person(session, person, day, actor)
    audit.record(session, actor, "read_list", f"person:{person}", at, "vacancies that fit")


def _summary(outcome: "Outcome", counted: "Tally", day: date, seconds: float) -> dict[str, Any]:
    from jobmatch.matching.rules import load_rules

    return {
        "as_of": day,
        "rules": load_rules().version,
        "people": counted.people,
        "with_lists": counted.with_lists,
        "short_lists": counted.short,
        "parts_done": outcome.done,
        "parts_kept": outcome.kept,
        "seconds": seconds,
    }


_CHINESE = (
    "{as_of}：想找活的{people}人，有岗位的{with_lists}人，其中不满二十个的{short_lists}人（规则{rules}）\n"
    "这次算了{parts_done}片，没有变化、照旧的{parts_kept}片，用了{seconds}秒"
)
_ENGLISH = (
    "{as_of}: people who ask for work {people}, with a list {with_lists}, of these shorter than twenty {short_lists} "
    "(rules {rules})\nparts done {parts_done}, kept as nothing has changed {parts_kept}; {seconds} seconds"
)


def _list_document(person: int, found: "PersonList", posts: "dict[int, PostLine]") -> dict[str, Any]:
    return {
        "person": person,
        "as_of": found.as_of,
        "is_current": found.is_current,
        "vacancies": [
            vars(posts[int(one.vacancy)]) | {"rank": rank, "score": one.score, "is_gain": one.is_gain}
            for rank, one in enumerate(found.entries, start=1)
        ],
    }


def _print_list(person: int, found: "PersonList", posts: "dict[int, PostLine]", lang: str) -> None:
    chinese = lang == "zh"
    click.echo(f"person {person} · {found.as_of}")
    for rank, one in enumerate(found.entries, start=1):
        post = posts[int(one.vacancy)]
        no_gain = "" if one.is_gain else "（不比现在挣得多）" if chinese else " (earns no more than now)"
        click.echo(f"{rank:>4}. {one.score:>3}  {post.title} · {post.employer} ({post.number}){no_gain}")
    if not found.entries:
        click.echo("没有合适的岗位。" if chinese else "No vacancy fits.")
    if not found.is_current:
        click.echo(
            "这个安置点有人的情况后来变了：再跑一遍 `province match`。"
            if chinese
            else "Something about the people of this site has changed since: run `province match` again."
        )
    click.echo(f"`show person {person}` 打印理由。" if chinese else f"`show person {person}` prints the reasons.")

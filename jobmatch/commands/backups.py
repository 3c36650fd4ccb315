"""`backup` and `restore`: the whole database as one file, checked after writing, and back into an empty one."""

from pathlib import Path

import click

from jobmatch.commands import shell


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(file: Path) -> None:
    """Write the whole database to FILE and check it. The key file is not inside: keep it apart."""
    from jobmatch import audit, backup, clock, db
    from jobmatch.settings import settings

    if not file.parent.is_dir():
        raise shell.UnusableError(f"there is no folder {file.parent} to write to")
    engine = shell.database()
    with db.transaction(engine) as session:
        audit.record(session, shell.whoever_runs_this(), "backup", "database:all", clock.now(), "every field, sealed")
    # One snapshot: on PostgreSQL every statement would otherwise see a later moment than the one before.
    steady = engine.execution_options(isolation_level="REPEATABLE READ") if _is_postgresql(engine) else engine
    with db.reading(steady) as session:
        made = backup.write(session, file, clock.now())
    click.echo(f"{made.rows} rows of {len(made.content)} tables written to {file} and checked")
    click.echo(f"the key file {settings().key_file} is not inside; keep a copy of it in another place")


@click.command("restore")
@click.argument("file", type=shell.READABLE_FILE)
def restore_command(file: Path) -> None:
    """Put a backup into an empty database; one that holds data is refused."""
    from jobmatch import audit, backup, clock, db

    with db.transaction(shell.database()) as session:
        done = backup.restore(session, file)
        audit.record(session, shell.whoever_runs_this(), "restore", "database:all", clock.now(), done.made_at)
    click.echo(
        f"{done.rows} rows of {len(done.content)} tables restored, as of {done.made_at[:16].replace('T', ' ')} UTC"
    )


def _is_postgresql(engine: object) -> bool:
    from sqlalchemy import Engine

    return isinstance(engine, Engine) and engine.dialect.name == "postgresql"

"""`rank`: facts in, ranked and explained matches out, by the rules alone; no database, no clock, no network."""

from pathlib import Path

import click

from jobmatch.commands import shell


@click.command("rank")
@click.argument("file", type=shell.READABLE_FILE, required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the input instead.")
def rank_command(file: Path | None, schema: bool) -> int:
    """Rank the people and vacancies of a JSON FILE; on faults every one is named on standard error (exit 2)."""
    from jobmatch.matching.document import rank_text, schema_text

    if schema:
        click.echo(schema_text().encode(), nl=False)
        return 0
    if file is None:
        raise click.UsageError("name the FILE to rank, or ask for --schema", click.get_current_context())
    return shell.answer(file, rank_text)

"""`occupation` and `similar`: job titles as codes, and titles by nearness of meaning; no database, no network."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from jobmatch.matching.vocabulary.coder import Coding
    from jobmatch.matching.vocabulary.similar import Near

TITLE = "title"


@click.command("occupation")
@click.argument("texts", metavar="[TEXT]...", nargs=-1, type=shell.Text())
@click.option("--file", "file", type=shell.READABLE_FILE, help="A CSV in UTF-8 with a column `title`.")
@click.option("--top", type=click.IntRange(1, 100), default=3, show_default=True, help="At most so many codes each.")
def occupation_command(texts: tuple[str, ...], file: Path | None, top: int) -> None:
    """Code titles by the national classification of 2022, best first: one JSON object a line."""
    if not texts and file is None:
        raise click.UsageError("give titles, or a CSV with --file", click.get_current_context())
    titles = [*texts, *(titles_of(file) if file else ())]
    from jobmatch.matching.vocabulary.coder import TitleCoder

    with click.open_file("-", "w", encoding="utf-8") as out:
        for coding in TitleCoder.load().code_all(titles, top):
            out.write(_line(coding) + "\n")


@click.command("similar")
@click.argument("query", required=False, type=shell.Text())
@click.option("--file", "file", type=shell.READABLE_FILE, required=True, help="Titles in UTF-8, one a line.")
@click.option("--queries", type=shell.READABLE_FILE, help="Many queries, one a line, instead of QUERY.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list for each query.")
def similar_command(query: str | None, file: Path, queries: Path | None, as_json: bool) -> None:
    """Order all titles of a file by nearness of meaning to QUERY, best first."""
    if (query is None) == (queries is None):
        raise click.UsageError("give either a QUERY or a file of --queries", click.get_current_context())
    titles = lines_of(file)
    asked = [query] if query is not None else lines_of(queries) if queries else []
    from jobmatch.matching.vocabulary.similar import similar_all

    with click.open_file("-", "w", encoding="utf-8") as out:
        for found in similar_all(asked, titles):
            out.write(_near(found, as_json or queries is not None) + "\n")


def titles_of(file: Path) -> list[str]:
    """The column `title` of a CSV."""
    try:
        rows = csv.DictReader(shell.read_text(file).splitlines(keepends=True), strict=True)
        if TITLE not in (rows.fieldnames or ()):
            raise shell.UnusableError(f"{file} has no column named {TITLE}; write it above the titles")
        return [row[TITLE] or "" for row in rows]
    except csv.Error as error:
        raise shell.UnusableError(f"{file} is not a CSV: {error}") from error


def lines_of(file: Path) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in shell.read_text(file).splitlines() if line.strip()]


def _line(coding: "Coding") -> str:
    return json.dumps(
        {"title": coding.title, "codes": [vars(code) for code in coding.codes], "ask": coding.ask}, ensure_ascii=False
    )


def _near(found: "Iterable[Near]", as_json: bool) -> str:
    if as_json:
        rows = [{"title": one.title, "score": round(one.score, 4)} for one in found]
        return json.dumps(rows, ensure_ascii=False)
    return "\n".join(f"{one.score:.3f}  {one.title}" for one in found)

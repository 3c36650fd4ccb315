"""`check-advert`: what in an advert breaks which rule, and how to say it lawfully; no database, no clock."""

from pathlib import Path

import click

from jobmatch.commands import shell


@click.command("check-advert")
@click.argument("file", type=shell.READABLE_FILE)
def check_advert_command(file: Path) -> int:
    """Check the advert of a JSON FILE; on faults every one is named on standard error (exit 2)."""
    from jobmatch.matching.vocabulary import Vocabulary
    from jobmatch.vacancies.adverts.document import advert_document

    return shell.answer(file, lambda document: advert_document(document, Vocabulary.load()))

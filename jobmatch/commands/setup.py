"""`init` and `parameter`: a database that is in order, and the figures that a government changes."""

from datetime import date
from decimal import Decimal

import click

from jobmatch.commands import shell

IN_YUAN = frozenset({"minimum_wage_month", "minimum_wage_hour", "low_income_per_head"})


@click.command("init")
def init_command() -> None:
    """Create the database, or bring it up to this version; make the key file and the first parameters."""
    from jobmatch import db, parameters, seal
    from jobmatch.settings import settings

    chosen = settings()
    engine = shell.database_to_be()
    if not chosen.key_file.is_file() and _holds_people(engine):
        raise shell.UnusableError(
            f"the database holds people, but the key file {chosen.key_file} is missing. A new key could not open what "
            "is sealed: put the key file back, or set JOBMATCH_KEY_FILE to where it is"
        )
    new_keys = not chosen.key_file.is_file()
    seal.make_key_file(chosen.key_file)
    db.upgrade(chosen.database_url)
    with db.transaction(engine) as session:
        added = parameters.plant_first_rows(session)
    click.echo(f"database in order at {engine.url.render_as_string(hide_password=True)}")
    if new_keys:
        click.echo(f"keep a copy of the key file {chosen.key_file} apart from the backups: without it nothing opens")
    if added:
        click.echo(f"{added} first parameters entered; `parameter list` shows which nobody has checked yet")


@click.group("parameter")
def parameter_command() -> None:
    """Dated parameters: minimum wage, age limits, deadlines."""


@parameter_command.command("set")
@click.argument("name")
@click.argument("value")
@click.option("--division", required=True, help="2 to 12 digits; '' for everywhere.")
@click.option("--from", "valid_from", required=True, type=shell.Day(), help="The first day on which it holds.")
@click.option("--to", "valid_to", type=shell.Day(), help="The last day; left out: until further notice.")
@click.option("--source", required=True, type=shell.Text(), help="The document that says so.")
@click.option("--checked-on", type=shell.Day(), help="The day on which somebody compared it with that document.")
def set_parameter(
    name: str,
    value: str,
    division: str,
    valid_from: date,
    valid_to: date | None,
    source: str,
    checked_on: date | None,
) -> None:
    """Enter a value from a day on; what held before ends the day before."""
    from jobmatch import clock, db, parameters

    row = parameters.ParameterRow(
        name, _division(division), _amount(name, value), valid_from, valid_to, _source(source), checked_on
    )
    if valid_to is not None and valid_to < valid_from:
        raise shell.UnusableError(f"--to {valid_to} lies before --from {valid_from}")
    with db.transaction(shell.database()) as session:
        try:
            parameters.enter(session, row, clock.now(), shell.whoever_runs_this())
        except parameters.ChangesThePastError as error:
            raise shell.UnusableError(str(error)) from error
    unit = " yuan" if name in IN_YUAN else ""
    click.echo(f"{name} = {row.value}{unit} in {row.division or 'all places'} from {valid_from}")


@parameter_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_parameters(as_json: bool) -> None:
    """All values with their days and sources; those that nobody has checked are marked."""
    from jobmatch import db, parameters

    with db.reading(shell.database()) as session:
        rows = sorted(parameters.load(session).rows, key=lambda row: (row.name, row.division, row.valid_from))
    if as_json:
        shell.print_document([vars(row) for row in rows])
        return
    for row in rows:
        end = f"to {row.valid_to}" if row.valid_to else ""
        checked = f"checked {row.checked_on}" if row.checked_on else "UNVERIFIED"
        value = row.value.normalize()
        click.echo(
            f"{row.name:26} {row.division:7} {value:>8f}  from {row.valid_from} {end:13}  {checked}  {row.source}"
        )


def _holds_people(engine: "object") -> bool:
    from sqlalchemy import Engine, inspect, text

    assert isinstance(engine, Engine)
    with engine.execution_options(reading=True).connect() as connection:
        if not inspect(connection).has_table("person"):
            return False
        return connection.execute(text("SELECT 1 FROM person LIMIT 1")).first() is not None


def _division(code: str) -> str:
    if code and not (code.isdigit() and 2 <= len(code) <= 12):
        raise shell.UnusableError(f"--division {code}: a division is 2 to 12 digits, as 520322")
    return code


def _amount(name: str, text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except ArithmeticError:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0 or amount >= 10**10:
        raise shell.UnusableError(f"{text!r} is not an amount; write it as 1890 or 19.6")
    if name not in IN_YUAN and amount != amount.to_integral_value():
        raise shell.UnusableError(f"{name} counts days, months, years or pieces: write {text} as a whole number")
    return amount


def _source(text: str) -> str:
    if not text.strip():
        raise shell.UnusableError("--source is empty: name the document that sets the value")
    return text.strip()

"""`python -m benchmarks.play [MONTHS]`: seconds for each played month of the county, twelve unless said otherwise.

The peer is the same file written once more by bare inserts: every row that is there in the end, one statement and one
transaction a table. It decides nothing and asks nobody's leave: what could be had at most.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, func, select, text

from benchmarks.measuring import by_the_clock, by_the_processor, peak_memory, say
from jobmatch import db, parameters, seal, tables
from jobmatch.access import operator
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Place
from jobmatch.demo.plant import plant
from jobmatch.demo.play import calendar
from jobmatch.demo.play.playing import play
from jobmatch.settings import settings

MONTHS, SEED = 12, 1
TODAY = date(2026, 11, 21)
BY = operator("benchmark")


def main(months: int) -> None:
    """Prints the table."""
    with TemporaryDirectory() as folder:
        settings().key_file, settings().fictitious_ids = Path(folder) / "seal.keys", True
        seal.make_key_file(settings().key_file)
        engine = _empty(folder, "county")
        begins = calendar.months_after(TODAY, -months)
        place = Place(layout("county"), SEED, begins, months)
        planting, _ = by_the_clock(_plant, engine, place)
        before = _rows(engine)
        busy, (waited, _) = by_the_processor(by_the_clock, play, engine, lambda: db.transaction(engine), place, BY)
        written = _rows(engine) - before
        bare, _ = by_the_clock(_copy, engine, _empty(folder, "peer"))
        say(f"county, seed {SEED}: planted in {planting:.1f} s; {months} months, {written} rows, matched once before")
        say(f"{'what':<36}{'s a month':>11}{'s in all':>10}")
        say(f"{'the play, by the clock':<36}{waited / months:>11.2f}{waited:>10.1f}")
        say(f"{'the play, by the processor':<36}{busy / months:>11.2f}{busy:>10.1f}")
        say(f"{'bare inserts of every row there':<36}{bare / months:>11.2f}{bare:>10.1f}")
        say(f"play ÷ bare inserts: {waited / bare:.0f}; {peak_memory() / 2**20:.0f} MB at most")


def _empty(folder: str, name: str) -> Engine:
    url = f"sqlite:///{folder}/{name}.db"
    db.upgrade(url)
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    return engine


def _plant(engine: Engine, place: Place) -> None:
    plant(lambda: db.transaction(engine), place, place.today, calendar.instant(place.today, 12), BY)


def _rows(engine: Engine) -> int:
    with db.reading(engine) as session:
        return sum(
            session.scalars(select(func.count()).select_from(table)).one() for table in tables.metadata().sorted_tables
        )


def _copy(engine: Engine, into: Engine) -> None:
    """Every row as it is stored, sealed columns unopened."""
    for table in tables.metadata().sorted_tables:
        stored = text(f"SELECT * FROM {table.name}")
        with db.reading(engine) as session:
            rows = [dict(row) for row in session.execute(stored).mappings()]
        if rows:
            names = ", ".join(f":{name}" for name in rows[0])
            with db.transaction(into) as session:
                session.execute(text(f"INSERT OR REPLACE INTO {table.name} VALUES ({names})"), rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MONTHS)

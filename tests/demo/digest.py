"""A fingerprint of a whole database: equal where two databases hold the same, sealed columns opened first.

Left out are what is drawn by chance or belongs to the installation and not to the story: the names that a post and a
class have before their number (their row is renamed at once), nothing else of the tables of the play.
"""

import hashlib
import json

from sqlalchemy import Engine, select

from jobmatch import db, tables


def digest(engine: Engine) -> dict[str, str]:
    """A fingerprint of every table that holds rows, by name."""
    found = {}
    with db.reading(engine) as session:
        for table in tables.metadata().sorted_tables:
            keys = list(table.primary_key.columns)
            rows = [list(row) for row in session.execute(select(table).order_by(*keys))]
            if rows:
                text = json.dumps(rows, default=str, ensure_ascii=False, sort_keys=True)
                found[table.name] = hashlib.sha256(text.encode()).hexdigest()
    return found

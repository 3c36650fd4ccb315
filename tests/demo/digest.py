"""A fingerprint of a whole database: equal where two databases hold the same, sealed columns opened first.

The codes of visits alone are left out, which nobody may guess; what differs from run to run elsewhere (nonces of seals,
hashes of passwords) is either opened here or not written by a play.
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
            told = [column for column in table.columns if (table.name, column.name) != ("visit", "code")]
            rows = [list(row) for row in session.execute(select(*told).order_by(*keys))]
            if rows:
                text = json.dumps(rows, default=str, ensure_ascii=False, sort_keys=True)
                found[table.name] = hashlib.sha256(text.encode()).hexdigest()
    return found

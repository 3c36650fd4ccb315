"""A PostgreSQL database that a test has used becomes empty again, in a tenth of the time in which another is made.

Only where nobody is connected any more and no table was altered; whatever is in doubt is thrown away.
"""

from typing import Any

import psycopg

# What any change of a table changes: how many things there are, the newest of them, their columns and constraints.
SHAPE = """SELECT count(*), max(oid::bigint), sum(relnatts), sum(relchecks),
    (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc),
    (SELECT string_agg(version_num, ' ') FROM alembic_version)
  FROM pg_class"""
OTHERS = """SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL(%s)
    AND backend_type = 'client backend'"""
# Few rows are taken away one by one: a table that is truncated gets new files, for itself and for each index.
EMPTY = """DO $$
DECLARE used record; large text[] := '{}';
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR used IN
    SELECT oid::regclass::text AS name, pg_relation_size(oid) AS size FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
  LOOP
    IF used.size > 131072 THEN
      large := large || used.name;
    ELSIF used.size > 0 THEN
      EXECUTE 'DELETE FROM ' || used.name;
    END IF;
  END LOOP;
  IF cardinality(large) > 0 THEN
    EXECUTE 'TRUNCATE ' || array_to_string(large, ', ') || ' CASCADE';
  END IF;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL;
END $$"""


def shape(address: str) -> object:
    """What tells whether the tables of a database are those that it was made with."""
    with psycopg.connect(address, autocommit=True) as connection:
        return connection.execute(SHAPE).fetchone()


def emptied(connection: psycopg.Connection[Any], kept: list[int], as_made: object) -> bool:
    """Whether the database is as it was made, without a row but those that migrations bring."""
    try:
        connection.autocommit = True
        others = connection.execute(OTHERS, [kept]).fetchone()
        if others != (0,) or connection.execute(SHAPE).fetchone() != as_made:
            return False
        connection.execute(EMPTY)
    except psycopg.Error:
        return False
    return True

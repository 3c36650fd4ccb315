"""What is printed for whoever tries an invented place: names to sign in with, and the sites by theirs."""

from datetime import UTC, datetime

from jobmatch import db
from jobmatch.access import operator
from jobmatch.demo.layout import layout
from jobmatch.demo.users import how_to_sign_in, open_accounts


def test_a_clerk_is_told_of_by_the_name_of_the_site(sqlite_url: str) -> None:
    county = layout("county")
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        open_accounts(session, county, datetime(2026, 6, 1, tzinfo=UTC), operator("tests"))
        lines = how_to_sign_in(session, county)
    engine.dispose()
    told = [line.split(" clerk of ")[1] for line in lines if " clerk of " in line]
    assert told == [site.name for site in county.counties[0].sites]

"""A call for help from a kiosk reaches the centre it stands at, from whoever presses it, and no other."""

from sqlalchemy import select

from jobmatch import db
from jobmatch.households.model import Site
from jobmatch.waiting.model import HallCall
from tests.mini_program_api.phones import World


def test_help_is_called_for_at_the_own_centre_without_a_name(light_world: World) -> None:
    kiosk = light_world.phone("kiosk")
    with db.transaction(light_world.engine) as session:
        session.add(Site(code="HALL", name="有大厅的安置点", division="520322"))
    for _ in range(2):
        assert kiosk.post("/help-calls", {"site": "HALL"}).get_json() == {"done": True}
    assert kiosk.post("/help-calls").status_code == 404, "which of several centres has to be said"
    with db.reading(light_world.engine) as session:
        assert session.scalars(select(Site.code).join(HallCall, HallCall.site_id == Site.id)).all() == ["HALL"]

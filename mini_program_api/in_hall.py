"""A call for help from the kiosk in the hall: it says which centre, and nothing about anybody."""

from sqlalchemy import select

from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.households.model import Site
from jobmatch.waiting import hall
from jobmatch.web import permission, session
from mini_program_api import asked, told
from mini_program_api.blueprint import api
from mini_program_api.problems import Sorry


@api.post("/help-calls")
@permission(Permission.WAIT_IN_HALL)
@api.input(asked.HelpCall)
@api.output(told.Done)
def call_for_help(json_data: asked.HelpCall) -> told.Done:
    """Somebody at the kiosk wants help: the screens at the windows say so until somebody goes there.

    `site` is where the kiosk stands; where there is one centre alone it need not be said. A second call adds nothing.
    """
    found = session().scalars(select(Site).order_by(Site.name)).all()
    named = [one for one in found if json_data.site in ("", one.code)]
    if len(named) != 1:
        raise Sorry(404, "not_found")
    hall.call(session(), named[0], clock.now())
    return told.Done()

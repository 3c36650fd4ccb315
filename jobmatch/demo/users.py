"""Who signs in to try an invented place: one user of every kind of staff, and a clerk at every site.

A place gets no accounts by itself: whoever opens them does it from this list, and says how to sign in from the same.
"""

from dataclasses import dataclass

from jobmatch.access import Role
from jobmatch.demo.layout import Layout
from jobmatch.demo.sites import helper_phone


@dataclass(frozen=True)
class DemoUser:
    """A user to be: the name to sign in with, the name shown, the role, the codes of the sites (none: no site's).

    `phone` is a helper's; with the shown name it is that of the helper in the households' records.
    """

    name: str
    shown_name: str
    role: Role
    sites: frozenset[str] = frozenset()
    phone: str | None = None


def demo_users(layout: Layout) -> tuple[DemoUser, ...]:
    """The users of a place of one county; a province has those of its first county's sites."""
    sites = layout.counties[0].sites
    first = sites[0]
    helper = first.helpers[0]
    clerks = tuple(
        DemoUser(f"clerk-{site.code.lower()}", f"{site.community}窗口小陈", Role.CLERK, frozenset({site.code}))
        for site in sites
    )
    return (
        *clerks,
        DemoUser("helper", helper, Role.HELPER, frozenset({first.code}), helper_phone(helper)),
        DemoUser("supervisor", "站长老周", Role.SUPERVISOR, frozenset(site.code for site in sites)),
        DemoUser("county", "县就业局小袁", Role.COUNTY),
        DemoUser("auditor", "审计老谢", Role.AUDITOR),
        DemoUser("admin", "管理员", Role.ADMINISTRATOR),
    )

"""Who may see and do what: by role, by area and by field.

The docstring of each rule is the policy; the code beneath says the same. Field rules stand in the privacy register
(`seen_by` of each column); this module applies them. Users and sign-in are another matter: a caller hands in an
`Actor`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user is to the people in the records (domain.md section 1, "Roles")."""

    RESIDENT = "resident"
    CLERK = "clerk"
    HELPER = "helper"
    SUPERVISOR = "supervisor"
    COUNTY = "county"
    EMPLOYER = "employer"
    TRAINER = "trainer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Permission(StrEnum):
    """What a route or a verb may ask for; every route declares exactly one."""

    BROWSE_VACANCIES = "browse_vacancies"
    CHECK_HEALTH = "check_health"
    READ_METRICS = "read_metrics"
    SIGN_IN = "sign_in"
    RECEIVE_EVENTS = "receive_events"
    USE_DESK = "use_desk"
    MANAGE_ACCOUNTS = "manage_accounts"
    IMPORT_RECORDS = "import_records"
    READ_HOUSEHOLD = "read_household"
    CHANGE_HOUSEHOLD = "change_household"
    SERVE_AT_COUNTER = "serve_at_counter"
    DECIDE_DUPLICATES = "decide_duplicates"
    CHANGE_VACANCY = "change_vacancy"
    VERIFY_EMPLOYER = "verify_employer"
    REVIEW_VACANCY = "review_vacancy"
    WATCH_VACANCIES = "watch_vacancies"
    CHANGE_COURSE = "change_course"
    ENROL = "enrol"
    RUN_MATCHING = "run_matching"
    MOVE_REFERRAL = "move_referral"
    ANSWER_REFERRAL = "answer_referral"
    JOIN_TO_HIRE = "join_to_hire"
    ANSWER_BY_LINK = "answer_by_link"
    HIRE = "hire"
    PROTECT_AT_WORK = "protect_at_work"
    FOLLOW_UP = "follow_up"
    PICK_POST = "pick_post"
    LEAD_HELPERS = "lead_helpers"
    KEEP_IN_STEP = "keep_in_step"
    SEE_PUSHES = "see_pushes"
    SET_PARAMETERS = "set_parameters"
    WATCH_JOBS = "watch_jobs"
    USE_PHONE = "use_phone"
    SETTLE_CONCERNS = "settle_concerns"
    ERASE_RECORD = "erase_record"
    SEE_REPORTS = "see_reports"
    CLOSE_MONTH = "close_month"
    CORRECT_LEDGER = "correct_ledger"
    READ_LOG = "read_log"
    OVERSEE_COUNTY = "oversee_county"
    LIST_HOUSEHOLDS = "list_households"
    WAIT_IN_HALL = "wait_in_hall"
    SERVE_HALL = "serve_hall"
    PLAN_TRAINING = "plan_training"
    SEE_TRAINING_DEMAND = "see_training_demand"
    TEACH = "teach"
    CLAIM_SUBSIDY = "claim_subsidy"
    LICENSE_SCHOOL = "license_school"
    SEE_CLASS_CHECKS = "see_class_checks"


class Refused(PermissionError):  # noqa: N818 - reads as a sentence where it is raised and caught
    """The policy says no; the text says what is not allowed, in words fit for the person who asked."""


@dataclass(frozen=True)
class Actor:
    """Who acts: a name for the log, one role, the sites of the area, and what the actor is bound to.

    `sites` are site codes; None means every site. `person_ids` are the people a resident may speak for;
    `household_ids` are those a helper is assigned to, `employer_ids` the employers that an employer's account answers
    for, `provider_ids` the schools that a trainer's account belongs to. `shares_phone`: more people than one look at
    the screen that the answer goes to, so that what is the person's alone (health, ID number) stays away from it.
    """

    name: str
    role: Role
    sites: frozenset[str] | None = frozenset()
    person_ids: frozenset[int] = frozenset()
    household_ids: frozenset[int] = frozenset()
    employer_ids: frozenset[int] = frozenset()
    provider_ids: frozenset[int] = frozenset()
    shares_phone: bool = False

    def works_at(self, site: str | None) -> bool:
        """Whether a site lies in the actor's area."""
        return self.sites is None or (site is not None and site in self.sites)


ANYBODY = Actor("anybody", Role.RESIDENT)
"""Somebody who has not said who they are: may look at what is public and nothing else."""


def operator(name: str) -> Actor:
    """Whoever runs the command line on the server; the operating system has already decided who may."""
    return Actor(name, Role.SYSTEM, sites=None)


_STAFF = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM})
_ANYBODY = frozenset(Role)
_GRANTS: dict[Permission, frozenset[Role]] = {
    # Vacancies are public: anyone may look at them without saying who they are.
    Permission.BROWSE_VACANCIES: _ANYBODY,
    # Whether the server is alive says nothing about anybody.
    Permission.CHECK_HEALTH: _ANYBODY,
    # Figures about the process; the route itself answers on the loopback address only.
    Permission.READ_METRICS: _ANYBODY,
    # Who wants to say who they are has not said it yet; locking and leaving need no more than one's own token.
    Permission.SIGN_IN: _ANYBODY,
    # The platform calls, and its signature is looked at by the route itself.
    Permission.RECEIVE_EVENTS: _ANYBODY,
    # Everybody who has an account has a page to start from.
    Permission.USE_DESK: _ANYBODY - {Role.RESIDENT},
    # Accounts are the business of whoever answers for the installation.
    Permission.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    # Lists come from offices. Of a roster the area is asked household by household; vacancies and classes belong to no
    # site, and each list stands under the name of the office that wrote it.
    Permission.IMPORT_RECORDS: _STAFF - {Role.HELPER},
    Permission.READ_HOUSEHOLD: _STAFF | {Role.RESIDENT},
    Permission.CHANGE_HOUSEHOLD: _STAFF | {Role.RESIDENT},
    # Who sits with a family and writes down what it says; the area is asked household by household.
    Permission.SERVE_AT_COUNTER: frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR}),
    # Whether two records are one human is decided by a person who can ask, never by the system.
    Permission.DECIDE_DUPLICATES: frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR}),
    Permission.CHANGE_VACANCY: _STAFF | {Role.EMPLOYER},
    # An employer never raises the own level of verification.
    Permission.VERIFY_EMPLOYER: _STAFF,
    # Who looks at adverts before anybody else does, and rings employers: posts belong to no site, and a helper serves
    # households.
    Permission.REVIEW_VACANCY: _STAFF - {Role.HELPER},
    # Why posts stay open, in counts of which small ones are not shown: who rings employers, and who answers for the
    # county.
    Permission.WATCH_VACANCIES: frozenset({Role.CLERK, Role.SUPERVISOR, Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}),
    # Which classes there are, for their school or by an office; a helper serves households, no class.
    Permission.CHANGE_COURSE: (_STAFF - {Role.HELPER}) | {Role.TRAINER},
    # A seat of a class is taken by the person or with whoever serves the family; a school gives nobody a seat.
    Permission.ENROL: _STAFF | {Role.RESIDENT},
    Permission.RUN_MATCHING: _STAFF,
    Permission.MOVE_REFERRAL: _STAFF | {Role.RESIDENT},
    # An employer says what became of whoever was introduced to the own vacancies, and by that gets in nowhere else.
    Permission.ANSWER_REFERRAL: frozenset({Role.EMPLOYER}),
    # Who wants to offer work has no account yet; what is sent is limited by the route itself.
    Permission.JOIN_TO_HIRE: _ANYBODY,
    # Who holds a signed link answers about one person; the route itself looks at the signature.
    Permission.ANSWER_BY_LINK: _ANYBODY,
    # The own posts, and of people only those who said yes to one of them and were introduced.
    Permission.HIRE: frozenset({Role.EMPLOYER}),
    # Wages not paid, injuries, abuse: whoever serves the family and whoever answers for the site, no clerk at a window.
    Permission.PROTECT_AT_WORK: frozenset({Role.HELPER, Role.SUPERVISOR}),
    # Who asks how it goes after the first day of work, goes there, and acts on what does not go well.
    Permission.FOLLOW_UP: frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR}),
    # Whoever knows the family picks a post for somebody by hand, within the law, and says why.
    Permission.PICK_POST: frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR}),
    # Who helps which family, and what a helper cannot solve: whoever answers for the site.
    Permission.LEAD_HELPERS: frozenset({Role.SUPERVISOR}),
    # What follows from a change (follow-ups, warnings) is written in the same step by whoever may make the change.
    Permission.KEEP_IN_STEP: _STAFF | {Role.RESIDENT, Role.EMPLOYER},
    # What went out and what is stuck, with names masked: whoever answers for the county or for the installation.
    Permission.SEE_PUSHES: frozenset({Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}),
    Permission.SET_PARAMETERS: frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    # What ran when and how many it came to says nothing about anybody; who answers for the county has to see it stop.
    Permission.WATCH_JOBS: frozenset({Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}),
    # Whoever has signed in on a telephone sees who that is, links it, and leaves; the system itself holds none.
    Permission.USE_PHONE: _ANYBODY - {Role.SYSTEM},
    # What residents bring up is answered at their own site; complaints are for the supervisor, see `concerns`.
    Permission.SETTLE_CONCERNS: frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR}),
    # What is deleted does not come back: the supervisor of the site asks the person once more. The system does it where
    # the time is over for which a record may be kept.
    Permission.ERASE_RECORD: frozenset({Role.SUPERVISOR, Role.SYSTEM}),
    # Tables of everybody: the own site's staff see every figure of it, the county and whoever answers for the
    # installation see all sites with small cells masked. A helper serves households, and has their lists; an auditor
    # reads the log and not the data (domain.md 1).
    Permission.SEE_REPORTS: frozenset({Role.CLERK, Role.SUPERVISOR, Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}),
    # The clock closes a month, and nobody by hand.
    Permission.CLOSE_MONTH: frozenset({Role.SYSTEM}),
    # What was reported is put right by whoever answers for the site, in writing.
    Permission.CORRECT_LEDGER: frozenset({Role.SUPERVISOR}),
    # Who looked at what and changed what: whoever audits, and whoever answers for the installation. That they read it
    # is written into it.
    Permission.READ_LOG: frozenset({Role.AUDITOR, Role.ADMINISTRATOR, Role.SYSTEM}),
    # How the whole county stands, out of tables whose small cells are masked.
    Permission.OVERSEE_COUNTY: frozenset({Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}),
    # Numbers of households in which nobody works, no name with them, each time for a reason that stands in the log:
    # whoever asks the sites about them, and nobody else.
    Permission.LIST_HOUSEHOLDS: frozenset({Role.COUNTY}),
    # A number in the line, and a call for help at the machine, are nobody's name; how often is limited by the routes.
    Permission.WAIT_IN_HALL: _ANYBODY,
    # Who sits at a window of the centre; the site is asked by the verbs. A helper serves households, no site.
    Permission.SERVE_HALL: frozenset({Role.CLERK, Role.SUPERVISOR}),
    # Which classes the county needs, in figures; it asks its schools for them and gives nobody a seat by that.
    Permission.PLAN_TRAINING: frozenset({Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}),
    # Which classes are asked for says nothing about anybody: whoever plans them, and whoever holds or fills them.
    Permission.SEE_TRAINING_DEMAND: frozenset(
        {Role.COUNTY, Role.TRAINER, Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
    ),
    # Who sits in a class, who came, and how it ended: the school in its own classes, and staff who write it down for a
    # school without an account. A helper serves households, no class.
    Permission.TEACH: frozenset({Role.TRAINER, Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}),
    # Which schools there are, what their licences say, and what was seen there unannounced; a helper serves households,
    # no school.
    Permission.LICENSE_SCHOOL: _STAFF - {Role.HELPER},
    # All that was seen in classes unannounced, beside the roll: who looks in, and who asks the schools about it.
    Permission.SEE_CLASS_CHECKS: (_STAFF - {Role.HELPER}) | {Role.COUNTY},
    # Money for somebody's class is claimed at the centre, and by no school for itself.
    Permission.CLAIM_SUBSIDY: frozenset({Role.CLERK, Role.SUPERVISOR}),
}


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role holds a permission at all; area and field are asked separately."""
    return actor.role in _GRANTS[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Raises Refused unless the actor's role holds the permission."""
    if not may(actor, permission):
        raise Refused(f"{actor.role} may not {permission.replace('_', ' ')}")


def may_see_household(actor: Actor, household_id: int, site: str | None, members: frozenset[int]) -> bool:
    """Its own members, staff of its site, and its assigned helper; never an employer, a trainer or an auditor.

    `members` are the person ids of those who belong to the household today.
    """
    if actor.role is Role.RESIDENT:
        return bool(actor.person_ids & members)
    if actor.role is Role.HELPER:
        return household_id in actor.household_ids
    return sees_households(actor) and actor.works_at(site)


def sees_households(actor: Actor) -> bool:
    """Whether the role sees households by their site at all; which ones, the area decides."""
    return actor.role in _STAFF


def serves_site(actor: Actor, site: str | None) -> bool:
    """Whether the actor serves the whole site (None: every site); a helper serves households, no site."""
    serves = actor.works_at(site) if site is not None else actor.sites is None
    return serves and actor.role is not Role.HELPER


def require_site(actor: Actor, site: str | None) -> None:
    """Raises Refused unless the actor serves the whole site (None: every site)."""
    if not serves_site(actor, site):
        raise Refused("this site is not in your area")


def require_household(actor: Actor, household_id: int, site: str | None, members: frozenset[int]) -> None:
    """Raises Refused unless the actor may see the household."""
    if not may_see_household(actor, household_id, site, members):
        raise Refused("this household is not in your area")


def require_provider(actor: Actor, provider_id: int) -> None:
    """A school acts in its own classes, whoever else holds classes in everybody's; raises Refused."""
    if actor.role is Role.TRAINER and provider_id not in actor.provider_ids:
        raise Refused("this class is another school's")

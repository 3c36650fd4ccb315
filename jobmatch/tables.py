"""Every module that defines tables, imported for its effect: migrations, tests and the register need them all."""

from sqlalchemy import MetaData

from jobmatch import audit, parameters
from jobmatch.accounts import model as accounts
from jobmatch.concerns import model as concerns
from jobmatch.courses import checks, demand
from jobmatch.courses import model as courses
from jobmatch.courses.attendance import model as attendance
from jobmatch.courses.ending import model as course_certificates
from jobmatch.courses.enrolments import model as enrolments
from jobmatch.courses.on_the_job import model as training_at_work
from jobmatch.courses.plan import model as course_plans
from jobmatch.courses.subsidies import model as subsidies
from jobmatch.db import Base
from jobmatch.households import consent, handing_over, numbering, working_life
from jobmatch.households import model as households
from jobmatch.households.duplicates import model as duplicates
from jobmatch.households.roster import model as rosters
from jobmatch.jobs import model as jobs
from jobmatch.matches import model as matches
from jobmatch.matches import training_plans
from jobmatch.placements import help_asked
from jobmatch.placements import model as placements
from jobmatch.placements.employer_texts import model as employer_texts
from jobmatch.placements.follow_ups import model as follow_ups
from jobmatch.placements.minimum import model as minimum
from jobmatch.placements.returns import model as returns
from jobmatch.placements.rights import model as rights
from jobmatch.placements.warnings import model as warnings
from jobmatch.placements.zero_clock import model as zero_clock
from jobmatch.push import model as push
from jobmatch.push import wechat_model as wechat
from jobmatch.reports import model as reports
from jobmatch.reports import schools
from jobmatch.uploads import model as uploads
from jobmatch.vacancies import model as vacancies
from jobmatch.vacancies.listing import model as vacancy_lists
from jobmatch.visits import model as visits
from jobmatch.waiting import model as waiting
from jobmatch.workbooks import model as imports

MODULES = (
    audit,
    parameters,
    accounts,
    imports,
    households,
    numbering,
    working_life,
    consent,
    handing_over,
    duplicates,
    rosters,
    visits,
    waiting,
    vacancies,
    vacancy_lists,
    courses,
    course_plans,
    demand,
    enrolments,
    attendance,
    checks,
    course_certificates,
    subsidies,
    training_at_work,
    uploads,
    matches,
    training_plans,
    push,
    wechat,
    placements,
    employer_texts,
    returns,
    rights,
    help_asked,
    zero_clock,
    follow_ups,
    warnings,
    minimum,
    jobs,
    concerns,
    reports,
    schools,
)


def metadata() -> MetaData:
    """The schema of the whole program."""
    return Base.metadata

"""The providers' side: which classes are asked for, plans, rosters, attendance on a telephone, and how classes end."""

from trainers import attendance as attendance
from trainers import checks as checks
from trainers import ending as ending
from trainers import front as front
from trainers import on_the_job as on_the_job
from trainers import one as one
from trainers import outcomes as outcomes
from trainers import papers as papers
from trainers import planning as planning
from trainers import schools as schools
from trainers import subsidies as subsidies
from trainers import taught_at_work as taught_at_work
from trainers.blueprint import pages as pages
from trainers.outcomes import in_public as in_public

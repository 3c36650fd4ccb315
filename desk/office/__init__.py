"""The employment office: who offers work, how well each is known, and what waits to be looked at."""

from desk.office import employers as employers
from desk.office.blueprint import pages as pages

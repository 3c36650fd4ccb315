"""Classes seen from the county: which would bring most households an earner, and which schools are asked for."""

from desk.training import checks as checks
from desk.training import demands as demands
from desk.training import plan as plan
from desk.training import pull as pull
from desk.training.blueprint import pages as pages

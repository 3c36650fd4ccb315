"""The county's pages: how it stands, month by month and site by site, and households by number for a reason."""

from desk.county import front as front
from desk.county import numbers as numbers
from desk.county.blueprint import pages as pages

"""Whoever answers for the installation: who may sign in, the figures that a government changes, and the log."""

from desk.installation import imports as imports
from desk.installation import log as log
from desk.installation import parameters as parameters
from desk.installation import user as user
from desk.installation import users as users
from desk.installation.blueprint import pages as pages

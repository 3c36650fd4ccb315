"""The employment office: who offers work, how well each is known, and what waits to be looked at or asked again."""

from desk.office import employer as employer
from desk.office import employers as employers
from desk.office import joining as joining
from desk.office import post as post
from desk.office import posts as posts
from desk.office import review as review
from desk.office import ringing as ringing
from desk.office import texts as texts
from desk.office.blueprint import pages as pages

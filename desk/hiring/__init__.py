"""Pages for whoever offers work: registering, the own posts, and the people who said yes to one of them."""

from desk.hiring import card as card
from desk.hiring import front as front
from desk.hiring import offering as offering
from desk.hiring import own_list as own_list
from desk.hiring import posts as posts
from desk.hiring import register as register
from desk.hiring.blueprint import pages as pages
from desk.hiring.link import by_link as by_link

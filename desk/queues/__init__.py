"""What waits at the centre for somebody to decide: records that look alike, unknown titles, records gone old."""

from desk.queues import front as front
from desk.queues import old as old
from desk.queues import titles as titles
from desk.queues import twins as twins
from desk.queues.blueprint import pages as pages

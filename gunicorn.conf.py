"""The web server, started by `jobmatch serve` or by hand: gunicorn reads this file in the folder it is started in."""

import gc

from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

wsgi_app = "wsgi:create_app()"
bind = "127.0.0.1:8000"
# One process: SQLite has one writer, and figures and rate limits are kept per process.
workers = 1
worker_class = "gthread"
threads = 8
loglevel = "warning"


def post_worker_init(_worker: object) -> None:
    """Load what every match needs, and keep it from the collector.

    To look through all that is loaded takes a quarter of a second, and somebody would be waiting for a page meanwhile.
    """
    Vocabulary.load()
    load_rules()
    gc.collect()
    gc.freeze()

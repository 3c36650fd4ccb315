"""jobmatch: from a form at the community centre to a job that lasts. Read `flow.py` first."""

"""What runs in the background or by the clock.

`registry.py` says which jobs there are and when; `worker.py` is the process that runs them; `slots.py` keeps that each
slot is run once; `standing.py` tells how they stand. Lists that were handed in are a job of their own: `uploads.py`.
"""

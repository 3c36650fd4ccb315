"""The batch form of the rules: whole columns of vacancies at once for one person after the other, identical to `rank`.

What depends on few facts of each side is judged once for every combination of them, by the very functions that `rank`
calls, and looked up afterwards (`rows.py`); what is reckoned from figures is reckoned here for all vacancies at once,
and held to `rank` pair by pair by property tests: gates, points, parts, order. The words are made by `rank` alone.

Read in this order: `columns.py` (the vacancies), `ways.py` (the way from a home), `rows.py`, `limits.py` (what binds a
person), `points.py` (factors and penalties), `engine.py` (all of it, groups and public posts, the best of a list).
"""

"""The batch form of the rules: people of one home against all that they can reach, at once, identical to `rank`.

What depends on few facts of each side is judged once for every combination of them, by the very functions that `rank`
calls, and looked up afterwards; what is reckoned from figures is reckoned here in arrays, and held to `rank` pair by
pair by property tests, in a plain and in a compiled form: gates, points, parts, order. The words are made by `rank`
alone. `engine.py` says in which order to read the files.
"""

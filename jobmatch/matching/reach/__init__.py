"""The engine seen from the other side: one new vacancy against all people of a province, for whom it is best.

People are kept as narrow columns of fact numbers. What a fact comes to at the one vacancy is asked of the very
functions that `rank` calls, once for each fact that differs, and looked up by number for everybody who has it; who is
left is weighed in arrays. Property tests hold the people, their order (MR10) and their scores to `rank`. `reach.py`
says in which order to read the files.
"""

"""Wages not paid, injuries, abuse, papers taken: what the labour inspectorate (12333) has to hear of the same day."""

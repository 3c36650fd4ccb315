"""How long every page of the desk takes to answer, for every kind of user."""

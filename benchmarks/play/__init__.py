"""How long a county takes to live through its months."""

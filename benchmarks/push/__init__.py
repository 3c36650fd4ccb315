"""Messages: how many a second, what each costs, and whether they go out while the nightly match runs."""

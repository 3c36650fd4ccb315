"""Push: what a person is to hear, written down with what it tells, and the ways of saying that it is there."""

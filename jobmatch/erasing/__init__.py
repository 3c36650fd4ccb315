"""The end of a record: erased when the person asks for it, or when the time for which it may be kept is over."""

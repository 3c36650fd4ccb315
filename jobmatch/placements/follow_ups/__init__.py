"""Follow-ups (domain.md 5.5): whom to ask what on which day, made from dates and never by hand."""

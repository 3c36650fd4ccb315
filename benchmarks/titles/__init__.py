"""How well titles are coded: the development titles, the ladder of methods, and how the coder's model is learned."""

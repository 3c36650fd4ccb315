"""Records that may be one human: how alike they are, what is proposed, and what a person decided."""

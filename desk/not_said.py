"""What a form leaves open or what is not understood in it: said at its field, in words, with nothing typed lost."""


class NotSaidError(ValueError):
    """`field` is the name of the field, empty for the whole form; `words` say what to do there."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words

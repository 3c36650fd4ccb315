"""What somebody typed in one line, as it may be kept, looked for and shown."""


def printable(typed: str, longest: int) -> str:
    """The words without signs that nobody sees, at most so many signs of them."""
    return "".join(sign for sign in typed if sign.isprintable()).strip()[:longest]

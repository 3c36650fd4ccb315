"""The mini-program as it is built for a browser, which some tests cannot do without."""

import pytest

from desk.mini_program import BUILT


def require_client() -> None:
    """Skips the test, and says what is missing, where the mini-program was not built."""
    if not (BUILT / "app.js").is_file():
        # `make test` builds it first and leaves nothing out.
        pytest.skip("the mini-program was not built for a browser: make client")  # pytest alone may find no Node.js

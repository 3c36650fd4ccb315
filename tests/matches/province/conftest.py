"""A place large enough that people of several sites ask for work."""

import pytest

from jobmatch.demo.village import Village
from tests.matches.province.sites import small_place


@pytest.fixture(scope="session")
def place() -> Village:
    """Sixteen households and ten employers."""
    return small_place()

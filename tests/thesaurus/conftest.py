"""Personas at the pages of the thesaurus."""

import pytest
from pages import Reader


@pytest.fixture
def reader(served_world):
    """Return a function that signs a persona in at the pages of the thesaurus."""
    return lambda user: Reader(served_world, user)

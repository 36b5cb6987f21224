"""What the tests of the REST reference share."""

import pytest

from recording import recorder


@pytest.fixture
def number(served_world) -> str:
    """A dossier of caseworker1."""
    dossier = served_world.dossier()
    served_world.commit()
    return dossier.getId()


@pytest.fixture
def example(served_world):
    """Return a function that makes a request and compares the exchange with its recording."""
    return recorder(served_world.portal.absolute_url())

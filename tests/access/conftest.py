"""What the tests of the matrix share."""

import pytest

from matrixworld import standing


@pytest.fixture(scope="module")
def house(functional_session, tmp_path_factory):
    """One of everything that the matrix speaks of, built once for the tests of a module."""
    with standing(tmp_path_factory.mktemp("pages")) as found:
        yield found

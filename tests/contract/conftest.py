"""The dossier that the tests of side doors try to get at."""

import pytest

from secretworld import Secret, secret


@pytest.fixture
def hidden(served_world, tmp_path, monkeypatch) -> Secret:
    """The dossier that only caseworker1 and the supervisors know of, with a journal of its own."""
    monkeypatch.setenv("FARDE_JOURNAL_URL", f"sqlite:///{tmp_path}/journal.sqlite")
    return secret(served_world)

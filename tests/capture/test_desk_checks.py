"""At the desk, what is in the sample leaves its author and waits for a colleague."""

import pytest
from plone import api

from farde.capture.desk import queue
from reviewing import call, deposited, profile


@pytest.fixture
def batch(served_world):
    api.portal.set_registry_record("farde.capture.quality.sample_percent", 100)
    batch = deposited(served_world, 1)
    served_world.commit()
    return batch


@pytest.fixture
def number(served_world):
    number = served_world.dossier().getId()
    served_world.commit()
    return number


def file(batch, number: str, user: str = "scan1", **given):
    return call("POST", batch, "@file", user, **profile(number), **given)


def waiting(world, user: str) -> list[str]:
    world.commit()
    with world.as_user(user):
        return [row.id for row in queue.waiting({})[0]]


def test_its_author_goes_on_with_the_next_deposit(served_world, batch, number):
    following = deposited(served_world, 1)
    served_world.commit()
    answer = file(batch, number, part="p1", next="")
    assert (answer.status_code, answer.json()["desk"]["id"]) == (202, following.getId())
    assert waiting(served_world, "scan1") == [following.getId()]


def test_a_colleague_is_told_who_prepared_it_and_confirms_it(served_world, batch, number):
    file(batch, number, part="p1")
    assert waiting(served_world, "scan2") == [batch.getId()]
    [part] = call("GET", batch, "@parts", "scan2").json()["parts"]
    assert "Bilal Ouaret (Scan)" in part["check"]
    assert file(batch, number, "scan2", part="p1").status_code == 201


def test_a_deposit_filed_as_a_whole_is_in_the_sample_too(served_world, batch, number):
    assert file(batch, number).status_code == 202
    served_world.commit()
    assert api.content.get_state(batch) == "prepared"

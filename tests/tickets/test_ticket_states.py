"""The states the code speaks of are those of the workflows."""

from plone import api

from farde.tickets import states


def test_states_are_those_of_the_definitions(world):
    workflows = api.portal.get_tool("portal_workflow")
    for name, titles in (("signal", states.SIGNAL_STATES), ("ticket", states.TICKET_STATES)):
        defined = workflows[f"{name}_workflow"].states
        assert {id: defined[id].title for id in defined.objectIds()} == {
            id: title.default for id, title in titles.items()
        }


def test_every_state_is_either_open_or_settled():
    assert set(states.OPEN) | set(states.SETTLED) == set(states.STATE_TITLES)
    assert not set(states.OPEN) & set(states.SETTLED)

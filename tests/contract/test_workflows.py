"""The workflows say what the rooms say, and open dossier content to its circles alone."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from farde.access import roles as access
from farde.document.vocabularies import STATE_TITLES as DOCUMENT_STATES
from farde.thesaurus.states import STATE_TITLES as TERM_STATES
from farde.tickets import states as ticket_states


def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()  # noqa: S314 - our own files


PROFILE = Path(__file__).parents[2] / "profiles" / "default"
FOLDERS = sorted((PROFILE / "workflows").iterdir())
DEFINITIONS = {folder.name: parsed(folder / "definition.xml") for folder in FOLDERS}
BINDINGS = {
    node.get("type_id"): [bound.get("workflow_id") for bound in node]
    for node in parsed(PROFILE / "workflows.xml").iter("type")
}
DOSSIER_CONTENT = ("Person", "Dossier", "CaseDocument", "Signal", "Ticket", "CaptureBatch")
SEEING = ("View", "Access contents information")
#: Roles that somebody holds without being in a circle of the dossier.
NOBODYS_BUSINESS = {
    "Manager",
    "Site Administrator",
    "Owner",
    "Reader",
    "Editor",
    "Contributor",
    "Reviewer",
    "Member",
    "Anonymous",
    "Authenticated",
    "Records Manager",
    "Privacy Officer",
}
#: Workflow and what its room says of its states.
SAID = {
    "case_document_workflow": DOCUMENT_STATES,
    "thesaurus_workflow": TERM_STATES,
    "signal_workflow": ticket_states.SIGNAL_STATES,
    "ticket_workflow": ticket_states.TICKET_STATES,
}


def titles(name: str) -> dict[str, str]:
    return {state.get("state_id"): state.get("title") for state in DEFINITIONS[name].iter("state")}


def granted(name: str, permission: str) -> dict[str, tuple[bool, frozenset[str]]]:
    """Return, per state, whether a permission is acquired and who has it."""
    found = {}
    for state in DEFINITIONS[name].iter("state"):
        for node in state.iter("permission-map"):
            if node.get("name") == permission:
                roles = frozenset(role.text for role in node.iter("permission-role"))
                found[state.get("state_id")] = (node.get("acquired") == "True", roles)
    return found


def of_dossier_content() -> list[str]:
    return sorted({workflow for name in DOSSIER_CONTENT for workflow in BINDINGS[name]})


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_workflow_is_called_as_its_folder(name):
    assert DEFINITIONS[name].get("workflow_id") == name


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_workflow_keeps_managers_within_its_rules(name):
    assert DEFINITIONS[name].get("manager_bypass") == "False"


@pytest.mark.parametrize("name", SAID)
def test_a_room_and_its_workflow_know_the_same_states_by_the_same_words(name):
    assert titles(name) == {state: title.default for state, title in SAID[name].items()}


def test_every_state_of_signals_and_tickets_is_untouched_open_or_settled():
    known = set(ticket_states.STATE_TITLES)
    assert set(ticket_states.OPEN) | set(ticket_states.SETTLED) == known
    assert set(ticket_states.OPEN).isdisjoint(ticket_states.SETTLED)
    assert set(ticket_states.UNTOUCHED) < set(ticket_states.OPEN)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_transition_leads_from_a_state_to_a_state_and_is_guarded(name):
    root, known = DEFINITIONS[name], set(titles(name))
    leaving = {node.get("transition_id") for node in root.iter("exit-transition")}
    for node in root.iter("transition"):
        assert node.get("new_state") in known
        assert node.find("guard/guard-permission") is not None, node.get("transition_id")
    assert leaving == {node.get("transition_id") for node in root.iter("transition")}
    assert root.get("initial_state") in known


@pytest.mark.parametrize("portal_type", DOSSIER_CONTENT)
def test_dossier_content_has_a_workflow_of_ours(portal_type):
    assert BINDINGS[portal_type], portal_type
    assert set(BINDINGS[portal_type]) <= DEFINITIONS.keys()


def test_every_type_of_ours_has_a_workflow():
    types = parsed(PROFILE / "types.xml")
    ours = {node.get("name") for node in types.iter("object")} - {"portal_types"}
    assert ours == BINDINGS.keys()


@pytest.mark.parametrize("permission", SEEING)
@pytest.mark.parametrize("name", of_dossier_content())
def test_nobody_sees_dossier_content_but_through_its_circles(name, permission):
    for state, (acquired, roles) in granted(name, permission).items():
        assert not acquired, f"{state}: what the site gives would count here"
        assert roles.isdisjoint(NOBODYS_BUSINESS), state


@pytest.mark.parametrize("name", of_dossier_content())
def test_who_views_dossier_content_is_who_finds_it(name):
    """Plone 6.2 lists in the catalogue by `Access contents information`, and opens by `View`."""
    view, listed = (granted(name, permission) for permission in SEEING)
    assert view == listed and view.keys() == titles(name).keys()


@pytest.mark.parametrize("name", of_dossier_content())
def test_dossier_content_is_deleted_by_nobody(name):
    for state, (acquired, roles) in granted(name, "Delete objects").items():
        assert not acquired and not roles, state


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_state_settles_every_permission_of_its_workflow(name):
    """A permission left out keeps what the state before had given."""
    for node in DEFINITIONS[name].findall("permission"):
        assert granted(name, node.text).keys() == titles(name).keys(), node.text


def test_every_role_and_permission_of_a_workflow_exists(world):
    roles, known = set(world.portal.valid_roles()), set(world.portal.possible_permissions())
    for root in DEFINITIONS.values():
        assert {node.text for node in root.iter("permission-role")} <= roles
        assert {node.get("name") for node in root.iter("permission-map")} <= known
        assert {node.text for node in root.iter("guard-permission")} <= known


def test_the_roles_that_circles_give_open_dossiers(world):
    given = {access.CASE_HANDLER, access.CASE_SUPERVISOR, access.CASE_READER}
    given.add(access.DOSSIER_VISITOR)
    opened = granted("dossier_workflow", "View")
    assert opened.pop("frozen")[1] == given - {access.CASE_HANDLER}
    assert all(roles == given for _, roles in opened.values())
    readers = {access.CASE_HANDLER, access.CASE_SUPERVISOR, access.CASE_READER}
    documents = granted("case_document_workflow", "View")
    assert documents.pop("misfiled")[1] == set()
    assert all(roles == readers for _, roles in documents.values())


@pytest.mark.parametrize("portal_type", DOSSIER_CONTENT)
def test_the_site_uses_the_workflow_that_the_profile_names(world, portal_type):
    chain = world.portal.portal_workflow.getChainForPortalType(portal_type)
    assert list(chain) == BINDINGS[portal_type]

"""People a site with dossiers and as many tickets as asked, or give its thesaurus more terms.

Run beside a started instance: ``python ticketsite.py ZOPE_CONF tickets 50000`` or
``python ticketsite.py ZOPE_CONF terms 1000``.
"""

import random
import sys
from datetime import date, timedelta
from itertools import batched

import transaction
from plone import api
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

from farde.core import background, ids
from farde.demo.content import create_users
from farde.document import operations as documents
from farde.document import text
from farde.dossier import operations as dossiers
from farde.setuphandlers import table
from farde.thesaurus import operations as thesaurus
from farde.tickets import operations as tickets

#: Dossiers that one social worker holds (11,387 active dossiers, 80 social workers).
HELD = 142
#: Tickets that wait for one caseworker, however many the others have.
_MINE = 100
_DOSSIERS = 1400
_DAY = date(2026, 3, 2)
_BATCH = 250
#: Two thirds are done, as in a centre that keeps up.
_STATES = ("created", "in_progress", "done", "done", "done", "done")
_ROLES = ("caseworker", "caseworker", "service:payments", "service:notification", "referent")


def people(count: int) -> None:
    """Make dossiers of caseworker1 and of others, and tickets in them: so many in all."""
    create_users(table("demo", "users.csv"))
    _tickets(_dossiers("caseworker1", HELD), _MINE, ("created",), ("caseworker",))
    others = _dossiers("caseworker2", _DOSSIERS - HELD)
    _tickets(others, count - _MINE, _STATES, _ROLES)


def first_dossier() -> str:
    """Return the UID of a dossier of caseworker1."""
    brain = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Dossier", sort_on="created", sort_limit=1
    )[0]
    return brain.UID


def grow_thesaurus(count: int) -> None:
    """Add inventory entries until there are so many terms."""
    types = thesaurus.types()
    missing = count - len(types) - len(thesaurus.kinds())
    rows = [_row(types[number % len(types)], number) for number in range(missing)]
    thesaurus.load_terms(rows)
    transaction.commit()


def _row(parent: thesaurus.Term, number: int) -> dict[str, str]:
    return {
        "profil_id": parent.parent,
        "type_id": parent.id,
        "type_de_document": parent.label,
        "inventaire": f"Attestation d'un organisme, modèle {number:04}",
        "inventaire_id": f"attestation-organisme-{number:04}",
    }


def _dossiers(user: str, count: int) -> list:
    found = []
    for number in range(count):
        person = dossiers.register_person(
            first_name="Amina", last_name=f"Exemple {user} {number}", language="fr"
        )
        dossier = dossiers.open_dossier(person, caseworker=user)
        _document(dossier, random.Random(number))
        found.append(dossier)
        if number % _BATCH == 0:
            transaction.commit()
    transaction.commit()
    return found


def _document(dossier, random_: random.Random) -> None:
    document = createContent(
        "CaseDocument",
        id="d-1",
        document_type=random_.choice(thesaurus.types()).id,
        received_on=_DAY - timedelta(days=random_.randrange(1500)),
        sha256="0" * 64,
        page_count=1,
    )
    notify(ObjectCreatedEvent(document))
    document = _placed(dossier, document)
    document.title = documents.label(document)
    text.begin(document, 1).texts = ("un mot",)
    documents.open_to_readers(document)
    api.portal.get_tool("portal_catalog").catalog_object(document, update_metadata=1)


def _tickets(places: list, count: int, states: tuple[str, ...], roles: tuple[str, ...]) -> None:
    random_ = random.Random(count)
    for numbers in batched(range(count), _BATCH):
        for number in numbers:
            _ticket(places[number % len(places)], random_, states, roles)
        transaction.commit()
        places[0]._p_jar.cacheGC()


def _ticket(dossier, random_: random.Random, states: tuple[str, ...], roles) -> None:
    """Raise a ticket as the rules do, and let it stand where it would by now."""
    document = dossier["d-1"]
    ticket = createContent(
        "Ticket",
        id=ids.opaque_id("t"),
        title="À traiter",
        document=api.content.get_uuid(document),
        document_id="d-1",
        reason="to-handle",
        source="bench",
        assignee_role=random_.choice(roles),
        due=_DAY + timedelta(days=random_.randrange(60)),
    )
    notify(ObjectCreatedEvent(ticket))
    tickets.give_worker_roles(ticket, api.content.get_uuid(dossier))
    ticket = _placed(dossier, ticket, random_.choice(states))
    api.portal.get_tool("portal_catalog").catalog_object(ticket, update_metadata=1)


def _placed(dossier, content, state: str = ""):
    name = content.getId()
    dossier._setOb(name, content)
    content = dossier[name]
    tool = api.portal.get_tool("portal_workflow")
    for workflow in tool.getWorkflowsFor(content):
        workflow.notifyCreated(content)
        if state and state != api.content.get_state(content):
            _stand(content, workflow, state)
    return content


def _stand(content, workflow, state: str) -> None:
    tool = api.portal.get_tool("portal_workflow")
    status = dict(tool.getStatusOf(workflow.getId(), content), review_state=state)
    tool.setStatusOf(workflow.getId(), content, status)
    workflow.updateRoleMappingsFor(content)


if __name__ == "__main__":
    background.start(sys.argv[1])
    with background.open_site():
        {"tickets": people, "terms": grow_thesaurus}[sys.argv[2]](int(sys.argv[3]))

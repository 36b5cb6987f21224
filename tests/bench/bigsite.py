"""A site with many dossiers, made quickly: documents as filed, without a file and without rules.

142 dossiers are what one AS of the centre holds (11,387 active dossiers, 80 social workers).
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import transaction
from plone import api
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

from farde.core import background, ids
from farde.demo.content import create_users
from farde.document import operations as documents
from farde.document import text
from farde.dossier import holders
from farde.dossier import operations as dossiers
from farde.setuphandlers import table
from farde.thesaurus import operations as thesaurus

#: Dossiers that one social worker holds.
HELD = 142
_DAY = date(2026, 3, 2)
_BATCH = 250
#: Words as rare as in a language: the first in every second document, the last in few.
WORDS = [f"mot{number:04}" for number in range(2000)]
_WEIGHTS = [1 / (number + 1) for number in range(len(WORDS))]


@dataclass(frozen=True)
class Caseload:
    """A caseworker, the dossiers they hold, and how many documents these have together."""

    user: str
    dossiers: tuple[str, ...]
    documents: int


def build(sizes: Iterable[int], dossiers_in_all: int, say: Callable[[str], None]) -> list[Caseload]:
    """Make caseloads of these sizes, and as many other dossiers as it takes; commit in batches."""
    _people(len(tuple(sizes)))
    loads = [_caseload(f"holder{n}", HELD, size, say) for n, size in enumerate(sizes)]
    rest = dossiers_in_all - HELD * len(loads)
    _caseload("others", rest, rest * 10, say)
    return loads


def _people(caseloads: int) -> None:
    create_users(table("demo", "users.csv"))
    names = [f"holder{n}" for n in range(caseloads)] + ["others", "successor"]
    for name in names:
        api.user.create(
            username=name, email=f"{name}@example.org", password=ids.opaque_id("pw", 20)
        )
        api.group.add_user(groupname="caseworkers", username=name)
    api.user.grant_roles(username=_user("manager1"), roles=["Manager"])
    transaction.commit()


def _user(name: str) -> str:
    password = ids.opaque_id("pw", 20)
    api.user.create(username=name, email=f"{name}@example.org", password=password)
    return name


def _caseload(user: str, count: int, size: int, say: Callable[[str], None]) -> Caseload:
    say(f"  {user}: {count} dossiers, {size} documents")
    uids = []
    random_ = random.Random(user)
    for number in range(count):
        person = dossiers.register_person(
            first_name="Amina", last_name=f"Exemple {user} {number}", language="fr"
        )
        dossier = dossiers.open_dossier(person, caseworker=user)
        uids.append(dossier.UID())
        mine = size // count + (number < size % count)
        for start in range(0, mine, _BATCH):
            for _step in range(min(_BATCH, mine - start)):
                _document(dossier, random_)
            transaction.commit()
        transaction.commit()
        dossier._p_jar.cacheGC()
    return Caseload(user, tuple(uids), size)


def _document(dossier, random_: random.Random) -> None:
    """File a document as ``register`` leaves it; what only costs time here is left out."""
    types = thesaurus.types()
    document = createContent(
        "CaseDocument",
        id=ids.opaque_id("d"),
        document_type=random_.choice(types).id,
        received_on=_DAY - timedelta(days=random_.randrange(1500)),
        sha256="0" * 64,
        page_count=1,
    )
    notify(ObjectCreatedEvent(document))
    dossier._setOb(document.getId(), document)
    document = dossier[document.getId()]
    document.title = documents.label(document)
    words = random_.choices(WORDS, _WEIGHTS, k=60)
    text.begin(document, 1).texts = (" ".join(words),)
    workflow = api.portal.get_tool("portal_workflow")["case_document_workflow"]
    workflow.notifyCreated(document)
    documents.open_to_readers(document)
    api.portal.get_tool("portal_catalog").catalog_object(document, update_metadata=1)


def open_site_of(zope_conf: str):
    """Open the site of a rendered instance in this process, as the system user."""
    background.start(zope_conf)
    return background.open_site()


def supervised() -> int:
    """Return how many dossiers the supervisors see."""
    return len(holders.access.memberships().circles_of("supervisors"))

"""A world with one of everything that the matrix of rights speaks of, and a visitor who tries
its doors without a network: what is published is published as it would be over HTTP."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import transaction
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from Acquisition import aq_base
from dateutil.relativedelta import relativedelta
from freezegun import freeze_time
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zExceptions import NotFound, Unauthorized
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import clearRequest, getRequest, setRequest
from zope.security.management import endInteraction, newInteraction
from zope.traversing.interfaces import TraversalError
from ZPublisher.BaseRequest import RequestContainer
from ZPublisher.HTTPRequest import WSGIRequest
from ZPublisher.HTTPResponse import WSGIResponse
from ZPublisher.pubevents import PubStart
from ZPublisher.WSGIPublisher import publish

from farde.access import matrix, protection
from farde.access.roles import SERVICES
from farde.access.settings import setting
from farde.capture import operations as capture
from farde.core import clock
from farde.document.misfiled import reporting
from farde.document.profile import Profile
from farde.thesaurus import operations as thesaurus
from farde.tickets import operations as tickets
from reading import page_address, recognised
from table import CLASSES, Case, states
from world import DAY, FARDE_FUNCTIONAL, PASSWORD, World, small_scan

#: Who stands for each column of the table.
PERSONAS = {
    "front-desk": "frontdesk1",
    "scan": "scan1",
    "caseworker": "caseworker1",
    "supervisor": "supervisor1",
    "legal": "legal1",
    "secretariat": "secretary1",
    "committee": "committee1",
    "payments": "payments1",
    "notification": "notification1",
    "recovery": "recovery1",
    "referents": "referent1",
    "bcss": "bcss1",
    "records": "records1",
    "privacy": "privacy1",
    "it": SITE_OWNER_NAME,
}
#: People of whom the table says nothing: another social worker, an application.
OUTSIDERS = ("caseworker2", "external1")
#: Who was named reader of a dossier that is closed to everybody else.
NAMED = "caseworker2"
#: A type that the thesaurus gives to every service, and one that it gives to none.
READ, UNREAD = "attestations-ressources", "attestations-emploi"
#: Transitions that lead to each state of a dossier.
LEADING = {
    "open": (),
    "active": ("follow",),
    "suspended": ("follow", "suspend"),
    "closed": ("close",),
    "frozen": ("freeze",),
}
#: Transitions that lead to each state of a signal or ticket.
WAYS = {
    "emitted": (),
    "read": ("read",),
    "archived": ("read",),
    "created": (),
    "in_progress": ("take",),
    "done": ("take", "finish"),
    "handed_over": ("hand_over",),
    "cancelled": ("cancel",),
}
HTML, JSON = "text/html,*/*", "application/json"


@dataclass(frozen=True)
class Thing:
    """One object of the world, and the columns for which a scoped cell holds with it."""

    path: str
    uid: str
    concerns: frozenset[str] = frozenset()

    def read_by(self, column: str, cell: matrix.Cell) -> bool:
        """Tell whether a cell lets a column read it."""
        return cell.reads_all or (cell.reads and column in self.concerns)


class Visitor:
    """Tries doors as a persona, one request at a time; nothing that is tried is kept."""

    def __init__(self, world: World) -> None:
        self.app, self.portal = aq_base(world.app), world.portal

    def opens(self, user: str, path: str, accept: str = HTML, **form: str) -> bool:
        """Tell whether an address below the site opens to a user."""
        try:
            self.ask(user, path, accept, **form)
        except (NotFound, Unauthorized, TraversalError):
            return False
        return True

    def may(self, user: str, permission: str, thing: Thing) -> bool:
        """Tell whether a user has a permission on an object."""
        folder = self.app if user == SITE_OWNER_NAME else self.portal
        content = self.portal.unrestrictedTraverse(thing.path)
        return bool(folder.acl_users.getUserById(user).has_permission(permission, content))

    def found(self, user: str, service: str, **form: str) -> set[str]:
        """Return what a listing of plone.restapi tells a user, as addresses below the site."""
        listed = json.loads(self.ask(user, service, JSON, **form))
        assert listed["items_total"] == len(listed["items"]), "the listing is longer than a page"
        site = f"http://nohost/{self.portal.getId()}/"
        return {item["@id"].removeprefix(site) for item in listed["items"]}

    def ask(self, user: str, path: str, accept: str = HTML, **form: str) -> bytes:
        """Return what an address answers; raises what the publisher raises."""
        before = getRequest()
        with _request(self._environment(user, path, accept, form)) as request:
            app = self.app.__of__(RequestContainer(REQUEST=request))
            try:
                return publish(request, (app, "Zope", False)).body
            finally:
                transaction.abort()
                noSecurityManager()
                setSite(self.portal)
                setRequest(before)

    def _environment(self, user: str, path: str, accept: str, form: dict[str, str]) -> dict:
        secret = SITE_OWNER_PASSWORD if user == SITE_OWNER_NAME else PASSWORD
        return {
            "REQUEST_METHOD": "GET",
            "SERVER_NAME": "nohost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "PATH_INFO": f"/{self.portal.getId()}/{path}",
            "QUERY_STRING": urlencode(form),
            "HTTP_ACCEPT": accept,
            "HTTP_AUTHORIZATION": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode(),
        }


@contextmanager
def _request(environment: dict) -> Iterator[WSGIRequest]:
    request = WSGIRequest(BytesIO(), environment, WSGIResponse(stdout=BytesIO()))
    setRequest(request)
    newInteraction()
    notify(PubStart(request))
    try:
        yield request
    finally:
        request.close()
        endInteraction()
        clearRequest()


@dataclass
class MatrixWorld:
    """The world of a module: built once, then only visited."""

    world: World
    folder: Path
    things: dict[tuple, list[Thing]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.world)
        self._let_all_services_read()
        self._build_open()
        for state in states()["Dossier"]:
            self._build_dossier(state)
        self._build_deposits()
        self._build_past()
        transaction.commit()

    def of(self, case: Case) -> list[Thing]:
        """Return the objects of a cell; a row on documents that names no class is about all."""
        of_all = case.portal_type == "CaseDocument" and not case.confidentiality
        classes = CLASSES if of_all else (case.confidentiality,)
        return [one for name in classes for one in self.things[case.portal_type, name, case.state]]

    def dossier(self, tickets_for=SERVICES):
        """Open a dossier of caseworker1, and a ticket in it for each of these services."""
        dossier = self.world.dossier(niss="")
        document = self.world.document(dossier, UNREAD)
        for service in tickets_for:
            tickets.raise_ticket(document, f"service:{service}", f"held-{service}")
        return dossier

    def document(self, dossier, type_id: str, confidentiality: str, state: str = "indexed"):
        """File a document, read by the machine, and bring it to a state."""
        with self.world.as_user("scan1"):
            document = self.world.document(dossier, type_id, confidentiality=confidentiality)
        recognised(document, self.folder / document.getId(), count=1)
        for transition in {"seen": ("see",), "handled": ("handle",)}.get(state, ()):
            _move(document, transition, "Case Handler")
        if state == "misfiled":
            with self.world.as_user("caseworker1"):
                reporting.report_misfiled(document, "Une autre personne")
        document.reindexObject()
        return document

    def thing(self, content, concerns=()) -> Thing:
        """Return an object as the tests look at it."""
        path = "/".join(content.getPhysicalPath()[2:])
        return Thing(path, api.content.get_uuid(content), frozenset(concerns))

    def _let_all_services_read(self) -> None:
        term = self.world.portal["thesaurus"]["social"][READ]
        term.readers = list(SERVICES)
        thesaurus.refresh()

    def _build_open(self) -> None:
        dossier = self.dossier()
        person = self.world.portal["persons"][dossier.beneficiary]
        self.things["Person", "", "registered"] = [self.thing(person)]
        for confidentiality in CLASSES:
            for state in states()["CaseDocument"]:
                self.things["CaseDocument", confidentiality, state] = [
                    self._filed(dossier, type_id, confidentiality, state)
                    for type_id in (READ, UNREAD)
                ]
        document = self.world.document(dossier, UNREAD)
        for state in states()["Ticket"]:
            self.things["Ticket", "", state] = [
                self._followup(document, "Ticket", service, state) for service in SERVICES
            ]
        for service in SERVICES:  # told of something else too: still in after the other is over
            tickets.raise_signal(document, f"service:{service}", f"kept-{service}")
        for state in states()["Signal"]:
            self.things["Signal", "", state] = [
                self._followup(document, "Signal", service, state) for service in SERVICES
            ]

    def _filed(self, dossier, type_id: str, confidentiality: str, state: str) -> Thing:
        document = self.document(dossier, type_id, confidentiality, state)
        readers = SERVICES if type_id == READ else ()
        return self.thing(document, [*readers, "caseworker"])

    def _followup(self, document, portal_type: str, service: str, state: str) -> Thing:
        raise_ = tickets.raise_ticket if portal_type == "Ticket" else tickets.raise_signal
        followup = raise_(document, f"service:{service}", f"{state}-{service}")
        with self.world.as_user(PERSONAS[service]):  # whom a signal tells, reads it
            for transition in WAYS[state]:
                _move(followup, transition, "Case Supervisor", "Ticket Worker", role="supervisor")
        if state == "archived":  # the system alone does, as in a worker
            with api.env.adopt_user(user=system.__of__(self.world.portal.acl_users)):
                tickets.archive(followup)
        return self.thing(followup, [service])

    def _build_dossier(self, state: str) -> None:
        dossier = self.dossier()
        inside = [
            self._filed(dossier, READ, confidentiality, "indexed") for confidentiality in CLASSES
        ]
        for transition in LEADING[state]:
            _move(dossier, transition, "Case Supervisor")
        self.things["Dossier", "", state] = [self.thing(dossier)]
        for confidentiality, document in zip(CLASSES, inside, strict=True):
            self.things["inside", confidentiality, state] = [document]

    def _build_past(self) -> None:
        """A dossier that no service has to do with, one whose tickets are over, one long closed."""
        self.things["quiet"] = self._with_document(self.dossier(()))
        with freeze_time(clock.now() - timedelta(days=setting("grace_days"), minutes=1)):
            dossier = self.dossier()
            self.things["over"] = self._with_document(dossier)
            for ticket in dossier.objectValues():
                if ticket.portal_type == "Ticket":
                    _move(ticket, "take", "Ticket Worker")
                    _move(ticket, "finish", "Ticket Worker")
        with freeze_time(clock.now() - relativedelta(months=setting("closed_months"), days=1)):
            dossier = self.dossier()
            self.things["shelved"] = self._with_document(dossier)
            _move(dossier, "close", "Case Supervisor")
            protection.name_reader(api.content.get_uuid(dossier), NAMED)

    def _with_document(self, dossier) -> list[Thing]:
        return [self.thing(dossier), self._filed(dossier, READ, "c1", "indexed")]

    def _build_deposits(self) -> None:
        with self.world.as_user("scan1"):
            waiting = capture.deposit(small_scan())
            filed = capture.deposit(small_scan())
            dossier = self.dossier(())
            capture.file_batch(filed, dossier, Profile(UNREAD, DAY))
            others = {way: capture.deposit(small_scan()) for way in ("prepare", "block", "discard")}
            announced = capture.deposit_all([], "counter")
        for way, batch in others.items():
            capture.to_state(batch, way)
        self.things["CaptureBatch", "", "received"] = [self.thing(waiting)]
        self.things["CaptureBatch", "", "prepared"] = [self.thing(others["prepare"])]
        self.things["CaptureBatch", "", "blocked"] = [self.thing(others["block"])]
        self.things["CaptureBatch", "", "awaiting"] = [self.thing(announced)]
        self.things["CaptureBatch", "", "filed"] = [self.thing(filed)]
        self.things["CaptureBatch", "", "discarded"] = [self.thing(others["discard"])]


def _move(content, transition: str, *roles: str, **given: str) -> None:
    with api.env.adopt_roles(list(roles)):
        api.content.transition(content, transition, comment="Fait", **given)


def doors(thing: Thing, world: World) -> dict[str, tuple[str, str, dict]]:
    """Return the doors of a document: its pages, its files, what is read in it, REST."""
    document = world.portal.unrestrictedTraverse(thing.path)
    return {
        "view": (f"{thing.path}/view", HTML, {}),
        "rest": (thing.path, JSON, {}),
        "download": (f"{thing.path}/@@download/file", HTML, {}),
        "inline": (f"{thing.path}/@@display-file/file", HTML, {}),
        "searchable": (f"{thing.path}/@@searchable", HTML, {}),
        "picture": (page_address(document, "large/dump_1.jpg"), HTML, {}),
        "text": (page_address(document, "text/dump_1.txt"), HTML, {}),
        "inside": (f"{thing.path}/dv-search.json", HTML, {"q": "reglement"}),
        "sharing": (f"{thing.path}/@@share-note", HTML, {}),
        "recognition": (f"{thing.path}/@@recognition", HTML, {}),
        "preview": (f"{thing.path}/@@preview", HTML, {}),
        "copy": (f"{thing.path}/@@marked-copy", HTML, {}),
        "print": (f"{thing.path}/@@print", HTML, {}),
        "files": (f"{thing.path}/@@document-files", HTML, {}),
        "redaction": (f"{thing.path}/@@redact", HTML, {}),
        "redaction picture": (f"{thing.path}/@@redact-picture", HTML, {}),
        "note on a page": (f"{thing.path}/@@page-note", HTML, {}),
        "notes on pages": (f"{thing.path}/@notes", JSON, {}),
    }


@contextmanager
def standing(folder: Path) -> Iterator[MatrixWorld]:
    """Build the world on a layer of its own, for as long as a module has tests."""
    layers = list(FARDE_FUNCTIONAL.baseResolutionOrder)
    for layer in reversed(layers):
        layer.testSetUp()
    try:
        yield MatrixWorld(World(FARDE_FUNCTIONAL["app"], FARDE_FUNCTIONAL["portal"]), folder)
    finally:
        for layer in layers:
            layer.testTearDown()

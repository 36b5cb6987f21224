"""The demonstration content: users, persons, dossiers, and scans that go through the queue."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from plone import api

from farde.capture import operations as capture
from farde.demo.people import SyntheticPerson, synthetic_people
from farde.demo.scans import SyntheticScan, synthetic_scans
from farde.document.profile import Profile
from farde.dossier import operations as dossiers
from farde.thesaurus import spocs

logger = logging.getLogger(__name__)

#: The same for everybody, and written in the README: this is a demonstration.
PASSWORD = "farde-demo-1"
REFERENT = "referent1"
#: Before the first scan was received.
OPENED_ON = date(2026, 2, 2)
CLERK = "scan1"


def create_users(rows: Iterable[dict[str, str]], password: str = PASSWORD) -> None:
    """Create the users of a table, and put each in its group."""
    for row in rows:
        name = row["utilisateur"]
        if api.user.get(username=name) is None:
            api.user.create(
                username=name,
                email=f"{name}@farde.invalid",
                password=password,
                properties={"fullname": row["nom"]},
            )
        api.group.add_user(groupname=row["groupe"], username=name)


def name_spocs(rows: Iterable[dict[str, str]]) -> None:
    """Name who speaks for a service (``service``, ``utilisateur``), where nobody does so yet."""
    vacant = {one.id for one in spocs.departments() if not one.spoc}
    for row in rows:
        if row["service"] in vacant:
            spocs.name_spoc(row["service"], row["utilisateur"])


def load(people_count: int = 40, scan_count: int = 30) -> None:
    """Create synthetic persons with their dossiers, and file scans as the scan team would."""
    people = synthetic_people(people_count)
    opened = [_open(person) for person in people]
    logger.info("%s persons and dossiers created", len(opened))
    _file_all(synthetic_scans(people, scan_count), opened)


def _file_all(scans: Iterable[SyntheticScan], opened: Sequence) -> None:
    with api.env.adopt_user(username=CLERK):
        for number, scan in enumerate(scans, start=1):
            _file(scan, opened[scan.person_index])
            logger.info("scan %s filed", number)


def _open(person: SyntheticPerson):
    registered = dossiers.register_person(
        first_name=person.first_name,
        last_name=person.last_name,
        niss=person.niss,
        birth_date=person.birth_date,
        language=person.language,
        address=person.address,
        phone=person.phone,
    )
    return dossiers.open_dossier(
        registered,
        caseworker=person.caseworker,
        active_ri=person.active_ri,
        referent=REFERENT,
        opened_on=OPENED_ON,
    )


def _file(scan: SyntheticScan, dossier) -> None:
    batch = capture.deposit(scan.data, scan.filename, scan.content_type, scan.channel)
    capture.file_batch(
        batch,
        dossier,
        Profile(
            document_type=scan.type_id,
            document_kind=scan.inventory_id or None,
            channel=scan.channel,
            received_on=scan.received_on,
            document_date=scan.document_date,
        ),
    )

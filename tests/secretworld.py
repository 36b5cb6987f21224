"""The secret world: a dossier whose person, scan and text carry words that stand nowhere else."""

from dataclasses import dataclass
from urllib.parse import unquote

from plone import api
from plone.app.testing import TEST_USER_ID, login, logout, setRoles

from doors import Answer
from farde.capture import operations as capture
from farde.document import text
from farde.tickets import operations as tickets
from world import PASSWORD, World, small_scan

NISS = "85073003328"


@dataclass
class Secret:
    """The secret world: content by the name of its type, and the words that give it away."""

    world: World
    content: dict[str, object]
    words: tuple[str, ...]

    def path(self, name: str) -> str:
        """Return the address of content, from the root of the server."""
        return "/".join(self.content[name].getPhysicalPath())

    def told(self, answer: Answer, asked: str = "") -> list[str]:
        """Return the secret words of an answer that were not in the question."""
        return [word for word in self.words if word in answer.text and word not in unquote(asked)]

    def filled(self, question: str) -> str:
        """Return a question with the numbers and UIDs of the secret filled in."""
        dossier, document = self.content["Dossier"], self.content["CaseDocument"]
        for name, value in (
            ("{number}", dossier.getId()),
            ("{uid}", api.content.get_uuid(dossier)),
            ("{file}", api.content.get_uuid(document)),
        ):
            question = question.replace(name, value)
        return question

    def of_capture(self) -> set[str]:
        """Return the words that the capture team knows: of its deposits, and where they are."""
        return {self.content[name].getId() for name in ("CaptureBatch", "Dossier")}


def secret(world: World) -> Secret:
    """Open the secret dossier of caseworker1, with a document that was read, and let it be seen."""
    with world.as_user("caseworker1"):
        dossier = world.dossier(first_name="Zéphyrine", last_name="Secret-Canari", niss=NISS)
        world.dossier("caseworker2", first_name="Amina", last_name="Exemple", niss="")
    with world.as_user("scan1"):
        document = world.document(dossier, sender="Canarimaison")
        deposit = capture.deposit(small_scan())
    status = text.recognition(document)
    status.texts, status.state = ("Attestation Canaritexte",), "done"
    document.reindexObject()
    followups = _followups(document)
    add_keepers(world.portal)
    person = world.portal["persons"][dossier.beneficiary]
    content = {"Dossier": dossier, "Person": person, "CaseDocument": document, **followups}
    ids = [one.getId() for one in content.values()]
    uids = [api.content.get_uuid(one) for one in content.values()]
    words = ("Canari", "Zéphyrine", "Zephyrine", NISS, *ids, *uids, deposit.getId())
    content["CaptureBatch"] = deposit
    # Pages as Plone makes them: the theme would leave parts out, and takes most of the time.
    api.portal.set_registry_record("plone.app.theming.interfaces.IThemeSettings.enabled", False)
    world.commit()
    return Secret(world, content, words)


def _followups(document) -> dict[str, object]:
    return {
        "Signal": tickets.raise_signal(document, "supervisor", "side-doors"),
        "Ticket": tickets.raise_ticket(document, "supervisor", "side-doors"),
    }


def add_keepers(portal) -> None:
    """Add who keeps the site, each with one role and in no group."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    login(portal, "test-user")
    for name, role in (("manager1", "Manager"), ("siteadmin1", "Site Administrator")):
        email = f"{name}@example.com"
        api.user.create(username=name, email=email, password=PASSWORD, roles=("Member", role))
    logout()

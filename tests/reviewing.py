"""What the tests of the review desk say things with: deposits of several pages, and calls."""

import requests

from farde.capture import operations
from stacks import letter, stack
from world import PASSWORD

TYPE = "attestations-emploi"


def deposited(world, pages: int = 3, user: str = "external1", prepared: bool = True, **about):
    """Deposit one file of so many pages; ready for the desk, each file one document."""
    with world.as_user(user):
        data = stack(*(letter(1, dpi=40) for _ in range(pages)), dpi=40)
        batch = operations.deposit(data, "pile.pdf", **about)
        if prepared:
            operations.to_state(batch, "prepare")
    return batch


def call(method: str, batch, service: str, user: str = "scan1", **body) -> requests.Response:
    """Call a service of a deposit as a persona."""
    return requests.request(
        method,
        f"{batch.absolute_url()}/{service}",
        json=body or None,
        auth=(user, PASSWORD),
        headers={"Accept": "application/json", "Accept-Language": "fr"},
        timeout=30,
    )


def do(batch, version: int, *steps: dict, user: str = "scan1") -> requests.Response:
    """Do steps at the desk."""
    return call("POST", batch, "@parts", user, version=version, do=list(steps))


def shape(told: dict) -> list[str]:
    """Return the pages of each part, short enough to compare."""
    return [" ".join(page["leaf"] for page in part["pages"]) for part in told["parts"]]


def profile(number: str, **given) -> dict:
    """Return the least that files a part."""
    return {"dossier": number, "document_type": TYPE, "received_on": "2026-03-02"} | given

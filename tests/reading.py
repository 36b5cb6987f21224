"""Reading over HTTP as a persona, and what the access journal has noted of it."""

import requests
from PIL import Image
from plone.namedfile.file import NamedBlobFile

from farde.access.journal import operations
from farde.access.journal.query import Query
from farde.document import pages, text
from world import PASSWORD


class Reader:
    """A persona with a browser, or with an application that asks for JSON."""

    def __init__(self, world, name: str = "", accept: str = "text/html,*/*") -> None:
        self.portal = world.portal.absolute_url()
        self.session = requests.Session()
        self.session.headers["Accept"] = accept
        if name:
            self.session.auth = (name, PASSWORD)

    def get(self, address: str, **headers: str) -> requests.Response:
        """Ask for an address of the site."""
        url = address if address.startswith("http") else f"{self.portal}/{address}"
        return self.session.get(url, headers=headers, allow_redirects=False, timeout=30)


#: Who was let in: noted when a dossier is opened, and nothing that anybody reads.
CHANGES = ("grant", "end", "transfer", "protect", "unprotect", "narrow", "widen")


def rows(**query: str) -> list:
    """Return what the journal has noted, the oldest first; changes of access if asked for."""
    without = () if "action" in query or "person_id" in query else CHANGES
    # The journal is never emptied, not even between tests.
    return operations.search(Query(without=without, **query), limit=1_000_000)[::-1]


def page_address(document, name: str) -> str:
    """Return the address of a picture or text of a page."""
    uid = document.UID()
    return f"@@dvpdffiles/{uid[0]}/{uid[1]}/{uid}/{name}"


def recognised(document, folder, count: int = 2) -> None:
    """Put on a document what recognition would have made of its pages."""
    for part in ("large", "normal", "small", "text"):
        (folder / part).mkdir(parents=True)
        for number in range(1, count + 1):
            if part == "text":
                (folder / part / f"dump_{number}.txt").write_text("Règlement", "utf-8")
            else:
                Image.new("L", (20, 28), 200).save(folder / part / f"dump_{number}.jpg")
    status = text.recognition(document)
    status.texts, status.state = ("Règlement",) * count, "done"
    status.searchable = NamedBlobFile(
        data=b"%PDF-1.4", contentType="application/pdf", filename="document.pdf"
    )
    pages.store_pages(document, folder)

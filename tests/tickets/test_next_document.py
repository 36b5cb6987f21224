"""From document to document, in the order of the list one came from."""

import pytest

from followups import SIGNAL_TYPE, TICKET_TYPE, only
from inboxpage import InboxPage


@pytest.fixture
def filed(served_world):
    """A signal and a ticket of caseworker1, by their UIDs."""
    dossier = served_world.dossier(first_name="Zoé", last_name="Exemple")
    signal = only(served_world.document(dossier, SIGNAL_TYPE))
    ticket = only(served_world.document(dossier, TICKET_TYPE))
    served_world.commit()
    return {"signal": signal.UID(), "ticket": ticket.UID()}


@pytest.fixture
def page(served_world, filed):
    """The inbox of caseworker1."""
    return InboxPage(served_world.portal.absolute_url(), "caseworker1")


def test_the_next_document_follows_from_the_one_before(page, filed):
    page.open(f"@@inbox?after={filed['ticket']}")
    assert page.answer.url.endswith(f"?inbox={filed['signal']}")
    assert f"after={filed['signal']}" in page.answer.text
    page.open(f"@@inbox?after={filed['signal']}")
    assert page.answer.url.endswith("@@inbox")


def test_the_next_document_is_the_next_of_the_list_one_came_from(page, filed, served_world):
    other = only(served_world.document(served_world.dossier(), TICKET_TYPE)).UID()
    served_world.commit()
    page.open("@@inbox?kind=ticket&q=exemple")
    first, last = page.rows
    assert {first, last} == {filed["ticket"], other}
    [address] = page.tree.get_element_by_id(f"row-{first}").xpath(".//p/a[1]/@href")[:1]
    assert "kind=ticket" in address and "exemple" not in address
    page.open(address.partition("/plone/")[2])
    follow = page.tree.xpath("//nav[@class='farde-from-inbox']//a/@href")
    assert follow[0].endswith(f"/@@inbox?kind=ticket#row-{first}")
    page.open(follow[1].partition("/plone/")[2])
    assert page.answer.url.endswith(f"?inbox={last}&kind=ticket")
    page.open(f"@@inbox?kind=ticket&after={last}")
    assert page.answer.url.endswith("@@inbox?kind=ticket")

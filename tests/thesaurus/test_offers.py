"""A form asks for the inventory of one type, and a browser keeps it while the version stands."""

import json

import pytest
from zope.lifecycleevent import modified

from doors import call
from farde.thesaurus import offers, states
from farde.thesaurus.terms import Term

KINDS = "/plone/@@thesaurus-kinds?type="


@pytest.fixture
def contract(served_world):
    """An inventory entry, as content."""
    return served_world.portal["thesaurus"]["social"]["attestations-emploi"]["contrat-de-travail"]


def titles(answer) -> list[str]:
    return [one["title"] for one in json.loads(answer.body)]


def test_the_inventory_of_a_type_is_told_in_the_order_of_its_labels(served_world):
    told = titles(call(f"{KINDS}attestations-emploi", "scan1"))
    assert "Contrat de travail" in told and len(told) == 4
    assert told == sorted(told, key=str.casefold)


@pytest.mark.parametrize("asked", ["", "inconnu", "factures-charges-divers"])
def test_a_type_without_inventory_has_none(served_world, asked):
    assert titles(call(KINDS + asked, "scan1")) == []


def test_an_entry_that_is_retired_is_not_offered(served_world, contract):
    states.put(contract, states.RETIRED)
    modified(contract)
    served_world.commit()
    assert "Contrat de travail" not in titles(call(f"{KINDS}attestations-emploi", "scan1"))


def test_what_a_browser_has_is_sent_again_only_after_a_change(served_world, contract):
    asked = f"{KINDS}attestations-emploi"
    tag = call(asked, "scan1").headers["etag"]
    assert call(asked, "scan1", HTTP_IF_NONE_MATCH=tag).status == 304
    contract.remark = "À revoir"
    modified(contract)
    served_world.commit()
    again = call(asked, "scan1", HTTP_IF_NONE_MATCH=tag)
    assert (again.status, again.headers["etag"] == tag) == (200, False)


def test_a_stranger_is_asked_to_sign_in(served_world):
    assert call(f"{KINDS}attestations-emploi").sign_in


def test_a_label_stays_a_label_in_the_options_of_a_form(world):
    odd = Term("a", '<b> "A" & B', "DocumentType", confidentiality="c2", asked_fields=("amount",))
    assert offers.options([odd], "a") == (
        '<option value="a" selected="selected" data-asks="amount" data-class="c2">'
        "&lt;b&gt; &quot;A&quot; &amp; B</option>"
    )

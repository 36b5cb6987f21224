"""Searches are kept by a person for themselves, and by nobody else."""

import pytest

from farde.consultation.search import addresses, kept
from farde.consultation.search.asked import Asked
from farde.consultation.search.errors import KeptNameMissing, NothingToKeep, TooManyKept
from farde.document import text

ASKED = Asked("Zédoual loyer", period="2026")


def test_a_search_is_kept_with_its_filters_for_its_owner_alone(world):
    with world.as_user("caseworker1"):
        kept.keep(ASKED, "  Les loyers   de 2026 ")
        assert [(one.name, one.asked) for one in kept.mine()] == [("Les loyers de 2026", ASKED)]
    with world.as_user("caseworker2"):
        assert kept.mine() == []


def test_the_same_name_takes_the_place_of_what_it_named_before(world):
    with world.as_user("caseworker1"):
        first = kept.keep(Asked("loyer"), "Loyers")
        assert kept.keep(ASKED, "loyers").id == first.id
        assert [one.asked for one in kept.mine()] == [ASKED]


def test_nobody_forgets_the_search_of_another(world):
    with world.as_user("caseworker1"):
        search = kept.keep(ASKED, "Loyers")
    with world.as_user("caseworker2"):
        kept.forget(search.id)
    with world.as_user("caseworker1"):
        assert len(kept.mine()) == 1
        kept.forget(search.id)
        kept.forget(search.id)
        assert kept.mine() == []


def test_what_cannot_be_kept_is_refused(world):
    with world.as_user("caseworker1"):
        with pytest.raises(KeptNameMissing):
            kept.keep(ASKED, "   ")
        with pytest.raises(NothingToKeep):
            kept.keep(Asked(), "Loyers")
        for number in range(kept.MOST):
            kept.keep(ASKED, f"n° {number}")
        with pytest.raises(TooManyKept):
            kept.keep(ASKED, "une de trop")
        kept.keep(Asked("loyer"), "n° 0")


def test_the_page_keeps_finds_again_and_forgets(served_world, browse, words):
    served_world.dossier(last_name="Zédoual")
    page = browse("caseworker1", "@@search?SearchableText=Zedoual")
    page.getLink("Garder cette recherche").click()
    assert page.getControl(name="name").value == "Zedoual"
    page.getControl(name="name").value = " "
    page.getControl("Garder").click()
    assert "n'a pas de nom" in words(page) and "edoual" not in page.url
    page.getControl(name="name").value = "La famille du quai"
    page.getControl("Garder").click()
    assert "La recherche est gardée" in words(page)
    page.getLink("La famille du quai").click()
    assert "Amina Zédoual" in page.contents and "edoual" not in page.url
    assert "famille du quai" not in browse("caseworker2", "@@my-searches").contents
    page.getLink("Gérer mes recherches").click()
    page.getControl("Oublier").click()
    assert "La recherche est oubliée" in words(page)
    assert "Vous ne gardez encore aucune recherche" in words(page)


def test_a_form_of_another_site_keeps_nothing(served_world, browse):
    with served_world.as_user("caseworker1"):
        token = addresses.sealed(ASKED)
    page = browse("caseworker1", "@@my-searches")
    page.post(page.url, f"step=keep&name=Piege&s={token}")
    with served_world.as_user("caseworker1"):
        assert kept.mine() == []


def test_a_document_that_was_found_is_opened_where_the_words_stand(served_world, browse):
    document = served_world.document(served_world.dossier())
    text.recognition(document).texts = ("Le loyer du mois.",)
    document.reindexObject()
    page = browse("caseworker1", "@@search?SearchableText=loyers")
    page.getLink(url=document.absolute_url()).click()
    assert "loyer" not in page.url
    with served_world.as_user("caseworker1"):
        here, elsewhere = (addresses.sealed(Asked(one)) for one in ("loyers", "xylophone"))
    assert _sought(document, here, served_world) == "loyers"
    assert _sought(document, elsewhere, served_world) == ""


def _sought(document, token: str, world) -> str:
    from farde.consultation.documentviewer import DocumentPage

    request = world.app.REQUEST
    request.form[addresses.FIELD] = token
    with world.as_user("caseworker1"):
        return DocumentPage(document, request).sought()

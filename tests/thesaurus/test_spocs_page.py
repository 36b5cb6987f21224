"""Records managers name one SPOC per service, by the name of a colleague."""

import pytest

from farde.setuphandlers import table
from farde.thesaurus import spocs

SERVICE = "service-juridique"
FORM = f"@@spocs?department={SERVICE}"


def named(world) -> str:
    world.portal._p_jar.sync()
    return next(one.spoc for one in spocs.departments() if one.id == SERVICE)


def look_for(page, name: str) -> str:
    form = page.fills(words=name).browser.getForm(id="spoc-form")
    form.getControl("Rechercher").click()
    return page.words


def test_the_page_lists_the_services_as_the_centre_names_them(reader):
    text = reader("records1").opens("@@spocs")
    for row in table("cpas", "departments.csv"):
        assert row["service"] in text and row["ligne"] in text
    assert "à désigner" in text


def test_a_colleague_is_looked_for_and_named(reader, served_world):
    page = reader("records1")
    page.opens(FORM)
    text = look_for(page, "lacroix")
    assert "Thomas Lacroix (Juridique)" in text and named(served_world) == ""
    text = page.presses("Désigner : Thomas Lacroix")
    assert "Thomas Lacroix (Juridique) parle désormais pour : Service Juridique." in text
    assert named(served_world) == "legal1"


def test_a_spoc_is_let_go(reader, served_world):
    spocs.name_spoc(SERVICE, "spoc1")
    page = reader("records1")
    page.opens("@@spocs")
    assert "Service Juridique n'a plus de SPOC." in page.presses("Mettre fin : Service Juridique")
    assert named(served_world) == ""


def test_a_name_that_nobody_bears_is_told_and_kept_in_the_field(reader):
    page = reader("records1")
    page.opens(FORM)
    text = look_for(page, "Xylophone")
    assert "Personne ne porte ce nom dans le centre." in text
    assert page.browser.getControl(name="words").value == "Xylophone"


def test_an_application_speaks_for_no_service(reader):
    page = reader("records1")
    page.opens(FORM)
    assert "Personne ne porte ce nom dans le centre." in look_for(page, "Application")


@pytest.mark.parametrize("user", ["spoc1", "caseworker1", "privacy1"])
def test_nobody_else_names_spocs(reader, user):
    assert "SPOC des services" not in reader(user).opens("@@spocs")

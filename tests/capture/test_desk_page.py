"""The page of the desk without a script: the queue, the parts, and a plain form that files."""

import pytest
from plone.testing.zope import Browser

from farde.capture.desk import verbs
from reviewing import TYPE, deposited
from world import PASSWORD


@pytest.fixture
def page_of(served_world):
    """Return a way to open the desk as a persona."""

    def open_page(user: str, query: str = "") -> Browser:
        browser = Browser(served_world.app)
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        browser.addHeader("Accept-Language", "fr")
        browser.open(f"{served_world.portal.absolute_url()}/@@capture{query}")
        return browser

    return open_page


@pytest.fixture
def batch(served_world):
    """A deposit that is cut into two documents."""
    batch = deposited(served_world, 3)
    with served_world.as_user("scan1"):
        verbs.do(batch, 0, [{"verb": "cut", "leaf": "s1-3"}])
    served_world.commit()
    return batch


def give(browser, number: str, received_on: str = "2026-03-02") -> None:
    browser.getControl(name="dossier").value = number
    browser.getControl(name="document_type").value = [TYPE]
    browser.getControl(name="received_on").value = received_on
    browser.getControl(name="file-it").click()


def test_each_document_of_a_deposit_is_filed_with_a_plain_form(served_world, batch, page_of):
    first, second = served_world.dossier().getId(), served_world.dossier(niss=None).getId()
    served_world.commit()
    desk = page_of("scan1")
    give(desk, first)
    assert f"classé dans le dossier {first}" in desk.contents
    give(desk, second)
    assert f"classé dans le dossier {second}" in desk.contents
    assert "Rien n'attend d'être classé" in desk.contents
    assert batch.portal_workflow.getInfoFor(batch, "review_state") == "filed"


def test_a_refused_form_comes_back_filled_and_files_nothing(served_world, batch, page_of):
    number = served_world.dossier().getId()
    served_world.commit()
    desk = page_of("scan1")
    give(desk, number, received_on="")
    assert "La date de réception manque" in desk.contents
    assert desk.getControl(name="dossier").value == number


def test_another_document_of_the_deposit_is_chosen_by_a_link(batch, page_of):
    desk = page_of("scan1")
    desk.getLink("Classer ce document", index=1).click()
    assert desk.getControl(name="part").value == "p2"


def test_an_empty_queue_says_so(served_world, page_of):
    assert "Rien n'attend d'être classé" in page_of("scan1").contents


def test_what_the_script_is_given_cannot_end_its_own_element(batch, page_of):
    contents = page_of("scan1").contents
    start = contents.index('id="desk-words"')
    assert "<" not in contents[contents.index(">", start) + 1 : contents.index("</script", start)]


def test_who_only_deposits_is_led_to_where_papers_are_given(batch, page_of):
    assert "/@@capture" not in page_of("frontdesk1").url

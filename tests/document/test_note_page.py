"""The author of a personal note shows it to a supervisor from the page of the note."""

import pytest
from plone.testing.zope import Browser

from world import PASSWORD


@pytest.fixture
def note(served_world):
    dossier = served_world.dossier()
    with served_world.as_user("caseworker1"):
        document = served_world.document(dossier, confidentiality="c3")
    served_world.commit()
    return document.absolute_url()


@pytest.fixture
def browse(served_world):
    """Return a function that opens an address as a persona."""

    def open_as(user: str, address: str) -> Browser:
        browser = Browser(served_world.app)
        browser.handleErrors = False
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        browser.addHeader("Accept-Language", "fr")
        browser.open(address)
        return browser

    return open_as


def opens(browse, user: str, address: str) -> bool:
    from zExceptions import Unauthorized

    try:
        return browse(user, address).headers["status"].startswith("200")
    except Unauthorized:
        return False


def test_a_note_is_shown_to_a_supervisor_and_taken_back_on_its_page(browse, note):
    page = browse("caseworker1", note)
    assert "Personne d'autre que vous ne lit cette note." in page.contents
    form = page.getForm(index=_form_with(page, "share"))
    assert form.getControl(name="share").displayOptions == ["Monique Verhaegen (AS en chef)"]
    form.submit()
    assert "La confidence est partagée." in page.contents
    assert opens(browse, "supervisor1", note)
    page.getForm(index=_form_with(page, "unshare")).getControl(name="unshare").click()
    assert "La confidence n&#x27;est plus partagée." in page.contents.replace("'", "&#x27;")
    assert not opens(browse, "supervisor1", note)


def test_whoever_is_shown_a_note_is_not_offered_to_pass_it_on(browse, note):
    page = browse("caseworker1", note)
    page.getForm(index=_form_with(page, "share")).submit()
    assert 'id="note-sharing"' not in browse("supervisor1", note).contents


def test_a_form_from_elsewhere_shares_nothing(browse, note):
    from zExceptions import Forbidden

    with pytest.raises(Forbidden):
        browse("caseworker1", note).post(f"{note}/@@share-note", "share=supervisor1")
    assert not opens(browse, "supervisor1", note)


def _form_with(page: Browser, control: str) -> int:
    for index in range(20):
        try:
            page.getForm(index=index).getControl(name=control)
        except LookupError:
            continue
        except IndexError:
            break
        return index
    raise LookupError(control)

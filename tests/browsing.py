"""A browser without scripts, for the pages of several rooms; a plugin of all tests."""

import re
from html import unescape

import pytest
from plone.testing.zope import Browser

from world import PASSWORD


@pytest.fixture
def browse(served_world):
    """Return a function that signs a persona in and opens a page."""

    def open_as(persona: str, path: str) -> Browser:
        served_world.commit()
        browser = Browser(served_world.app)
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {persona}:{PASSWORD}")
        browser.addHeader("Accept", "text/html")
        browser.addHeader("Accept-Language", "fr")
        base = served_world.portal.absolute_url()
        browser.open(path if path.startswith("http") else f"{base}/{path}")
        return browser

    return open_as


@pytest.fixture
def words():
    """Return a function that tells the text of a page."""

    def of(browser: Browser) -> str:
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", browser.contents)))

    return of


@pytest.fixture
def ask(served_world):
    """Return a function that asks as an application: the status and the text of the answer."""

    def as_application(persona: str, path: str) -> tuple[int, str]:
        served_world.commit()
        browser = Browser(served_world.app)
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {persona}:{PASSWORD}")
        browser.addHeader("Accept", "application/json")
        browser.open(f"{served_world.portal.absolute_url()}/{path}")
        status, body = int(browser.headers["status"].split()[0]), browser.contents
        return status, body if isinstance(body, str) else body.decode()

    return as_application

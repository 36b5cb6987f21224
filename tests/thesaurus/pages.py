"""The pages of the thesaurus in a browser without scripts, for the tests of this folder."""

import re

from plone.testing.zope import Browser

from world import PASSWORD, World

KIND = "social/attestations-emploi/contrat-de-travail"


class Reader:
    """A persona at the pages of the thesaurus."""

    def __init__(self, world: World, user: str) -> None:
        world.commit()
        self.base = f"{world.portal.absolute_url()}/thesaurus"
        self.browser = Browser(world.app)
        self.browser.raiseHttpErrors = False
        self.browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        self.browser.addHeader("Accept", "text/html")
        self.browser.addHeader("Accept-Language", "fr")

    def opens(self, path: str = "") -> str:
        """Open a page of the thesaurus; return what it says."""
        self.browser.open(f"{self.base}/{path}")
        return self.words

    @property
    def words(self) -> str:
        """What the page says, without its markup."""
        text = re.sub(r"<[^>]+>", " ", self.browser.contents.replace("\xa0", " "))
        return re.sub(r"\s+", " ", text)

    @property
    def html(self) -> str:
        """The page as it was sent."""
        return self.browser.contents

    def fills(self, **given: object) -> "Reader":
        """Fill fields in."""
        for name, value in given.items():
            self.browser.getControl(name=name).value = value
        return self

    def presses(self, words: str, index: int = 0) -> str:
        """Press a button; return what the page then says."""
        self.browser.getControl(words, index=index).click()
        return self.words

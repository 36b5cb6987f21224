"""Pages where something is chosen, read back in words, and only then done."""

from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView

from farde.core import clock
from farde.core.errors import Refusal
from farde.core.forms import text_of


class SteppedView(BrowserView):
    """Each button sends a ``step``; what is refused stands beside what was given."""

    def __call__(self) -> str:
        self.refusals: list[Refusal] = []
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        try:
            return self.receive(self.text("step"))
        except Refusal as refusal:
            self.refusals = refusal.each()
            return self.index()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals."""
        raise NotImplementedError

    def refused(self, field: str) -> Refusal | None:
        """Return what is wrong with a field."""
        return next((one for one in self.refusals if one.field == field), None)

    def text(self, name: str) -> str:
        """Return a field as it was typed, without the space around it."""
        return text_of(self.request.form, name)

    def texts(self, name: str) -> list[str]:
        """Return the values of a field that may come several times, each once."""
        value = self.request.form.get(name, [])
        found = [value] if isinstance(value, str) else value
        return list(dict.fromkeys(one for one in found if isinstance(one, str) and one))

    def done(self, message: str, query: str = "") -> str:
        """Say what was done, on the page as it is now."""
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(f"{self.address}{query}")

    @property
    def today(self) -> str:
        """The first day that can be chosen, for browsers."""
        return clock.today().isoformat()

    @property
    def address(self) -> str:
        """Where the page stands, and its forms go."""
        return f"{self.context.absolute_url()}/@@{self.__name__}"

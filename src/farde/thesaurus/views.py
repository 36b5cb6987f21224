"""Addresses that lead elsewhere."""

from Products.Five.browser import BrowserView


class EditTerm(BrowserView):
    """A term is not edited: whoever comes to do so is led to propose it."""

    def __call__(self) -> str:
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@propose")

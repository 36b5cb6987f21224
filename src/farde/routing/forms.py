"""What the forms of our conditions and actions share."""

from OFS.SimpleItem import SimpleItem
from plone.app.contentrules.browser.formhelper import AddForm
from z3c.form.form import applyChanges


class ElementAddForm(AddForm):
    """Adds an element of a rule; a subclass names its ``element`` and schema."""

    element: type

    def create(self, data: dict) -> SimpleItem:
        """Return the element that the form describes."""
        element = self.element()
        applyChanges(self, element, data)
        return element

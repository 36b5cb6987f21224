"""What the forms of our conditions and actions share."""

from Acquisition import aq_base, aq_inner, aq_parent
from OFS.SimpleItem import SimpleItem
from plone.app.contentrules.browser.formhelper import AddForm, ContentRuleFormWrapper
from plone.z3cform.layout import wrap_form
from z3c.form.form import applyChanges

from farde.routing import identity


class ElementAddForm(AddForm):
    """Adds an element of a rule; a subclass names its ``element`` and schema."""

    element: type

    def create(self, data: dict) -> SimpleItem:
        """Return the element that the form describes."""
        element = self.element()
        applyChanges(self, element, data)
        return element

    def add(self, content: SimpleItem) -> None:
        """Add the element to the rule; one that raises something is given its key first."""
        if hasattr(content, "key"):
            identity.join(aq_base(aq_parent(aq_inner(self.context))), content)
        super().add(content)


def rule_page(form: type) -> type:
    """Return the page around a form of an element, as Plone's own pages of rules show it."""
    return wrap_form(form, ContentRuleFormWrapper)

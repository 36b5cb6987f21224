"""Titles and breadcrumbs, which travel to histories, bookmarks and shoulders: no name in them."""

from html import escape

from plone.app.layout.viewlets import common
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from zope.i18n import translate

from farde.consultation import desk
from farde.core.i18n import _
from farde.dossier.content import IPerson

PERSON = _("title_person", default="Fiche de la personne")


class TitleViewlet(common.TitleViewlet):
    """The window's title: what our pages say of themselves, else the content's title."""

    sep = " – "

    @property
    def page_title(self) -> str:
        own = getattr(self.__parent__, "page_title", None) or desk.title_of(self.view.__name__)
        if own is None and IPerson.providedBy(self.context):
            own = PERSON
        if own is None:
            return super().page_title
        return escape(translate(own, context=self.request))

    def update(self) -> None:
        page, site = self.page_title, self.site_title_setting
        self.site_title = site if page == site else self.sep.join((page, site))


class PathBarViewlet(common.PathBarViewlet):
    """Breadcrumbs, where they lead somewhere."""

    @property
    def shown(self) -> bool:
        """Whether there is a step above this page; the header already leads home."""
        return len(self.breadcrumbs) > 1 and not self.portal_state.anonymous()


class PersonBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """A person's page stands alone: the way to it is through a dossier."""

    def breadcrumbs(self) -> tuple[dict, ...]:
        return ({"absolute_url": self.context.absolute_url(), "Title": PERSON},)

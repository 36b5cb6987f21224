"""Farde: the social dossier of a CPAS/OCMW, as a Plone content repository.

Each sub-package is a room of the house, named for a business capability; the order in which
rooms may import each other is kept by ``.importlinter``.
"""

import zope.component.interfaces
import zope.interface.interfaces

# collective.documentviewer 6.0.3 looks for the object event where zope.component 5 had it. This
# has to stand before the add-on is imported, which happens while the ZCML of the site loads.
for _name in ("IObjectEvent", "ObjectEvent"):
    if not hasattr(zope.component.interfaces, _name):
        setattr(zope.component.interfaces, _name, getattr(zope.interface.interfaces, _name))

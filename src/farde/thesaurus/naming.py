"""Slugs: a document keeps the slug of its terms alone, so one slug names one term of its level."""

from plone.app.content.namechooser import NormalizingNameChooser

from farde.thesaurus import operations


class SlugChooser(NormalizingNameChooser):
    """Makes slugs from labels, and numbers those that a term elsewhere already has."""

    def _getCheckId(self, term):
        taken_here = super()._getCheckId(term)

        def taken(slug: str, required: int = 0):
            return taken_here(slug, required=required) or operations.has_term(
                term.portal_type, slug
            )

        return taken

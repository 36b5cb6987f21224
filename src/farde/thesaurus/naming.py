"""Slugs: a document keeps the slug of its terms alone, so one slug names one term of its level."""

from dataclasses import replace
from itertools import count

from plone.app.content.namechooser import NormalizingNameChooser
from plone.i18n.normalizer import idnormalizer

from farde.thesaurus import operations
from farde.thesaurus.terms import CREATE, Change


class SlugChooser(NormalizingNameChooser):
    """Makes slugs from labels, and numbers those that a term elsewhere already has."""

    def _getCheckId(self, term):
        taken_here = super()._getCheckId(term)

        def taken(slug: str, required: int = 0):
            return taken_here(slug, required=required) or operations.has_term(
                term.portal_type, slug
            )

        return taken


def slug_of(label: str) -> str:
    """Return the slug that a label makes, "" where it has no letters."""
    made = idnormalizer.normalize(label, max_length=80)
    return made.replace("_", "-").replace(".", "-").strip("-")


def with_slug(change: Change) -> Change:
    """Return a creation with a slug made from its label where it has none yet."""
    if change.kind != CREATE or change.slug:
        return change
    made = slug_of(str(change.after.get("title") or ""))
    numbered = (made if number == 1 else f"{made}-{number}" for number in count(1))
    free = next(slug for slug in numbered if not operations.has_term(change.level, slug))
    return replace(change, slug=free)

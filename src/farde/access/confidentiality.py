"""The classes of the matrix, as they are called in the centre."""

from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _

CONFIDENTIALITY_TITLES = {
    "c0": _("confidentiality_c0", default="C0 · administratif"),
    "c1": _("confidentiality_c1", default="C1 · social"),
    "c2": _("confidentiality_c2", default="C2 · sensible"),
    "c3": _("confidentiality_c3", default="C3 · confidence"),
}

CONFIDENTIALITIES = SimpleVocabulary(
    [SimpleTerm(key, key, title) for key, title in CONFIDENTIALITY_TITLES.items()]
)

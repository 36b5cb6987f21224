"""What a centre decides about copies."""

from plone import api
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.core.i18n import _

PREFIX = "farde.copies"
READERS, HANDLERS = "readers", "handlers"
TAKERS = SimpleVocabulary(
    [
        SimpleTerm(READERS, READERS, _("originals_readers", default="Qui peut lire le document")),
        SimpleTerm(
            HANDLERS,
            HANDLERS,
            _("originals_handlers", default="Seulement l'AS qui suit le dossier"),
        ),
    ]
)


class ICopySettings(Interface):
    """Settings of copies, kept in the registry."""

    originals = schema.Choice(
        title=_("setting_originals", default="Qui peut télécharger le fichier d'origine"),
        description=_(
            "setting_originals_help",
            default="Les autres reçoivent une copie qui porte leur nom et le moment. La lecture à "
            "l'écran ne change pas. À confirmer par le centre.",
        ),
        vocabulary=TAKERS,
        default=READERS,
    )
    kept_hours = schema.Int(
        title=_("setting_kept_hours", default="Heures pendant lesquelles une copie reste prête"),
        description=_(
            "setting_kept_hours_help",
            default="Passé ce délai, la copie de plusieurs documents est effacée ; elle peut être "
            "demandée à nouveau. Valeur proposée, à confirmer par le centre.",
        ),
        min=1,
        max=720,
        default=24,
    )


def setting(name: str):
    """Return a setting of copies; the default where the site has no registry record."""
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=ICopySettings[name].default)

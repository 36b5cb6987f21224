"""What a centre decides about the mailboxes that documents are sent to."""

from collections.abc import Iterable

from plone import api
from zope import schema
from zope.interface import Interface

from farde.capture.channels import mailbox_client
from farde.capture.channels.mailbox_client import Box
from farde.capture.channels.mailbox_errors import BoxUnclear
from farde.core.errors import RefusedValue
from farde.core.i18n import _

PREFIX = "farde.capture.mailbox"


def are_boxes(addresses: Iterable[str]) -> bool:
    """Accept addresses of mailboxes, one a line."""
    for address in addresses or ():
        try:
            mailbox_client.parsed(address)
        except ValueError as error:
            raise RefusedValue(BoxUnclear()) from error
    return True


class IMailboxSettings(Interface):
    """Settings of the mailboxes, kept in the registry; passwords are not."""

    boxes = schema.List(
        title=_("setting_boxes", default="Boîtes relevées"),
        description=_(
            "setting_boxes_help",
            default="Une adresse par ligne, comme imaps://depots@cpas.be@imap.cpas.be/INBOX "
            "(imap:// si le serveur passe au chiffrement par STARTTLS). Le mot de passe se donne "
            "sur le serveur, jamais ici. Vide : aucune boîte n'est relevée. À compléter par le "
            "centre.",
        ),
        value_type=schema.TextLine(),
        constraint=are_boxes,
        default=[],
        missing_value=[],
        required=False,
    )
    only_unseen = schema.Bool(
        title=_("setting_only_unseen", default="Seulement les messages non lus"),
        description=_(
            "setting_only_unseen_help",
            default="À décocher si la boîte ne sert qu'à Farde : un message ouvert par erreur est "
            "alors repris aussi. À confirmer par le centre.",
        ),
        default=True,
        required=False,
    )
    done_folder = schema.TextLine(
        title=_("setting_done_folder", default="Dossier des messages déposés"),
        description=_(
            "setting_done_folder_help",
            default="Créé dans la boîte au premier dépôt. Le centre décide combien de temps il "
            "y garde les messages. À confirmer par le centre.",
        ),
        default="Farde - déposés",
    )
    refused_folder = schema.TextLine(
        title=_("setting_refused_folder", default="Dossier des messages refusés"),
        description=_(
            "setting_refused_folder_help",
            default="Trop grands ou illisibles : une personne les ouvre et décide. L'expéditeur "
            "ne reçoit pas de réponse automatique. À confirmer par le centre.",
        ),
        default="Farde - refusés",
    )
    interval_seconds = schema.Int(
        title=_("setting_box_interval", default="Relever les boîtes toutes les (secondes)"),
        description=_(
            "setting_box_interval_help", default="Valeur proposée, à confirmer par le centre."
        ),
        min=15,
        max=3600,
        default=30,
    )
    max_megabytes = schema.Int(
        title=_("setting_box_size", default="Refuser un message de plus de (Mo)"),
        description=_(
            "setting_box_size_help",
            default="Protège le serveur ; la plupart des messageries n'en laissent pas passer "
            "de plus grands. Valeur proposée, à confirmer par le centre.",
        ),
        min=1,
        max=500,
        default=50,
    )


def setting(name: str):
    """Return a setting of the mailboxes; the default where the site has no registry record."""
    default = IMailboxSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)


def boxes() -> list[Box]:
    """Return the mailboxes to be read, in the order of the settings."""
    return [mailbox_client.parsed(line) for line in setting("boxes") or () if line.strip()]

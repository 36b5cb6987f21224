"""What a centre decides about the folder that its scanners write to."""

import os
from collections.abc import Iterable
from pathlib import Path

from plone import api
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.capture.channels.errors import FolderOutside
from farde.capture.channels.watching import Ways
from farde.core.errors import RefusedValue
from farde.core.i18n import _
from farde.document.vocabularies import CHANNELS

PREFIX = "farde.capture.folder"
MOVE, DELETE = "move", "delete"
AFTERWARDS = SimpleVocabulary(
    [
        SimpleTerm(MOVE, MOVE, _("afterwards_move", default="Le ranger dans « done »")),
        SimpleTerm(DELETE, DELETE, _("afterwards_delete", default="L'effacer du partage")),
    ]
)
BACKS = SimpleVocabulary(
    [
        SimpleTerm("reversed", "reversed", _("backs_reversed", default="Dernière feuille d'abord")),
        SimpleTerm("same", "same", _("backs_same", default="Même ordre que les rectos")),
    ]
)


def roots() -> list[Path]:
    """Return the folders that whoever runs the server opened for scans."""
    opened = os.environ.get("FARDE_SCAN_ROOTS", "").split(os.pathsep)
    named = [Path(one) for one in opened if one]
    return named or [Path(os.environ.get("FARDE_VAR", "var")) / "scans"]


def placed(path: str) -> Path:
    """Return where a path of the settings leads; raises FolderOutside beyond the roots."""
    found = Path(os.path.normpath(roots()[0].absolute() / path))
    if not any(found.is_relative_to(root.absolute()) for root in roots()):
        raise FolderOutside
    return found


def lie_inside(paths: Iterable[str]) -> bool:
    """Accept paths that lead into what the server opened."""
    for path in paths or ():
        try:
            placed(path)
        except FolderOutside as refusal:
            raise RefusedValue(refusal) from refusal
    return True


class IFolderSettings(Interface):
    """Settings of the scan folder, kept in the registry."""

    paths = schema.List(
        title=_("setting_folder_paths", default="Dossiers surveillés"),
        description=_(
            "setting_folder_paths_help",
            default="Un chemin par ligne, tel que le serveur le voit ; chaque poste de "
            "numérisation écrit dans son sous-dossier. Vide : aucun dossier n'est surveillé. À "
            "compléter par le centre.",
        ),
        value_type=schema.TextLine(),
        constraint=lie_inside,
        default=[],
        missing_value=[],
        required=False,
    )
    circuit = schema.Choice(
        title=_("setting_folder_circuit", default="Canal des dépôts"),
        description=_(
            "setting_folder_circuit_help",
            default="Proposé au profilage pour ce qui vient de ces dossiers. À confirmer par le "
            "centre.",
        ),
        vocabulary=CHANNELS,
        default="mail",
    )
    settle_seconds = schema.Int(
        title=_(
            "setting_settle_seconds", default="Attendre qu'un fichier ne change plus (secondes)"
        ),
        description=_(
            "setting_settle_seconds_help",
            default="Un scan est pris quand sa taille et sa date n'ont pas changé pendant ce "
            "temps. À allonger si le partage est lent. Valeur proposée, à confirmer par le centre.",
        ),
        min=2,
        max=600,
        default=10,
    )
    afterwards = schema.Choice(
        title=_("setting_afterwards", default="Une fois le scan déposé"),
        description=_(
            "setting_afterwards_help",
            default="« done » garde une copie sur le partage, que le centre doit vider lui-même. "
            "À décider par le centre.",
        ),
        vocabulary=AFTERWARDS,
        default=MOVE,
    )
    beside = schema.List(
        title=_("setting_beside", default="Fichiers d'accompagnement à ignorer"),
        description=_(
            "setting_beside_help",
            default="Terminaisons de ce que les scanners écrivent à côté d'un scan, une par "
            "ligne. Ils suivent le scan quand il est rangé. À confirmer par le centre.",
        ),
        value_type=schema.TextLine(),
        default=[".xml", ".txt"],
        missing_value=[],
        required=False,
    )
    marker = schema.TextLine(
        title=_("setting_marker", default="Signal de fin du scanner"),
        description=_(
            "setting_marker_help",
            default="Terminaison du fichier que le scanner écrit en dernier, par exemple .ok : "
            "un scan n'est alors pris qu'avec son signal. Vide : sans signal. À compléter par le "
            "centre.",
        ),
        default="",
        missing_value="",
        required=False,
    )
    sides = schema.List(
        title=_("setting_sides", default="Recto et verso numérisés séparément"),
        description=_(
            "setting_sides_help",
            default="Deux fins de nom, d'abord le recto : par exemple -recto puis -verso. Les "
            "deux piles deviennent un seul dépôt. Vide : jamais. À compléter par le centre.",
        ),
        value_type=schema.TextLine(),
        max_length=2,
        default=[],
        missing_value=[],
        required=False,
    )
    backs = schema.Choice(
        title=_("setting_backs", default="Ordre des versos"),
        description=_(
            "setting_backs_help",
            default="Une pile retournée d'un bloc donne la dernière feuille d'abord. Les pages des "
            "deux piles sont alors remises dans l'ordre ; si leur nombre diffère, une personne "
            "regarde. À confirmer par le centre.",
        ),
        vocabulary=BACKS,
        default="reversed",
    )


def setting(name: str):
    """Return a setting of the folder; the default where the site has no registry record."""
    default = IFolderSettings[name].default
    return api.portal.get_registry_record(f"{PREFIX}.{name}", default=default)


def ways() -> Ways:
    """Return how the centre's scanners write."""
    sides = [one.strip().lower() for one in setting("sides") or () if one.strip()]
    return Ways(
        beside=tuple(one.strip().lower() for one in setting("beside") or () if one.strip()),
        marker=(setting("marker") or "").strip().lower(),
        sides=tuple(sides) if len(sides) == 2 else (),
        settle_seconds=setting("settle_seconds"),
    )

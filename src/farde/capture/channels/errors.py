"""What can be wrong with a channel, told on its page with what to do about it."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class FolderMissing(Refusal):
    """The watched folder is not there."""

    message = _(
        "folder_missing", default="Le dossier surveillé n'existe pas, ou n'est pas accessible."
    )
    remedy = _(
        "folder_missing_remedy",
        default="Vérifiez que le partage réseau est monté sur le serveur, puis le chemin dans "
        "les réglages. Rien n'est perdu : les scans attendent sur le scanner ou dans le partage.",
    )


class FolderSilent(Refusal):
    """The share of the watched folder does not answer."""

    message = _("folder_silent", default="Le partage réseau des scanners ne répond pas.")
    remedy = _(
        "folder_silent_remedy",
        default="Prévenez le service informatique. Farde réessaie de lui-même toutes les quinze "
        "secondes.",
    )


class FolderReadOnly(Refusal):
    """A scan was deposited, and cannot be taken away from the folder."""

    message = _(
        "folder_readonly",
        default="Des scans sont bien déposés, mais ne peuvent pas être rangés : le dossier est "
        "en lecture seule.",
    )
    remedy = _(
        "folder_readonly_remedy",
        default="Donnez à Farde le droit d'écrire dans le dossier de chaque poste. Aucun scan "
        "ne sera déposé deux fois.",
    )


class DiskFull(Refusal):
    """There is no room left to keep a scan."""

    message = _("disk_full", default="Il n'y a plus de place pour conserver les scans.")
    remedy = _(
        "disk_full_remedy",
        default="Prévenez le service informatique : le disque du serveur est plein. Les scans "
        "restent dans le dossier et seront repris dès qu'il y a de la place.",
    )


class ScanLocked(Refusal):
    """A scan cannot be read, though it seems complete."""

    message = _(
        "scan_locked", default="Un scan ne peut pas être lu : il est peut-être encore ouvert."
    )
    remedy = _(
        "scan_locked_remedy",
        default="Fermez-le sur le poste qui l'a produit, ou donnez à Farde le droit de le lire. "
        "Farde réessaie de lui-même.",
    )


class ScanStuck(Refusal):
    """A scan was not deposited for a reason nobody foresaw."""

    message = _("scan_stuck", default="Un scan n'a pas pu être déposé.")
    remedy = _(
        "scan_stuck_remedy",
        default="Il reste dans le dossier et Farde réessaie. Si cela dure, prévenez le service "
        "informatique : la raison est dans le journal du serveur.",
    )


class FolderOutside(Refusal):
    """The path leads out of what the server opened for scans."""

    field = "paths"
    message = _(
        "folder_outside", default="Ce dossier n'est pas dans ce que le serveur ouvre aux scanners."
    )
    remedy = _(
        "folder_outside_remedy",
        default="Donnez un chemin relatif, ou demandez à qui exploite le serveur d'ouvrir ce "
        "dossier (FARDE_SCAN_ROOTS).",
    )


class KeyReused(Refusal):
    """The idempotency key was used before, for another file."""

    status = 422
    field = "Idempotency-Key"
    message = _("key_reused", default="Cette clé a déjà servi pour un autre fichier.")
    remedy = _(
        "key_reused_remedy",
        default="Donnez une nouvelle clé à chaque dépôt, et la même seulement pour le répéter.",
    )


class LongKey(Refusal):
    """The idempotency key is longer than any that makes sense."""

    field = "Idempotency-Key"
    message = _("key_long", default="Cette clé est trop longue.")
    remedy = _("key_long_remedy", default="Prenez un identifiant unique, par exemple un UUID.")


class UnknownUpload(Refusal):
    """There is no such upload, or it is somebody else's, or it has expired."""

    status = 404
    message = _("upload_unknown", default="Cet envoi n'existe pas, ou plus.")
    remedy = _("upload_unknown_remedy", default="Recommencez l'envoi depuis le début.")


class UploadMisplaced(Refusal):
    """The part does not follow what has arrived already."""

    status = 409
    field = "Upload-Offset"
    message = _("upload_misplaced", default="Cette partie ne suit pas ce qui est déjà arrivé.")
    remedy = _(
        "upload_misplaced_remedy",
        default="Demandez par HEAD où l'envoi en est, et continuez à partir de là.",
    )


class UploadTooLarge(Refusal):
    """The announced file is larger than what is taken."""

    status = 413
    field = "Upload-Length"
    message = _("upload_too_large", default="Ce fichier est trop grand.")
    remedy = _(
        "upload_too_large_remedy", default="Le plus grand fichier accepté a ${limit} octets."
    )


class UploadUnclear(Refusal):
    """A header of the tus protocol is missing or cannot be read."""

    message = _("upload_unclear", default="Un en-tête du protocole tus manque ou est illisible.")
    remedy = _("upload_unclear_remedy", default="Envoyez-le comme tus 1.0.0 le demande.")


class UploadVersion(Refusal):
    """The client speaks another version of tus."""

    status = 412
    field = "Tus-Resumable"
    message = _("upload_version", default="Cette version de tus n'est pas prise en charge.")
    remedy = _("upload_version_remedy", default="Envoyez « Tus-Resumable: 1.0.0 ».")


#: By the names that are kept in the standing of a channel.
FAULTS = {
    one.__name__: one
    for one in (FolderMissing, FolderSilent, FolderReadOnly, DiskFull, ScanLocked, ScanStuck)
}

"""The verbs of the room: file a document, register it, correct it, mark it seen or handled."""

from collections.abc import Mapping, Sequence

from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFCore.utils import getToolByName
from zope.event import notify
from zope.lifecycleevent import modified

from farde.access import causes, roles
from farde.access import operations as access
from farde.access.circles import is_circle
from farde.core.visitor import current_user_id
from farde.document import classification, originals, text, twins
from farde.document.correction_errors import NothingCorrected, ReasonlessCorrection
from farde.document.errors import NoteWithoutAuthor
from farde.document.events import DocumentFiled, DocumentReclassified
from farde.document.inspection import Inspection, inspect
from farde.document.kinds import KINDS
from farde.document.parallel.judging import came_past_the_line
from farde.document.profile import DEFAULT_CLASS, Profile, default_class
from farde.document.terms import present
from farde.document.vocabularies import MISFILED
from farde.thesaurus import operations as thesaurus


def file_document(
    dossier,
    file: NamedBlobFile,
    inspection: Inspection,
    profile: Profile,
    original: NamedBlobFile | None = None,
):
    """File an inspected file in a dossier, in this transaction; ``register`` does the rest.

    ``original`` is what the file was made from, where that was a message or an office file.
    """
    return createContentInContainer(
        dossier,
        "CaseDocument",
        checkConstraints=False,
        file=file,
        **_marks(inspection),
        **originals.fields(original),
        **profile.fields(),
    )


def file_in_all(
    dossiers: Sequence,
    file: NamedBlobFile,
    inspection: Inspection,
    profile: Profile,
    original: NamedBlobFile | None = None,
) -> list:
    """File an inspected file in several dossiers at once: in all of them, or in none.

    Each has a document of its own, which says nothing of the others; the bytes are stored once.
    Raises NoteWithoutAuthor before anything is filed.
    """
    for dossier in dossiers:
        _require_author(dossier, profile)
    files = [file, *(twins.same_bytes(file) for _ in dossiers[1:])]
    filed = [
        file_document(dossier, one, inspection, profile, original)
        for dossier, one in zip(dossiers, files, strict=True)
    ]
    if len(filed) > 1:
        twins.note(filed)
    return filed


def file_also(document, dossier, profile: Profile):
    """File what is filed already in another dossier too, sharing the bytes."""
    _require_author(dossier, profile)
    inspection = inspected(document)
    shared = twins.same_bytes(document.file)
    twin = file_document(dossier, shared, inspection, profile, document.original)
    twins.note([document, twin])
    return twin


def inspected(content: object) -> Inspection:
    """Return what is known of stored bytes: a file is decoded once, not each time it is filed."""
    content_type = content.file.contentType
    return Inspection(
        kind=KINDS[content_type],
        content_type=content_type,
        pages=content.page_count,
        signed=content.signed,
        sha256=content.sha256,
    )


def _marks(found: Inspection) -> dict:
    return {"sha256": found.sha256, "page_count": found.pages, "signed": found.signed}


def neutral_filename(inspection: Inspection) -> str:
    """Return a file name that cannot carry a person's name into addresses and downloads."""
    extension = {"jpeg": "jpg", "tiff": "tif"}.get(inspection.kind, inspection.kind)
    return f"document.{extension}"


def register(document) -> None:
    """Mark a newly added document, give its readers their roles, and tell that it is filed.

    However the document came to be added: by a deposit, a form, plone.restapi or an import.
    Raises OutsideCircuits where the centre refuses what does not come by a deposit.
    """
    if not document.confidentiality:
        document.confidentiality = default_class(document.document_type, document.document_kind)
    document.parallel = document.parallel or came_past_the_line(document)
    if document.sha256 is None:
        inspection = inspect(document.file.data, document.file.filename or "")
        document.file.filename = neutral_filename(inspection)
        for name, value in _marks(inspection).items():
            setattr(document, name, value)
    document.document_type, document.document_kind = present(
        document.document_type, document.document_kind
    )
    _name(document)
    text.begin(document, document.page_count)
    classification.begin(document)
    _close_to_other_dossiers(document)
    open_to_readers(document)
    document.reindexObject()
    notify(DocumentFiled(document))


def reclassify(document, fields: Mapping[str, object], reason: str) -> None:
    """Correct what is said of a filed document; what it raised follows, and its readers.

    Raises ReasonlessCorrection and NothingCorrected. Who may is asked in ``reclassification``.
    """
    if not reason.strip():
        raise ReasonlessCorrection
    correction = classification.correct(document, fields, reason.strip())
    if correction is None:
        raise NothingCorrected
    _name(document)
    modified(document)
    _tell(document, correction)


def catch_up(document) -> None:
    """Let a classification that came by another door than ``reclassify`` have the same effects."""
    correction = classification.catch_up(document)
    if correction is not None:
        _name(document)
        document.reindexObject()
        _tell(document, correction)


def _tell(document, correction: classification.Correction) -> None:
    if classification.is_ruled(correction):
        notify(DocumentReclassified(document, correction.before, correction.reason))


def label(document) -> str:
    """Return what the document is called today: its inventory entry, else its type."""
    return label_of(document.document_type, document.document_kind)


def label_of(type_id: str, kind_id: str | None) -> str:
    """Return what a document of these terms is called today."""
    kind = thesaurus.resolve("DocumentKind", kind_id or "")
    term = kind or thesaurus.resolve("DocumentType", type_id)
    return term.label if term is not None else type_id


def label_of_its_time(document) -> str:
    """Return the label under which a document was filed, "" where it is still the same."""
    filed = document.filed_label
    return filed if filed and filed != label(document) else ""


def _name(document) -> None:
    """Call a document by the label of its term, which is then that of its time."""
    document.title = document.filed_label = label(document)


def dossier_of(document):
    """Return the dossier a document is filed in."""
    return document.__parent__


def is_misfiled(document) -> bool:
    """Tell whether a document was reported to be in the dossier of the wrong person."""
    return api.content.get_state(document, "") == MISFILED


def mark_seen(document) -> bool:
    """Note the first reading by the people the document is for; tell whether it was the first."""
    workflow = getToolByName(document, "portal_workflow")
    if workflow.getInfoFor(document, "review_state", "") != "indexed":
        return False
    if not api.user.has_permission("farde: Handle document", obj=document):
        return False
    workflow.doActionFor(document, "see")
    return True


def open_to_readers(document) -> bool:
    """Let those read it whom its class and type concern; tell whether that changed anything."""
    term = thesaurus.document_type(document.document_type)
    dossier_uid = api.content.get_uuid(dossier_of(document))
    concerned = term.readers if term else ()
    class_ = document.confidentiality or DEFAULT_CLASS
    changed = roles.give_document_roles(document, dossier_uid, class_, concerned)
    if changed and roles.stands_alone(class_):
        _give_author(document, dossier_uid)
    return changed


def follow_profile(document) -> None:
    """Open and close a document to its readers after its type or class was corrected."""
    if open_to_readers(document):
        document.reindexObjectSecurity()


def _close_to_other_dossiers(document) -> None:
    """A copy of a document of another dossier brings nobody of that dossier with it."""
    brought = [who for who, _roles in document.get_local_roles() if is_circle(who)]
    document.manage_delLocalRoles(brought)


def _require_author(dossier, profile: Profile) -> None:
    dossier_uid = api.content.get_uuid(dossier)
    if roles.stands_alone(profile.confidentiality) and not _author_in(dossier_uid):
        raise NoteWithoutAuthor


def _author_in(dossier_uid: str) -> str:
    me = current_user_id()
    handlers = access.principals(dossier_uid, "caseworker")
    return me if me in handlers else access.holder(dossier_uid, "caseworker")


def _give_author(document, dossier_uid: str) -> None:
    """A personal note belongs to the social worker who writes it, else to the AS titulaire."""
    function = roles.note_function(document)
    if access.principals(dossier_uid, function):
        return
    author = _author_in(dossier_uid)
    if not author:
        raise NoteWithoutAuthor
    access.join(dossier_uid, function, author, causes.AUTHOR)

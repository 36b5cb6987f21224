"""What the page of a document shows: the viewer's data and words, and the facts beside it."""

from dataclasses import dataclass
from datetime import date

from plone import api

from farde.capture.counter import interviews
from farde.core.i18n import _
from farde.document import operations, pages, text
from farde.document.amounts import written_amount
from farde.document.vocabularies import (
    CHANNEL_TITLES,
    DIRECTION_TITLES,
    RECOGNITION_TITLES,
    STATE_TITLES,
)
from farde.thesaurus import operations as thesaurus

_PARALLEL = _("parallel_outside", default="Hors circuit : ajouté directement dans le dossier")
#: The words of the viewer, under the names that ``document.js`` puts them into its templates by.
VIEWER_WORDS = {
    "pages": _("viewer_pages", default="Pages"),
    "thumbnails": _("viewer_thumbnails", default="Vignettes"),
    "text": _("viewer_text", default="Texte"),
    "search": _("viewer_search", default="Rechercher"),
    "zoom": _("viewer_zoom", default="Zoom"),
    "page": _("viewer_page", default="Page"),
    "of": _("viewer_of", default="sur"),
    "previous": _("viewer_previous", default="Précédent"),
    "next": _("viewer_next", default="Suivant"),
    "close": _("viewer_close", default="Fermer la recherche"),
    "loading": _("viewer_loading", default="Chargement"),
    "fullscreen": _("viewer_fullscreen", default="Plein écran"),
    "turn": _("viewer_turn", default="Tourner la page"),
    "turnKeys": _("viewer_turn_keys", default="Alt + R ; dans l'autre sens : Alt + Majuscule + R"),
    "note": _("viewer_note", default="Note"),
    "match": _("viewer_match", default="Page trouvée"),
    "for": _("viewer_for", default="pour"),
    "nothing": _("viewer_nothing", default="Aucun résultat"),
    "unavailable": _("viewer_unavailable", default="La recherche n'a pas abouti"),
    "empty": _("viewer_empty_page", default="Aucun texte n'a été reconnu sur cette page."),
}


@dataclass(frozen=True)
class Progress:
    """How far recognition of a document has come, in pages."""

    state: str
    done: int
    total: int
    viewable: bool

    @property
    def label(self):
        """The state in words."""
        return RECOGNITION_TITLES[self.state]

    @property
    def pending(self) -> bool:
        """Whether a worker still has to do something."""
        return self.state in ("waiting", "running")


def progress(document) -> Progress:
    """Return how far recognition has come, and whether there are pages to look at."""
    status = text.recognition(document)
    viewable = pages.page_count(document) > 0
    if status is None:
        return Progress("waiting", 0, document.page_count or 0, viewable)
    return Progress(status.state, status.done, status.total, viewable)


def viewer_data(document) -> dict:
    """Return what ``DV.load`` takes: how many pages, and the addresses of all it fetches."""
    uid = api.content.get_uuid(document)
    files = f"{api.portal.get().absolute_url()}/@@dvpdffiles/{uid[0]}/{uid[1]}/{uid}"
    url = document.absolute_url()
    return {
        "id": uid,
        "title": "",
        "pages": pages.page_count(document),
        "canonical_url": url,
        "resources": {
            "page": {
                "image": f"{files}/{{size}}/dump_{{page}}.{pages.image_extension(document)}",
                "text": f"{files}/text/dump_{{page}}.txt",
            },
            "search": f"{url}/dv-search.json",
        },
    }


def facts(document) -> list[tuple]:
    """Return label and value of what is known of a document, without what is not."""
    known = [
        (_("label_document_type", default="Type de document"), _type(document)),
        (_("label_direction", default="Genre"), DIRECTION_TITLES.get(document.direction)),
        (_("label_channel", default="Canal"), CHANNEL_TITLES.get(document.channel)),
        (_("label_circuit", default="Circuit"), _PARALLEL if document.parallel else None),
        (_("label_received_on", default="Reçu le"), _day(document.received_on)),
        (_("document_interview", default="Entretien"), _interview(document)),
        (_("label_document_date", default="Date du document"), _day(document.document_date)),
        (_("label_sender", default="Expéditeur"), document.sender),
        (_("label_amount", default="Montant (euros)"), written_amount(document.amount)),
        (_("label_creditor", default="Créancier"), document.creditor),
        (_("label_payment_due", default="À payer pour le"), _day(document.payment_due)),
        (_("label_page_count", default="Pages"), document.page_count),
        (_("label_state", default="État"), STATE_TITLES.get(api.content.get_state(document, ""))),
    ]
    return [(label, value) for label, value in known if value]


def _interview(document):
    found = interviews.get(operations.dossier_of(document), document.interview)
    return interviews.words(found) if found is not None else None


def download_name(document, extension: str) -> str:
    """Return a file name for downloads that names a dossier and a document, but nobody."""
    return f"{operations.dossier_of(document).getId()}-{document.getId()}.{extension}"


def _type(document) -> str:
    term = thesaurus.resolve("DocumentType", document.document_type or "")
    return term.label if term is not None else document.document_type


def _day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""

"""What is a parallel circuit, and whether the centre takes it.

A document of the capture line was inspected before it is added; one that comes by another door
(a form of Plone, its REST interface, an import) was not. What the centre itself writes, internal or
outgoing, has no circuit to pass by, nor has a personal note: only what comes in can go past it.
"""

from zope.interface import Invalid

from farde.access import roles
from farde.core.errors import Refusal, refusal_text
from farde.core.i18n import _
from farde.document.profile import DEFAULT_CLASS
from farde.document.settings import REFUSE, setting


class OutsideCircuits(Refusal):
    """A document that came in was added past the capture line."""

    status = 403
    field = "file"
    message = _(
        "outside_circuits",
        default="Un document entrant passe par un circuit de captation, pas directement dans le "
        "dossier.",
    )
    remedy = _(
        "outside_circuits_remedy",
        default="Déposez-le : l'équipe de numérisation le classera. Un document que vous "
        "rédigez vous-même a le Genre « Interne » ou « Sortant ».",
    )


def came_past_the_line(document) -> bool:
    """Tell whether a new document is of a parallel circuit; raises OutsideCircuits."""
    if document.sha256 is not None or not _comes_in(document):
        return False
    if setting("parallel_circuit") == REFUSE:
        raise OutsideCircuits
    return True


def within_a_circuit(data) -> None:
    """Refuse, in a form, what ``came_past_the_line`` would refuse; what is filed stays editable."""
    new = not hasattr(getattr(data, "__context__", None), "sha256")
    if new and setting("parallel_circuit") == REFUSE and _comes_in(data):
        raise Invalid(refusal_text(OutsideCircuits()))


def _comes_in(document) -> bool:
    class_ = getattr(document, "confidentiality", None) or DEFAULT_CLASS
    return getattr(document, "direction", None) == "incoming" and not roles.stands_alone(class_)

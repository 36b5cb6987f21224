"""A step of a worker that meets a conflict is done again, on what there is by then."""

from plone import api
from ZODB.POSException import ConflictError

from farde.core.background import committing


def test_what_an_undone_attempt_found_does_not_answer_the_next_one(served_world):
    """The indexes keep results by how often they changed; an undone change is counted anew."""
    dossier = served_world.dossier()
    served_world.commit()
    types = ["attestations-emploi", "attestations-amu"]
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults

    def step() -> list[str]:
        served_world.document(dossier, types.pop(0))
        found = [brain.document_type for brain in search(portal_type="CaseDocument")]
        if types:
            raise ConflictError
        return found

    assert committing(step) == ["attestations-amu"]

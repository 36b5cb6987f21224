"""The example of what a dossier lacks."""

from datetime import date

from freezegun import freeze_time

from farde.consultation.completeness import aids
from farde.consultation.completeness.aids import Expected
from farde.consultation.completeness.operations import choose

BANK, JOB, HEALTH = (
    "attestations-donnees-bancaires",
    "attestations-emploi",
    "attestations-medicales",
)


@freeze_time("2026-03-02 09:30", tick=True)
def test_a_program_asks_what_a_dossier_lacks(served_world, example, number):
    dossier = served_world.portal.dossiers[number]
    served_world.document(dossier, BANK, document_date=date(2025, 10, 1))
    served_world.document(dossier, HEALTH)
    pieces = [Expected(BANK, months=3), Expected(JOB, "contrat-de-travail")]
    choose(dossier, [aids.save("", "Aide A", "Steun A", pieces).id])
    aids.save("", "Aide B", "Steun B", [Expected(HEALTH)])
    served_world.commit()
    example("completeness", "caseworker1", "GET", f"dossiers/{number}/@completeness")

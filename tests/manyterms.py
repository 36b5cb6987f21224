"""A thesaurus as large as one gets: made rows, in the columns of the centre's own tables."""

from collections.abc import Iterator


def rows(kinds: int = 900, types: int = 100) -> Iterator[dict[str, str]]:
    """Yield the rows of so many inventory entries, spread over so many types of one profile."""
    for number in range(kinds):
        place = number % types
        yield {
            "profil": "SOCIAL",
            "type_de_document": f"TYPE D'ESSAI {place:03}",
            "inventaire": f"Pièce d'essai n° {number:04}",
            "profil_id": "social",
            "type_id": f"type-d-essai-{place:03}",
            "inventaire_id": f"piece-d-essai-{number:04}",
        }

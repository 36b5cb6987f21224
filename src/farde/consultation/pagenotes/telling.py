"""The notes on pages as the page of a document shows them: a list, and marks on the pages."""

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.consultation.pagenotes import operations
from farde.core.days import day_and_hour
from farde.core.people import display_names
from farde.core.visitor import current_user_id

_EXCERPT = 60  # characters


def told(document) -> list[dict]:
    """Return what the reader may read, numbered from 1 as their marks are."""
    found = operations.notes(document)
    names = display_names({one.author for one in found})
    return [
        {
            "number": number,
            "id": one.id,
            "page": one.page,
            "words": one.words,
            "who": names[one.author],
            "when": day_and_hour(one.changed or one.made),
            "class": CONFIDENTIALITY_TITLES[one.confidentiality],
            "yours": one.author == current_user_id(),
        }
        for number, one in enumerate(found, 1)
    ]


def marks(document) -> list[dict]:
    """Return where the notes stand: ``x`` and ``y`` in shares of the page."""
    return [
        {"number": number, "id": one.id, "page": one.page, "x": one.x, "y": one.y}
        | {"words": one.words[:_EXCERPT]}
        for number, one in enumerate(operations.notes(document), 1)
    ]

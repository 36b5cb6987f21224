"""What the signal table would raise for a document, if it were classified otherwise."""

from collections.abc import Mapping

from plone import api
from zope.interface import implementer

from farde.document.interfaces import Consequence, IConsequences
from farde.document.operations import dossier_of
from farde.routing.rulestates import photograph
from farde.routing.trial import Facts, Raised, Rules
from farde.routing.wording import KIND_TITLES
from farde.tickets import roles


class _Supposed:
    """A document as it would be, for the conditions of third parties to look at."""

    def __init__(self, document, fields: Mapping[str, object]) -> None:
        self._document = document
        self.__dict__.update(fields)

    def __getattr__(self, name: str):
        return getattr(self._document, name)


@implementer(IConsequences)
class RulesOfDocument:
    """What the actions of the table would raise; what third parties do is not foretold."""

    def __call__(self, document, fields: Mapping[str, object]) -> list[Consequence]:
        raised = Rules.of(photograph()).raised(_facts(_Supposed(document, fields)))
        return [_told(one) for one in raised.elements()]


def _facts(supposed) -> Facts:
    dossier = dossier_of(supposed)
    return Facts(
        supposed.document_type,
        supposed.direction,
        supposed.channel,
        api.content.get_uuid(dossier),
        bool(dossier.active_ri),
        lambda: supposed,
    )


def _told(one: Raised) -> Consequence:
    return Consequence("raised", KIND_TITLES[one.kind], roles.title(one.role))

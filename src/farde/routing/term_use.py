"""Which rules name a type of document: such a type cannot be deleted from the thesaurus."""

from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import queryUtility
from zope.interface import implementer

from farde.core.i18n import _
from farde.thesaurus.interfaces import ITermUse, Use

_RULES = _("term_use_rules", default="règles de la table des signaux : ${count}")


@implementer(ITermUse)
class NamedByRules:
    """Counts the rules that name a type in one of their conditions."""

    def uses(self, level: str, slug: str) -> list[Use]:
        """Return how many rules name this very type."""
        storage = queryUtility(IRuleStorage)
        if level != "DocumentType" or storage is None:
            return []
        return [Use(_RULES, sum(_names(rule, slug) for rule in storage.values()))]


def _names(rule, slug: str) -> bool:
    return any(slug in (getattr(one, "types", None) or ()) for one in rule.conditions)

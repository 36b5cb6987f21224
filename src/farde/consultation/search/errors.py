"""What the search says no to."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class KeptNameMissing(Refusal):
    """A search is kept under a name."""

    field = "name"
    message = _("kept_name_missing", default="Cette recherche n'a pas de nom.")
    remedy = _("kept_name_missing_remedy", default="Donnez-lui un nom qui vous parle.")


class NothingToKeep(Refusal):
    """There is no search, or it was another person's."""

    message = _("kept_nothing", default="Il n'y a pas de recherche à garder.")
    remedy = _("kept_nothing_remedy", default="Lancez la recherche, puis gardez-la.")


class TooManyKept(Refusal):
    """Nobody finds their way in so many."""

    message = _("kept_too_many", default="Vous gardez déjà ${most} recherches.")
    remedy = _("kept_too_many_remedy", default="Oubliez-en une qui ne vous sert plus.")

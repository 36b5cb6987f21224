"""``@@completeness`` on a dossier: what is there, missing, expired or in excess."""

from functools import cached_property

from AccessControl import Unauthorized
from plone import api
from zExceptions import NotFound

from farde.consultation.completeness import aids, letters, operations
from farde.consultation.completeness.errors import NoAddressee
from farde.consultation.completeness.judging import EXPIRED, MISSING, THERE
from farde.consultation.completeness.operations import Completeness
from farde.core.days import short_day
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.core.visitor import current_language
from farde.dossier.content import LANGUAGES
from farde.thesaurus import offers

#: How far a piece is, in words.
STATE_TITLES = {
    THERE: _("piece_there", default="Au dossier"),
    MISSING: _("piece_missing", default="Manquante"),
    EXPIRED: _("piece_expired", default="Périmée"),
}

#: The sign beside it, as documents bear theirs.
_MARKS = {THERE: "handled", MISSING: "unreadable", EXPIRED: "unreadable"}

_BOTH = _("letter_both", default="français et en néerlandais")


class CompletenessView(SteppedView):
    """The pieces of a dossier, for the kinds of aid that it is about."""

    page_title = _("title_completeness", default="Pièces du dossier")
    states, marks = STATE_TITLES, _MARKS
    short_day = staticmethod(short_day)

    def __call__(self) -> str:
        if not operations.may_judge(self.context):
            raise NotFound
        return super().__call__()

    def receive(self, step: str) -> str:
        """The page itself changes nothing."""
        return self.index()

    @property
    def address(self) -> str:
        """Where the page stands, also while one of its forms is refused."""
        return f"{self.context.absolute_url()}/@@completeness"

    @cached_property
    def found(self) -> Completeness:
        """What the dossier holds of what it should, of what the reader may see."""
        return operations.completeness(self.context)

    @cached_property
    def offered(self) -> list[aids.Aid]:
        """The kinds of aid of the centre."""
        return aids.listed()

    @property
    def ticked(self) -> set[str]:
        """The kinds of aid that are ticked, as sent or as kept."""
        if "aids_listed" in self.request.form:
            return set(self.texts("aids"))
        return {aid.id for aid in self.found.aids}

    @property
    def may_change(self) -> bool:
        """Whether the reader says for which kinds of aid the dossier is."""
        return bool(api.user.has_permission("Modify portal content", obj=self.context))

    @property
    def may_keep(self) -> bool:
        """Whether the reader files documents in the dossier."""
        return bool(api.user.has_permission("farde: Add CaseDocument", obj=self.context))

    @cached_property
    def addressee(self) -> dict | None:
        """To whom a letter goes and in which language, if the reader may see the person."""
        try:
            person = letters.addressee(self.context)
        except NoAddressee:
            return None
        known = person.language in LANGUAGES
        language = LANGUAGES.getTerm(person.language).title if known else _BOTH
        return {"name": person.title, "language": language, "placed": bool(person.address)}

    @property
    def asked(self) -> set[str]:
        """The pieces that are ticked for the letter: at first, all that are wanting."""
        if "asked_listed" in self.request.form:
            return set(self.texts("pieces"))
        return {piece.id for piece in self.found.wanting}

    def type_options(self) -> str:
        """Return the types that a kept letter can be filed under, as markup."""
        return offers.options(offers.types_offered(), self.text("document_type"))

    def named(self, aid: aids.Aid) -> str:
        """Return the name of a kind of aid in the reader's language."""
        return aid.label_in(current_language())


class AidsOfDossier(CompletenessView):
    """Takes the kinds of aid that a dossier is for, and leads back to its pieces."""

    def receive(self, step: str) -> str:
        """Keep what is ticked; raises UnknownAid, and Unauthorized for who only reads."""
        if not self.may_change:
            raise Unauthorized
        operations.choose(self.context, self.texts("aids"))
        return self.done(_("aids_chosen", default="Les types d'aide du dossier sont enregistrés."))

"""Content types of the room: schemas, no logic."""

from Acquisition import aq_base
from plone.autoform import directives
from plone.dexterity.content import Container, Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.access import operations as access
from farde.access.need_to_know import INeedToKnow
from farde.core.i18n import _
from farde.dossier import operations
from farde.dossier.niss import is_niss, normalise

#: Language of the person, which governs every paper sent to them (BE-29).
LANGUAGES = SimpleVocabulary(
    [
        SimpleTerm("fr", "fr", _("language_fr", default="français")),
        SimpleTerm("nl", "nl", _("language_nl", default="néerlandais")),
    ]
)


class IPersonRegistry(model.Schema):
    """The folder of persons, at the site root."""


class IDossierRegistry(model.Schema):
    """The folder of dossiers, at the site root."""


class IPerson(model.Schema):
    """A person known to the centre; the NISS is optional."""

    first_name = schema.TextLine(title=_("label_first_name", default="Prénom"))
    last_name = schema.TextLine(title=_("label_last_name", default="Nom"))
    niss = schema.TextLine(
        title=_("label_niss", default="NISS"),
        description=_("help_niss", default="Numéro national ou numéro BIS, s'il existe."),
        constraint=is_niss,
        required=False,
    )
    birth_date = schema.Date(
        title=_("label_birth_date", default="Date de naissance"), required=False
    )
    language = schema.Choice(
        title=_("label_language", default="Langue"), vocabulary=LANGUAGES, default="fr"
    )
    address = schema.Text(title=_("label_address", default="Adresse"), required=False)
    phone = schema.TextLine(title=_("label_phone", default="Téléphone"), required=False)


class IDossier(model.Schema):
    """The social dossier of a person."""

    directives.mode(beneficiary="hidden")
    beneficiary = schema.TextLine(
        title=_("label_beneficiary", default="Bénéficiaire"),
        description=_("help_beneficiary", default="Identifiant de la personne au registre."),
    )
    caseworker = schema.Choice(
        title=_("label_caseworker", default="AS titulaire"),
        vocabulary="farde.Caseworkers",
        required=False,
    )
    referent = schema.Choice(
        title=_("label_referent", default="Référent"),
        vocabulary="farde.Referents",
        required=False,
    )
    active_ri = schema.Bool(
        title=_("label_active_ri", default="Revenu d'intégration (RI) actif"),
        default=False,
        required=False,
    )
    opened_on = schema.Date(title=_("label_opened_on", default="Ouvert le"), required=False)


@implementer(IPersonRegistry)
class PersonRegistry(Container):
    """See the interface."""

    _ordering = "unordered"


@implementer(IDossierRegistry)
class DossierRegistry(Container):
    """See the interface."""

    _ordering = "unordered"


@implementer(IPerson, INeedToKnow)
class Person(Item):
    """See the interface."""

    # Circles alone give roles here, whatever somebody was given on the folder or the site.
    __ac_local_roles_block__ = True

    @property
    def title(self) -> str:
        """The name as staff say it; never part of an id or address."""
        names = (getattr(self, "first_name", ""), getattr(self, "last_name", ""))
        return " ".join(name for name in names if name)

    @title.setter
    def title(self, value: str) -> None:
        """Ignored: the title follows the names."""

    @property
    def niss_digits(self) -> str:
        """The national number as eleven digits, or "" """
        return normalise(self.niss)


@implementer(IDossier, INeedToKnow)
class Dossier(Container):
    """See the interface."""

    # Circles alone give roles here, whatever somebody was given on the folder or the site.
    __ac_local_roles_block__ = True
    _ordering = "unordered"

    @property
    def title(self) -> str:
        """The dossier's number; a name would travel in breadcrumbs and page titles."""
        return self.getId()

    @title.setter
    def title(self, value: str) -> None:
        """Ignored: the title follows the number."""

    @property
    def caseworker(self) -> str:
        """The AS titulaire now, by user id; the memberships are the one truth."""
        return self._person("caseworker")

    @caseworker.setter
    def caseworker(self, user_id: str | None) -> None:
        """Make a user the AS titulaire; before the dossier is enrolled, note whom it asks for."""
        self._name("caseworker", user_id or "")

    @property
    def referent(self) -> str:
        """The referent now, by user id."""
        return self._person("referent")

    @referent.setter
    def referent(self, user_id: str | None) -> None:
        """Make a user the referent; before the dossier is enrolled, note whom it asks for."""
        self._name("referent", user_id or "")

    def settle_people(self) -> None:
        """Name those whom the new dossier asks for; from then on the memberships tell."""
        asked = aq_base(self).__dict__.pop("_asked", {})
        self._p_changed = True
        for function in ("caseworker", "referent"):
            self._name(function, asked.get(function, ""))

    def _person(self, function: str) -> str:
        asked = aq_base(self).__dict__.get("_asked")
        if asked is not None:
            return asked.get(function, "")
        return access.holder(self.UID(), function)

    def _name(self, function: str, user_id: str) -> None:
        asked = aq_base(self).__dict__.get("_asked")
        if asked is not None:
            self._asked = asked | {function: user_id}
        elif function == "caseworker":
            operations.name_caseworker(self, user_id)
        else:
            operations.name_referent(self, user_id)

    def __init__(self, *args, **kwargs) -> None:
        self._asked = {}
        super().__init__(*args, **kwargs)

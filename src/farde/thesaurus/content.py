"""Content of the thesaurus; an object's id is the term's stable slug, its title the label."""

from plone.autoform import directives
from plone.dexterity.content import Container, Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer

from farde.access.confidentiality import CONFIDENTIALITIES
from farde.core.i18n import _


class IThesaurus(model.Schema):
    """The folder of all terms, at the site root."""


class ITerm(model.Schema):
    """What every term has."""

    title = schema.TextLine(
        title=_("label_term_title", default="Libellé (français)"),
        description=_(
            "help_term_title", default="Tel qu'il est affiché ; l'identifiant, lui, ne change pas."
        ),
    )
    title_nl = schema.TextLine(
        title=_("label_term_title_nl", default="Libellé (néerlandais)"), required=False
    )
    title_en = schema.TextLine(
        title=_("label_term_title_en", default="Libellé (anglais)"), required=False
    )
    remark = schema.Text(
        title=_("label_term_remark", default="Remarque ou question ouverte"), required=False
    )
    synonyms = schema.List(
        title=_("label_term_synonyms", default="Synonymes"),
        description=_("help_term_synonyms", default="Un par ligne ; la recherche les trouve."),
        value_type=schema.TextLine(),
        required=False,
        defaultFactory=list,
    )
    scope_note = schema.Text(
        title=_("label_term_scope_note", default="Note d'application"),
        description=_(
            "help_term_scope_note",
            default="Ce qui se classe sous ce terme, et ce qui n'en est pas.",
        ),
        required=False,
    )
    valid_from = schema.Date(
        title=_("label_term_valid_from", default="Valable à partir du"), required=False
    )
    valid_to = schema.Date(
        title=_("label_term_valid_to", default="Valable jusqu'au"), required=False
    )
    directives.omitted("merged_into")
    merged_into = schema.TextLine(
        title=_("label_term_merged_into", default="Fusionné avec"), required=False
    )


class IFilingTerm(ITerm):
    """What a term says of the documents that are filed under it."""

    default_confidentiality = schema.Choice(
        title=_("label_default_confidentiality", default="Confidentialité proposée"),
        description=_(
            "help_default_confidentiality",
            default="La classe donnée d'office à ces documents lors du profilage.",
        ),
        vocabulary=CONFIDENTIALITIES,
        required=False,
    )
    retention = schema.TextLine(
        title=_("label_term_retention", default="Conservation"),
        description=_("help_term_retention", default="La référence du tableau de tri."),
        required=False,
    )
    directives.widget("asked_fields", CheckBoxFieldWidget)
    asked_fields = schema.List(
        title=_("label_term_asked_fields", default="Données demandées"),
        description=_(
            "help_term_asked_fields", default="Ce que le profilage demande en plus du reste."
        ),
        value_type=schema.Choice(vocabulary="farde.AskedFields"),
        required=False,
        defaultFactory=list,
    )


class IThesaurusProfile(ITerm):
    """First level: the profile, such as SOCIAL."""


class IDocumentType(IFilingTerm):
    """Second level: a document type, on which signals hang."""

    directives.widget("readers", CheckBoxFieldWidget)
    readers = schema.List(
        title=_("label_readers", default="Services lecteurs"),
        description=_(
            "help_readers",
            default="Les services qui lisent ces documents tant qu'un ticket leur est ouvert.",
        ),
        value_type=schema.Choice(vocabulary="farde.Services"),
        required=False,
        defaultFactory=list,
    )


class IDocumentKind(IFilingTerm):
    """Third level: an inventory entry, under which a document is filed."""


@implementer(IThesaurus)
class Thesaurus(Container):
    """See the interface."""

    _ordering = "unordered"


@implementer(IThesaurusProfile)
class ThesaurusProfile(Container):
    """See the interface."""


@implementer(IDocumentType)
class DocumentType(Container):
    """See the interface."""


@implementer(IDocumentKind)
class DocumentKind(Item):
    """See the interface."""

"""Content of the thesaurus; an object's id is the term's stable slug, its title the label."""

from plone.autoform import directives
from plone.dexterity.content import Container, Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer

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
    active = schema.Bool(
        title=_("label_term_active", default="Proposé lors du profilage"),
        default=True,
        required=False,
    )


class IThesaurusProfile(ITerm):
    """First level: the profile, such as SOCIAL."""


class IDocumentType(ITerm):
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


class IDocumentKind(ITerm):
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

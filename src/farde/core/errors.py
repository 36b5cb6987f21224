"""Refusals: what the product says no to, with a status and a remedy a person can follow."""

from typing import ClassVar

from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema import ValidationError

from farde.core.i18n import _


class Refusal(Exception):
    """An expected refusal of a request; never logged as a crash.

    Each refusal is a subclass that sets ``status`` (HTTP), ``field`` (the form field or REST
    key at fault, or None), ``message`` (what is wrong) and ``remedy`` (what to do about it).
    ``mapping`` fills ``${...}`` in both texts.
    """

    status: ClassVar[int] = 400
    field: str | None = None
    message = _("refusal_message", default="Cette demande ne peut pas être traitée.")
    remedy = _("refusal_remedy", default="Vérifiez les données et recommencez.")

    def __init__(self, field: "str | Refusal | None" = None, **mapping: object) -> None:
        super().__init__(type(self).__name__)
        # The workflow tool raises what it caught anew, as ``type(caught)(caught)``.
        if isinstance(field, Refusal):
            self.__dict__.update(field.__dict__)
            return
        if field is not None:
            self.field = field
        self.mapping = mapping
        if mapping:
            self.message = _filled(self.message, mapping)
            self.remedy = _filled(self.remedy, mapping)

    def __reduce__(self) -> tuple:
        # Not through ``__init__``, which takes other arguments than exceptions keep.
        return type(self).__new__, (type(self), *self.args), self.__dict__

    def each(self) -> "list[Refusal]":
        """Return the single refusals this one stands for."""
        return [self]


def _filled(message, mapping):
    return _(str(message), default=message.default, mapping=mapping)


class UnreadableBody(Refusal):
    """What a program sent is no JSON object."""

    message = _("body_unreadable", default="La demande n'est pas un objet JSON.")


class Refusals(Refusal):
    """Several refusals at once, so that a person mends all fields in one go."""

    message = _("refusals_message", default="Certaines données ne peuvent pas être acceptées.")

    def __init__(self, refusals: "list[Refusal] | Refusals") -> None:
        super().__init__()
        self.refusals = refusals.each() if isinstance(refusals, Refusals) else refusals

    def each(self) -> "list[Refusal]":
        return self.refusals


class RefusedValue(ValidationError):
    """A refusal as a schema field raises it; forms and plone.restapi show ``doc()``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal

    def doc(self) -> str:
        """Return what is wrong and what to do about it."""
        return refusal_text(self.refusal)


def refusal_text(refusal: Refusal) -> str:
    """Return message and remedy as one text in the language of the request, for form fields."""
    request = getRequest()
    parts = [translate(text, context=request) for text in (refusal.message, refusal.remedy)]
    return " ".join(parts)

"""``@@reclassify``: what is said of a document is corrected, read back, and only then changed."""

from dataclasses import dataclass
from functools import cached_property

from plone import api

from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.core.days import short_day
from farde.core.i18n import _
from farde.document import also, classification, reclassification
from farde.document.content import ICaseDocument
from farde.document.reclassification import Plan
from farde.document.stepped import DocumentSteps
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES
from farde.thesaurus import offers
from farde.thesaurus import operations as thesaurus

_CHOICES = {
    "direction": DIRECTION_TITLES,
    "channel": CHANNEL_TITLES,
    "confidentiality": CONFIDENTIALITY_TITLES,
}
_DAYS = ("received_on", "document_date", "payment_due")
#: What the page says under each kind of consequence.
EFFECTS = {
    "cancelled": _("reclassify_cancelled", default="Annulé, personne n'y a touché"),
    "kept": _("reclassify_kept", default="Gardé, avec une remarque : quelqu'un s'en occupe"),
    "raised": _("reclassify_raised", default="Créé"),
}


@dataclass(frozen=True)
class Change:
    """One field as it was and as it would be, in words."""

    label: str
    before: object
    after: object


class ReclassifyView(DocumentSteps):
    """Choose, check in words, do; the capture team passes without seeing the document."""

    plan: Plan | None = None
    effects = EFFECTS

    def allowed(self) -> bool:
        """See the base."""
        return reclassification.may_reclassify(self.context)

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "do":
            return self._do()
        if step == "check":
            self._check()
        return self.index()

    @cached_property
    def values(self) -> dict[str, str]:
        """What was given, else what the document says now; without what may not be told."""
        known, form = reclassification.present(self.context), self.request.form
        # A browser sends nothing for a list that the script has switched off.
        sent = {name: form.get(name, "") for name in self.fields} if self.text("step") else known
        return {name: sent[name] for name in self.fields}

    @cached_property
    def fields(self) -> list[str]:
        """The fields that are shown."""
        return reclassification.shown_fields(self.context)

    @property
    def generation(self) -> int:
        """The generation that is read back."""
        return classification.generation(self.context)

    def type_options(self) -> str:
        """Return the types to choose from, and the one that the document has, as markup."""
        held = thesaurus.document_type(self.context.document_type)
        chosen = self.values["document_type"]
        return offers.options(offers.with_held(offers.types_offered(), held), chosen)

    def kind_options(self) -> str:
        """Return the inventory of the chosen type; the script fetches that of another one."""
        chosen, held = self.values["document_type"], None
        if chosen == self.context.document_type:
            held = thesaurus.document_kind(self.context.document_kind or "")
        kinds = offers.with_held(offers.kinds_offered(chosen), held)
        return offers.options(kinds, self.values["document_kind"])

    @property
    def changes(self) -> list[Change]:
        """What would change, to be read back."""
        before, after = self.plan.before, self.plan.after
        return [
            Change(_label(name), _shown(name, before[name]), _shown(name, after[name]))
            for name in after
            if name in self.fields
        ]

    def label(self, name: str):
        """What a field is called."""
        return _label(name)

    def choices(self, name: str) -> list[tuple[str, object]]:
        """The values of a field with few."""
        return list(_CHOICES[name].items())

    def consequences(self, what: str) -> list:
        """What would be cancelled, kept or raised."""
        return [one for one in self.plan.consequences if one.what == what]

    @property
    def may_file_also(self) -> bool:
        """Whether the reader may file the document in one more dossier."""
        return also.may_file_also(self.context)

    def _check(self) -> None:
        plan = reclassification.prepare(self.context, self.values)
        if not self.reason:
            raise reclassification.ReasonlessCorrection
        self.plan = plan

    def _do(self) -> str:
        read_back = self.text("generation")
        generation = int(read_back) if read_back.isdigit() else None
        reclassification.reclassify(self.context, self.values, self.reason, generation)
        message = _("reclassified", default="C'est fait : le document est reclassé.")
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(self.back)


def told(corrections) -> list[dict]:
    """Return corrections as the page of the document shows them, the last one first."""
    return [
        {
            "at": one.at,
            "by": one.by,
            "reason": one.reason,
            "changes": [
                Change(_label(name), _shown(name, one.before[name]), _shown(name, one.after[name]))
                for name in one.after
            ],
        }
        for one in reversed(corrections)
    ]


def _label(name: str):
    return ICaseDocument[name].title


def _shown(name: str, value: object) -> object:
    if not value:
        return "—"
    if name in _DAYS:
        return short_day(value)
    if name in _CHOICES:
        return _CHOICES[name].get(value, value)
    if name in ("document_type", "document_kind"):
        find = getattr(thesaurus, name)
        return term.label if (term := find(value)) is not None else value
    return reclassification.written(value)

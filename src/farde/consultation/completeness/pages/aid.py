"""``@@expected-pieces-of``: one kind of aid, its names and its pieces."""

from functools import cached_property
from html import escape

from plone import api

from farde.consultation.completeness import aids, writing
from farde.consultation.completeness.errors import UnknownAid
from farde.consultation.completeness.writing import MOST_MONTHS, Row
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.core.visitor import current_language
from farde.thesaurus import offers
from farde.thesaurus import operations as thesaurus

_FIELDS = tuple(Row.__annotations__)


class AidView(SteppedView):
    """The form of a kind of aid; without ``aid`` in the address, of a new one."""

    page_title = _("nav_expected_pieces", default="Pièces attendues")
    most_months = MOST_MONTHS
    #: Whether its removal is read back.
    removing = False

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals."""
        if self.text("aid") and self.aid is None:
            raise UnknownAid("label_fr")
        known = {
            "save": self._save,
            "more": self.index,
            "check-remove": self._check,
            "remove": self._remove,
        }
        return known.get(step, self.index)()

    @cached_property
    def aid(self) -> aids.Aid | None:
        """The kind of aid as it is kept."""
        return aids.get(self.text("aid"))

    def name(self, field: str) -> str:
        """Return a name as typed, else as kept."""
        if self._typed:
            return self.text(field)
        return getattr(self.aid, field) if self.aid else ""

    @cached_property
    def rows(self) -> list[Row]:
        """The rows as typed, else as kept, with an empty one at the end."""
        if self._typed:
            rows = self._rows_typed()
        else:
            rows = [writing.row_of(one) for one in self.aid.pieces] if self.aid else []
        return rows if rows and not rows[-1].term else [*rows, Row()]

    def options(self, chosen: str) -> str:
        """Return what a row can ask for, as markup: each type, then its inventory."""
        language, found = current_language(), []
        groups = [(one, offers.kinds_offered(one.id)) for one in offers.types_offered()]
        for term, kinds in groups:
            found.append(_option(term.id, term.label_in(language), chosen))
            found += [
                _option(f"{term.id}/{kind.id}", f"\u2003{kind.label_in(language)}", chosen)
                for kind in kinds
            ]
        if chosen and f'value="{escape(chosen)}"' not in "".join(found):
            found.insert(0, _option(chosen, _held(chosen), chosen))
        return "".join(found)

    @property
    def _typed(self) -> bool:
        return "label_fr" in self.request.form

    def _rows_typed(self) -> list[Row]:
        columns = [self._column(name) for name in _FIELDS]
        rows = [Row(*values) for values in zip(*columns, strict=False)]
        more = [Row(), Row()] if self.text("step") == "more" else []
        return [row for row in rows if row != Row()] + more

    def _column(self, name: str) -> list[str]:
        value = self.request.form.get(name, [])
        return [one.strip() if isinstance(one, str) else "" for one in _listed(value)]

    def _save(self) -> str:
        names = {name: self.text(name) for name in ("label_fr", "label_nl")}
        aid = writing.write(self.text("aid"), names, self.rows)
        text = _(
            "aid_saved",
            default="« ${name} » est enregistré. Pièces attendues : ${count}.",
            mapping={"name": aid.label_fr, "count": len(aid.pieces)},
        )
        return self._back(text)

    def _check(self) -> str:
        self.removing = self.aid is not None
        return self.index()

    def _remove(self) -> str:
        name = self.aid.label_fr if self.aid else ""
        aids.remove(self.text("aid"))
        text = _("aid_removed", default="« ${name} » est retiré.", mapping={"name": name})
        return self._back(text)

    def _back(self, message) -> str:
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@expected-pieces")


def _listed(value: object) -> list:
    return list(value) if isinstance(value, list | tuple) else [value]


def _option(value: str, title: str, chosen: str) -> str:
    mark = ' selected="selected"' if value == chosen else ""
    return f'<option value="{escape(value)}"{mark}>{escape(title)}</option>'


def _held(chosen: str) -> str:
    type_id, _slash, kind_id = chosen.partition("/")
    term = thesaurus.document_kind(kind_id) or thesaurus.document_type(type_id)
    return term.label_in(current_language()) if term is not None else chosen

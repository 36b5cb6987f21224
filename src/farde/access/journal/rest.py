"""``GET @access-journal``: the same as the pages, for programs."""

from typing import ClassVar
from urllib.parse import urlencode

from plone.restapi.serializer.converters import json_compatible
from zope.component import queryAdapter
from zope.i18n import translate
from zope.interface import implementer

from farde.access.journal import actions, anchors, operations, recording, subjects, telling
from farde.access.journal.asking import asked_of, discreet
from farde.access.journal.interfaces import IAccessSubject, Subject
from farde.access.journal.telling import Line
from farde.access.journal.views import PAGE_SIZE
from farde.access.need_to_know import IBlindDoor
from farde.core.forms import text_of
from farde.core.rest import Service


@implementer(IBlindDoor)
class DossierJournalGet(Service):
    """Who read a dossier; filters ``agent``, ``action``, ``since``, ``until``, ``before``."""

    scope = "access:read"
    kept: ClassVar[tuple[str, ...]] = ("agent", "action", "since", "until")

    def answer(self) -> dict:
        return self.listed(queryAdapter(self.context, IAccessSubject))

    def hidden(self) -> tuple[str, ...]:
        """Return the actions that the caller is not told of."""
        return discreet(self.context)

    def listed(self, subject: IAccessSubject | None) -> dict:
        """Return the rows about a subject, the newest first, and where the list goes on."""
        asked = asked_of(self.request.form)
        rows = operations.search(asked.query(subject, self.hidden()), PAGE_SIZE + 1, asked.mark())
        items = [self._told(line) for line in telling.lines(rows[:PAGE_SIZE])]
        more = len(rows) > PAGE_SIZE
        return {
            "@id": self._address(),
            "items": items,
            "next": self._address(before=rows[PAGE_SIZE - 1].number) if more else None,
        }

    def _address(self, **more: object) -> str:
        given = {name: text_of(self.request.form, name) for name in self.kept}
        query = {name: value for name, value in (given | more).items() if value}
        base = f"{self.context.absolute_url()}/@access-journal"
        return f"{base}?{urlencode(query)}" if query else base

    def _told(self, line: Line) -> dict:
        return {
            "number": line.number,
            "at": json_compatible(line.at.replace(microsecond=0)),
            "who": {"id": line.who, "fullname": line.name} if line.who else None,
            "action": {"id": line.action, "title": self._word(line.action_title)},
            "channel": {"title": self._word(line.channel_title)},
            "object": {"kind": self._word(line.kind_title), "id": line.object.id or None},
            "dossier": line.dossier.id or None,
            "causes": [self._word(words) for words, _colleague in line.because],
            "detail": line.detail or None,
            "change": _change(line),
        }

    def _word(self, title) -> str:
        return translate(title, context=self.request)


class SiteJournalGet(DossierJournalGet):
    """The whole journal; one filter more, ``dossier`` (number, UID, or the id of a person)."""

    kept = ("agent", "action", "since", "until", "dossier")

    def hidden(self) -> tuple[str, ...]:
        return ()

    def answer(self) -> dict:
        wanted = text_of(self.request.form, "dossier")
        subject = subjects.subject_by_id(wanted) if wanted else None
        about = (subject.dossier_uid, subject.person_id) if subject is not None else ("", "")
        recording.note(self.request, actions.JOURNAL, Subject("journal", "", *about))
        return self.listed(subject) | {"verified": self._verified()}

    def _verified(self) -> dict | None:
        check = anchors.last_check(self.context)
        if check is None:
            return None
        fault = check.fault
        return {
            "at": json_compatible(check.at.replace(microsecond=0)),
            "rows": check.count,
            "fault": {"number": fault.number, "kind": fault.kind} if fault is not None else None,
        }


def _change(line: Line) -> dict | None:
    told = line.change
    if told is None:
        return None
    previous = {"id": told.previous, "name": told.previous_name} if told.previous else None
    return {"to": {"id": told.to, "name": told.name}, "previous": previous}

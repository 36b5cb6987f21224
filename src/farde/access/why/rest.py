"""``GET @why-access``: the same as the pages, for programs."""

from plone.restapi.batching import HypermediaBatch
from plone.restapi.serializer.converters import json_compatible
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.interface import implementer

from farde.access.explaining import Ground
from farde.access.journal.interfaces import IAccessSubject
from farde.access.need_to_know import IBlindDoor
from farde.access.why import operations, telling
from farde.access.why.telling import Reach, SeenDossier, Watcher
from farde.access.why.wording import Said
from farde.core.forms import text_of
from farde.core.rest import Service


class _Why(Service):
    scope = "access:read"

    def words(self) -> str:
        return text_of(self.request.form, "user")

    def said(self, said: Said) -> dict:
        return {
            "id": said.id,
            "title": self.word(said.title),
            "since": json_compatible(said.since),
            "until": json_compatible(said.until),
        }

    def reach(self, reach: Reach | None) -> list[dict] | None:
        if reach is None:
            return None
        return [
            {"classes": classes.lower().split(", "), "which": which, "title": self.word(title)}
            for (classes, which), (_classes, title) in zip(
                reach.documents, reach.lines, strict=True
            )
        ]

    def word(self, title) -> str:
        return translate(title, context=self.request)


@implementer(IBlindDoor)
class WhyGet(_Why):
    """Why a user (``user``, else the caller) sees a dossier or a document, and who else does."""

    def answer(self) -> dict:
        if not operations.may_know(self.context):
            raise Unauthorized
        may_ask = operations.may_explain(self.context)
        user_id = operations.asked_about(self.words(), may_ask)
        told = telling.answer(self.context, user_id)
        return {
            "@id": f"{self.context.absolute_url()}/@why-access",
            "object": {"kind": IAccessSubject(self.context).kind, "id": self.context.getId()},
            "user": {"id": told.user, "fullname": told.name},
            "sees": told.sees,
            "causes": [self.said(cause) for cause in told.causes],
            "obstacles": [self.said(obstacle) for obstacle in told.obstacles],
            "documents": self.reach(told.reach),
            "types": told.reach.types if told.reach is not None else None,
            "readers": self._readers() if may_ask else None,
        }

    def _readers(self) -> list[dict]:
        return [self._reader(one) for one in telling.watchers(self.context)]

    def _reader(self, one: Watcher) -> dict:
        return {
            "id": one.id,
            "title": one.name,
            "members": one.members,
            "causes": [self.said(cause) for cause in one.causes],
            "documents": self.reach(one.reach),
        }


class SiteWhyGet(_Why):
    """What a user (``user``, else the caller) sees, in batches (``b_start``, ``b_size``)."""

    def answer(self) -> dict:
        user_id = operations.asked_about(self.words(), operations.may_ask_about_colleagues())
        grounds = operations.seen_by(user_id)
        batch = HypermediaBatch(self.request, operations.numbered(grounds))
        return {
            "@id": batch.canonical_url,
            "user": {"id": user_id, "fullname": telling.name_of(user_id)},
            "items": self._items(batch, grounds),
            "items_total": batch.items_total,
            **({"batching": batch.links} if batch.links else {}),
        }

    def _items(self, batch: HypermediaBatch, grounds: dict[str, tuple[Ground, ...]]) -> list[dict]:
        return [self._item(one) for one in telling.seen(batch, grounds)]

    def _item(self, one: SeenDossier) -> dict:
        return {
            "id": one.number,
            "@id": one.url or None,
            "causes": [self.said(cause) for cause in one.causes],
            "documents": self.reach(one.reach),
        }

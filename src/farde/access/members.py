"""People as plone.restapi tells of them: with the groups of the site, and without circles."""

from plone.restapi.serializer.user import SerializeUserToJson

from farde.access.circles import is_circle


class SerializeMember(SerializeUserToJson):
    """A user's account; a circle is no group that the site could show, and nobody's business."""

    def __init__(self, context, request) -> None:
        super().__init__(_WithoutCircles(context), request)


class _WithoutCircles:
    def __init__(self, member) -> None:
        self._member = member

    def __getattr__(self, name: str):
        return getattr(self._member, name)

    def getGroups(self) -> list[str]:
        return [group for group in self._member.getGroups() if not is_circle(group)]

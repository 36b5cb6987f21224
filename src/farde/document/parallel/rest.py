"""``@parallel-circuit``: the counts of the page, for programs."""

from farde.core.rest import Service
from farde.document.parallel import counting


class ParallelGet(Service):
    """Tells how many documents went past the capture line, by month and by user id."""

    scope = "access:read"

    def answer(self) -> dict:
        return {
            "@id": self.request.getURL(),
            "months": [
                {
                    "month": f"{one.first:%Y-%m}",
                    "parallel": one.parallel,
                    "incoming": one.incoming,
                }
                for one in counting.by_month()
            ],
            "by": [{"user": who, "parallel": count} for who, count in counting.by_whom()],
        }

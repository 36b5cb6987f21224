"""A real mail server, and a site that can send to it; a plugin of all tests."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

import pytest
import transaction
from aiosmtpd.controller import Controller
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from farde.core import background, mail
from live import free_port


def configure(name: str, value: object) -> None:
    """Fill in the mail settings of the site, as its administrator does."""
    getUtility(IRegistry).records[f"plone.{name}"].value = value


class Post:
    """A mail server that keeps what it receives, or refuses it."""

    def __init__(self) -> None:
        self.received: list = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.refuses:
            return "451 later"
        self.received.append(
            (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default))
        )
        return "250 OK"


@pytest.fixture
def post():
    """A running mail server."""
    post = Post()
    post.port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture
def office(served_world, post, monkeypatch):
    """A site that can send mail, and its worker."""

    @contextmanager
    def open_site():
        yield served_world.portal

    monkeypatch.setattr(background, "open_site", open_site)
    configure("smtp_host", "127.0.0.1")
    configure("smtp_port", post.port)
    configure("email_from_address", "farde@cpas.example")
    for name in ("caseworker1", "caseworker2", "privacy1", "payments1", "supervisor1"):
        api.user.get(userid=name).setMemberProperties({"email": f"{name}@cpas.example"})
    transaction.commit()
    return served_world


def work() -> None:
    """Let the worker do what the outbox holds."""
    for uid in mail.waiting():
        background.run(f"{mail.TASK}:{uid}")


def tell(*user_ids: str) -> None:
    mail.tell(user_ids, "@@home")
    transaction.commit()

"""Two workers that tell what waits at the same moment tell it once."""

from threading import Thread

from freezegun import freeze_time
from plone import api

from farde.core import background, mail
from farde.tickets import digests
from followups import TICKET_TYPE

MONDAY = "2026-03-09 06:30"


def test_of_two_workers_one_writes_the_letter(served_world, monkeypatch):
    monkeypatch.setattr(mail, "can_leave", lambda: True)
    served_world.document(served_world.dossier(), TICKET_TYPE)
    served_world.commit()
    site_uid, write, runs = api.content.get_uuid(served_world.portal), digests._write, []

    def other_worker() -> None:
        with background.open_site(served_world.portal.getId()):
            digests.TellWhatWaits()(site_uid)

    def overtaken(*letter) -> None:
        """Let the other worker do all its work before this one commits."""
        runs.append(letter)
        if len(runs) == 1:
            thread = Thread(target=other_worker)
            thread.start()
            thread.join()
        write(*letter)

    monkeypatch.setattr(digests, "_write", overtaken)
    with freeze_time(MONDAY):
        digests.TellWhatWaits()(site_uid)
    served_world.portal._p_jar.sync()
    assert len(runs) == 2
    assert [letter.user_id for letter in mail.letters()] == ["caseworker1"]

"""The folder of messages: whole messages, each to one reader, kept over a restart."""

import os
import tempfile
import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from farde.core import broker, tasks  # noqa: F401 - tasks names the scheme

QUEUE = "farde"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "messages").mkdir()
    return tmp_path / "messages"


@pytest.fixture
def reader(folder):
    """Return a way to come as another reader or writer, as a process of its own would."""
    opened = []

    def come():
        options = {
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "control_folder": str(folder.parent / "control"),
            "store_processed": False,
        }
        connection = Connection("fardefiles://localhost", transport_options=options)
        opened.append(connection)
        return connection.channel()

    yield come
    for connection in opened:
        connection.release()


def read_all(channel) -> list[str]:
    taken = []
    while True:
        try:
            taken.append(channel._get(QUEUE)["body"])
        except Empty:
            return taken


def test_kombu_finds_our_transport_by_its_scheme(reader):
    assert isinstance(reader(), broker.Channel)


def test_what_is_put_is_read_in_its_order(reader):
    writer = reader()
    for name in ("first", "second", "third"):
        writer._put(QUEUE, {"body": name})
    assert read_all(reader()) == ["first", "second", "third"]


def test_a_reader_never_sees_a_half_written_message(reader, folder, monkeypatch):
    """The reader looks at the moment when the message is written and not yet in place."""
    seen = []
    replace = os.replace

    def look_first(source, target):
        seen.extend(read_all(reader()))
        assert Path(source).exists(), "the reader took what was not finished"
        replace(source, target)

    monkeypatch.setattr(os, "replace", look_first)
    reader()._put(QUEUE, {"body": "7f2a"})
    assert seen == []
    assert read_all(reader()) == ["7f2a"]


def test_a_writer_that_dies_leaves_nothing_to_stumble_over(reader, folder):
    (folder / f"1_x.{QUEUE}.msg.part").write_text('{"bo')
    reader()._put(QUEUE, {"body": "7f2a"})
    assert read_all(reader()) == ["7f2a"]


def test_messages_survive_a_restart_of_the_worker(reader):
    before = reader()
    before._put(QUEUE, {"body": "7f2a"})
    before.close()
    assert read_all(reader()) == ["7f2a"]


def test_a_message_of_another_queue_is_left_to_its_readers(reader):
    reader()._put("mail", {"body": "7f2a"})
    assert read_all(reader()) == []


def test_two_readers_never_take_the_same_message(reader):
    writer, readers = reader(), [reader() for _ in range(4)]
    for number in range(200):
        writer._put(QUEUE, {"body": number})
    taken: list[int] = []
    threads = [threading.Thread(target=lambda r=r: taken.extend(read_all(r))) for r in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(200))


def test_a_message_never_leaves_its_folder(reader, tmp_path, monkeypatch):
    """Kombu moves it through the temporary folder: on a file system of its own, that is a copy,
    which two readers can make at once and everybody can read."""
    elsewhere = tmp_path / "tmp"
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(elsewhere))
    reader()._put(QUEUE, {"body": "7f2a"})
    assert read_all(reader()) == ["7f2a"] and not elsewhere.exists()


def test_a_message_that_is_no_message_is_put_aside(reader, folder):
    """A full disk or a hand in the folder stops nobody who comes later."""
    (folder / f"1_x.{QUEUE}.msg").write_text("")
    reader()._put(QUEUE, {"body": "7f2a"})
    assert read_all(reader()) == ["7f2a"]
    assert [path.suffix for path in folder.iterdir()] == [".unreadable"]

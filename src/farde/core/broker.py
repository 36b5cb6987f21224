"""The embedded broker: kombu's folder of messages, made safe for several readers and writers.

Kombu 5.7 creates the message under its final name and then writes it; a reader that comes
between the two takes an empty message and the worker dies of it. And it takes a message by moving
it through the temporary folder: on a file system of its own that is a copy, which two readers can
make at once.
"""

import logging
import os
import uuid
from pathlib import Path
from queue import Empty
from time import time_ns

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """A channel whose messages appear whole or not at all, and to one reader."""

    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        folder = Path(self.data_folder_out)
        name = f"{time_ns()}_{uuid.uuid4()}.{queue}.msg"
        part = folder / f"{name}.part"
        part.write_text(dumps(payload), encoding="utf-8")
        os.replace(part, folder / name)

    def _get(self, queue: str) -> dict:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] == f"{queue}.msg":
                payload = _take(folder / name)
                if payload is not None:
                    return payload
        raise Empty


def _take(message: Path) -> dict | None:
    """Read a message and remove it; None when another reader was first or it is no message."""
    taken = message.with_name(f"{message.name}.{uuid.uuid4()}")
    try:
        os.rename(message, taken)
    except FileNotFoundError:
        return None
    try:
        payload = loads(taken.read_bytes())
    except ValueError:
        os.replace(taken, message.with_name(f"{message.name}.unreadable"))
        logger.error("%s is no message and was put aside", message.name)
        return None
    taken.unlink()
    return payload


class Transport(filesystem.Transport):
    """Known to kombu as ``fardefiles://``."""

    Channel = Channel

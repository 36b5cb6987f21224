"""The embedded broker: kombu's folder of messages, made safe against half-written ones.

Kombu 5.7 creates the message under its final name and then writes it; a reader that comes
between the two takes an empty message and the worker dies of it.
"""

import os
import uuid
from pathlib import Path
from time import time_ns

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A channel whose messages appear whole or not at all."""

    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        folder = Path(self.data_folder_out)
        name = f"{time_ns() // 1_000_000}_{uuid.uuid4()}.{queue}.msg"
        part = folder / f"{name}.part"
        part.write_text(dumps(payload), encoding="utf-8")
        os.replace(part, folder / name)


class Transport(filesystem.Transport):
    """Known to kombu as ``fardefiles://``."""

    Channel = Channel

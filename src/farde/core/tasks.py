"""Celery, called directly: one task that runs an outbox entry, one that sweeps for lost ones."""

import logging
import os
from pathlib import Path

from celery import Celery
from celery.signals import setup_logging, worker_init, worker_process_init
from kombu import Exchange, Queue
from kombu.transport import TRANSPORT_ALIASES
from zope.component import queryUtility

from farde.core import background
from farde.core.interfaces import ISlowTask

#: Kombu finds a transport by the scheme of its address.
TRANSPORT_ALIASES["fardefiles"] = "farde.core.broker:Transport"

app = Celery("farde")
#: A worker takes from both in turn, so that nobody waits behind a hundred scans to be read.
QUICK, SLOW = "farde", "farde-slow"


def configure(var: Path) -> None:
    """Point Celery at the broker: Redis when FARDE_BROKER names it, else a folder in ``var``."""
    app.conf.update(
        _broker(var),
        task_ignore_result=True,
        task_default_queue=QUICK,
        task_queues=[Queue(name, Exchange(name), routing_key=name) for name in (QUICK, SLOW)],
        task_serializer="json",
        accept_content=["json"],
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_prefetch_multiplier=1,
        broker_connection_retry_on_startup=True,
        beat_schedule_filename=str(var / "beat-schedule"),
        beat_schedule={"sweep": {"task": "farde.sweep", "schedule": 15.0}},
    )


def _broker(var: Path) -> dict:
    url = os.environ.get("FARDE_BROKER", "")
    if url:
        return {"broker_url": url}
    folders = {name: var / "broker" / name for name in ("messages", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "fardefiles://localhost",
        "broker_transport_options": {
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "control_folder": str(folders["control"]),
            "store_processed": False,
            "polling_interval": 0.2,
        },
    }


if "FARDE_VAR" in os.environ:
    configure(Path(os.environ["FARDE_VAR"]))
else:
    app.conf.broker_url = "memory://"


def publish(key: str) -> None:
    """Tell the workers that an outbox entry waits; quick, and harmless when repeated."""
    slow = queryUtility(ISlowTask, name=key.partition(":")[0]) is not None
    run.apply_async((key,), queue=SLOW if slow else QUICK, ignore_result=True)


@app.task(name="farde.run")
def run(key: str) -> None:
    """Work off one outbox entry."""
    background.run(key)


@app.task(name="farde.sweep")
def sweep() -> None:
    """Ask for what is due by the clock; publish again what waits longer than it should."""
    background.due()
    for key in background.lost():
        publish(key)


@setup_logging.connect
def _log(**kwargs) -> None:
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s [%(name)s] %(message)s"
    )


@worker_init.connect
@worker_process_init.connect
def _open_the_site(**kwargs) -> None:
    # Its converter is never called here, and it shouts that LibreOffice is missing.
    logging.getLogger("collective.documentviewer").setLevel(logging.CRITICAL)
    background.start(os.environ["FARDE_ZOPE_CONF"])

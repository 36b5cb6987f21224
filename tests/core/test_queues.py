"""Slow work waits in a queue of its own: people do not wait behind a hundred scans."""

import pytest
from kombu import Connection

from farde.core import tasks


@pytest.fixture
def sent(monkeypatch) -> dict[str, str]:
    """The queue in which each key was sent."""
    queues = {}
    monkeypatch.setattr(
        tasks.run, "apply_async", lambda args, queue, **_: queues.update({args[0]: queue})
    )
    return queues


def test_only_what_works_for_long_waits_in_the_slow_queue(world, sent):
    for key in ("farde.recognise:1", "farde.follow-term:2", "farde.mail:3", "unknown:4"):
        tasks.publish(key)
    assert sent == {
        "farde.recognise:1": tasks.SLOW,
        "farde.follow-term:2": tasks.QUICK,
        "farde.mail:3": tasks.QUICK,
        "unknown:4": tasks.QUICK,
    }


@pytest.fixture
def configured(tmp_path):
    """The application pointed at a folder of this test."""
    before = dict(tasks.app.conf.changes)
    tasks.configure(tmp_path)
    yield tasks.app
    tasks.app.conf.update(before)


def test_a_worker_takes_from_both_queues_in_turn(configured):
    conf = configured.conf
    taken = []
    options = conf.broker_transport_options
    with Connection(conf.broker_url, transport_options=options) as connection:
        producer = connection.Producer()
        for name in (*[tasks.SLOW] * 4, tasks.QUICK):
            (queue,) = (one for one in conf.task_queues if one.name == name)
            producer.publish(
                name, exchange=queue.exchange, routing_key=queue.routing_key, declare=[queue]
            )
        take = lambda body, message: (taken.append(body), message.ack())  # noqa: E731
        with connection.Consumer(conf.task_queues, callbacks=[take], accept=["json", "text/plain"]):
            while len(taken) < 5:
                connection.drain_events(timeout=10)
    assert tasks.QUICK in taken[:2] and taken.count(tasks.SLOW) == 4

"""Where the counter keeps its records: with the queue, each under a random key of its own."""

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from farde.capture import deposits


def tree(name: str) -> OOBTree:
    """Return the records of a name, to be read; what is put in is not kept where there are none."""
    return IAnnotations(deposits.queue()).get(name) or OOBTree()


def grown(name: str) -> OOBTree:
    """Return the records of a name, to be written."""
    annotations = IAnnotations(deposits.queue())
    if name not in annotations:
        annotations[name] = OOBTree()
    return annotations[name]

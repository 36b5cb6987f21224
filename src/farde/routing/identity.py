"""What an action of a rule is known by in what it raises: a key that no later edit changes.

The id of a signal or ticket is derived from it, so that raising again meets the one that is
there. A key is kept on the action. One that never got any is known by its rule and its place.
"""

from Acquisition import aq_base
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility

from farde.core import ids

#: The actions that exclude each other: whichever came first stands for both.
_EITHER_OR = ("active_ri", "no_active_ri")


def key_of(action) -> str:
    """Return what an action of a stored rule is known by."""
    return action.key or _by_place(_rule_of(action), aq_base(action))


def freeze(rule) -> None:
    """Let the actions of a stored rule keep the keys they have, wherever they are moved."""
    raising = _raising(rule)
    keys = [key_of(one) for one in raising]
    for action, key in zip(raising, keys, strict=True):
        if not action.key:
            action.key = key


def join(rule, action) -> None:
    """Give an action a key before it is added to a stored rule; the others keep theirs.

    The two branches of an alternative share one, so that a document whose dossier gains an
    active RI later is not asked about twice.
    """
    freeze(rule)
    action.key = _of_the_other_branch(rule, action) or ids.opaque_id("action")


def _of_the_other_branch(rule, action) -> str:
    if action.when not in _EITHER_OR:
        return ""
    branch = [one for one in _raising(rule) if _branch(one) == _branch(action)]
    used = {one.key for one in branch if one.when == action.when}
    others = [one.key for one in branch if one.when != action.when]
    return next((key for key in others if key not in used), "")


def _by_place(rule, action) -> str:
    branch = _branch(action)
    peers = [one for one in _raising(rule) if _branch(one) == branch and one.when == action.when]
    used = {one.key for one in peers if one.key}
    place = [one for one in peers if not one.key].index(action)
    free = (f"{rule.__name__}/{branch[1]}/{n}" for n in range(len(peers) * 2))
    return [key for key in free if key not in used][place]


def _branch(action) -> tuple[str, str]:
    return action.element, "either-or" if action.when in _EITHER_OR else action.when


def _raising(rule) -> list:
    actions = (aq_base(one) for one in rule.actions)
    return [one for one in actions if hasattr(one, "key")]


def _rule_of(action):
    rules = getUtility(IRuleStorage).values()
    return next(rule for rule in rules if any(one is aq_base(action) for one in rule.actions))

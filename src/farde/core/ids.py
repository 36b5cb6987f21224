"""Identifiers that say nothing about anybody."""

import hashlib
import json
import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def opaque_id(prefix: str, length: int = 12) -> str:
    """Return a random id such as ``d-7k3m9x2p4q8r``; no counter that writers would fight over."""
    return f"{prefix}-" + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def derived_id(prefix: str, *parts: str) -> str:
    """Return the same id for the same parts, so that a second writing of a fact meets the first."""
    digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return f"{prefix}-{digest[:20]}"

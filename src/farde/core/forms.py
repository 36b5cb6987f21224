"""What comes in with a request, before anything is believed of it."""

from collections.abc import Mapping
from typing import Any


def text_of(form: Mapping[str, Any], name: str) -> str:
    """Return a text of a form or an address, "" where it is missing or no text."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""

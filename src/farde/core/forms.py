"""What comes in with a request, before anything is believed of it."""

from collections.abc import Mapping
from typing import Any


def text_of(form: Mapping[str, Any], name: str) -> str:
    """Return a text of a form or an address, "" where it is missing or no text."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def as_text(value: object) -> str:
    """Return a value as the text it is, "" for anything else."""
    return value if isinstance(value, str) else ""


def as_texts(value: object) -> list[str]:
    """Return the texts of a list, none for anything else."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

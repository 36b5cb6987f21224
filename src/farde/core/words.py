"""Words as people look for them, whatever their case and accents."""

import unicodedata

_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "’": "'", "‘": "'"}


def fold(text: str) -> str:
    """Return a text without case, accents and ligatures."""
    return text.translate(_FOLDING)


class _Folding(dict):
    def __missing__(self, code: int) -> str:
        char = chr(code).casefold()
        plain = unicodedata.normalize("NFKD", _LIGATURES.get(char, char))
        self[code] = "".join(c for c in plain if not unicodedata.combining(c))
        return self[code]


_FOLDING = _Folding()

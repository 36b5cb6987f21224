"""In which language a text is written, among those a centre reads."""

from collections.abc import Sequence
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

#: Tesseract's name of each language, and the two letters the world uses.
KNOWN = {"fra": "fr", "nld": "nl", "eng": "en", "ara": "ar"}
#: Read by a model of its own script: never together with the others.
OTHER_SCRIPT = ("ara",)
# Letters below which a text is names and numbers rather than language.
_ENOUGH = 60
_SURE = 0.9


def detect(text: str, languages: Sequence[str]) -> str:
    """Return which of ``languages`` the text is written in, "" when it does not say clearly."""
    if sum(sign.isalpha() for sign in text) < _ENOUGH:
        return ""
    by_letters = {KNOWN[name]: name for name in languages if name in KNOWN}
    if len(by_letters) < 2:
        return next(iter(by_letters.values()), "")
    letters, sureness = _identifier(tuple(sorted(by_letters))).classify(text)
    return by_letters[letters] if sureness >= _SURE else ""


def together(languages: Sequence[str]) -> str:
    """Return the languages tesseract reads a page of unknown language with, as it names them."""
    latin = [name for name in languages if name not in OTHER_SCRIPT]
    return "+".join(latin or languages)


@cache
def _identifier(letters: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(letters))
    return identifier

"""Tidy what i18ndude writes: real characters, no dates, and in French the words of the code.

Templates write French with entities (`&eacute;`) and Python with the characters themselves:
i18ndude copies both as they stand, and warns of differences that are none.

Usage: python instance/tidy_catalogues.py [WARNINGS], the file with what i18ndude complained of.
"""
# ruff: noqa: T201

import ast
import html
import re
import sys
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "src" / "farde" / "locales"
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: farde\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=({plural});\\n"
"Language: {language}\\n"
"Language-Code: {language}\\n"
"Language-Name: {name}\\n"
"Preferred-Encodings: utf-8\\n"
"Domain: farde\\n"
"""
NAMES = {"fr": "Français", "nl": "Nederlands", "en": "English"}
DIFFERENCE = re.compile(
    r"msgid '(?P<id>.+?)' in .*?"
    r"already exists with a different default \(bad: (?P<one>.*?), should be: (?P<other>.*?)\)\n",
    re.DOTALL,
)


def characters(text: str) -> str:
    """The text with letters instead of entities; what is markup in HTML stays."""
    return re.sub(r"&(?!(?:amp|lt|gt|quot);)#?\w+;", lambda found: html.unescape(found[0]), text)


def with_the_words_of_the_code(entry: str) -> str:
    """The entry, translated by its default; without one, as it was, at first by its id."""
    said = re.search(r'^#\. Default: "(.*)"$', entry, re.M)
    if said is None:
        said = re.search(r'^msgstr "(.+)"$', entry, re.M) or re.search(
            r'^msgid "(.*)"$', entry, re.M
        )
    head = entry.replace("#, fuzzy\n", "").partition("\nmsgstr ")[0]
    return f'{head}\nmsgstr "{said[1]}"'


def tidy(path: Path, language: str) -> None:
    """Rewrite one catalogue, whose first entry is its header."""
    entries = path.read_text("utf-8").strip().split("\n\n")[1:]
    entries = [characters(entry) for entry in entries]
    if path.suffix == ".po" and language == "fr":
        entries = [with_the_words_of_the_code(entry) for entry in entries]
    header = HEADER.format(
        language=language, name=NAMES[language], plural="n > 1" if language == "fr" else "n != 1"
    )
    path.write_text("\n\n".join([header.strip(), *entries]) + "\n", "utf-8")


def differences(complaints: str) -> list[str]:
    """What is said of ids that truly have two French texts."""
    plain = complaints.replace("msgid 'b'", "msgid '").replace("'' in b'", "' in '")
    found = []
    for one in DIFFERENCE.finditer(plain):
        texts = [
            characters(ast.literal_eval(text).decode() if text[:2] in ("b'", 'b"') else text)
            for text in (one["one"], one["other"])
        ]
        if texts[0] != texts[1]:
            found.append(f"{one['id']}: « {texts[0]} » and « {texts[1]} »")
    return found


def main() -> None:
    """Tidy the template and the catalogues, and tell of the ids with two texts."""
    tidy(LOCALES / "farde.pot", "fr")
    for language in NAMES:
        path = LOCALES / language / "LC_MESSAGES" / "farde.po"
        if path.is_file():
            tidy(path, language)
    for name in sys.argv[1:]:
        for line in differences(Path(name).read_text("utf-8")):
            print("Two texts for one id:", line)


if __name__ == "__main__":
    main()

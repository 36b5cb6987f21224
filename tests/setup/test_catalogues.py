"""Every text of the code is in the three catalogues, and says in French what the code says."""

import re
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path
from typing import NamedTuple

import pytest
from pythongettext.msgfmt import Msgfmt

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "farde"
sys.path.insert(0, str(ROOT / "instance"))

import tidy_catalogues  # noqa: E402

LANGUAGES = ["fr", "nl", "en"]
I18NDUDE = "from i18ndude.script import main; main()"


class Collected(NamedTuple):
    """What i18ndude finds: the default of each id, None for the ids that are the text."""

    defaults: dict[str, str | None]
    complaints: str


def unquoted(text: str) -> str:
    return text.replace(r"\"", '"').replace(r"\n", "\n")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Collected:
    """The messages of code, templates and profiles, as `make locales` finds them."""
    pot = tmp_path_factory.mktemp("locales") / "farde.pot"
    asked = ["rebuild-pot", "--pot", pot, "--create", "farde", ".", "../../profiles"]
    run = subprocess.run(
        [sys.executable, "-c", I18NDUDE, *asked],
        cwd=SOURCE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    defaults = {}
    for entry in tidy_catalogues.characters(pot.read_text("utf-8")).split("\n\n")[1:]:
        name = re.search(r'^msgid "(.+)"$', entry, re.M)
        default = re.search(r'^#\. Default: "(.*)"$', entry, re.M)
        if name:
            defaults[unquoted(name[1])] = default and unquoted(default[1])
    return Collected(defaults, run.stderr)


def path(language: str) -> Path:
    return SOURCE / "locales" / language / "LC_MESSAGES" / "farde.po"


def catalogue(language: str) -> dict[str, str]:
    """The compiled catalogue: what is empty or fuzzy is not in it."""
    with path(language).open("rb") as lines:
        compiled = Msgfmt(lines, name=f"{language}/farde.po").getAsFile()
    messages = GNUTranslations(compiled)._catalog
    return {name: text for name, text in messages.items() if name}


def variables(text: str) -> set[str]:
    return set(re.findall(r"\$\{\w+\}", text))


def test_messages_are_collected_from_code_templates_and_profiles(collected):
    assert {"nav_inbox", "header_search", "Prendre en charge", "Créer un ticket"} <= set(
        collected.defaults
    )


def test_a_message_has_one_french_text(collected):
    assert tidy_catalogues.differences(collected.complaints) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_fuzzy(collected, language):
    assert sorted(set(collected.defaults) - set(catalogue(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_outlives_its_message(collected, language):
    named = re.findall(r'^msgid "(.+)"$', path(language).read_text("utf-8"), re.M)
    assert sorted({unquoted(name) for name in named} - set(collected.defaults)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_variables_of_its_message(collected, language):
    texts = catalogue(language)
    wanted = {name: default or name for name, default in collected.defaults.items()}
    wrong = [
        name
        for name in set(wanted) & set(texts)
        if variables(wanted[name]) != variables(texts[name])
    ]
    assert sorted(wrong) == []


def test_the_french_catalogue_says_what_the_code_says(collected):
    texts = catalogue("fr")
    stale = {
        name: (texts[name], default)
        for name, default in collected.defaults.items()
        if default is not None and name in texts and texts[name] != default
    }
    assert stale == {}


@pytest.mark.parametrize(
    "name", ["farde.pot", *(f"{one}/LC_MESSAGES/farde.po" for one in LANGUAGES)]
)
def test_a_catalogue_holds_letters_and_no_dates(name):
    text = (SOURCE / "locales" / name).read_text("utf-8")
    assert tidy_catalogues.characters(text) == text
    assert "-Date:" not in text


def test_an_entity_and_its_letter_are_one_text():
    complaint = (
        "Warning: msgid 'label_sender' in ./a.py:1\n./b.py:2 already exists with a different "
        "default (bad: Expéditeur, should be: Exp&eacute;diteur)\n"
    )
    assert tidy_catalogues.differences(complaint) == []


def test_two_texts_for_one_message_are_told():
    in_python = (
        "Warning: msgid 'label_sender' in ./a.py:1 already exists with a different "
        "default (bad: Auteur (s'il y en a), should be: Exp&eacute;diteur)\n"
    )
    in_templates = (
        "talgettext.py:119: UserWarning: Warning: msgid 'b'narrow'' in b'./a.pt:(36, 10)' already "
        "exists with a different default (bad: b'Num\\xc3\\xa9ro', should be: b'Nom')\n"
    )
    assert tidy_catalogues.differences(in_python + in_templates) == [
        "label_sender: « Auteur (s'il y en a) » and « Expéditeur »",
        "narrow: « Numéro » and « Nom »",
    ]


def test_what_is_markup_stays_markup():
    assert tidy_catalogues.characters("&Eacute;t&eacute; &amp; &lt;b&gt;") == "Été &amp; &lt;b&gt;"

"""The letter as a PDF, with the head of the centre, in the citizen's language."""

from dataclasses import dataclass

from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from weasyprint import HTML
from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.capture.counter.settings import centre_lines
from farde.consultation.completeness.judging import EXPIRED
from farde.consultation.completeness.letters import Letter
from farde.core import clock
from farde.core.days import short_day
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.visitor import current_user_id

_WORDS = {
    "title": _("letter_title", default="Documents à nous remettre"),
    "day": _("letter_day", default="Le ${day}"),
    "reference": _("letter_reference", default="Votre dossier : ${number}"),
    "greeting": _("letter_greeting", default="Madame, Monsieur,"),
    "intro": _(
        "letter_intro",
        default="Pour compléter votre dossier, nous avons besoin des documents suivants :",
    ),
    "renewed": _(
        "letter_renewed", default="un document récent : celui que nous avons n'est plus valable"
    ),
    "how": _(
        "letter_how",
        default="Vous pouvez les déposer au guichet, les envoyer par courrier ou les remettre "
        "lors d'un entretien.",
    ),
    "unable": _(
        "letter_unable", default="Si vous ne pouvez pas obtenir un de ces documents, dites-le-nous."
    ),
    "no_decision": _(
        "letter_no_decision", default="Cette lettre n'est pas une décision sur votre demande."
    ),
    "closing": _("letter_closing", default="Avec nos salutations,"),
}
_BEFORE = _("letter_before", default="Merci de nous les remettre au plus tard le ${day}.")
_SOON = _("letter_soon", default="Merci de nous les remettre dès que possible.")


@dataclass(frozen=True)
class Text:
    """A letter in one language; ``pieces`` are labels with the reason to renew, "" for none."""

    language: str
    words: dict[str, str]
    until: str
    pieces: list[tuple[str, str]]


class Paper(BrowserView):
    """The sheet of one letter, as markup."""

    sheet = ViewPageTemplateFile("templates/letter.pt")

    def __init__(self, letter: Letter) -> None:
        super().__init__(api.portal.get(), getRequest())
        self.letter = letter

    @property
    def centre(self) -> list[str]:
        """The head of the letter."""
        return centre_lines()

    @property
    def address(self) -> list[str]:
        """To whom it goes, line by line."""
        person = self.letter.person
        lines = (line.strip() for line in (person.address or "").splitlines())
        return [person.title, *filter(None, lines)]

    @property
    def agent(self) -> str:
        """Who writes it."""
        return display_name(current_user_id())

    @property
    def texts(self) -> list[Text]:
        """The letter in each of its languages."""
        return [_text(self.letter, one) for one in self.letter.languages]


def pdf(letter: Letter) -> bytes:
    """Return a letter as a PDF."""
    return HTML(string=Paper(letter).sheet(), url_fetcher=_nothing_else).write_pdf()


def _text(letter: Letter, language: str) -> Text:
    filling = {"day": short_day(clock.today()), "number": letter.dossier.getId()}
    words = {name: _said(message, language, filling) for name, message in _WORDS.items()}
    until = _BEFORE if letter.before else _SOON
    return Text(
        language=language,
        words=words,
        until=_said(until, language, {"day": short_day(letter.before)}),
        pieces=[
            (piece.expected.said(language), words["renewed"] if piece.state == EXPIRED else "")
            for piece in letter.pieces
        ],
    )


def _said(message, language: str, filling: dict[str, str]) -> str:
    filled = _(str(message), default=message.default, mapping=filling)
    return translate(filled, target_language=language)


def _nothing_else(url: str, *args: object, **kwargs: object) -> dict:
    raise ValueError("a letter carries all that it shows")

"""Take pictures of the main pages as each role sees them, to be looked at by a person.

``python tests/journeys/screens.py URL FOLDER`` on a running demonstration; add words to take only
the pages whose name contains one of them. ``ADMIN_PASSWORD`` in the environment adds the pages
of the site's administrator.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import requests
from Browser import Browser, SelectAttribute, SupportedBrowsers

from farde.core import clock

PASSWORD = "farde-demo-1"
WIDTHS = (1400, 400)
ANOTHER_TYPE = "factures-charges-medicales"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Screen:
    """A page to look at: a file's name, who looks, where, and what is done there first."""

    name: str
    user: str
    path: str
    prepare: Callable[[Browser], object] = lambda browser: None


def file_nothing(browser: Browser) -> None:
    """Send the capture form empty."""
    browser.click("css=button[name=file-it]")
    browser.wait_for_elements_state("id=farde-capture-errors")


def open_desk(browser: Browser) -> None:
    """Wait until the deposit is there with its pages."""
    browser.wait_for_elements_state("css=.farde-desk.farde-js")


def open_keys(browser: Browser) -> None:
    """Open the list of keys."""
    open_desk(browser)
    browser.keyboard_key("press", "?")


def open_finder(browser: Browser) -> None:
    """Type the beginning of a name for the finder to suggest dossiers."""
    browser.type_text("id=field-dossier", "El")
    browser.wait_for_elements_state("css=#farde-finder-list li >> nth=0")


def wait_for_pages(browser: Browser) -> None:
    """Give recognition the time to come to the document."""
    browser.wait_for_elements_state("css=.DV-pageImage >> nth=0", timeout=timedelta(minutes=5))


def open_text(browser: Browser) -> None:
    """Turn the viewer to the recognised text."""
    wait_for_pages(browser)
    browser.click("css=.DV-textView:visible")


def check_reclassification(browser: Browser) -> None:
    """Choose another type, say why, and have it read back."""
    browser.select_options_by("id=field-document_type", SelectAttribute.value, ANOTHER_TYPE)
    browser.fill_text("id=field-reason", "Mauvais type choisi au scan")
    browser.click("css=button[value=check]")
    browser.wait_for_elements_state("id=reclassify-check")


def forget_the_reason(browser: Browser) -> None:
    """Have a correction without a reason refused."""
    browser.select_options_by("id=field-document_type", SelectAttribute.value, ANOTHER_TYPE)
    browser.click("css=button[value=check]")
    browser.wait_for_elements_state("css=.alert-danger")


def choose_another_dossier(browser: Browser) -> None:
    """Name the first other dossier that is suggested, and have it read back."""
    browser.type_text("id=field-dossier", "2026")
    browser.wait_for_elements_state("css=#farde-finder-list li >> nth=1")
    browser.keyboard_key("press", "ArrowDown")
    browser.keyboard_key("press", "Enter")
    browser.click("css=button[value=check]")


def file_in_several(browser: Browser) -> None:
    """Say that a deposit concerns several persons."""
    browser.click("css=.farde-also summary")
    browser.click("id=farde-also-more")


def search_inside(browser: Browser) -> None:
    """Look for a word inside the document."""
    wait_for_pages(browser)
    browser.fill_text("css=.DV-searchInput:visible", "le")
    browser.keyboard_key("press", "Enter")


def open_finish(browser: Browser) -> None:
    """Ask for the result of the first ticket."""
    browser.click("css=.farde-finish summary >> nth=0")


def open_beside(browser: Browser) -> None:
    """Open the document of the first row, beside the list where there is room."""
    browser.click("css=.farde-item .farde-what a >> nth=0")
    browser.evaluate_javascript(None, "() => new Promise((done) => setTimeout(done, 3000))")


def open_user_menu(browser: Browser) -> None:
    """Open the menu under the user's name."""
    browser.click("id=farde-user")


def screens(url: str) -> Iterator[Screen]:
    """Yield the pages worth looking at; addresses of content are asked of the site."""
    document = most_pages(url, "caseworker1")
    dossier = document.rpartition("/")[0]
    person = first(url, "caseworker1", "portal_type=Person")
    term = first(url, "records1", "portal_type=DocumentType&sort_on=sortable_title")
    yield Screen("login", "", "login")
    yield Screen("login-refused", "", "login", refuse_login)
    for user in ("caseworker1", "supervisor1", "payments1", "referent1", "notification1"):
        yield Screen(f"inbox-{user}", user, "@@inbox")
    yield Screen("inbox-finish", "caseworker1", "@@inbox", open_finish)
    yield Screen("inbox-done", "caseworker1", "@@inbox?show=done")
    yield Screen("inbox-beside", "caseworker1", "@@inbox", open_beside)
    yield Screen("team-board", "supervisor1", "@@team-board")
    yield Screen("team-inbox", "supervisor1", "@@inbox?show=team&of=caseworker1")
    yield Screen("menu", "caseworker1", "@@inbox", open_user_menu)
    yield Screen("dossiers", "caseworker1", "@@dossiers")
    yield Screen("dossier", "caseworker1", dossier)
    yield Screen("dossier-by-date", "caseworker1", f"{dossier}?par=date")
    yield Screen("journal-dossier", "caseworker1", f"{dossier}/@@access-journal")
    yield Screen("journal-site", "privacy1", "@@access-journal")
    yield Screen("why-dossier", "caseworker1", f"{dossier}/@@why-access")
    yield Screen("why-colleague", "caseworker1", f"{dossier}/@@why-access", ask_for("payments1"))
    yield Screen("why-document", "caseworker1", f"{document}/@@why-access")
    yield Screen("why-blind", "privacy1", f"{dossier}/@@why-access", ask_for("supervisor1"))
    yield Screen("why-site", "privacy1", "@@why-access", ask_for("caseworker1"))
    yield Screen("why-myself", "payments1", "@@why-access")
    yield Screen("matrix-records", "records1", "@@access-matrix")
    yield Screen("matrix-privacy", "privacy1", "@@access-matrix")
    yield Screen("journal-several", "privacy1", "@@access-journal", look_up_a_name)
    yield Screen("break-glass-register", "privacy1", "@@break-glass-register")
    yield Screen("person", "caseworker1", person)
    yield Screen("document", "caseworker1", document, wait_for_pages)
    yield Screen("reclassify", "caseworker1", f"{document}/@@reclassify")
    yield Screen(
        "reclassify-check", "caseworker1", f"{document}/@@reclassify", check_reclassification
    )
    yield Screen("reclassify-refused", "caseworker1", f"{document}/@@reclassify", forget_the_reason)
    yield Screen("file-also", "caseworker1", f"{document}/@@file-also")
    yield Screen(
        "file-also-check", "caseworker1", f"{document}/@@file-also", choose_another_dossier
    )
    yield Screen("document-text", "caseworker1", document, open_text)
    yield Screen("document-search", "caseworker1", document, search_inside)
    yield Screen("document-notes", "caseworker1", document, write_a_note)
    yield Screen("document-redact", "caseworker1", f"{document}/@@redact")
    left = document.rpartition("/")[2]
    yield Screen("beside", "caseworker1", f"{dossier}/@@beside?left={left}&right={left}")
    yield Screen("bundle", "caseworker1", f"{dossier}/@@bundle")
    yield Screen("completeness", "caseworker1", f"{dossier}/@@completeness")
    yield Screen("aids", "records1", "@@expected-pieces")
    yield Screen("copy-settings", "records1", "@@copy-settings")
    yield Screen("my-searches", "caseworker1", "@@my-searches")
    yield Screen("search", "caseworker1", "@@search?SearchableText=attestation")
    yield Screen("search-nothing", "caseworker1", "@@search?SearchableText=xylophone")
    yield Screen("not-found", "caseworker2", dossier)
    yield Screen("capture", "scan1", "@@capture", open_desk)
    yield Screen("capture-keys", "scan1", "@@capture", open_keys)
    yield Screen("capture-follow", "scan1", "@@capture-follow")
    yield Screen("deposit", "scan1", "@@deposit")
    yield Screen("deposit-finder", "scan1", "@@deposit", open_finder)
    yield Screen("deposit-several", "scan1", "@@deposit", file_in_several)
    yield Screen("deposit-errors", "scan1", "@@deposit", file_nothing)
    yield Screen("thesaurus", "records1", "thesaurus")
    yield Screen("thesaurus-type", "records1", term)
    yield Screen("thesaurus-filter", "records1", "thesaurus", find_a_term)
    yield Screen("thesaurus-propose", "records1", f"{term}/@@propose?action=change")
    yield Screen("thesaurus-proposals", "records1", "thesaurus/@@thesaurus-proposals")
    yield Screen("signal-table", "records1", "@@signal-table")
    yield Screen("ticket-settings", "records1", "@@ticket-settings")
    yield Screen("my-mails", "caseworker1", "@@my-mails")
    yield Screen("signal-row", "records1", "@@signal-row?row=signal-row-10")
    yield Screen("signal-row-tried", "records1", "@@signal-row?row=signal-row-03", try_row)
    yield Screen("signal-row-new", "records1", "@@signal-row")
    yield Screen("signal-history", "records1", "@@signal-table-history")
    for user in ("frontdesk1", "legal1", "records1", "privacy1", "secretary1", "external1"):
        yield Screen(f"home-{user}", user, "")
    if "ADMIN_PASSWORD" in os.environ:
        yield Screen("home-admin", "admin", "")
        yield Screen("mail-state", "admin", "@@mail-state")
        yield Screen("controlpanel-admin", "admin", "@@overview-controlpanel")
        yield Screen("not-found-admin", "admin", dossier)


def write_a_note(browser: Browser) -> None:
    """Open the form of a note on the first page."""
    wait_for_pages(browser)
    browser.keyboard_key("press", "Alt+n")


def try_row(browser: Browser) -> None:
    """Make the row a ticket, and try that on all documents there are."""
    browser.select_options_by('css=[name="effects.0.kind"]', SelectAttribute.value, "ticket")
    for name, day in (("since", "2020-01-01"), ("until", clock.today().isoformat())):
        browser.fill_text(f"id={name}", day)
    browser.click("css=button[value=try]")
    browser.wait_for_elements_state("id=trial-shares")


def find_a_term(browser: Browser) -> None:
    """Type part of a label."""
    browser.type_text("id=thesaurus-filter", "emploi")


def look_up_a_name(browser: Browser) -> None:
    """Look for the dossiers of a name."""
    browser.fill_text("id=journal-words", "a")
    browser.click("css=#journal-asked button[type=submit] >> nth=0")


def ask_for(user: str) -> Callable[[Browser], None]:
    """Ask why somebody has access."""

    def ask(browser: Browser) -> None:
        browser.fill_text("id=why-user", user)
        browser.click("css=#why-asked button[type=submit]")

    return ask


def refuse_login(browser: Browser) -> None:
    """Send a wrong password."""
    browser.fill_text("id=__ac_name", "caseworker1")
    browser.fill_text("id=__ac_password", "pas-le-bon")
    browser.click("id=buttons-login")


def first(url: str, user: str, query: str) -> str:
    """Return the path of the first object a persona finds, relative to the site."""
    return found(url, user, query)[0]["@id"].removeprefix(f"{url}/")


def most_pages(url: str, user: str) -> str:
    """Return the path of the persona's longest document."""
    items = found(url, user, "portal_type=CaseDocument&fullobjects=1&b_size=100")
    return max(items, key=lambda item: item["page_count"] or 0)["@id"].removeprefix(f"{url}/")


def found(url: str, user: str, query: str) -> list[dict]:
    """Return what a persona finds by the REST search."""
    answer = requests.get(
        f"{url}/@search?{query}",
        auth=(user, PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    answer.raise_for_status()
    return answer.json()["items"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, without a window; it ends with the block."""
    browser = Browser(timeout=timedelta(seconds=15))
    browser.new_browser(SupportedBrowsers.chromium, executablePath=CHROMIUM, args=ARGUMENTS)
    try:
        yield browser
    finally:
        browser.close_browser("ALL")


def sign_in(browser: Browser, url: str, user: str) -> None:
    """Sign in at the login page."""
    browser.go_to(f"{url}/login")
    browser.fill_text("id=__ac_name", user)
    password = os.environ["ADMIN_PASSWORD"] if user == "admin" else PASSWORD
    browser.fill_text("id=__ac_password", password)
    browser.click("id=buttons-login")


def take(browser: Browser, url: str, screen: Screen, width: int, folder: Path) -> str:
    """Take one picture; return what is wrong with the page at a glance, "" when nothing."""
    answer = browser.go_to(f"{url}/{screen.path}")
    said = ""
    try:
        screen.prepare(browser)
    except Exception as problem:  # whatever it was, the picture shows it
        said = f"could not be prepared: {str(problem).splitlines()[0]}"
    browser.wait_for_load_state()
    browser.evaluate_javascript(None, "() => new Promise((done) => setTimeout(done, 800))")
    browser.take_screenshot(str(folder / f"{screen.name}-{width}.png"), fullPage=True)
    beyond = browser.evaluate_javascript(
        None, "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    wide = f"{beyond} px wider than the window" if beyond > 0 else ""
    return "; ".join(filter(None, (f"{answer}", said, wide)))


def take_all(url: str, folder: Path, wanted: list[str]) -> None:
    """Take all pictures, one after the other, each role in a context of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)  # the library leaves a log where it stands
    chosen = [s for s in screens(url) if not wanted or any(word in s.name for word in wanted)]
    with chromium() as browser:
        for width in WIDTHS:
            for user in dict.fromkeys(screen.user for screen in chosen):
                browser.new_context(viewport={"width": width, "height": 900}, locale="fr-BE")
                browser.new_page()
                if user:
                    sign_in(browser, url, user)
                for screen in (screen for screen in chosen if screen.user == user):
                    remark = take(browser, url, screen, width, folder)
                    print(f"{screen.name}-{width}: {remark}")  # noqa: T201
                browser.close_context()


if __name__ == "__main__":
    take_all(sys.argv[1].rstrip("/"), Path(sys.argv[2]).resolve(), sys.argv[3:])

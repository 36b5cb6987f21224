"""The mailboxes on the page of the channels, and the page that sets them."""

import re

import pytest
import requests
from plone import api
from test_channels_page import page

from farde.capture.channels import mailbox_client, mailbox_secrets, standing
from farde.capture.channels.standing import Standing
from world import PASSWORD

ADDRESS = "imaps://depots@cpas.be@imap.cpas.example/INBOX"


@pytest.fixture
def reading(served_world):
    """A site that reads a mailbox."""
    api.portal.set_registry_record("farde.capture.mailbox.boxes", [ADDRESS])
    served_world.commit()
    return served_world


def saved(world, address: str) -> str:
    """Send the form of the settings as its page would; return the answer."""
    shown = page(world, "it1", "mailbox-settings").text
    token = re.search(r'name="_authenticator"[^>]*value="(\w+)"', shown)[1]
    given = {
        "boxes": address,
        "only_unseen-empty-marker": "1",
        "only_unseen:list": "selected",
        "done_folder": "Farde - déposés",
        "refused_folder": "Farde - refusés",
        "interval_seconds": "30",
        "max_megabytes": "50",
    }
    fields = {f"form.widgets.{name}": value for name, value in given.items()}
    return requests.post(
        f"{world.portal.absolute_url()}/@@mailbox-settings",
        data=fields | {"_authenticator": token, "form.buttons.save": "1"},
        auth=("it1", PASSWORD),
        headers={"Accept": "text/html", "Accept-Language": "fr"},
        timeout=60,
    ).text


def boxes():
    return api.portal.get_registry_record("farde.capture.mailbox.boxes")


def test_what_is_wrong_with_which_mailbox_is_told_with_its_remedy(reading):
    standing.note("mailbox", Standing(("BoxSilent 1", "FaultOfTomorrow 1"), 3, 2))
    reading.commit()
    told = page(reading, "scan1").text
    assert "Le serveur de courriel de la boîte n° 1 ne répond pas." in told
    assert "les messages attendent sur le serveur" in told
    assert "dossier des refus de sa boîte" in told


def test_a_site_without_a_mailbox_says_that_it_is_off(served_world):
    told = page(served_world, "scan1").text
    part = told.partition('id="channel-mailbox"')[2].partition("</section>")[0]
    assert "Boîtes de courriel" in part and "Arrêté" in part


def test_who_keeps_the_site_says_which_mailboxes_are_read(served_world):
    saved(served_world, ADDRESS)
    served_world.portal._p_jar.sync()
    assert boxes() == [ADDRESS]


@pytest.mark.parametrize(
    "address", ["imap.cpas.be", "https://depots@cpas.be/", "imaps://depots:secret@cpas.be/INBOX"]
)
def test_an_address_that_is_not_understood_or_holds_a_password_is_refused(served_world, address):
    told = saved(served_world, address)
    served_world.portal._p_jar.sync()
    assert not boxes() and "Écrivez-la comme imaps://" in told
    assert address in told


@pytest.mark.parametrize("user", ["scan1", "caseworker1", "external1"])
def test_nobody_else_sees_the_settings(served_world, user):
    assert "form.widgets.boxes" not in page(served_world, user, "mailbox-settings").text


@pytest.mark.parametrize(
    "address, account, port, folder, encrypted",
    [
        (ADDRESS, "depots@cpas.be@imap.cpas.example", 993, "INBOX", True),
        (
            "imap://depots@localhost:10143/D%C3%A9p%C3%B4ts",
            "depots@localhost",
            10143,
            "Dépôts",
            False,
        ),
        ("imaps://depots@cpas.be", "depots@cpas.be", 993, "INBOX", True),
    ],
)
def test_an_address_says_where_a_mailbox_is(address, account, port, folder, encrypted):
    box = mailbox_client.parsed(address)
    assert (box.account, box.port, box.folder, box.encrypted) == (account, port, folder, encrypted)


def test_each_account_has_a_password_of_its_own(tmp_path, monkeypatch):
    secrets = tmp_path / "secrets"
    secrets.write_text("# boîtes\ndepots@cpas.be@imap a b c\naide@cpas.be@imap d\n")
    secrets.chmod(0o600)
    monkeypatch.setenv("FARDE_MAILBOX_SECRETS", str(secrets))
    monkeypatch.setenv("FARDE_MAILBOX_PASSWORD", "shared")
    assert mailbox_secrets.password("depots@cpas.be@imap") == "a b c"
    assert mailbox_secrets.password("aide@cpas.be@imap") == "d"
    assert mailbox_secrets.password("other@cpas.be@imap") == "shared"


def test_a_file_of_passwords_that_others_may_read_is_not_used(tmp_path, monkeypatch):
    secrets = tmp_path / "secrets"
    secrets.write_text("depots@imap a\n")
    secrets.chmod(0o640)
    monkeypatch.setenv("FARDE_MAILBOX_SECRETS", str(secrets))
    with pytest.raises(mailbox_secrets.Exposed):
        mailbox_secrets.password("depots@imap")

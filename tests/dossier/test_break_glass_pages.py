"""The pages of break-glass: open, hear of it, look back."""

import re

import pytest
import transaction
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.access import protection
from farde.access.journal import actions, operations
from farde.access.journal.query import Query
from farde.core import mail
from farde.dossier import breakglass, transfer
from reading import Reader, rows

WHY = "Expulsion de la famille Exemple annoncée pour midi"


@pytest.fixture
def dossier(served_world):
    """A dossier of caseworker1; break-glass is offered to caseworkers."""
    api.portal.set_registry_record("farde.access.break_glass_roles", ["Caseworker"])
    return served_world.dossier()


def ask(page, number: str, reason: str = WHY) -> None:
    form = page.getForm(id="break-glass")
    form.getControl(name="dossier").value = number
    form.getControl(name="reason").value = reason
    form.getControl("Briser la glace").click()


def opened(browse, dossier, name: str = "caseworker2"):
    page = browse(name, "@@break-glass")
    ask(page, dossier.getId())
    return page


def circle(world, dossier) -> set[str]:
    world.portal._p_jar.sync()
    return access.principals(dossier.UID(), "reader")


def test_who_opens_a_dossier_reads_first_what_will_happen(browse, words, dossier):
    text = words(browse("caseworker2", "@@break-glass"))
    assert "pendant 60 minutes, puis se referme" in text
    assert "L'AS titulaire, l'AS en chef et la protection des données" in text
    assert "journal des accès" in text


def test_a_dossier_is_opened_with_number_and_reason(browse, words, served_world, dossier):
    assert "Exemple" not in words(browse("caseworker2", f"dossiers/{dossier.getId()}"))
    page = opened(browse, dossier)
    text = words(page)
    assert re.search(rf"Le dossier {dossier.getId()} vous est ouvert jusqu'à \d\d:\d\d", text)
    assert "encore 60 min" in text
    assert page.url == f"{served_world.portal.absolute_url()}/@@break-glass"
    page.getLink(dossier.getId()).click()
    assert "Amina Exemple" in words(page)


def test_it_is_closed_again_by_a_button(browse, words, served_world, dossier):
    page = opened(browse, dossier)
    page.getControl("Refermer maintenant").click()
    assert f"Le dossier {dossier.getId()} est refermé." in words(page)
    assert "Ouverts en ce moment" not in words(page)
    assert circle(served_world, dossier) == set()


def test_bad_input_loses_nothing_and_says_what_to_do(browse, words, served_world, dossier):
    page = browse("caseworker2", "@@break-glass")
    ask(page, "2001-000001")
    assert "Aucun dossier ne porte ce numéro." in words(page)
    form = page.getForm(id="break-glass")
    assert form.getControl(name="dossier").value == "2001-000001"
    assert form.getControl(name="reason").value.strip() == WHY
    ask(page, dossier.getId(), " ")
    assert "Le motif manque." in words(page)
    assert page.getForm(id="break-glass").getControl(name="dossier").value == dossier.getId()
    assert circle(served_world, dossier) == set()


def test_a_protected_dossier_is_answered_as_an_unknown_number(browse, served_world, dossier):
    def answer(number: str) -> str:
        page = browse("caseworker2", "@@break-glass")
        ask(page, number)
        return re.sub(r'"[0-9a-f]{40}"', "", page.contents).replace(number, "N")

    protection.protect(dossier.UID(), ["caseworker1"])
    assert answer(dossier.getId()) == answer("2001-000001")
    [row] = rows(dossier_uid=dossier.UID(), action=actions.DENIED)
    assert (row.who, row.kind, row.detail) == ("caseworker2", "dossier", "break-glass")


@pytest.mark.parametrize("persona", ["scan1", "privacy1", "frontdesk1", "records1"])
def test_to_others_the_page_does_not_exist(browse, served_world, dossier, persona):
    answer = Reader(served_world, persona, "text/html").get("@@break-glass")
    assert answer.status_code == 404 and "break-glass" not in answer.text.replace(
        "break-glass-register", ""
    )
    assert 'id="farde-nav-break-glass"' not in browse(persona, "@@dossiers").contents


def test_the_menu_leads_those_to_it_to_whom_it_is_offered(browse, words, dossier):
    page = browse("caseworker2", "@@dossiers")
    page.getLink(id="farde-nav-break-glass").click()
    assert "Ouvrir un dossier en urgence" in words(page)


def test_a_stranger_is_asked_to_sign_in(served_world, dossier):
    served_world.commit()
    assert "login" in Reader(served_world).get("@@break-glass").headers.get("Location", "")


def test_a_button_pressed_without_its_token_opens_nothing(browse, served_world, dossier):
    page = browse("caseworker2", "@@break-glass")
    page.post(
        f"{served_world.portal.absolute_url()}/@@break-glass",
        f"dossier={dossier.getId()}&reason=urgence&step=open",
    )
    assert circle(served_world, dossier) == set()


@pytest.mark.parametrize("persona", ["caseworker1", "supervisor1", "privacy1"])
def test_who_is_told_finds_it_on_the_desk_until_it_is_read(browse, words, dossier, persona):
    opened(browse, dossier)
    page = browse(persona, "@@home")
    text = words(page)
    assert f"Karim Bensaïf (AS) a ouvert le dossier {dossier.getId()} le" in text
    assert WHY in text
    page.getControl("J'en ai pris connaissance").click()
    assert "glass-notices" not in page.contents
    assert "glass-notices" not in browse(persona, "@@home").contents


def test_a_desk_shows_a_few_notices_and_says_how_many_come_after(
    browse, words, served_world, dossier
):
    others = [served_world.dossier(last_name=name, niss="") for name in ("Un", "Deux", "Trois")]
    with served_world.as_user("caseworker2"):
        for one in (dossier, *others):
            breakglass.break_glass(one.getId(), WHY)
    transaction.commit()
    page = browse("caseworker1", "@@home")
    assert page.contents.count('farde-glass-notice"') == 3
    assert "Autres bris de glace à lire ensuite : 1" in words(page)
    page.getControl("J'en ai pris connaissance", index=0).click()
    assert page.contents.count('farde-glass-notice"') == 3
    assert "à lire ensuite" not in words(page)


def test_nobody_else_finds_it_on_the_desk(browse, dossier):
    opened(browse, dossier)
    for persona in ("caseworker2", "scan1", "records1"):
        assert "glass-notices" not in browse(persona, "@@home").contents


def test_a_notice_is_not_taken_off_without_the_token_of_the_page(browse, served_world, dossier):
    opened(browse, dossier)
    [opening] = breakglass_openings(served_world)
    page = browse("caseworker1", "@@home")
    page.post(f"{served_world.portal.absolute_url()}/@@break-glass-read", f"opening={opening.id}")
    assert "glass-notices" in browse("caseworker1", "@@home").contents


def breakglass_openings(world) -> list:
    world.portal._p_jar.sync()
    return list(breakglass.openings())


def test_the_privacy_officer_reads_the_register(browse, words, dossier):
    opened(browse, dossier)
    browse("caseworker1", "@@home").getControl("J'en ai pris connaissance").click()
    page = browse("privacy1", "@@break-glass-register")
    text = words(page)
    assert dossier.getId() in text and "Karim Bensaïf (AS)" in text and WHY in text
    assert re.search(r"Claire Demoulin \(AS\) lu le \d\d/\d\d/\d{4}", text)
    assert "Monique Verhaegen (AS en chef) pas encore lu" in text
    assert "Amina" not in text


def test_the_register_is_turned_page_by_page(browse, words, served_world, dossier, monkeypatch):
    from farde.dossier.pages import breakglass as pages

    monkeypatch.setattr(pages, "PAGE_SIZE", 1)
    second = served_world.dossier(niss="")
    opened(browse, dossier)
    opened(browse, second)
    page = browse("privacy1", "@@break-glass-register")
    assert second.getId() in register(page) and dossier.getId() not in register(page)
    page.getLink("Plus anciens").click()
    assert dossier.getId() in register(page) and second.getId() not in register(page)
    page.getLink("Plus récents").click()
    assert second.getId() in register(page)


def register(page) -> str:
    return re.search(r'<table[^>]*id="glass-register".*?</table>', page.contents, re.S)[0]


@pytest.mark.parametrize("persona", ["caseworker1", "supervisor1", "caseworker2", "records1"])
def test_the_register_is_for_the_privacy_officer(browse, dossier, persona):
    opened(browse, dossier)
    page = browse(persona, "@@break-glass-register")
    assert "glass-register" not in page.contents.replace("nav-break-glass-register", "")
    assert WHY not in page.contents.replace("glass-notice", "") or persona in (
        "caseworker1",
        "supervisor1",
    )


def test_opening_and_closing_stand_in_the_journal_without_the_reason(browse, dossier):
    opened(browse, dossier).getControl("Refermer maintenant").click()
    noted = operations.search(Query(dossier_uid=dossier.UID(), who="caseworker2"))
    found = {row.action: row for row in noted}
    assert found.keys() == {actions.BREAK_GLASS, actions.END}
    assert found[actions.BREAK_GLASS].cause.startswith("break-glass:glass-")
    assert not any("Expulsion" in str(row) for row in found.values())


def test_what_is_read_meanwhile_stands_in_the_journal_with_its_cause(browse, dossier):
    opened(browse, dossier)
    browse("caseworker2", f"dossiers/{dossier.getId()}")
    [row] = [row for row in rows(dossier_uid=dossier.UID()) if row.action == actions.VIEW]
    assert (row.who, row.cause.partition(":")[0]) == ("caseworker2", "break-glass")


def test_a_transfer_stands_in_the_journal(served_world, dossier):
    with served_world.as_user("supervisor1"):
        transfer.transfer([dossier.UID()], "caseworker2")
        transaction.commit()
    found = rows(dossier_uid=dossier.UID(), action=actions.TRANSFER)
    assert [(row.who, row.kind) for row in found] == [("supervisor1", "dossier")]


def test_the_reason_is_in_no_address_no_log_and_no_mail(browse, served_world, dossier, caplog):
    page = opened(browse, dossier)
    assert "Expulsion" not in page.url and "Expulsion" not in caplog.text
    served_world.portal._p_jar.sync()
    letters = [mail._kept()[uid] for uid in mail.waiting()]
    assert len(letters) == 3
    assert all(dossier.getId() not in one.url and "Expulsion" not in one.url for one in letters)


def test_after_the_hour_the_page_of_the_dossier_is_gone(browse, words, dossier):
    with freeze_time("2999-03-02 09:00"):
        opened(browse, dossier)
        assert "Amina Exemple" in words(browse("caseworker2", f"dossiers/{dossier.getId()}"))
    with freeze_time("2999-03-02 10:00"):
        assert "Amina" not in words(browse("caseworker2", f"dossiers/{dossier.getId()}"))
        assert "Amina" not in words(browse("caseworker2", "@@search?SearchableText=Exemple"))
        assert "Ouverts en ce moment" not in words(browse("caseworker2", "@@break-glass"))

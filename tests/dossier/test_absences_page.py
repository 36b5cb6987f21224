"""The page of absences: choose, read back, confirm; the stand-in is told on the dossier."""

import re

import pytest

from farde.access import operations as access
from farde.core import clock
from farde.dossier import absence

YEARS = "2999-04-01", "2999-04-12"


def form(page):
    return page.getForm(id="absence-form")


def fill(page, absent="caseworker1", stand_in="caseworker2", first=YEARS[0], last=YEARS[1]):
    form(page).getControl(name="absent").value = [absent]
    form(page).getControl(name="stand_in").value = [stand_in]
    form(page).getControl(name="first").value = first
    form(page).getControl(name="last").value = last
    form(page).getControl("Vérifier avant de noter").click()


def absences(world) -> list:
    world.portal._p_jar.sync()
    return list(access.absences())


def test_nothing_is_noted_before_it_was_read_back(browse, words, served_world):
    number = served_world.dossier().getId()
    page = browse("supervisor1", "@@absences")
    fill(page)
    text = words(page)
    assert (
        "Du 01/04/2999 au 12/04/2999 inclus, Karim Bensaïf (AS) verra les dossiers de "
        "Claire Demoulin (AS) (1 aujourd'hui)" in text
    )
    assert number in text and "Les notes personnelles restent à leur auteur." in text
    assert absences(served_world) == []
    page.getControl("Confirmer le remplacement").click()
    said = "Karim Bensaïf (AS) remplace Claire Demoulin (AS) du 01/04/2999 au 12/04/2999."
    assert said in words(page)
    [one] = absences(served_world)
    assert (one.absent, one.stand_in) == ("caseworker1", "caseworker2")


def test_who_thinks_again_finds_everything_as_it_was_given(browse):
    page = browse("supervisor1", "@@absences")
    fill(page)
    page.getControl("Modifier").click()
    kept = {
        name: form(page).getControl(name=name).value
        for name in ("absent", "stand_in", "first", "last")
    }
    assert kept == {
        "absent": ["caseworker1"],
        "stand_in": ["caseworker2"],
        "first": YEARS[0],
        "last": YEARS[1],
    }


@pytest.mark.parametrize(
    "given, said",
    [
        ({"stand_in": "caseworker1"}, "ne peut pas se remplacer elle-même"),
        ({"last": "2999-03-31"}, "Le dernier jour précède le premier."),
        ({"first": "hier"}, "Cette date n'est pas valable."),
        ({"first": "1999-01-01", "last": "1999-01-02"}, "Cette absence est déjà finie."),
    ],
)
def test_bad_input_loses_nothing_and_says_what_to_do(browse, words, given, said):
    page = browse("supervisor1", "@@absences")
    fill(page, **given)
    assert said in words(page)
    wanted = {"absent": "caseworker1", "stand_in": "caseworker2", "first": YEARS[0]} | given
    for name, value in wanted.items():
        kept = form(page).getControl(name=name).value
        assert kept in (value, [value])


def test_a_planned_absence_is_listed_and_can_be_cancelled(browse, words, served_world):
    page = browse("supervisor1", "@@absences")
    fill(page)
    page.getControl("Confirmer le remplacement").click()
    listed = re.search(r'id="absences-planned".*?</table>', page.contents, re.S)[0]
    assert "Claire Demoulin" in listed and "01/04/2999 – 12/04/2999" in listed
    page.getControl("Annuler").click()
    assert "Le remplacement prévu de Claire Demoulin (AS)" in words(page)
    assert "absences-planned" not in page.contents and absences(served_world) == []


def test_a_current_absence_is_ended_and_stays_among_the_past_ones(browse, words, served_world):
    today = clock.today().isoformat()
    page = browse("supervisor1", "@@absences")
    fill(page, first=today, last="2999-04-12")
    page.getControl("Confirmer le remplacement").click()
    assert "absences-current" in page.contents
    page.getControl("Terminer maintenant").click()
    assert "Le remplacement est terminé" in words(page)
    assert "absences-past" in page.contents and "absences-current" not in page.contents
    assert not absences(served_world)[0].live(clock.now())


def test_the_stand_in_reads_on_the_dossier_until_when(browse, words, served_world):
    dossier = served_world.dossier()
    with served_world.as_user("supervisor1"):
        today = clock.today()
        plan = absence.Plan("caseworker1", "caseworker2", today, today.replace(year=2999))
        absence.note(plan)
    day = today.replace(year=2999).strftime("%d/%m/%Y")
    page = browse("caseworker2", f"dossiers/{dossier.getId()}")
    assert f"Remplacement de Claire Demoulin (AS) jusqu'au {day}" in words(page)
    assert f"remplacement jusqu'au {day}" in words(browse("caseworker2", "@@dossiers"))
    assert "Remplacement" not in words(browse("caseworker1", f"dossiers/{dossier.getId()}"))
    assert "remplacement" not in words(browse("supervisor1", "@@dossiers"))


@pytest.mark.parametrize("persona", ["caseworker1", "scan1", "privacy1", "legal1"])
def test_the_page_is_for_supervisors(browse, persona):
    assert "absence-form" not in browse(persona, "@@absences").contents


def test_a_button_pressed_without_its_token_changes_nothing(browse, served_world):
    page = browse("supervisor1", "@@absences")
    page.post(
        f"{served_world.portal.absolute_url()}/@@absences",
        "absent=caseworker1&stand_in=caseworker2&first=2999-04-01&last=2999-04-12&step=do",
    )
    assert absences(served_world) == []


def test_where_nobody_stands_in_the_team_is_told_so(browse, words, served_world):
    page = browse("supervisor1", "@@absences")
    fill(page, stand_in="-")
    assert "Ce qui attend passe dans la file de l'équipe" in words(page)
    page.getControl("Confirmer le remplacement").click()
    assert "personne ne remplace Claire Demoulin (AS)" in words(page)
    assert "Personne : la file de l'équipe" in words(page)
    [one] = absences(served_world)
    assert (one.absent, one.stand_in) == ("caseworker1", "")

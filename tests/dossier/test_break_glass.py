"""A dossier opens in an emergency: to one person, for an hour, and its people hear of it."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import causes, protection
from farde.access import operations as access
from farde.core import clock, mail
from farde.core.errors import Refusals
from farde.dossier import breakglass, errors, operations
from farde.dossier.openings import Opening, Openings

START, LAST, END = "2026-03-02 09:00", "2026-03-02 09:59:59", "2026-03-02 10:00"
WHY = "Expulsion annoncée pour midi"


@pytest.fixture
def offered(world):
    """Break-glass is offered to caseworkers; caseworker2 is the one who needs it."""
    api.portal.set_registry_record("farde.access.break_glass_roles", ["Caseworker"])


def sees(world, name: str, content) -> bool:
    # Plone remembers local roles per request; each look is a request of its own.
    IAnnotations(world.portal.REQUEST).clear()
    with world.as_user(name):
        found = content.UID() in world.visible()
        assert found == bool(api.user.has_permission("View", obj=content))
    return found


def break_glass(world, dossier, name: str = "caseworker2"):
    with world.as_user(name):
        return breakglass.break_glass(dossier.getId(), WHY)


def notices(world, name: str) -> list[str]:
    with world.as_user(name):
        return [one.id for one in breakglass.notices()]


def test_the_dossier_and_its_documents_open_and_close_by_themselves_after_the_hour(world, offered):
    with freeze_time(START):
        dossier = world.dossier()
        document = world.document(dossier)
        assert not sees(world, "caseworker2", document)
        break_glass(world, dossier)
    for moment, open_ in ((START, True), (LAST, True), (END, False)):
        with freeze_time(moment):
            assert sees(world, "caseworker2", dossier) is open_
            assert sees(world, "caseworker2", document) is open_
            with world.as_user("caseworker2"):
                assert bool(breakglass.open_now()) is open_


def test_the_minutes_are_a_setting(world, offered):
    api.portal.set_registry_record("farde.access.break_glass_minutes", 5)
    with freeze_time(START):
        opening = break_glass(world, world.dossier())
    assert opening.until - opening.at == timedelta(minutes=5)


def test_it_opens_for_reading_and_to_one_person(world, offered):
    dossier = world.dossier()
    document = world.document(dossier)
    break_glass(world, dossier)
    with world.as_user("caseworker2"):
        assert not api.user.has_permission("Modify portal content", obj=dossier)
        assert not api.user.has_permission("farde: Add CaseDocument", obj=dossier)
    for name in ("scan1", "payments1", "privacy1", "frontdesk1"):
        assert not sees(world, name, document)


def test_a_personal_note_stays_with_its_author(world, offered):
    dossier = world.dossier()
    with world.as_user("caseworker1"):
        note = world.document(dossier, confidentiality="c3")
    break_glass(world, dossier)
    assert not sees(world, "caseworker2", note)


@pytest.mark.parametrize("state", ["frozen", "closed"])
def test_it_also_opens_what_its_state_has_closed(world, offered, state):
    dossier = world.dossier()
    operations.open_by_state(dossier, state)
    break_glass(world, dossier)
    assert sees(world, "caseworker2", dossier)


def test_it_can_be_closed_before_its_time(world, offered):
    dossier = world.dossier()
    opening = break_glass(world, dossier)
    with world.as_user("caseworker2"):
        breakglass.close(opening.id)
        assert breakglass.open_now() == []
        with pytest.raises(errors.UnknownOpening):
            breakglass.close(opening.id)
    assert not sees(world, "caseworker2", dossier)


def test_nobody_closes_what_somebody_else_opened(world, offered):
    dossier = world.dossier()
    opening = break_glass(world, dossier)
    with world.as_user("supervisor1"), pytest.raises(errors.UnknownOpening):
        breakglass.close(opening.id)
    assert sees(world, "caseworker2", dossier)


def test_closing_takes_back_what_it_gave_and_nothing_else(world, offered):
    dossier = world.dossier()
    protection.name_reader(dossier.UID(), "caseworker2")
    opening = break_glass(world, dossier)
    with world.as_user("caseworker2"):
        breakglass.close(opening.id)
    assert access.causes_of("caseworker2", dossier.UID()) == causes.NAMED
    assert sees(world, "caseworker2", dossier)


def test_it_is_offered_to_the_roles_that_the_settings_name(world):
    api.user.grant_roles(username="records1", roles=["Site Administrator"])
    for name, offered in (("records1", True), ("caseworker1", False), ("privacy1", False)):
        with world.as_user(name):
            assert breakglass.is_offered() is offered
    for roles in ([], None):
        api.portal.get_tool("portal_registry").records[
            "farde.access.break_glass_roles"
        ].value = roles
        with world.as_user("records1"):
            assert not breakglass.is_offered()


@pytest.mark.parametrize("name", ["caseworker2", "records1", "privacy1"])
def test_to_whom_it_is_not_offered_nothing_opens(world, name):
    dossier = world.dossier()
    with pytest.raises(errors.GlassNotOffered):
        break_glass(world, dossier, name)
    assert not sees(world, name, dossier)


def test_number_and_reason_are_both_wanted(world, offered):
    dossier = world.dossier()
    with world.as_user("caseworker2"):
        with pytest.raises(Refusals) as refused:
            breakglass.break_glass("  ", "\n\t ")
        assert [one.field for one in refused.value.each()] == ["dossier", "reason"]
        with pytest.raises(Refusals):
            breakglass.break_glass(dossier.getId(), "  ")
    assert not sees(world, "caseworker2", dossier)


def test_a_dossier_that_is_open_is_not_opened_again(world, offered):
    dossier = world.dossier()
    break_glass(world, dossier)
    with pytest.raises(errors.AlreadyOpen):
        break_glass(world, dossier)


def test_what_one_may_not_know_of_is_an_unknown_number(world, offered):
    secret, own = world.dossier(), world.dossier(niss="")
    protection.protect(secret.UID(), ["caseworker1"])
    protection.deny(own.UID(), "caseworker2")
    answers = []
    for number in (secret.getId(), own.getId(), "2001-000001", "view", "../persons"):
        with world.as_user("caseworker2"), pytest.raises(errors.UnknownNumber) as refused:
            breakglass.break_glass(number, WHY)
        answers.append((type(refused.value), refused.value.message, refused.value.remedy))
    assert len(set(answers)) == 1
    assert breakglass.openings() is None


def test_a_reader_named_in_a_protected_dossier_may_break_the_glass(world, offered):
    dossier = world.dossier()
    protection.protect(dossier.UID(), ["caseworker1", "caseworker2"])
    assert break_glass(world, dossier).told == ("caseworker1", "privacy1")


def test_a_protection_that_comes_later_closes_it_at_once(world, offered):
    dossier = world.dossier()
    break_glass(world, dossier)
    protection.protect(dossier.UID(), ["caseworker1"])
    assert not sees(world, "caseworker2", dossier)
    with world.as_user("caseworker2"):
        assert breakglass.open_now() == []


def test_an_account_of_the_server_is_told_to_use_one_of_the_centre(world):
    from plone.app.testing import SITE_OWNER_NAME
    from plone.testing.zope import login

    dossier = world.dossier()
    login(world.app.acl_users, SITE_OWNER_NAME)
    assert breakglass.is_offered()
    with pytest.raises(errors.AccountOfServer):
        breakglass.break_glass(dossier.getId(), WHY)


def test_caseworker_supervisor_and_privacy_officer_are_told_until_they_have_read_it(world, offered):
    dossier = world.dossier()
    opening = break_glass(world, dossier)
    assert opening.told == ("caseworker1", "privacy1", "supervisor1")
    for name in opening.told:
        assert notices(world, name) == [opening.id]
        with world.as_user(name):
            assert breakglass.may_read_reason(opening)
            breakglass.mark_read(opening.id)
        assert notices(world, name) == []
        assert breakglass.openings().read_at(opening.id, name) is not None
    assert notices(world, "caseworker2") == notices(world, "legal1") == []


def test_of_two_teams_only_the_supervisors_of_the_caseworkers_team_are_told(world, offered):
    for team in ("north", "south"):
        api.group.create(groupname=f"team-{team}")
    api.user.create(username="supervisor2", email="s2@farde.invalid", password="Un.Long-mot-9!")
    api.group.add_user(groupname="supervisors", username="supervisor2")
    for team, name in (
        ("north", "caseworker1"),
        ("north", "supervisor2"),
        ("south", "supervisor1"),
    ):
        api.group.add_user(groupname=f"team-{team}", username=name)
    opening = break_glass(world, world.dossier())
    assert opening.told == ("caseworker1", "privacy1", "supervisor2")


def test_who_stands_in_for_the_absent_caseworker_is_told_too(world, offered):
    with freeze_time(START):
        dossier, now = world.dossier(), clock.now()
        access.note_absence("caseworker1", "recovery1", now, now + timedelta(days=5))
        opening = break_glass(world, dossier)
    assert opening.told == ("caseworker1", "privacy1", "recovery1", "supervisor1")


def test_a_dossier_without_caseworker_tells_its_supervisors(world, offered):
    assert break_glass(world, world.dossier(caseworker="")).told == ("privacy1", "supervisor1")


def test_who_is_kept_out_of_the_dossier_hears_nothing_of_it(world, offered):
    dossier = world.dossier()
    for name in ("supervisor1", "privacy1"):
        protection.deny(dossier.UID(), name)
    opening = break_glass(world, dossier)
    assert opening.told == ("caseworker1",)
    with world.as_user("privacy1"):
        assert breakglass.register() == []


def test_who_is_kept_out_later_finds_the_notice_no_more(world, offered):
    dossier = world.dossier()
    break_glass(world, dossier)
    for name in ("supervisor1", "privacy1"):
        protection.deny(dossier.UID(), name)
        assert notices(world, name) == []


def test_who_gave_the_dossier_away_since_learns_that_it_was_opened_and_not_why(world, offered):
    dossier = world.dossier()
    opening = break_glass(world, dossier)
    operations.name_caseworker(dossier, "caseworker2")
    assert notices(world, "caseworker1") == [opening.id]
    with world.as_user("caseworker1"):
        assert not breakglass.may_read_reason(opening)


def test_who_was_not_told_marks_nothing_as_read(world, offered):
    opening = break_glass(world, world.dossier())
    with world.as_user("legal1"):
        breakglass.mark_read(opening.id)
    with world.as_user("caseworker1"):
        breakglass.mark_read("glass-unknown")
    assert notices(world, "caseworker1") == [opening.id]


def test_a_mail_is_asked_for_each_who_is_told(world, offered):
    opening = break_glass(world, world.dossier())
    letters = [mail._kept()[uid] for uid in mail.waiting()]
    assert sorted(one.user_id for one in letters) == list(opening.told)
    assert {one.url for one in letters} == {f"{world.portal.absolute_url()}/@@home"}


def test_the_register_keeps_the_reason_and_shows_it_to_the_privacy_officer(world, offered):
    first, second = world.dossier(), world.dossier(niss="")
    with freeze_time(START):
        break_glass(world, first)
    with freeze_time(END):
        break_glass(world, second)
    with world.as_user("privacy1"):
        found = breakglass.register()
    assert [one.number for one in found] == [second.getId(), first.getId()]
    assert {(one.who, one.reason) for one in found} == {("caseworker2", WHY)}


def test_reading_about_openings_before_the_first_one_writes_nothing(world, offered):
    with world.as_user("privacy1"):
        assert breakglass.register() == breakglass.notices() == breakglass.open_now() == []
        breakglass.mark_read("glass-unknown")
    assert breakglass.openings() is None


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "close", "read"]), st.integers(0, 4), st.sampled_from("ab")),
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_register_only_grows_whatever_is_done(steps):
    kept, noted, now = Openings(), {}, clock.now()
    for step, number, user in steps:
        name = f"glass-{number}"
        if step == "add" and name not in noted:
            hour = timedelta(hours=1)
            noted[name] = Opening(
                name, "7f2a", "2026-000001", user, WHY, now, now + hour, ("a", "b")
            )
            kept.add(noted[name])
        elif step == "add":
            with pytest.raises(ValueError, match=name):
                kept.add(noted[name])
        elif step == "close":
            kept.close(name, now)
        else:
            kept.mark_read(name, user, now)
        assert {one.id: one for one in kept} == noted

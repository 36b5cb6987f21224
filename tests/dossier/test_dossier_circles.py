"""Who sees a dossier follows from its circles, and from nothing else."""

from plone.app.testing import SITE_OWNER_NAME
from plone.testing.zope import login as zope_login

from farde.dossier import operations


def may_view(content) -> bool:
    from AccessControl import getSecurityManager

    return bool(getSecurityManager().checkPermission("View", content))


def test_the_caseworker_sees_the_dossier_and_its_documents(world):
    dossier = world.dossier(caseworker="caseworker1")
    document = world.document(dossier)
    with world.as_user("caseworker1"):
        assert may_view(dossier) and may_view(document)
        assert set(world.visible(portal_type=["Dossier", "CaseDocument"])) == {
            dossier.UID(),
            document.UID(),
        }


def test_another_caseworker_neither_sees_nor_finds_it(world):
    dossier = world.dossier(caseworker="caseworker1")
    document = world.document(dossier)
    with world.as_user("caseworker2"):
        assert not may_view(dossier) and not may_view(document)
        assert not world.visible(portal_type=["Dossier", "CaseDocument", "Person"])


def test_even_a_manager_has_no_view_on_dossier_content(world):
    dossier = world.dossier()
    document = world.document(dossier)
    zope_login(world.app["acl_users"], SITE_OWNER_NAME)
    assert not may_view(dossier) and not may_view(document)
    assert not world.visible(portal_type=["Dossier", "CaseDocument", "Person"])


def test_whoever_files_a_document_gets_nothing_as_its_owner(world):
    dossier = world.dossier()
    with world.as_user("scan1"):
        document = world.document(dossier)
        assert not may_view(document)


def test_a_transfer_moves_access_and_touches_no_document(world):
    dossier = world.dossier(caseworker="caseworker1")
    document = world.document(dossier)
    before = document._p_serial, document.modified()
    operations.name_caseworker(dossier, "caseworker2")
    assert (document._p_serial, document.modified()) == before
    with world.as_user("caseworker2"):
        assert may_view(document) and document.UID() in world.visible()
    with world.as_user("caseworker1"):
        assert not may_view(document) and document.UID() not in world.visible()


def test_supervisors_see_the_dossiers_of_their_team(world):
    document = world.document(world.dossier())
    with world.as_user("supervisor1"):
        assert may_view(document)


def test_a_dossier_without_caseworker_is_for_its_supervisors(world):
    dossier = world.dossier(caseworker="")
    from farde.access import operations as access

    assert access.principals(dossier.UID(), "caseworker") == {"supervisors"}


def test_numbers_follow_each_other_within_a_year(world):
    first, second = world.dossier(), world.dossier(niss="")
    assert int(second.getId().split("-")[1]) == int(first.getId().split("-")[1]) + 1


def test_a_caseworker_named_through_the_form_is_in_the_circle(world):
    from zope.lifecycleevent import modified

    dossier = world.dossier(caseworker="caseworker1")
    dossier.caseworker = "caseworker2"
    modified(dossier)
    with world.as_user("caseworker2"):
        assert may_view(dossier)
    with world.as_user("caseworker1"):
        assert not may_view(dossier)

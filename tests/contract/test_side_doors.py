"""Content that needs to be known is closed to outsiders by every door that the registry knows.

The doors are asked of the live registry: a new view, service, add-on or content type is tried
here without a line being written, and a type that nobody decided upon fails.
"""

from itertools import cycle

import pytest

from doors import OUTSIDERS, STRANGER, call, doors, factories
from farde.access.need_to_know import IBlindDoor, INeedToKnow

#: Types that exist only for those who may view them.
NEED_TO_KNOW = ("Person", "Dossier", "CaseDocument", "Signal", "Ticket", "CaptureBatch")

_TERMS = "the words of the centre, about nobody"
_FOLDER = "a folder that lists what its reader may view"
_STOCK = "of Plone; nobody makes one with anything of a dossier in it"
#: Types that anybody signed in may know of, and why.
OPEN = {
    "Plone Site": "the house itself",
    "PersonRegistry": _FOLDER,
    "DossierRegistry": _FOLDER,
    "CaptureQueue": _FOLDER,
    "Thesaurus": _TERMS,
    "ThesaurusProfile": _TERMS,
    "DocumentType": _TERMS,
    "DocumentKind": _TERMS,
    "Collection": _STOCK,
    "Document": _STOCK,
    "Event": _STOCK,
    "File": _STOCK,
    "Folder": _STOCK,
    "Image": _STOCK,
    "Link": _STOCK,
    "News Item": _STOCK,
    "TempFolder": _STOCK,
}

#: (type, door): who passes without seeing the content, and why that does no harm.
BLIND = {
    ("Dossier", "POST_application_json_"): (
        {"scan1", "external1"},
        "files a document; its sender is told of that alone",
    ),
    ("CaptureBatch", "POST_application_json_@file"): (
        {"scan1"},
        "for who made the deposit, also once it is filed",
    ),
    ("Dossier", "access-journal"): ({"privacy1"}, "who read the dossier, not what is in it"),
    ("Dossier", "GET_application_json_@access-journal"): ({"privacy1"}, "as the page"),
    ("Dossier", "why-access"): ({"privacy1"}, "who may see it and why"),
    ("Dossier", "GET_application_json_@why-access"): ({"privacy1"}, "as the page"),
    ("Dossier", "protection"): ({"privacy1"}, "who may know of it, by number"),
    ("CaseDocument", "reclassify"): (
        {"scan1"},
        "who filed it a short while ago mends what they said of it; shows that, no page of it",
    ),
    ("CaseDocument", "POST_application_json_@reclassify"): ({"scan1"}, "as the page"),
    ("CaseDocument", "file-also"): (
        {"scan1"},
        "who filed it a short while ago files it in one more dossier; shows what it is called",
    ),
    ("CaseDocument", "POST_application_json_@file-also"): ({"scan1"}, "as the page"),
    ("CaseDocument", "report-misfiled"): (
        {"scan1", "privacy1"},
        "who filed it a short while ago, or watches over all, says that it is in the wrong dossier",
    ),
    ("CaseDocument", "POST_application_json_@misfiled"): ({"scan1", "privacy1"}, "as the page"),
    ("CaseDocument", "why-access"): ({"privacy1"}, "who may see it and why"),
    ("CaseDocument", "GET_application_json_@why-access"): ({"privacy1"}, "as the page"),
}

#: Addresses at which the registry is not asked, tried as everybody.
ODD = (
    "",
    "/",
    "/title",
    "/Title",
    "/getId",
    "/id",
    "/UID",
    "/Creator",
    "/beneficiary",
    "/file",
    "/view",
    "/edit",
    "/index_html",
    "/manage_main",
    "/manage_workspace",
    "/get_local_roles",
    "/objectIds",
    "/@@",
    "/@@view",
    "/@@title",
    "/@@uuid",
    "/@@edit",
    "/@@sharing",
    "/@@historyview",
    "/@@history",
    "/@@download/file",
    "/@@download/original",
    "/@@display-file/file",
    "/@@images/file",
    "/@@images/file/thumb",
    "/@@dv-search.json?q=Canaritexte",
    "/@@searchable",
    "/@@recognition",
    "/@@sendto_form",
    "/@@babel_utils",
    "/@@+",
    "/++api++",
    "/++api++/@history",
    "/++widget++form.widgets.file/@@download",
    "/portal_catalog/searchResults",
    "/thesaurus",
    "/acl_users/searchUsers",
    "/nothing-of-the-kind",
)

VERBS = ("PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "DELETE", "LOCK", "UNLOCK", "PUT")
VERBS += ("HEAD", "OPTIONS", "TRACE", "FOO")


def test_every_type_is_guarded_or_open_for_a_reason(served_world):
    types = set(served_world.portal.portal_types.objectIds())
    assert types - OPEN.keys() - set(NEED_TO_KNOW) == set(), "guard it, or give a reason in OPEN"
    assert OPEN.keys() - types == set()


def test_the_guarded_types_and_no_other_content_need_to_be_known(hidden):
    assert set(hidden.content) == set(NEED_TO_KNOW)
    assert all(INeedToKnow.providedBy(one) for one in hidden.content.values())
    folders = [hidden.world.portal, *hidden.world.portal.contentValues()]
    assert not any(INeedToKnow.providedBy(one) for one in folders)


@pytest.mark.parametrize("portal_type", NEED_TO_KNOW)
def test_no_door_on_it_opens_to_who_may_not_view_it(hidden, portal_type):
    """Each door is tried by a Manager, whom Plone gives most, and by the outsiders in turn."""
    path, ajar, others = hidden.path(portal_type), [], cycle(_outsiders(portal_type))
    found = doors(hidden.content[portal_type])
    assert len(found) > 200
    for door in found:
        if (portal_type, door.name) in BLIND:
            continue
        for user in ("manager1", next(others)):
            answer = door.tried_by(user, path)
            if not answer.nothing or hidden.told(answer, path + door.path):
                ajar.append((door.name, user, answer.status))
    assert ajar == []


@pytest.mark.parametrize("portal_type", NEED_TO_KNOW)
def test_every_door_on_it_asks_strangers_to_sign_in(hidden, portal_type):
    path = hidden.path(portal_type)
    tried = doors(hidden.content[portal_type])
    found = {door.name: door.tried_by(STRANGER, path) for door in tried}
    assert [name for name, answer in found.items() if not answer.sign_in] == []


def test_no_odd_address_by_way_of_it_opens(hidden):
    ajar = []
    for portal_type in NEED_TO_KNOW:
        path, others = hidden.path(portal_type), cycle(_outsiders(portal_type))
        for tail in ODD:
            for user in ("manager1", next(others)):
                answer = call(path + tail, user)
                if not answer.nothing or hidden.told(answer, path + tail):
                    ajar.append((portal_type, tail, user, answer.status))
            assert call(path + tail).sign_in, tail
    assert ajar == []


def test_its_front_doors_open_to_no_outsider_at_all(hidden):
    for portal_type in NEED_TO_KNOW:
        path = hidden.path(portal_type)
        for user in _outsiders(portal_type):
            for tail in ("/view", "/@@title", "/@@download/file"):
                assert call(path + tail, user).nothing, (user, tail)
            for tail in ("", "/@history"):
                assert call(path + tail, user, accept="application/json").nothing, (user, tail)


@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*"])
def test_hidden_and_missing_answer_alike(hidden, accept):
    for portal_type in NEED_TO_KNOW:
        path = hidden.path(portal_type)
        missing = path[:-4] + "0xyz"
        for user in ("caseworker2", "manager1", STRANGER):
            for tail in ("", "/edit", "/@@download/file"):
                first = _shape(call(path + tail, user, accept=accept), path)
                second = _shape(call(missing + tail, user, accept=accept), missing)
                assert first == second, (portal_type, user, tail)


def test_a_form_sent_after_a_session_tells_hidden_from_missing_no_better(hidden):
    sent = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "HTTP_COOKIE": "__ac=ended"}
    for portal_type in NEED_TO_KNOW:
        path = hidden.path(portal_type)
        first, second = (
            _shape(call(f"{one}/edit", STRANGER, "POST", "text/html", b"a=b", **sent), one)
            for one in (path, path[:-4] + "0xyz")
        )
        assert first == second, portal_type


@pytest.mark.parametrize("method", VERBS)
def test_no_verb_of_webdav_reaches_it(hidden, method):
    for portal_type in NEED_TO_KNOW:
        path = hidden.path(portal_type)
        for user in ("manager1", "caseworker2"):
            answer = call(path, user, method, HTTP_DEPTH="1", HTTP_DESTINATION="http://nohost/x")
            assert answer.nothing and not hidden.told(answer), (portal_type, user, answer.status)


@pytest.mark.parametrize("portal_type, name", BLIND)
def test_a_blind_door_tells_nothing_of_what_is_in_it(hidden, portal_type, name):
    path = hidden.path(portal_type)
    door = next(one for one in doors(hidden.content[portal_type]) if one.name == name)
    for user in _outsiders(portal_type):
        answer = door.tried_by(user, path)
        # The number of the dossier is in what was asked.
        assert hidden.told(answer, path + door.path) == [], user
        assert answer.nothing or user in BLIND[portal_type, name][0], user


def test_a_program_files_no_deposit_but_its_own(hidden):
    path = hidden.path("CaptureBatch")
    missing = path[:-4] + "0xyz"
    answers = [
        call(f"{one}/@file", "external1", "POST", "application/json", {"dossier": "2026-000001"})
        for one in (path, missing)
    ]
    assert _shape(answers[0], path) == _shape(answers[1], missing)
    assert answers[0].nothing


def test_no_other_door_is_blind(hidden):
    found = {
        (portal_type, name)
        for portal_type, content in hidden.content.items()
        for name, factory in factories(content)
        if IBlindDoor.implementedBy(factory)
    }
    assert found == BLIND.keys()


def test_who_may_view_it_still_does(hidden):
    for portal_type in ("Dossier", "Person", "CaseDocument"):
        for user in ("caseworker1", "supervisor1"):
            assert call(hidden.path(portal_type), user, accept="text/html").status == 200
    assert (
        "Canaritexte"
        in call(hidden.path("CaseDocument") + "/@@dv-search.json?q=Canaritexte", "caseworker1").text
    )


def _outsiders(portal_type: str) -> list[str]:
    # The capture team sees deposits; every other outsider sees nothing of anything.
    return [one for one in OUTSIDERS if (portal_type, one) != ("CaptureBatch", "scan1")]


def _shape(answer, path: str) -> tuple:
    """Leave out of an answer what differs from one request to the next."""
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    tokens = ("data-token", 'name="_authenticator"')
    lines = answer.body.decode().splitlines()
    lines = [line for line in lines if not any(token in line for token in tokens)]
    words = f"{headers} {lines}".replace(path, "…").replace(path.rpartition("/")[2], "…")
    return answer.status, words

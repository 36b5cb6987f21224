"""Nothing of a dossier comes out by the doors of the site and its folders.

The doors are asked of the live registry; those that need words to work are asked in earnest.
"""

import json
from itertools import cycle
from urllib.parse import quote

import pytest

from doors import OUTSIDERS, SITE_OWNER_NAME, STRANGER, call, doors
from farde.access.closed_doors import CLOSED

PLACES = ("", "persons", "dossiers", "capture")
KEEPERS = {"manager1", "siteadmin1", SITE_OWNER_NAME}

#: Who is told of the secret by the site on purpose: (door, who) and why.
TOLD = {
    ("access-journal", "privacy1"): "watches over who reads what; the number, no name",
    ("GET_application_json_@access-journal", "privacy1"): "as the page",
    ("capture-dossiers", "scan1"): "files by hand, and must find the dossier by its person",
    ("capture-follow", "scan1"): "the team's deposits, and the number each was filed under",
    ("deposit", "scan1"): "as the page",
    ("capture-progress", "scan1"): "as the page",
    ("GET_application_json_@capture", "scan1"): "as the page",
    ("recently_modified", "scan1"): "the ids of the team's deposits",
    ("dashboard", "scan1"): "the ids of the team's deposits",
}
#: Methods of Plone that list, count, find, add or take away, as addresses in the site.
METHODS = (
    *("dossiers/hasObject?id={number}", "dossiers/has_key?id={number}", "dossiers/objectCount"),
    *("dossiers/manage_copyObjects?ids:list={number}", "dossiers/manage_hasId?id={number}"),
    *("dossiers/listDAVObjects", "dossiers/objectIds", "dossiers/folderlistingFolderContents"),
    *("capture/objectCount", "persons/objectCount", "ZopeFind?search_sub:int=1"),
    *("manage_renameObject?id=dossiers&new_id=d", "manage_delObjects?ids:list=dossiers"),
    *("portal_catalog/searchResults?portal_type=Dossier", "portal_catalog/resultsPaths"),
    *("portal_workflow/updateRoleMappings", "portal_types/Dossier/manage_changeProperties"),
    *("portal_membership/listMemberIds", "portal_setup/manage_exportAllSteps"),
    *("acl_users/searchUsers", "acl_users/plugins/activatePlugin", "acl_users/getUsers"),
    *("acl_users/session/searchUsers", "acl_users/session/userFolderAddUser"),
    *("acl_users/session/plugins/activatePlugin", "error_log/getLogEntries"),
    *("dossiers/portal_catalog/resultsPaths", "manage_addProduct/OFSP/manage_addDTMLMethod"),
)
VERBS = ("PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "DELETE", "LOCK", "UNLOCK", "PUT")

#: Words that lead to the secret, in every parameter that some search or vocabulary reads.
WORDS = "&".join(
    f"{name}=Canaritexte"
    for name in ("SearchableText", "q", "query", "term", "search", "Title", "Subject")
)
_CRITERIA = [
    {
        "i": "portal_type",
        "o": "plone.app.querystring.operation.selection.any",
        "v": ["Dossier", "CaseDocument", "Person", "Signal", "Ticket", "CaptureBatch"],
    }
]
_RECORDS = (
    "query.i:records=portal_type&query.v:records:list=Person"
    "&query.o:records=plone.app.querystring.operation.selection.any"
)
_CATALOG = f"getVocabulary?name=plone.app.vocabularies.Catalog&query={quote(json.dumps(_CRITERIA))}"
#: Questions that would be answered with the secret, if anybody's catalogue were asked.
QUESTIONS = (
    f"/@search?{WORDS}&fullobjects=1",
    "/@search?portal_type=Dossier&metadata_fields=_all",
    "/@search?path.query=/plone/dossiers&metadata_fields=_all",
    "/@search?portal_type=Dossier&allowedRolesAndUsers=user:caseworker1&allowedRolesAndUsers=Manager",
    "/@search?getId={number}&show_inactive=1",
    "/@search?UID={uid}&use_site_search_settings=1",
    f"/@querystring-search?query={quote(json.dumps({'query': _CRITERIA}))}",
    f"/@@querybuilder_html_results?{_RECORDS}",
    f"/@@querybuildernumberofresults?{_RECORDS}",
    f"/dossiers/@@{_CATALOG}",
    "/@vocabularies/plone.app.vocabularies.Catalog?title=Canari",
    "/@vocabularies/plone.app.multilingual.RootCatalog?title=Canari",
    f"/@@search?{WORDS}",
    f"/@@ajax-search?{WORDS}",
    f"/search_rss?{WORDS}",
    f"/@@capture-dossiers?{WORDS}",
    f"/@@my-dossiers?{WORDS}",
    f"/@@dossiers?{WORDS}",
    "/rss.xml",
    "/atom.xml",
    "/sitemap",
    "/sitemap.xml.gz",
    "/dossiers/listing_view",
    "/persons/listing_view",
    "/dossiers?fullobjects=1",
    "/persons?fullobjects=1",
    "/@navigation?expand.navigation.depth=5",
    "/dossiers/@contextnavigation",
    "/resolveuid/{uid}",
    "/@resolve-uid/{uid}",
    "/@@dvpdffiles/{file}",
    "/thesaurus/dossiers/{number}",
    "/dossiers/{number}0/@@view",
)
#: Doors that tell who works here.
COLLEAGUES = (
    "/@users",
    "/@users?query=caseworker",
    "/@users/caseworker1",
    "/@groups",
    "/@groups/supervisors",
    "/@principals?search=case",
    "/@vocabularies/plone.app.vocabularies.Users",
    "/@vocabularies/plone.app.vocabularies.Principals",
    "/@vocabularies/plone.app.vocabularies.Groups",
    "/@querystring",
    "/@@qsOptions",
    "/@@usergroup-userprefs?searchstring=case",
    "/@@member-search?SearchableText=case",
    "/@@pas_search/searchUsers?id=case",
    "/acl_users/searchUsers",
    "/acl_users/session/searchUsers",
    "/portal_membership/listMemberIds",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_door_of_the_site_and_its_folders_tells_of_it(hidden, place):
    content = hidden.world.portal[place] if place else hidden.world.portal
    path, ajar, others = "/".join(content.getPhysicalPath()), [], cycle(OUTSIDERS)
    for door in doors(content):
        if door.method == "DELETE":
            continue  # tried below, once for each folder
        # What a keeper posts may change the site under the next doors.
        reads = door.method == "GET"
        asked = f"?{WORDS}" if reads else ""
        for user in (next(others), "manager1") if reads else ("caseworker2",):
            # Who keeps the site has the many pages of settings: without the frame around them.
            answer = door.tried_by(user, path, asked + "&ajax_load=1" * (user == "manager1"))
            if hidden.told(answer, path + door.path + asked) and (door.name, user) not in TOLD:
                ajar.append((door.name, user, answer.status))
            if not answer.refused:
                break
    assert ajar == []


def test_every_exception_is_still_one(hidden):
    found = {door.name: door for door in doors(hidden.world.portal)}
    for name, user in TOLD:
        assert hidden.told(found[name].tried_by(user, "/plone", "?q=Secret")), (name, user)


def test_no_question_to_the_site_is_answered_with_it(hidden):
    for question in QUESTIONS:
        asked = hidden.filled("/plone" + question)
        for user in (*OUTSIDERS, STRANGER):
            if user == "scan1" and "capture-dossiers" in question:
                continue
            told = hidden.told(call(asked, user, accept=_accept(question)), asked)
            known = hidden.of_capture() if user == "scan1" else set()
            assert set(told) <= known, (question, user)


def test_no_search_counts_it(hidden):
    mine = ("caseworker2",)  # has a dossier of another person
    for user in OUTSIDERS:
        answer = call("/plone/@search?portal_type=Dossier", user, accept="application/json")
        assert json.loads(answer.body)["items_total"] == (1 if user in mine else 0), user


def test_no_method_of_what_is_stored_can_be_called(hidden):
    for method in METHODS:
        asked = hidden.filled(f"/plone/{method}")
        for user in ("caseworker2", *KEEPERS, STRANGER):
            assert call(asked, user).refused, (method, user)


def test_no_verb_of_webdav_reaches_a_folder(hidden):
    for place in PLACES:
        for verb in VERBS:
            for user in ("caseworker2", *KEEPERS):
                where = {"HTTP_DEPTH": "infinity", "HTTP_DESTINATION": "http://nohost/plone/x"}
                assert call(f"/plone/{place}", user, verb, **where).refused, (place, verb, user)


def test_no_call_by_xml_rpc_is_answered(hidden):
    name = "<methodName>{}</methodName><params><param><value>2026</value></param></params>"
    for method in ("objectCount", "objectIds", "has_key", "title_or_id", "getId"):
        body = f"<methodCall>{name.format(method)}</methodCall>".encode()
        for user in ("caseworker2", "manager1", STRANGER):
            answer = call("/plone/dossiers", user, "POST", body=body, CONTENT_TYPE="text/xml")
            assert answer.refused, (method, user, answer)


def test_no_keeper_takes_it_away_or_moves_it(hidden):
    sources = ("/plone/dossiers", hidden.filled("/plone/dossiers/{number}"), hidden.filled("{uid}"))
    for user in KEEPERS:
        for place in ("dossiers", "persons", "capture", hidden.filled("dossiers/{number}")):
            answer = call(f"/plone/{place}", user, "DELETE", "application/json")
            assert answer.refused, (user, place)
        for verb in ("@move", "@copy"):
            for source in sources:
                call(f"/plone/{verb}", user, "POST", "application/json", {"source": source})
    hidden.world.portal._p_jar.sync()
    for name in hidden.content:
        assert call(hidden.path(name), "manager1").nothing, name
    assert call(hidden.path("CaseDocument"), "caseworker1").status == 200
    assert len(hidden.world.portal["dossiers"]) == 2


def test_a_closed_door_opens_to_nobody(hidden):
    for name in CLOSED:
        accept = "application/json" if name.startswith("@") else "*/*"
        for place in ("/plone/", "/plone/dossiers/"):
            for user in ("caseworker2", *KEEPERS):
                assert call(place + name, user, accept=accept).refused, (name, place, user)
            assert call(place + name, STRANGER, accept=accept).refused, (name, place)


def test_people_still_find_their_way_in_and_out(hidden):
    assert call("/plone/acl_users/credentials_cookie_auth/require_login").status == 302
    assert call("/plone/acl_users/session/remove", "caseworker2").status in (200, 204, 302)
    assert call("/plone/dossiers", "caseworker2", "OPTIONS").status == 200


def test_who_works_here_is_for_who_keeps_the_accounts(hidden):
    for asked in COLLEAGUES:
        for user in {*OUTSIDERS, STRANGER} - KEEPERS:
            text = call(f"/plone{asked}", user, accept=_accept(asked)).text.replace(asked, "")
            assert "supervisor1" not in text and "caseworker1" not in text, (asked, user)


def _accept(asked: str) -> str:
    return "application/json" if "/@" in asked.replace("/@@", "/") else "*/*"

"""Every door of the house has a lock, and stands only in a house where Farde is installed."""

from pathlib import Path

import pytest
from plone.resource.interfaces import IResourceDirectory
from plone.rest.interfaces import IAPIRequest
from zope.component import getGlobalSiteManager, getUtilitiesFor
from zope.publisher.interfaces import IRequest
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

import farde
from farde.core.interfaces import IFardeLayer

HOUSE = Path(farde.__file__).parent
_NO_SECRET = "tells what went wrong, nothing of what is behind it"
_FRAME = "stands on every page, also before anybody signs in"
_PASSAGE = "who signs in through the identity provider is not signed in yet"
_ADAPTER = "an adapter of plone.restapi, which no address reaches"
_RULES = "the form of a content-rule element of ours, which no other site has"

#: Doors without a permission: (file, name, what for) and why that does no harm.
PUBLIC = {
    ("core/configure.zcml", "index.html", "Refusal"): _NO_SECRET,
    ("access/journal/configure.zcml", "index.html", "JournalUnavailable"): _NO_SECRET,
    ("access/configure.zcml", "", "IMemberData"): _ADAPTER,
    ("access/journal/configure.zcml", "", "IDexterityContent"): _ADAPTER,
    ("document/configure.zcml", "", "Interface"): _ADAPTER,
    ("thesaurus/rest.zcml", "", "ITermVocabulary"): _ADAPTER,
    ("access/journal/configure.zcml", "", "IDexterityContainer"): _ADAPTER,
    ("access/signin/configure.zcml", "index.html", "OutOfScope"): _NO_SECRET,
    ("access/signin/configure.zcml", "session-ended", "IPloneSiteRoot"): (
        "who signs in again is not signed in yet; shows what the browser itself sent"
    ),
    ("access/signin/configure.zcml", "mail_password_form", "IPloneSiteRoot"): (
        "who forgot a password is not signed in; holds nothing"
    ),
    ("access/signin/configure.zcml", "mail_password", "IPloneSiteRoot"): (
        "who forgot a password is not signed in; one answer for every name"
    ),
    ("access/signin/provider.zcml", "signin-provider", "IPloneSiteRoot"): _PASSAGE,
    ("access/signin/provider.zcml", "signin-provider-callback", "IPloneSiteRoot"): _PASSAGE,
    ("consultation/documentviewer.zcml", "index.html", "NotFound"): _NO_SECRET,
    ("consultation/documentviewer.zcml", "index.html", "Unauthorized"): _NO_SECRET,
    ("consultation/pages.zcml", "index.html", "Exception"): _NO_SECRET,
    ("consultation/pages.zcml", "login", "IPloneSiteRoot"): "who signs in is not signed in yet",
    ("consultation/pages.zcml", "login_form", "IPloneSiteRoot"): "as login",
    ("consultation/pages.zcml", "farde-macros", "Interface"): "markup without data",
    ("consultation/theme.zcml", "farde.header", "Interface"): _FRAME,
    ("consultation/theme.zcml", "plone.htmlhead.title", "Interface"): _FRAME,
    ("consultation/theme.zcml", "plone.htmlhead.viewport", "Interface"): _FRAME,
    ("consultation/theme.zcml", "plone.globalstatusmessage", "Interface"): _FRAME,
    ("consultation/theme.zcml", "breadcrumbs_view", "IPerson"): "says less than the stock one",
}

#: Doors that stand on every site of the instance, and why.
ON_ANY_SITE = {
    ("core/configure.zcml", "index.html", "Refusal"): "only REST requests, only our refusals",
    ("routing/elements.zcml", "farde.conditions.DocumentType", "IRuleConditionAdding"): _RULES,
    ("routing/elements.zcml", "farde.conditions.Direction", "IRuleConditionAdding"): _RULES,
    ("routing/elements.zcml", "farde.conditions.Channel", "IRuleConditionAdding"): _RULES,
    ("routing/elements.zcml", "farde.conditions.ActiveRi", "IRuleConditionAdding"): _RULES,
    ("routing/elements.zcml", "farde.actions.RaiseSignal", "IRuleActionAdding"): _RULES,
    ("routing/elements.zcml", "farde.actions.RaiseTicket", "IRuleActionAdding"): _RULES,
    ("routing/elements.zcml", "edit", "IDocumentTypeCondition"): _RULES,
    ("routing/elements.zcml", "edit", "IDirectionCondition"): _RULES,
    ("routing/elements.zcml", "edit", "IChannelCondition"): _RULES,
    ("routing/elements.zcml", "edit", "IActiveRiCondition"): _RULES,
    ("routing/elements.zcml", "edit", "IRaiseSignal"): _RULES,
    ("routing/elements.zcml", "edit", "IRaiseTicket"): _RULES,
}

#: Folders that anybody may read: the look of the pages.
STATIC = {
    "access/journal/static",
    "access/signin/static",
    "access/table/static",
    "access/why/static",
    "capture/quality/static",
    "capture/counter/static",
    "capture/sheets/static",
    "capture/channels/static",
    "capture/static",
    "capture/desk/static",
    "consultation/copies/static",
    "consultation/static",
    "consultation/theme",
    "document/static",
    "dossier/static",
    "thesaurus/static",
    "tickets/static",
    "routing/static",
}
_LOOKS = {".css", ".js", ".svg", ".html", ".xml", ".cfg", ".png", ".woff2", ".gz"}


@pytest.fixture
def doors(integration) -> dict:
    """Views, pages, viewlets and services that our ZCML registers, with their permission."""
    found = {}
    for one in getGlobalSiteManager().registeredAdapters():
        file = Path(getattr(one.info, "file", ""))
        layer = _layer(one.required)
        if file.is_relative_to(HOUSE) and layer is not None:
            place = one.required[0].__name__.rpartition(".")[2]
            key = (file.relative_to(HOUSE).as_posix(), one.name, place)
            found[key] = (getattr(one.factory, "__roles__", "none"), layer)
    return found


def _layer(required):
    for interface in required:
        if interface.isOrExtends(IRequest) or interface.isOrExtends(IDefaultBrowserLayer):
            return interface
        if interface.isOrExtends(IAPIRequest):
            return interface
    return None


def test_the_doors_are_seen(doors):
    names = {name for _, name, _ in doors}
    assert {"capture", "inbox", "farde.header", "POST_application_json_@capture"} <= names
    assert len(doors) > 40


def test_every_door_has_a_permission_or_a_reason(doors):
    open_doors = {key for key, (roles, _) in doors.items() if not hasattr(roles, "__name__")}
    assert open_doors - PUBLIC.keys() == set(), "give it a permission, or a reason in PUBLIC"


def test_every_door_is_for_sites_with_farde_or_has_a_reason(doors):
    anywhere = {key for key, (_, layer) in doors.items() if not layer.isOrExtends(IFardeLayer)}
    assert anywhere - ON_ANY_SITE.keys() == set(), "give it layer=IFardeLayer, or a reason"


def test_no_reason_outlives_its_door(doors):
    assert PUBLIC.keys() - doors.keys() == set()
    assert ON_ANY_SITE.keys() - doors.keys() == set()


def test_a_permission_that_locks_a_door_is_one_that_exists(doors, integration):
    known = set(integration["portal"].possible_permissions())
    named = {roles.__name__ for roles, _ in doors.values() if hasattr(roles, "__name__")}
    assert named - known == set()


def test_the_doors_of_dossier_content_open_to_its_readers_or_its_workers(doors):
    """`View` on a dossier means: by its circles. A looser permission would go round them."""
    ours = {"IDossier", "IPerson", "ICaseDocument", "IFollowUp", "ICaptureBatch"}
    for key, (roles, _) in doors.items():
        if key[2] in ours and key not in PUBLIC:
            assert roles.__name__ == "View" or roles.__name__.startswith("farde: "), key


def test_folders_that_anybody_may_read_hold_the_look_of_pages_only(integration):
    folders = set()
    for _, folder in getUtilitiesFor(IResourceDirectory):
        path = Path(getattr(folder, "directory", "/"))
        if path.is_relative_to(HOUSE):
            folders.add(path.relative_to(HOUSE).as_posix())
            assert {one.suffix for one in path.rglob("*") if one.is_file()} <= _LOOKS, path
    assert folders == STATIC

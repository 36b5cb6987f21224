"""The doors by which dossier content is read, and what going through each is called.

A door is the name of a view, or of a REST service with its ``@``; "" is REST's own address of the
content. A door on dossier content that stands in neither table is noted all the same, as a view,
an edit or a REST reading; a test wants those of our rooms in one of them.
"""

from farde.access.journal import actions

READINGS = {
    "view": actions.VIEW,
    "preview": actions.VIEW,
    "edit": actions.EDIT,
    "share-note": actions.EDIT,
    "reclassify": actions.EDIT,
    "@reclassify": actions.EDIT,
    "file-also": actions.EDIT,
    "completeness": actions.VIEW,
    "@completeness": actions.REST,
    "aids-of-dossier": actions.EDIT,
    "request-letter": actions.DOWNLOAD,
    "keep-request-letter": actions.EDIT,
    "privacy-incident": actions.JOURNAL,
    "privacy-incident-document": actions.DOWNLOAD,
    "@file-also": actions.EDIT,
    "page-note": actions.EDIT,
    "beside": actions.VIEW,
    "@notes": actions.REST,
    "download": actions.DOWNLOAD,
    "display-file": actions.DOWNLOAD,
    "searchable": actions.DOWNLOAD,
    "marked-copy": actions.DOWNLOAD,
    "bundle": actions.VIEW,
    "redact": actions.PREVIEW,
    "redact-picture": actions.PREVIEW,
    "bundle-file": actions.DOWNLOAD,
    "images": actions.PREVIEW,
    "capture-page": actions.PREVIEW,
    "@parts": actions.PREVIEW,
    "@lease": actions.PREVIEW,
    "@decide": actions.PREVIEW,
    "capture-original": actions.DOWNLOAD,
    "@draft": actions.PREVIEW,
    "dvpdffiles": actions.PREVIEW,
    "dv-search.json": actions.LOOKUP,
    "search": actions.LOOKUP,
    "print": actions.PRINT,
    "export": actions.EXPORT,
    "access-journal": actions.JOURNAL,
    "@access-journal": actions.JOURNAL,
    "@search": actions.LOOKUP,
    "@querystring-search": actions.LOOKUP,
    "@file": actions.REST,
    "@quality": actions.REST,
    "": actions.REST,
}

#: Doors on dossier content behind which nothing of a dossier is read, and why.
NOT_A_READING = {
    "report-misfiled": "says that it is in the wrong dossier; nothing of what is in it",
    "@misfiled": "as the page",
    "recognition": "how many pages are read by the machine; asked again every second",
    "pdf": "answers 404 to everybody",
    "dvpdf-group-view": "answers 404 to everybody",
    "why-access": "who may see it and why; nothing of what is in it",
    "@why-access": "who may see it and why; nothing of what is in it",
    "protection": "who may know of it and who may not; nothing of what is in it",
    "interview": "takes papers in; nothing of what is in the dossier",
    "farde-macros": "markup without data",
    "bundle-state": "how far a copy is that the reader asked for; nothing of what is in it",
    "bundle-progress": "as the page; asked again every two seconds",
    "document-files": "a part of other pages: links to the copies and files, each noted when used",
    "breadcrumbs_view": "a part of other pages; published, it shows nothing",
}

#: Doors of the site behind which dossiers are looked up, with the field that holds the words.
#: The words themselves are never noted.
LOOKUPS = {
    "search": "s",
    "dossiers": "q",
    "inbox": "q",
    "capture-dossiers": "q",
    "counter": "citizen",
    "counter-citizens": "q",
    "my-dossiers": "q",
    "ajax-search": "SearchableText",
    "getSource": "",
    "getVocabulary": "query",
    "@search": "",
    "@querystring-search": "",
}

#: Many requests for one look at one document: noted once within a while.
NOTED_ONCE = {actions.PREVIEW}

#: Readings that are told apart when they begin on the page of search results.
_FROM_SEARCH = {actions.VIEW}
SEARCH_PAGES = {"search", "@@search"}


def is_known(door: str) -> bool:
    """Tell whether a door stands in one of the tables."""
    return bool(door) and any(door in table for table in (READINGS, NOT_A_READING, LOOKUPS))


def action_of(door: str, rest: bool, writes: bool, from_search: bool = False) -> str | None:
    """Return what going through a door of dossier content is called, None for no reading."""
    if door in NOT_A_READING:
        return None
    usual = actions.REST if rest else actions.EDIT if writes else actions.VIEW
    action = READINGS.get(door, usual)
    return actions.SEARCH_OPENING if from_search and action in _FROM_SEARCH else action


def is_lookup(door: str, form: dict) -> bool:
    """Tell whether a door of the site looks dossiers up, as this form asks for it."""
    if door not in LOOKUPS:
        return False
    field = LOOKUPS[door]
    return not field or bool(form.get(field))

*** Settings ***
Documentation       A scan becomes a readable document in a dossier, and the right person learns of it.
...                 One story in five chapters: each goes on where the one before stopped.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed
Test Tags           essential


*** Test Cases ***
A scan clerk files a scan and sees it become readable
    Sign in as    scan1
    The desk is    @@capture
    The page fits the window
    Open the page of one file
    The page fits the window
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Choose    document_type    ATTESTATIONS DONNEES BANCAIRES
    Choose    document_kind    Carte de banque ou extrait de compte
    Choose    direction    Entrant
    Choose    channel    Courrier
    Received today
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.
    The deposit is under way    ${NUMBER}
    The deposit becomes readable    ${NUMBER}
    Sign out

The caseworker learns of it at once
    Sign in as    caseworker1
    The desk is    @@inbox
    The page fits the window
    The inbox shows    ${NUMBER}    ATTESTATIONS DONNEES BANCAIRES
    The toolbar counts what the inbox shows

The document is read page by page, as picture and as text
    Open the document of the ticket
    The page fits the window
    The page image loads    1
    The viewer stands at page    1
    Turn to the next page
    The viewer stands at page    2
    The page image loads    2
    Zoom in
    Show the text
    The text shows    ${WORD_ON_PAGE_2}
    Search inside the document    ${WORD_ON_PAGE_2}
    The word is marked    ${WORD_ON_PAGE_2}

The document is found again under its type and by its words
    Open the dossier    ${NUMBER}
    The page fits the window
    The dossier shows    ATTESTATIONS DONNEES BANCAIRES    ${DOCUMENT}
    Search everywhere    ${WORD_ON_PAGE_2} ${LAST_NAME}
    The page fits the window
    The search finds    ${DOCUMENT}

The ticket is done and leaves the inbox
    Go To    ${URL}/@@inbox
    Mark the ticket done    Extrait vérifié, rien à signaler
    Get Element Count    ${TICKET}    ==    0
    The toolbar counts what the inbox shows
    Sign out

*** Settings ***
Documentation       A scan is filed under the wrong type, and the AS titulaire puts it right; a scan
...                 for two persons is told in both dossiers. Each chapter goes on from the one before.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed
Test Tags           essential


*** Variables ***
${WRONG}    ATTESTATIONS EMPLOI
${RIGHT}    FACTURES_CHARGES_MEDICALES
${BOTH}     ATTESTATIONS ETAT CIVIL


*** Test Cases ***
A scan is filed under the wrong type
    Sign in as    scan1
    Open the page of one file
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Choose    document_type    ${WRONG}
    Received today
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.
    The page fits the window
    Get Element Count    ${DEPOSIT}:has-text("${NUMBER}") >> text="Reclasser"    >=    1

The caseworker says why, reads back what follows, and puts it right
    Sign in as    caseworker1
    The inbox tells    ${NUMBER}    ${WRONG}
    Open the document of the ticket
    Click    text="Reclasser…"
    Wait For Elements State    id=reclassify-form
    The page fits the window
    Choose    document_type    ${RIGHT}
    Fill Text    id=field-reason    Mauvais type choisi au scan
    Click    text="Vérifier"
    Wait For Elements State    id=reclassify-check
    The page fits the window
    Get Text    css=.farde-effect-cancelled    contains    Signal → AS titulaire
    Get Text    css=.farde-effect-raised    contains    Ticket → AS titulaire
    Click    css=button[value=do]
    The message says    le document est reclassé
    Get Text    css=[aria-labelledby=corrections-heading]    contains    Mauvais type choisi au scan

The signal is taken back, and the ticket waits
    Go To    ${URL}/@@inbox
    Get Element Count    css=.farde-item:has-text("${NUMBER}"):has-text("${WRONG}")    ==    0
    The inbox shows    ${NUMBER}    ${RIGHT}
    Mark the ticket done    Facture transmise

The document goes into the dossier of one more person
    Go To    ${DOCUMENT}
    Click    text="Classer aussi dans…"
    Wait For Elements State    id=file-also-form
    The page fits the window
    Find the dossier by name    ${SECOND_TYPED}    ${SECOND_NUMBER}
    Click    text="Vérifier"
    Get Text    id=file-also-check    contains    ${SECOND_NAME}
    Click    css=button[value=do]
    The message says    aussi classé dans le dossier ${SECOND_NUMBER}
    Go To    ${URL}/@@inbox
    The inbox shows    ${SECOND_NUMBER}    ${RIGHT}
    Mark the ticket done    Facture transmise

A scan for two persons is filed once and told in both dossiers
    Sign in as    scan1
    Open the page of one file
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Click    css=.farde-also summary
    Type Text    id=field-dossiers.0    ${SECOND_NUMBER}
    Choose    document_type    ${BOTH}
    Received today
    File it
    The message says    chacun de ces dossiers : ${NUMBER}, ${SECOND_NUMBER}
    VAR    ${deposit}    ${DEPOSIT}:has-text("${NUMBER}"):has-text("${SECOND_NUMBER}") >> nth=0
    Wait For Elements State    ${deposit}
    The page fits the window
    Sign in as    caseworker1
    The inbox tells    ${NUMBER}    ${BOTH}
    The inbox tells    ${SECOND_NUMBER}    ${BOTH}


*** Keywords ***
The inbox tells
    [Documentation]    By a signal.
    [Arguments]    ${number}    ${type}
    VAR    ${TICKET}    css=#signals li:has-text("${number}"):has-text("${type}")    scope=SUITE
    Wait For Elements State    ${TICKET}
    Get Element Count    ${TICKET}    ==    1

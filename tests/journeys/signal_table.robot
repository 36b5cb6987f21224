*** Settings ***
Documentation       A records manager makes row 3 a ticket, after seeing what that would have done;
...                 the next scan raises it. One story: at its end the table is as it was.
Library             DateTime
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed
Test Tags           essential


*** Variables ***
${KIND}     css=[name="effects.0.kind"]
${DUE}      css=[name="effects.0.due"]


*** Test Cases ***
A records manager tries row 3 as a ticket before saving it
    Sign in as    records1
    Open row 3
    The page fits the window
    Get Text    css=main    contains    Juste signal
    Select Options By    ${KIND}    value    ticket
    Fill Text    ${DUE}    5
    Fill Text    id=since    2020-01-01
    ${today}=    Get Current Date    result_format=%Y-%m-%d
    Fill Text    id=until    ${today}
    Click    css=button[value=try]
    Get Text    id=trial    contains    Documents examinés
    Get Text    id=trial-shares    contains    Claire Demoulin
    The page fits the window
    Get Text    css=main    not contains    ${NAME}

What was given is still there, and is saved with its reason
    Get Property    ${KIND}    value    ==    ticket
    Get Property    ${DUE}    value    ==    5
    Fill Text    id=why    Chaque nouvel emploi demande un suivi
    Click    css=button[value=save]
    The message says    La ligne est enregistrée.
    The page fits the window
    Row 3 reads    Ticket → AS titulaire · 5 j. ouvrables
    Row 3 reads    Juste signal
    Row 3 reads    modifié par le centre le
    Get Text    id=signal-table-last    contains    Chaque nouvel emploi demande un suivi

The next scan raises the ticket
    Sign in as    scan1
    Open the page of one file
    Choose the file    ${SCAN}
    Find the dossier by name    ${TYPED}    ${NUMBER}
    Choose    document_type    ATTESTATIONS EMPLOI
    Choose    direction    Entrant
    Received today
    File it
    The message says    Le document est classé dans le dossier ${NUMBER}.
    Sign in as    caseworker1
    The inbox shows    ${NUMBER}    ATTESTATIONS EMPLOI

The history tells it, and the change is taken back in one step
    Sign in as    records1
    Go To    ${URL}/@@signal-table-history
    The page fits the window
    Get Text    id=signal-table-versions    contains    Chaque nouvel emploi demande un suivi
    Get Text    id=signal-table-versions    contains    Table de départ
    Go To    ${URL}/@@signal-table
    Click    text="Annuler ce changement"
    The message says    Le dernier changement est annulé.
    Row 3 reads    Signal → AS titulaire


*** Keywords ***
Open row 3
    Go To    ${URL}/@@signal-table
    Click    css=#signal-row-03 a
    Wait For Elements State    id=signal-row

Row 3 reads
    [Arguments]    ${text}
    Get Text    id=signal-row-03    contains    ${text}

*** Settings ***
Documentation       Access follows the work: a dossier changes hands, the glass is broken, and all
...                 of it is told to those whom it concerns.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed


*** Variables ***
${REASON}       Appel des pompiers : l'adresse est demandée


*** Test Cases ***
The head of the team hands the dossier to another caseworker
    [Tags]    essential
    Sign in as    supervisor1
    Hand the dossier over    caseworker1    caseworker2

Who has it in hand reads it, who had it finds nothing
    [Tags]    essential
    Sign in as    caseworker2
    Open the dossier    ${NUMBER}
    Get Text    css=h1    contains    ${NAME}
    Sign in as    caseworker1
    There is nothing at    ${URL}/dossiers/${NUMBER}
    There is nothing at    ${READ_DOCUMENT}

The IT service breaks the glass, and closes the dossier again
    [Tags]    essential
    Sign in as    it1
    There is nothing at    ${URL}/dossiers/${NUMBER}
    Go To    ${URL}/@@break-glass
    The page fits the window
    Fill Text    id=glass-dossier    ${NUMBER}
    Fill Text    id=glass-reason    ${REASON}
    Click    text="Briser la glace"
    Wait For Elements State    id=glass-open
    Open the dossier    ${NUMBER}
    Get Text    css=h1    contains    ${NAME}
    Go To    ${URL}/@@break-glass
    Click    text="Refermer maintenant"
    Wait For Elements State    id=glass-open    detached
    There is nothing at    ${URL}/dossiers/${NUMBER}

The caseworker is told who did and why
    [Tags]    essential
    Sign in as    caseworker2
    VAR    ${notice}    css=.farde-glass-notice:has-text("${NUMBER}")
    Get Text    ${notice}    contains    Pieter Claes
    Get Text    ${notice}    contains    ${REASON}
    Click    ${notice} >> text="J'en ai pris connaissance"
    Wait For Elements State    ${notice}    detached

The journal tells the privacy officer all of it, and not the name
    [Tags]    essential
    Sign in as    privacy1
    Go To    ${URL}/@@access-journal
    Fill Text    id=journal-dossier    ${NUMBER}
    Click    css=#journal-asked button[type=submit] >> nth=0
    The page fits the window
    Get Text    id=main-container    contains    Pieter Claes
    Get Text    id=main-container    contains    Monique Verhaegen
    Get Text    id=main-container    not contains    ${NAME}

Somebody asks why they see the dossier
    Sign in as    caseworker2
    Go To    ${URL}/dossiers/${NUMBER}/@@why-access
    Get Text    id=main-container    contains    Titulaire du dossier

The dossier goes back
    [Tags]    essential
    Sign in as    supervisor1
    Hand the dossier over    caseworker2    caseworker1


*** Keywords ***
Hand the dossier over
    [Arguments]    ${from}    ${to}
    Go To    ${URL}/@@transfer
    Select Options By    id=from    value    ${from}
    Click    text="Voir ses dossiers"
    Check Checkbox    css=#transfer-form input[name=dossiers][value="${NUMBER}"]
    Select Options By    id=to    value    ${to}
    The page fits the window
    Click    text="Vérifier avant de transférer"
    Get Text    id=transfer-check    contains    : 1.
    Click    text="Confirmer le transfert"
    The message says    C'est fait

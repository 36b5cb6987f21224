*** Settings ***
Documentation       Who does not work on a dossier finds no trace of it.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed


*** Variables ***
${IMAGE}    ${EMPTY}


*** Test Cases ***
The caseworker of the dossier sees it
    [Documentation]    What the others must not see does exist, at these very addresses.
    [Tags]    essential
    Sign in as    caseworker1
    Open the dossier    ${NUMBER}
    Get Text    css=h1    contains    ${NAME}
    FOR    ${words}    IN    ${NUMBER}    ${NAME}
        Search everywhere    ${words}
        The search finds    ${URL}/dossiers/${NUMBER}
    END
    Go To    ${READ_DOCUMENT}
    The page image loads    1
    ${address}=    Get Attribute    css=.DV-set.DV-page-1 img.DV-pageImage    src
    VAR    ${IMAGE}    ${address}    scope=SUITE
    ${status}=    Go To    ${IMAGE}
    Should Be Equal As Integers    ${status}    200

Another caseworker sees nothing of it
    [Tags]    essential
    Sign in as    caseworker2
    Nothing of the dossier is open

Those who keep the thesaurus see no document
    Sign in as    records1
    Nothing of the dossier is open

The administrator sees no dossier
    Sign in as the administrator
    Nothing of the dossier is open

Those who keep the thesaurus change no term by themselves
    [Documentation]    Plone's own form leads to a proposal, on which somebody else decides.
    [Tags]    essential
    Sign in as    records1
    The desk is    thesaurus
    Go To    ${URL}/thesaurus/social/attestations-amu/edit
    Wait For Elements State    id=field-why


*** Keywords ***
Nothing of the dossier is open
    There is nothing at    ${URL}/dossiers/${NUMBER}
    There is nothing at    ${READ_DOCUMENT}
    There is no image at    ${IMAGE}
    Go To    ${URL}
    FOR    ${words}    IN    ${NUMBER}    ${NAME}
        Search everywhere    ${words}
        The search finds nothing of    ${URL}/dossiers/${NUMBER}
    END

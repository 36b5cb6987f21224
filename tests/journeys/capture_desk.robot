*** Settings ***
Documentation       A stack from the folder of the scanners goes to four dossiers, by keyboard alone.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed
Test Tags           essential


*** Test Cases ***
The stack lies on the desk, cut at its separators
    Sign in as    scan1
    Go To    ${URL}/@@capture?batch=${BATCH}
    Wait For Elements State    css=.farde-leaf >> nth=0
    The page fits the window
    Get Element Count    ${PAGES}    ==    12
    Get Element Count    ${DOCUMENTS}    ==    4
    The balance is    12 pages = 8 classées ou à classer + 4 écartées
    Get Text    css=#leaf-s1-5    contains    proposé : page blanche
    Get Text    css=#leaf-s1-6    contains    proposé : feuille de séparation

The copy of a page is set aside, taken back, and set aside again
    Stand on    s1-9
    Press    Delete
    Get Checkbox State    css=#desk-reasons input[value=duplicate]    ==    checked
    Press    Enter
    The balance is    12 pages = 7 classées ou à classer + 5 écartées
    Press    Control+z
    The balance is    12 pages = 8 classées ou à classer + 4 écartées
    Press    Delete
    Press    3
    Press    Enter
    The balance is    12 pages = 7 classées ou à classer + 5 écartées

A cut is made and joined again
    Stand on    s1-12
    Press    s
    Wait For Condition    Element Count    ${DOCUMENTS}    ==    5
    Press    m
    Wait For Condition    Element Count    ${DOCUMENTS}    ==    4
    Press    Home

Each document is filed in its own dossier
    File the document    ${DESK_NUMBER_1}    received=today
    File the document    ${DESK_NUMBER_2}
    File the document    ${DESK_NUMBER_3}
    File the document    ${DESK_NUMBER_4}

Nothing of the stack waits any more, and every page is accounted for
    Go To    ${URL}/@@capture-follow
    FOR    ${number}    IN    ${DESK_NUMBER_1}    ${DESK_NUMBER_2}    ${DESK_NUMBER_3}    ${DESK_NUMBER_4}
        Get Text    css=[data-deposit="${BATCH}"]    contains    ${number}
    END


*** Variables ***
${PAGES}        css=.farde-leaf
${DOCUMENTS}    css=.farde-part[data-part]


*** Keywords ***
Press
    [Arguments]    ${key}
    Keyboard Key    press    ${key}

The balance is
    [Documentation]    What came in is what is kept and what is set aside.
    [Arguments]    ${text}
    Wait For Condition    Text    id=desk-balance    ==    ${text}

Stand on
    [Documentation]    With the arrows, from the first page on.
    [Arguments]    ${leaf}
    Focus    css=.farde-leaf.is-here
    Press    Home
    FOR    ${_step}    IN RANGE    12
        ${here}=    Get Attribute    css=.farde-leaf.is-here    data-leaf
        IF    $here == $leaf    BREAK
        Press    ArrowRight
    END
    Should Be Equal    ${here}    ${leaf}

File the document
    [Arguments]    ${number}    ${received}=before
    Focus    css=.farde-leaf.is-here
    Press    Enter
    Keyboard Input    type    ${number}
    Wait For Elements State    css=#farde-finder-list li:has-text("${number}")
    Press    ArrowDown
    Press    Enter
    Focus    id=field-document_type
    Keyboard Input    type    ATTESTATIONS EMP
    Get Selected Options    id=field-document_type    label    ==    ATTESTATIONS EMPLOI
    IF    $received == "today"
        Focus    css=[data-today=field-received_on]
        Press    Enter
    END
    Press    Control+Enter
    Wait For Condition    Text    id=desk-said    contains    classé dans le dossier ${number}

*** Settings ***
Documentation       A caseworker clears a morning's inbox: at a desk by keyboard alone, elsewhere by touch.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed


*** Test Cases ***
A morning's inbox is cleared by keyboard alone
    Sign in as    caseworker2
    The desk is    @@inbox
    The toolbar counts what the inbox shows
    The inbox listens
    Press    j
    Press    o
    The document stands beside the list
    Press    t
    The inbox says    Le ticket est pris en charge.
    Close the present ticket    Demande vérifiée
    The document stands beside the list
    Press    n
    The document stands beside the list
    Close the present ticket    Pièce transmise au service
    Choose everything
    Press    d
    Type    Vu, rien à signaler
    Press    Enter
    The inbox says    C'est fait. Lignes traitées :
    Wait For Condition    Text    id=inbox-empty    contains    Rien ne vous attend.
    Get Element Count    css=.farde-item    ==    0

Keys mean nothing while one types
    Sign in as    caseworker1
    The inbox listens
    ${before}=    Get Element Count    css=.farde-item
    Press    /
    Type    jodx?
    Get Property    id=inbox-q    value    ==    jodx?
    Get Element Count    css=.farde-item    ==    ${before}
    Get Element Count    css=.farde-item.is-chosen    ==    0

What one writes stays while the list is fetched anew
    Sign in as    caseworker1
    Go To    ${URL}/@@inbox?kind=ticket
    The inbox listens
    VAR    ${row}    css=.farde-item.is-current
    Press    t
    Press    d
    Type    Transmis au docteur, xj
    Wait For Elements State    ${row} >> css=button[value=take]    detached
    Get Property    ${row} >> css=input[name=outcome]    value    ==    Transmis au docteur, xj
    Type    ${SPACE}jk
    Get Property    ${row} >> css=input[name=outcome]    value    ==    Transmis au docteur, xj jk
    Get Element Count    css=.farde-item.is-chosen    ==    0

The keys are told on demand
    Sign in as    caseworker1
    The inbox listens
    Press    ?
    Wait For Elements State    id=inbox-help
    Get Text    id=inbox-help    contains    Ligne suivante
    Press    Escape
    Wait For Elements State    id=inbox-help    hidden

A click opens the document of its row, though the present row folds
    Sign in as    caseworker1
    The inbox listens
    ${clicked}=    Get Attribute    css=.farde-item >> nth=3    data-uid
    Click    css=.farde-item >> nth=3 >> css=.farde-what a
    The document stands beside the list
    Get Attribute    css=.farde-item.is-open    data-uid    ==    ${clicked}

A signal is read and a ticket closed by touch
    [Tags]    essential
    Sign in as    caseworker1
    The page fits the window
    Go To    ${URL}/@@inbox?kind=signal
    The inbox listens
    VAR    ${signal}    css=#signals li >> nth=0
    Click    ${signal} >> css=.farde-beneficiary
    Click    ${signal} >> text="Lu"
    The inbox says    Le signal est lu.
    Go To    ${URL}/@@inbox
    The inbox listens
    VAR    ${ticket}    css=#tickets li >> nth=0
    Click    ${ticket} >> css=.farde-beneficiary
    Click    ${ticket} >> css=.farde-finish summary
    Fill Text    ${ticket} >> css=input[name=outcome]    Facture transmise
    The page fits the window
    Click    ${ticket} >> text="Clôturer le ticket"
    The inbox says    Le ticket est traité.


*** Keywords ***
Press
    [Arguments]    ${key}
    Keyboard Key    press    ${key}

Type
    [Arguments]    ${text}
    Keyboard Input    type    ${text}

Close the present ticket
    [Documentation]    It leaves, and the next row is the present one, ready for the next key.
    [Arguments]    ${outcome}
    ${before}=    Get Element Count    css=.farde-item
    Press    d
    Type    ${outcome}
    Press    Enter
    The inbox says    Le ticket est traité.
    ${left}=    Evaluate    ${before} - 1
    Get Element Count    css=.farde-item    ==    ${left}
    Get Element Count    css=.farde-item.is-current:focus    ==    1

Choose everything
    Press    Shift+X
    ${all}=    Get Element Count    css=.farde-item
    Get Element Count    css=.farde-item.is-chosen    ==    ${all}

*** Settings ***
Documentation       A citizen who speaks Dutch hands in two pieces: one is photographed, one stays
...                 paper. The front desk needs few clicks, or none at all: the keyboard does.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed
Test Tags           essential


*** Variables ***
${CLICKS}       ${0}
${PAYSLIP}      ATTESTATIONS EMPLOI
${STATEMENT}    ATTESTATIONS DONNEES BANCAIRES


*** Test Cases ***
Two pieces and a receipt in Dutch, in six clicks
    Sign in as    frontdesk1
    The desk is    @@counter
    The page fits the window
    Name the citizen    ${NISS}    ${NUMBER}
    Choose a piece    0    ${PAYSLIP}
    Photograph a piece    0    ${PHOTO}
    Press    id=counter-more
    Choose a piece    1    ${STATEMENT}
    Press    id=counter-receive
    The receipt is in Dutch
    The receipt lists    ${PAYSLIP}    ter plaatse gescand
    The receipt lists    ${STATEMENT}    papier
    The page fits the window
    Get Element Count    css=.farde-paper-code svg    ==    1
    Get Text    css=.farde-paper    not contains    ${LAST_NAME}
    Should Be True    ${CLICKS} <= 6    ${CLICKS} clicks

By the keyboard alone
    Go To    ${URL}/@@counter
    Get Element States    id=field-citizen    contains    focused
    Keyboard Input    type    ${NISS}
    Wait For Elements State    css=#counter-finder-list li:has-text("${NUMBER}")
    Keyboard Key    press    Enter
    The keyboard stands at    type.0
    Keyboard Input    type    ${PAYSLIP}
    Get Selected Options    id=field-type.0    label    ==    ${PAYSLIP}
    Keyboard Key    press    Tab
    Keyboard Key    press    Enter
    The receipt is in Dutch

A mistake loses nothing, and says what to do
    Go To    ${URL}/@@counter
    Fill Text    id=field-citizen    85.07.30-033.29
    Choose a piece    0    ${PAYSLIP}
    Photograph a piece    0    ${PHOTO}
    Press    id=counter-receive
    Get Text    id=counter-errors    contains    Ce numéro NISS n'est pas valable.
    Get Property    id=field-citizen    value    ==    85.07.30-033.29
    Get Selected Options    id=field-type.0    label    ==    ${PAYSLIP}
    Get Text    css=.farde-piece-files    contains    Fichier gardé
    The page fits the window

The code on the receipt leads staff to the deposit
    Sign in as    scan1
    Go To    ${RECEIPT}
    Get Text    css=.farde-paper    contains    Afgiftebewijs
    Get Element Count    text="Voir le dépôt à la numérisation"    >=    1

Who has nothing to do with it is told nothing
    Sign in as    payments1
    Go To    ${RECEIPT}
    Get Text    css=main    contains    Ce reçu n'existe pas.
    Get Element Count    css=.farde-paper    ==    0


*** Keywords ***
Press
    [Arguments]    ${what}
    Click    ${what}
    ${count}=    Evaluate    ${CLICKS} + 1
    VAR    ${CLICKS}    ${count}    scope=SUITE

Name the citizen
    [Documentation]    Typed or read from the card; Enter takes the only one there is.
    [Arguments]    ${niss}    ${number}
    Type Text    id=field-citizen    ${niss}    delay=5ms
    Wait For Elements State    css=#counter-finder-list li:has-text("${number}")
    Keyboard Key    press    Enter
    Get Property    id=field-citizen    value    contains    ${number}

Choose a piece
    [Documentation]    Two clicks for a person with a mouse, none with the keyboard: counted as one.
    [Arguments]    ${row}    ${label}
    Select Options By    id=field-type.${row}    label    ${label}
    ${count}=    Evaluate    ${CLICKS} + 1
    VAR    ${CLICKS}    ${count}    scope=SUITE

Photograph a piece
    [Documentation]    The camera of the tablet opens by one click; the picture leaves at once.
    [Arguments]    ${row}    ${photo}
    Upload File By Selector    css=input[name="photo.${row}"]    ${photo}
    Wait For Elements State    css=.farde-piece[data-row="${row}"] .farde-piece-files li
    ${count}=    Evaluate    ${CLICKS} + 1
    VAR    ${CLICKS}    ${count}    scope=SUITE

The keyboard stands at
    [Arguments]    ${field}
    Get Element States    id=field-${field}    contains    focused

The receipt is in Dutch
    Wait For Elements State    css=.farde-paper
    ${address}=    Get Url
    VAR    ${RECEIPT}    ${address}    scope=SUITE
    Get Text    css=.farde-paper h2    ==    Afgiftebewijs

The receipt lists
    [Arguments]    ${label}    ${how}
    Get Element Count    css=.farde-paper-pieces tr:has-text("${label}"):has-text("${how}")    ==    1

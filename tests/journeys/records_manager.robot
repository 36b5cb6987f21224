*** Settings ***
Documentation       Those who keep the rules see them all in one table, and change them from there.
Resource            farde.resource
Suite Setup         Open the browser
Suite Teardown      No script has failed


*** Test Cases ***
The signal table shows all rules with their open questions
    [Tags]    essential
    Sign in as    records1
    Click    id=farde-nav-signal-table
    Get Text    css=h1    ==    Table des signaux
    The page fits the window
    Get Element Count    css=#signal-table tbody tr    ==    26
    The row reads    7    ATTESTATIONS IDENTITE & REGISTRE NATIONAL
    The row reads    7    L'astérisque de « Juste signal* » n'a pas de note dans le tableau du centre
    The row reads    7    Signal → AS titulaire
    The row reads    10    Ticket → Paiements
    The row reads    25    Ticket →

A row is opened from the table
    Click    css=#signal-table tbody tr >> nth=6 >> css=a
    Wait For Elements State    id=signal-row
    Get Text    css=main, #main-container >> nth=0    contains    ATTESTATIONS IDENTITE & REGISTRE NATIONAL


*** Keywords ***
The row reads
    [Arguments]    ${number}    ${text}
    ${index}=    Evaluate    ${number} - 1
    Get Text    css=#signal-table tbody tr >> nth=${index}    contains    ${text}
